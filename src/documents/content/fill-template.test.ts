import { describe, expect, it } from 'vitest';
import {
  BARE_LETTERHEAD,
  californiaTemplate,
  dateFact,
  sampleContent,
  sampleFacts,
  templateOf,
} from '../testing/sample-letter.ts';
import type { LetterFacts } from '../letter-facts.ts';
import { fillTemplate } from './fill-template.ts';
import { renderText } from './plain-text.ts';

function textOf(template: string, change: Partial<LetterFacts> = {}): string {
  const content = fillTemplate(
    templateOf(`# Subject\n\n${template}\n`),
    sampleFacts({ letterhead: BARE_LETTERHEAD, reference: '', ...change }),
  );
  return renderText({ ...content, address: [], date: '', school: '', reach: [] })
    .replace(/^Subject\n*/, '')
    .trim();
}

describe('letters as approved', () => {
  const conference = { on: '2026-12-01', at: '15:30', place: 'Room 12', with: 'Joy Okafor, counselor' };
  const previousOn = '2026-10-05';
  it.each([
    ['first-notice', 'en', {}],
    ['first-notice', 'es', {}],
    ['second-notice', 'en', { count: 6, conference, previousOn, sentence: 'We missed Maya at the science fair.' }],
    ['second-notice', 'es', { count: 6, conference, previousOn }],
    ['third-notice', 'en', { count: 9, previousOn }],
    ['third-notice', 'es', { count: 9, previousOn }],
  ] as const)('%s in %s', async (letter, language, change) => {
    const text = renderText(sampleContent({ ...change, letter, language }));
    await expect(text).toMatchFileSnapshot(`approved/${letter}.${language}.snapshot.txt`);
  });

  it('a letter with nothing known but the school has no blank label', async () => {
    const text = renderText(
      sampleContent({
        letterhead: BARE_LETTERHEAD,
        school: { id: 'oak', name: 'Oak Middle School', phone: '', principal: '' },
        district: { name: 'District' },
      }),
    );
    await expect(text).toMatchFileSnapshot('approved/first-notice-bare.en.snapshot.txt');
  });
});

describe('a field without a value', () => {
  it('takes its whole line with it', () => {
    expect(
      textOf('Call us.\\\nPhone: {{contact.phone}}\\\nWrite: {{contact.email}}', {
        school: { id: 'oak', name: 'Oak', phone: '1', principal: '' },
      }),
    ).toBe('Call us.\nPhone: 1');
    expect(textOf('Dear reader,\n\nPhone: {{contact.email}}\n\n- {{contact.name}}\n- stays')).toBe(
      'Dear reader,\n\n- stays',
    );
  });

  it('takes only its optional part where there is one', () => {
    expect(textOf('Call us{? at {{contact.email}} ?}.')).toBe('Call us.');
    expect(textOf('Call us{? at {{school.phone}} ?}.')).toBe('Call us at (209) 555-0140.');
    expect(textOf('{? We wrote on {{previous.date}}.?} Please call.')).toBe('Please call.');
    expect(textOf('{? We wrote on {{previous.date}}.?} Please call.', { previousOn: '2026-10-05' })).toBe(
      'We wrote on October 5, 2026. Please call.',
    );
  });

  it('takes the heading with it that stood over nothing else', () => {
    expect(textOf('a\n\n## Our meeting\n\n{{conference}}\n\n## Contact\n\nb\n\n## End\n\n{{sentence}}')).toBe(
      'a\n\nContact\n\nb',
    );
  });

  it('leaves no block behind', () => {
    expect(textOf('a\n\n{{dates}}\n\n{{conference}}\n\n{{sentence}}\n\nb', { dates: [] })).toBe('a\n\nb');
  });
});

