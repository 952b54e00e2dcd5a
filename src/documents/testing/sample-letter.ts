/** A letter about Maya Torres of the cast, for tests: every part of it can be replaced. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fillTemplate } from '../content/fill-template.ts';
import type { LetterContent } from '../content/letter-content.ts';
import type { DateFact, LetterFacts, Letterhead } from '../letter-facts.ts';
import { parseLetterTemplate, type LetterTemplate } from '../template/index.ts';
import { renderProblem } from '../../problem.ts';

const PACK = join(import.meta.dirname, '../../../packs/california-sarb/letters');

export const SAMPLE_LOGO = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><circle cx="5" cy="5" r="4" fill="#1b4f9c"/></svg>',
);

export const SAMPLE_LETTERHEAD: Letterhead = {
  returnAddress: ['Oak Middle School', '1200 Oak Avenue', 'Lakeside, CA 90901'],
  phone: '(209) 555-0142',
  email: 'oak@lakeside.example',
  signer: 'Patricia Lang',
  signerTitle: 'Principal',
  contact: 'Alma Bell',
  contactTitle: 'Attendance Clerk',
  logo: { hash: 'logo', type: 'svg', alt: '' },
  signature: null,
};

export const BARE_LETTERHEAD: Letterhead = {
  returnAddress: [],
  phone: '',
  email: '',
  signer: '',
  signerTitle: '',
  contact: '',
  contactTitle: '',
  logo: null,
  signature: null,
};

/** A whole-day unexcused absence, or whatever is given. */
export function dateFact(on: string, change: Partial<DateFact> = {}): DateFact {
  const base = { school: 'oak', period: null, minutes: 390, status: 'absent', excuse: 'unexcused' } as const;
  return { on, ...base, description: 'Unexcused', ...change };
}

export function sampleFacts(change: Partial<LetterFacts> = {}): LetterFacts {
  return {
    format: 1,
    letter: 'first-notice',
    reference: 'N1042',
    language: 'en',
    letterOn: '2026-11-16',
    recipients: ['Ana Torres', 'Luis Torres'],
    address: ['214 Pepper Tree Lane', 'Lakeside, CA 90901'],
    household: '214 PEPPER TREE LN|90901',
    toStudent: false,
    flags: [],
    student: { id: '604877', first: 'Maya', last: 'Torres', grade: '7' },
    school: { id: 'oak', name: 'Oak Middle School', phone: '(209) 555-0140', principal: 'Patricia Lang' },
    district: { name: 'Lakeside Unified School District' },
    letterhead: SAMPLE_LETTERHEAD,
    criterion: { code: 'L1', title: 'First notification of truancy' },
    triggerOn: '2026-11-09',
    count: 3,
    need: 3,
    unit: 'dates',
    window: { kind: 'year' },
    // Tue Oct 27, Wed Nov 4, Mon Nov 9
    dates: [
      dateFact('2026-10-27'),
      dateFact('2026-11-04', { status: 'tardy', minutes: 34 }),
      dateFact('2026-11-09', { period: '3', minutes: 50 }),
      dateFact('2026-11-09', { period: '4', minutes: 45 }),
    ],
    schoolNames: { oak: 'Oak Middle School', elm: 'Elm Elementary School' },
    previousOn: null,
    conference: null,
    sentence: '',
    ...change,
  };
}

/** A letter of the California pack. */
export function californiaTemplate(letter: string, language: string): LetterTemplate {
  const file = join(PACK, letter, `${language}.md`);
  return templateOf(readFileSync(file, 'utf8'), file);
}

export function templateOf(text: string, file = 'letters/sample/en.md'): LetterTemplate {
  const reading = parseLetterTemplate(text, file);
  if (!reading.ok) throw new Error(reading.problems.map(renderProblem).join('\n'));
  return reading.template;
}

export function sampleContent(change: Partial<LetterFacts> = {}): LetterContent {
  const facts = sampleFacts(change);
  return fillTemplate(californiaTemplate(facts.letter, facts.language.split('-')[0] ?? 'en'), facts);
}
