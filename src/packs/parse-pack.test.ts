import { describe, expect, test } from 'vitest';
import { parseDay } from '../engine/index.ts';
import { CRITERION_YAML, PACK_YAML, readable, readSmall, told, warned, withCriterion } from './testing.ts';

describe('what is read', () => {
  test('defaults are those of the contract', () => {
    const { policy, presumeReceivedAfterSchoolDays, schedule } = readable(readSmall());
    expect(policy).toMatchObject({ id: 'small', version: '1', schoolYearStart: '07-01', countThrough: 'as-of' });
    expect(policy.groups[0]).toEqual({
      id: 'steps',
      mode: 'ladder',
      cycle: { kind: 'year' },
      skipped: 'sequential',
      gap: {},
    });
    expect(policy.criteria[0]).toMatchObject({
      when: { type: 'total', measure: 'dates', band: { atLeast: 3 } },
      window: { kind: 'year' },
      repeat: 'once',
      scope: 'district',
      release: 'review',
      settle: 0,
      exempt: [],
      effective: {},
    });
    expect(presumeReceivedAfterSchoolDays).toBeNull();
    expect(schedule).toBeNull();
  });

  test('day values and percentages become exact thousandths, other counts stay whole', () => {
    const days = withCriterion('atLeast: 3', 'measure: days\n  atLeast: 2.333\n  atMost: 9.5');
    expect(readable(days).policy.criteria[0]?.when).toMatchObject({ band: { atLeast: 2333, atMost: 9500 } });
    const rate = withCriterion('type: total', 'type: rate\n  minDays: 20');
    expect(readable(rate).policy.criteria[0]?.when).toMatchObject({
      type: 'rate',
      test: 'atLeast',
      percent: 3000,
      minDays: 20,
    });
    const view = readSmall({
      'criteria/a.yaml': CRITERION_YAML.replace(
        'counts: [{ status: [absent], excuse: [unexcused] }]',
        'view: half\n  measure: days',
      ),
    });
    expect(readable(view).policy.criteria[0]?.when).toMatchObject({
      view: {
        cap: 1000,
        parts: [{ by: 'periods', rows: [{ test: 'atLeast', threshold: 4, value: 1000 }, { value: 500 }] }],
      },
    });
  });

  test('a pattern within a day is at least one period, anywhere, unless it says more', () => {
    const pattern = withCriterion(
      'type: total\n  counts: [{ status: [absent], excuse: [unexcused] }]\n  atLeast: 3',
      'type: pattern\n  counts: [{ status: [absent] }]\n  days: { atLeast: 2 }',
    );
    expect(readable(pattern).policy.criteria[0]?.when).toMatchObject({
      withinDay: { mode: 'cumulative', atLeast: 1 },
      days: { mode: 'cumulative', atLeast: 2 },
    });
  });

  test('a consequence keeps its main setting under its own kind', () => {
    const reading = withCriterion('- { letter: notice }', '- { letter: notice, history: cycle, sort: desc }');
    expect(readable(reading).policy.criteria[0]?.then).toEqual([
      { kind: 'letter', settings: { letter: 'notice', history: 'cycle', sort: 'desc' } },
    ]);
  });

  test('the hash changes with any text that belongs to the pack, not with notes beside it', () => {
    const { hash } = readable(readSmall());
    expect(readable(readSmall({ 'README.md': 'notes', '.DS_Store': 'x' })).hash).toBe(hash);
    expect(readable(readSmall({ 'criteria/a.yaml': `${CRITERION_YAML}# a comment\n` })).hash).not.toBe(hash);
  });
});

