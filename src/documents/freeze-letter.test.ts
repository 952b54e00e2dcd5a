import { describe, expect, it } from 'vitest';
import { contentHash, freezeLetter } from './freeze-letter.ts';
import { californiaTemplate, sampleFacts } from './testing/sample-letter.ts';
import type { PlannedLetter } from './recipients.ts';

const planned: PlannedLetter = {
  recipients: ['Ana Torres'],
  address: ['214 Pepper Tree Lane', 'Lakeside, CA 90901'],
  postalCode: '90901',
  household: '214 PEPPER TREE LN|90901',
  language: 'es',
  wantedLanguage: '',
  toStudent: false,
  flags: [],
  sendTo: '',
};

describe('a frozen letter', () => {
  const frozen = freezeLetter({ planned, template: californiaTemplate('first-notice', 'es'), notice: sampleFacts() });

  it('carries the facts of the notice and of its recipients, and the text of the template', () => {
    expect(frozen.facts).toMatchObject({
      format: 1,
      language: 'es',
      recipients: ['Ana Torres'],
      letterOn: '2026-11-16',
    });
    expect(frozen.template).toContain('# La asistencia de {{student.first}}: primer aviso');
  });

  it('has a seal that holds whatever the order in which the database keeps the keys', () => {
    const shuffled = Object.fromEntries(Object.entries(frozen.facts).toReversed());
    expect(contentHash({ ...frozen, facts: shuffled })).toBe(frozen.content_hash);
    expect(contentHash({ ...frozen, facts: JSON.parse(JSON.stringify(frozen.facts)) })).toBe(frozen.content_hash);
  });

  it.each([
    ['a date', { ...frozen, facts: { ...frozen.facts, letterOn: '2026-11-17' } }],
    ['the order of the dates', { ...frozen, facts: { ...frozen.facts, dates: frozen.facts.dates.toReversed() } }],
    ['the text', { ...frozen, template: `${frozen.template} ` }],
    ['the language', { ...frozen, language: 'en' }],
  ])('breaks its seal when %s changes', (_, changed) => {
    expect(contentHash(changed)).not.toBe(frozen.content_hash);
  });
});