describe('the table of dates', () => {
  const rowsOf = (dates: LetterFacts['dates'], change: Partial<LetterFacts> = {}) => {
    const table = fillTemplate(templateOf('# S\n\nx\n\n{{dates}}\n'), sampleFacts({ dates, ...change })).blocks.find(
      (block) => block.kind === 'table',
    );
    return table === undefined ? [] : [table.head, ...table.rows];
  };

  it('has one row for a date, its periods and minutes together', () => {
    expect(rowsOf(sampleFacts().dates).slice(1)).toEqual([
      ['Tue, Oct 27, 2026', 'Absent without a valid excuse, all day'],
      ['Wed, Nov 4, 2026', 'Late without a valid excuse, 34 minutes'],
      ['Mon, Nov 9, 2026', 'Absent without a valid excuse, periods 3, 4 (95 minutes)'],
    ]);
  });

  it('says nothing of minutes that are not known', () => {
    expect(
      rowsOf([
        dateFact('2026-11-09', { period: '3', minutes: null }),
        dateFact('2026-11-10', { status: 'left-early', minutes: null }),
      ]).slice(1),
    ).toEqual([
      ['Mon, Nov 9, 2026', 'Absent without a valid excuse, period 3'],
      ['Tue, Nov 10, 2026', 'Left early without a valid excuse'],
    ]);
  });

  it('says which part of a day it was', () => {
    expect(
      rowsOf([dateFact('2026-11-09', { value: 0.5 }), dateFact('2026-11-10', { value: 0.333, excuse: 'excused' })])
        .slice(1)
        .map((row) => row[1]),
    ).toEqual(['Absent without a valid excuse, ½ of a day', 'Absent with an excuse, 0.333 of a day']);
  });

  it('names the school only when there are several', () => {
    expect(rowsOf([dateFact('2026-10-01', { school: 'elm' }), dateFact('2026-11-09')])).toEqual([
      ['Date', 'What was recorded', 'School'],
      ['Thu, Oct 1, 2026', 'Absent without a valid excuse, all day', 'Elm Elementary School'],
      ['Mon, Nov 9, 2026', 'Absent without a valid excuse, all day', 'Oak Middle School'],
    ]);
  });

  it('keeps the order it was given', () => {
    expect(
      rowsOf(sampleFacts().dates.toReversed())
        .slice(1)
        .map((row) => row[0]),
    ).toEqual(['Mon, Nov 9, 2026', 'Wed, Nov 4, 2026', 'Tue, Oct 27, 2026']);
  });
});

describe('the words of a language', () => {
  it('count in its plural', () => {
    expect(textOf('{{count}} {{count.unit}} {{window}}', { count: 1 })).toBe('1 day this school year');
    expect(
      textOf('{{count}} {{count.unit}} {{window}}', { count: 2.5, unit: 'days', window: { kind: 'days', days: 28 } }),
    ).toBe('2.5 days in the last 28 days');
    expect(
      textOf('{{count}} {{count.unit}} {{window}}', {
        count: 18,
        unit: 'periods',
        window: { kind: 'term', name: 'Quarter 2' },
      }),
    ).toBe('18 class periods in Quarter 2');
    expect(
      textOf('{{count}} {{count.unit}} {{window}}', {
        count: 10.25,
        unit: 'percent',
        window: { kind: 'month', since: '2026-11-01' },
      }),
    ).toBe('10.25 percent in November 2026');
  });

  it('take the place of ours where a template brings its own', () => {
    const template = templateOf(
      '---\nwords: { table.date: Day, minute.one: "{count} min.", minute.other: "{count} mins." }\n---\n# S\n\nx\n\n{{dates}}\n',
    );
    const table = fillTemplate(template, sampleFacts()).blocks.find((block) => block.kind === 'table');
    expect(table?.head[0]).toBe('Day');
    expect(table?.rows[1]?.[1]).toBe('Late without a valid excuse, 34 mins.');
  });

  it('keep phone numbers from turning around in text from right to left', () => {
    const template = templateOf('# S\n\n{{contact.phone}}\n');
    const content = fillTemplate(template, sampleFacts({ language: 'ar' }));
    expect(content.direction).toBe('rtl');
    expect(content.blocks[1]).toEqual({
      kind: 'paragraph',
      children: [{ kind: 'text', text: '\u2066(209) 555-0142\u2069' }],
    });
  });

  it('write dates in the Gregorian calendar whatever the language', () => {
    for (const language of ['fa', 'ps', 'ar', 'th', 'zh', 'hmn']) {
      expect(fillTemplate(templateOf('# S\n\nx\n'), sampleFacts({ language })).date).toContain('2026');
    }
  });
});

describe('California’s notices', () => {
  it.each(['first-notice', 'second-notice', 'third-notice'])('%s says in Spanish what it says in English', (letter) => {
    const english = californiaTemplate(letter, 'en');
    const spanish = californiaTemplate(letter, 'es');
    expect(spanish.statements.toSorted()).toEqual(english.statements.toSorted());
    expect(spanish.blocks.map((block) => block.kind)).toEqual(english.blocks.map((block) => block.kind));
    expect([english.warnings, spanish.warnings]).toEqual([[], []]);
  });

  it('the first carries what Education Code 48260.5 asks since July 1, 2025, and none of the threats it dropped', () => {
    const template = californiaTemplate('first-notice', 'en');
    expect(template.statements.toSorted()).toEqual([
      'alternative-programs',
      'compel-attendance',
      'mental-health',
      'research',
      'right-to-meet',
      'strategies',
      'truant',
    ]);
    expect(template.text).not.toMatch(/prosecut|infraction|driv|fine\b|arrest|accompany/i);
  });

  it('only the second needs a conference', () => {
    expect(
      ['first-notice', 'second-notice', 'third-notice'].map(
        (letter) => californiaTemplate(letter, 'en').needsConference,
      ),
    ).toEqual([false, true, false]);
  });
});