describe('problems', () => {
  test('all problems of all files are told at once, each with its place', () => {
    const reading = readSmall({
      'pack.yaml': PACK_YAML.replace('version: "1"', 'version: 1').replace('mode: ladder', 'mode: leader'),
      'criteria/a.yaml': CRITERION_YAML.replace('atLeast: 3', 'atLeest: 3').replace('letter: notice', 'letter: notize'),
    });
    expect(told(reading)).toEqual([
      'criteria/a.yaml:8:3 when.atLeast: found nothing; allowed: atLeast: a number over 0, up to 1000000, with three decimals at most',
      'criteria/a.yaml:10:3 when.atLeest: found the key "atLeest"; allowed: did you mean atLeast or atMost? Known: type, counts, view, only, measure, atLeast, atMost, window',
      'criteria/a.yaml:12:15 then.0.letter: found the unknown letter "notize"; allowed: a letter of this pack: notice',
      'pack.yaml:3:10 version: found 1; allowed: version: text of 1 to 40 characters; text that looks like a number or a yes goes in quotes, as "01"',
      'pack.yaml:9:24 groups.0.mode: found "leader"; allowed: a group with mode first-match or ladder',
    ]);
  });

  test('a pack without pack.yaml and without criteria says so', () => {
    expect(
      told(readSmall({ 'pack.yaml': undefined, 'criteria/a.yaml': undefined, 'letters/notice/en.md': undefined })),
    ).toEqual([
      'criteria: found no criteria; allowed: at least one criteria/NAME.yaml',
      'pack.yaml: found no such file; allowed: a pack.yaml in the folder of the pack',
    ]);
  });

  test('a file in the wrong place is not passed over in silence', () => {
    expect(told(readSmall({ 'criteria/b.yml': 'code: B' }))).toEqual([
      'criteria/b.yml: found a file that is not read; allowed: criteria/NAME.yaml',
    ]);
    expect(told(readSmall({ 'letters/notice/spanish.txt': 'x' }))[0]).toContain('letters/NAME/LANGUAGE.md');
  });

  test.each([
    [
      'only: { periods: [1] }',
      'when.only.periods.0: found 1; allowed: a period: text of 1 to 60 characters; text that looks like a number',
    ],
    ['only: { periods: [01] }', 'found 01; allowed'],
    ['only: { periods: [] }', 'when.only.periods: found an empty list; allowed: a list of at least one'],
    [
      'only: { weekdays: [friday] }',
      'when.only.weekdays.0: found "friday"; allowed: one of mon, tue, wed, thu, fri, sat, sun',
    ],
    ['measure: day', 'when.measure: found "day"; allowed: one of dates, periods, days, minutes'],
    ['window: quarter', 'when.window: found "quarter"; allowed: year, month, { term: quarter }'],
    ['window: { days: 0 }', 'when.window.days: found 0; allowed: days: a whole number from 1 to 400'],
    [
      'window: { since: letter-recieved }',
      'found the unknown event "letter-recieved"; allowed: an event of this pack: letter-received',
    ],
    ['view: half', 'when.view: found a view; allowed: counts; a view only with measure: days or in a rate rule'],
    ['atMost: 2', 'when.atMost: found 2; allowed: atMost: at least 3, which is atLeast'],
    ['atMost: 4.5', 'when.atMost: found 4.5; allowed: atMost: a whole number; decimals only with measure: days'],
    ['minDays: 3', 'when.minDays: found the key "minDays"'],
  ])('a total with %s', (line, problem) => {
    expect(told(withCriterion('  atLeast: 3', `  ${line}\n  atLeast: 3`)).join('\n')).toContain(problem);
  });

  test.each([
    ['[{}]', 'when.counts.0: found an empty selector'],
    ['[]', 'when.counts: found an empty list'],
    ['{ status: [absent] }', 'when.counts: found a map with status'],
    ['[{ status: absent }]', 'when.counts.0.status: found "absent"; allowed: a list of at least one status'],
    ['[{ codes: [] }]', 'when.counts.0.codes: found an empty list'],
    ['[{ codes: [007] }]', 'when.counts.0.codes.0: found 007'],
    ['[{ minutesOver: -1 }]', 'when.counts.0.minutesOver: found -1'],
    ['[{ minutesOver: "30" }]', 'found "30"; allowed: minutesOver: a whole number from 0 to 100000, without quotes'],
    ['[{ wholeDay: yes }]', 'when.counts.0.wholeDay: found "yes"; allowed: wholeDay: true or false'],
  ])('counts: %s', (counts, problem) => {
    expect(told(withCriterion('[{ status: [absent], excuse: [unexcused] }]', counts)).join('\n')).toContain(problem);
  });

  test('a number without a count, of zero, and with four decimals is refused, one with three is not', () => {
    expect(told(withCriterion('atLeast: 3', 'atLeast: 0'))[0]).toContain('when.atLeast: found 0');
    expect(told(withCriterion('atLeast: 3', 'measure: days\n  atLeast: 0.0005'))[0]).toContain(
      'three decimals at most',
    );
    expect(told(withCriterion('atLeast: 3', 'measure: days\n  atLeast: .inf'))[0]).toContain('found .inf');
    expect(told(withCriterion('atLeast: 3', 'measure: days\n  atLeast: 0.001'))).toEqual([]);
  });

  test('a code has five characters at most', () => {
    expect(told(withCriterion('code: A', 'code: ABCDE'))).toEqual([]);
    expect(told(withCriterion('code: A', 'code: ABCDEF'))[0]).toContain(
      'found "ABCDEF"; allowed: a code of 1 to 5 characters',
    );
    expect(told(withCriterion('code: A', 'code: "A#1"'))[0]).toContain('without spaces and # @ /');
    expect(told(withCriterion('code: A', 'code: 12'))[0]).toContain('in quotes');
  });

  test('a description has 255 characters at most', () => {
    expect(told(withCriterion('Three days', 'é'.repeat(255)))).toEqual([]);
    expect(told(withCriterion('Three days', 'é'.repeat(256)))[0]).toContain('not 256');
  });

  test('a date must exist', () => {
    expect(told(withCriterion('group: steps', 'group: steps\neffective: { from: 2026-02-29 }'))[0]).toContain(
      'effective.from: found "2026-02-29"; allowed: a date that exists',
    );
    expect(told(withCriterion('group: steps', 'group: steps\neffective: { from: 2024-02-29 }'))).toEqual([]);
    expect(told(readSmall({ 'pack.yaml': `${PACK_YAML}schoolYear: { start: 02-29 }\n` }))[0]).toContain(
      'a month and day that every year has',
    );
  });

  test('effective ends after it starts', () => {
    expect(told(withCriterion('group: steps', 'effective: { from: 2026-03-02, until: 2026-03-02 }'))[0]).toContain(
      'effective.until',
    );
    expect(told(withCriterion('group: steps', 'effective: { from: 2026-03-02, until: 2026-03-03 }'))).toEqual([]);
  });

  test('an unknown group, view, event or key is refused with what is near it', () => {
    expect(told(withCriterion('group: steps', 'group: step'))[0]).toContain(
      'found the unknown group "step"; allowed: a group of this pack: steps',
    );
    expect(told(withCriterion('type: total', 'type: total\n  measure: days\n  view: halve')).join()).toContain(
      'unknown view "halve"',
    );
    expect(told(withCriterion('group: steps', 'groop: steps'))[0]).toContain(
      'criteria/a.yaml:5:1 groop: found the key "groop"; allowed: did you mean group',
    );
    expect(
      told(
        withCriterion(
          'type: total\n  counts: [{ status: [absent], excuse: [unexcused] }]\n  atLeast: 3',
          'type: event\n  event: homevisit',
        ),
      )[0],
    ).toContain('unknown event "homevisit"');
    expect(
      told(
        withCriterion(
          'type: total\n  counts: [{ status: [absent], excuse: [unexcused] }]\n  atLeast: 3',
          'type: event\n  event: home-visit',
        ),
      ),
    ).toEqual([]);
  });

  test('a level of a ladder repeats once and counts across the district', () => {
    expect(told(withCriterion('order: 1', 'order: 1\nrepeat: each\nscope: school'))).toEqual([
      expect.stringContaining('repeat: found "each"; allowed: once: this criterion is a level'),
      expect.stringContaining('scope: found "school"'),
    ]);
    expect(told(withCriterion('group: steps', 'group: either\nrepeat: each\nscope: school'))).toEqual([]);
  });

  test('what does not add to a measure cannot repeat', () => {
    const ungrouped = CRITERION_YAML.replace('group: steps\norder: 1\n', '');
    const repeat = (when: string, value: string): readonly string[] =>
      told(
        readSmall({
          'criteria/a.yaml': `${ungrouped.slice(0, ungrouped.indexOf('when:'))}when: ${when}\nrepeat: ${value}\n`,
        }),
      );
    expect(repeat('{ type: rate, counts: [{ status: [absent] }], over: 10 }', 'each')[0]).toContain(
      'a rule of type rate has no date that adds to it',
    );
    expect(repeat('{ any: [{ type: event, event: contract-violated }] }', 'each')[0]).toContain('a rule of type any');
    expect(
      repeat('{ type: same, by: period, counts: [{ status: [absent] }], atLeast: 3 }', '{ every: 3 }')[0],
    ).toContain('{ every: N } goes with a total');
    expect(
      repeat('{ type: total, counts: [{ status: [absent] }], atLeast: 3, atMost: 5 }', '{ every: 3 }')[0],
    ).toContain('without atMost');
    expect(repeat('{ type: total, counts: [{ status: [absent] }], atLeast: 3 }', '{ every: 0.5 }')[0]).toContain(
      'whole number',
    );
    expect(
      repeat('{ type: total, counts: [{ status: [absent] }], atLeast: 3, measure: days }', '{ every: 0.5 }'),
    ).toEqual([]);
  });

  test('rules inside any write no window', () => {
    const any = 'any:\n    - { type: event, event: contract-violated, window: month }';
    expect(
      told(withCriterion('type: total\n  counts: [{ status: [absent], excuse: [unexcused] }]\n  atLeast: 3', any))[0],
    ).toContain('when.any.0.window: found the key "window"');
  });

  test('two definitions of one code need times of their own', () => {
    const second = (effective: string, more = ''): readonly string[] =>
      told(
        readSmall({
          'criteria/a.yaml': `${CRITERION_YAML}effective: { until: 2026-01-05 }\n`,
          'criteria/b.yaml': `${CRITERION_YAML}effective: ${effective}\n${more}`,
        }),
      );
    expect(second('{ from: 2026-01-05 }')).toEqual([]);
    expect(second('{ from: 2026-01-04 }')[0]).toContain('also in criteria/a.yaml, effective until 2026-01-05');
    expect(second('{ from: 2026-01-05 }', 'repeat: each\n').join()).toContain('once: this code has two definitions');
  });

  test('an incident and a letter do not come from one criterion, and better not from one group', () => {
    expect(told(withCriterion('- { letter: notice }', '- { letter: notice }\n  - { incident: CUT }'))[0]).toContain(
      'a behavior incident and a communication',
    );
    const incident = CRITERION_YAML.replace('code: A', 'code: B').replace('letter: notice', 'incident: CUT');
    expect(warned(readSmall({ 'criteria/b.yaml': incident })).join()).toContain(
      'an incident and a communication in one group',
    );
  });

  test('a consequence of an unknown kind, with an unknown setting, or of two kinds is refused', () => {
    expect(told(withCriterion('{ letter: notice }', '{ leter: notice }'))[0]).toContain(
      'then.0: found a map with leter; allowed: an entry such as { letter: first-notice }; kinds: letter, notification',
    );
    expect(told(withCriterion('{ letter: notice }', '{ letter: notice, histroy: cycle }'))[0]).toContain(
      'then.0.histroy: found the key "histroy"; allowed: did you mean history',
    );
    expect(told(withCriterion('{ letter: notice }', '{ letter: notice, task: call }'))[0]).toContain('then.0');
  });

  test('a notification without words sends general ones, and that is pointed out, as is a language that it lacks', () => {
    const named = CRITERION_YAML.replace('- { letter: notice }', '- { notification: absences }');
    const words = '---\ntext: "{{school.name}}: please call us."\n---\n\n# A message\n\nPlease call us.\n';
    const withWords = (files: Readonly<Record<string, string>>) => readSmall({ 'criteria/a.yaml': named, ...files });
    expect(told(withWords({}))).toEqual([]);
    expect(warned(withWords({}))).toContain(
      'criteria/a.yaml:12:21 then.0.notification: found the notification "absences" without words; allowed: a folder notifications/absences; until then a general message is sent',
    );
    expect([...(readable(withWords({})).notifications.get('absences')?.keys() ?? [])]).toEqual(['en', 'es']);
    expect(told(withWords({ 'notifications/absences/en.md': words }))).toEqual([]);
    expect(readable(withWords({ 'notifications/absences/en.md': words })).notifications.get('absences')?.size).toBe(1);
    const other = { 'notifications/absences/en.md': words, 'notifications/more/es.md': words };
    expect(warned(withWords(other)).join()).toContain(
      'found the notification absences without es; allowed: notifications/absences/es.md',
    );
    const onlySpanish = withWords({ 'notifications/absences/es.md': words });
    expect(warned(onlySpanish).join()).toContain('without en');
    expect([...(readable(onlySpanish).notifications.get('absences')?.keys() ?? [])]).toEqual(['en', 'es']);
    expect(told(withWords({ 'notifications/absences.md': words })).join()).toContain('notifications/NAME/LANGUAGE.md');
    expect([...readable(withWords({ 'notifications/absences/en.md': words })).notifications.keys()]).toEqual([
      'absences',
    ]);
  });

  test('a text message says nothing about days or records, and is not too long', () => {
    const reading = (text: string) =>
      readSmall({ 'notifications/absences/en.md': `---\ntext: "${text}"\n---\n\n# A message\n\nPlease call us.\n` });
    expect(told(reading('Call about {{student.first}}: {{contact.phone}}'))).toEqual([]);
    expect(told(reading('{{count}} absences'))[0]).toContain(
      'notifications/absences/en.md:2:8: found {{count}} in a text message; allowed: what anybody may read who holds the phone: student.first',
    );
    expect(told(reading('Hello {{student.name}}'))[0]).toContain('notifications/absences/en.md:2:14');
    expect(told(reading('Hello {{child}}'))[0]).toContain('found {{child}}; allowed: a field of this list');
    expect(warned(reading('x'.repeat(160)))).toEqual([]);
    expect(warned(reading('x'.repeat(161)))[0]).toContain('about 161 characters in the short alphabet: 2 parts');
    expect(warned(reading('á'.repeat(71)))[0]).toContain('2 parts; allowed: one part is best (70 characters)');
    expect(told(reading('x'.repeat(613)))[0]).toContain('5 parts');
    expect(told(readSmall({ 'notifications/absences/en.md': '# A message\n\nPlease call us.\n' }))[0]).toContain(
      'found no words for a text message',
    );
    expect(
      told(readSmall({ 'letters/notice/en.md': '---\ntext: "Call"\n---\n\n# A notice\n\nCall us.\n' }))[0],
    ).toContain('text is for notifications');
  });

  test('a kind that is performed is none', () => {
    expect(warned(withCriterion('- { letter: notice }', '- { task: Call the family }')).join()).not.toContain(
      'does not perform it',
    );
  });

  test('bands that meet in a first-match group are pointed out, bands apart are not', () => {
    const bands = (least: number): string => {
      const low = CRITERION_YAML.replace('group: steps', 'group: either').replace(
        'atLeast: 3',
        'atLeast: 3\n  atMost: 5',
      );
      const high = low.replace('code: A', 'code: B').replace('atLeast: 3\n  atMost: 5', `atLeast: ${least}`);
      return warned(readSmall({ 'criteria/a.yaml': low, 'criteria/b.yaml': high })).join();
    };
    expect(bands(5)).toContain('a band that overlaps with criteria/a.yaml');
    expect(bands(6)).toBe('');
  });

  test('a letter that names a conference asks for one', () => {
    const letter = '# Come\n\nPlease come.\n\n{{conference}}\n';
    expect(told(readSmall({ 'letters/notice/en.md': letter }))[0]).toContain('allowed: conference: true beside it');
  });
});

describe('what a letter must say', () => {
  const asked = `${PACK_YAML}requiredStatements:
  - { letter: notice, from: 2025-07-01, statements: [{ id: truant, about: that the pupil is truant }], source: A law }
`;

  test('a missing statement is named for each language', () => {
    const problems = told(
      readSmall({ 'pack.yaml': asked, 'letters/notice/es.md': '# Un aviso\n\nPor favor, llame. {#truant}\n' }),
    );
    expect(problems).toEqual([
      expect.stringContaining(
        'found letters/notice/en.md (en) without the statement truant: that the pupil is truant; allowed: a paragraph that says it and ends with {#truant}, from 2025-07-01 (A law)',
      ),
    ]);
  });

  test('what is no longer asked for is not asked for', () => {
    expect(
      told(readSmall({ 'pack.yaml': asked.replace('from: 2025-07-01', 'from: 2020-07-01, until: 2025-07-01') })),
    ).toEqual([]);
  });

  test('dates that do not exist in a template or a law are told, not thrown', () => {
    expect(told(readSmall({ 'pack.yaml': asked.replace('2025-07-01', '2025-13-01') })).join()).toContain(
      'a date that exists',
    );
    expect(parseDay('2025-13-01')).toBeUndefined();
  });
});
