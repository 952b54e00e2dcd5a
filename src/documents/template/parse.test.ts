import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderProblem } from '../../problem.ts';
import { LETTER_WORD_KEYS } from '../words/index.ts';
import { LETTER_FIELDS, parseLetterTemplate } from './index.ts';

const FILE = 'letters/first-notice/en.md';

function problemsOf(text: string, file = FILE): readonly string[] {
  const reading = parseLetterTemplate(text, file);
  return reading.ok ? [] : reading.problems.map(renderProblem);
}

function templateOf(text: string, file = FILE) {
  const reading = parseLetterTemplate(text, file);
  if (!reading.ok) throw new Error(reading.problems.map(renderProblem).join('\n'));
  return reading.template;
}

const SMALL = '# Subject\n\nDear {{guardian.names}},\n';

describe('what a letter may say', () => {
  it('reads headings, bold, italic, links, lists, breaks, fields and optional parts', () => {
    const template = templateOf(
      '# A\n\n## B\n\n**b** *i* [l](https://a.example/x) {{count}}{? at {{contact.phone}}?}\\\nx\n\n- one {#one}\n- two\n\n1. first\n\n{{dates}}\n',
    );
    expect(template.blocks.map((block) => block.kind)).toEqual([
      'heading',
      'heading',
      'paragraph',
      'list',
      'list',
      'block-field',
    ]);
    expect(template.blocks[2]).toEqual({
      kind: 'paragraph',
      children: [
        { kind: 'bold', children: [{ kind: 'text', text: 'b' }] },
        { kind: 'text', text: ' ' },
        { kind: 'italic', children: [{ kind: 'text', text: 'i' }] },
        { kind: 'text', text: ' ' },
        { kind: 'link', href: 'https://a.example/x', children: [{ kind: 'text', text: 'l' }] },
        { kind: 'text', text: ' ' },
        { kind: 'field', field: 'count' },
        {
          kind: 'optional',
          children: [
            { kind: 'text', text: ' at ' },
            { kind: 'field', field: 'contact.phone' },
          ],
        },
        { kind: 'break' },
        { kind: 'text', text: 'x' },
      ],
    });
    expect(template.statements).toEqual(['one']);
  });

  it('accepts every field of the list in its place', () => {
    const text = LETTER_FIELDS.map((field) =>
      field.place === 'block' ? `{{${field.name}}}` : `Text {{${field.name}}}.`,
    ).join('\n\n');
    expect(problemsOf(`# Subject\n\n${text}\n`)).toEqual([]);
  });

  it('takes the language from the front matter, else from the name of the file', () => {
    expect(templateOf(`---\nlang: es\n---\n${SMALL}`, 'letters/x/es.md').language).toBe('es');
    expect(templateOf(SMALL, 'letters/x/es-MX.md').language).toBe('es-MX');
    expect(problemsOf(`---\nlang: es\n---\n${SMALL}`)).toEqual([
      `${FILE}:2:7: found es; allowed: the language that the file's name says: en`,
    ]);
  });

  it('reads the same letter with a byte order mark and with Windows line ends', () => {
    const text = `---\nlang: en\n---\n${SMALL}`;
    const windows = `\uFEFF${text.replaceAll('\n', '\r\n')}`;
    expect(templateOf(windows).blocks).toEqual(templateOf(text).blocks);
  });

  it('says that it needs a conference when it names one', () => {
    expect(templateOf(SMALL).needsConference).toBe(false);
    expect(templateOf(`${SMALL}\n{{conference}}\n`).needsConference).toBe(true);
    expect(templateOf(`${SMALL}\nCome on {{conference.date}}.\n`).needsConference).toBe(true);
  });
});

describe('what a letter may not say', () => {
  it.each([
    ['<script>x</script>', '3:1: found HTML'],
    ['a <b>b</b>', '3:3: found HTML'],
    ['![x](https://a.example/x.png)', '3:1: found an image'],
    ['`code`', '3:1: found code in `backticks`'],
    ['    code', '3:1: found a block of code'],
    ['```\ncode\n```', '3:1: found a block of code'],
    ['| a | b |\n|---|---|\n| 1 | 2 |', '4:1: found |---|---|'],
    ['text[^1]', '3:5: found [^1]'],
    ['> quoted', '3:1: found a quotation'],
    ['a\n\n***', '5:1: found a rule'],
    ['[a]: https://a.example', '3:1: found a link definition'],
    ['### three', '3:1: found a heading of level 3'],
    ['- a\n  - b', '4:3: found a list in a list item'],
    ['[x](javascript:alert(1))', '3:1: found a link to javascript:alert(1)'],
    ['[x](http://a.example)', '3:1: found a link to http://a.example'],
    ['[x](file:///etc/passwd)', '3:1: found a link to file:///etc/passwd'],
    ['[x](https://user:secret@a.example)', '3:1: found a link to'],
    ['[x](https://a.example/{{student.id}})', '3:1: found a link to'],
    ['[x](/relative)', '3:1: found a link to /relative'],
    ['{{studnt.first}}', '3:1: found {{studnt.first}}; allowed: a field of this list: student.first'],
    ['{{ constructor }}', '3:1: found {{constructor}}'],
    ['{{hasOwnProperty}}', '3:1: found {{hasOwnProperty}}'],
    ['a {{count', '3:3: found {{count'],
    ['a {count} b', '3:3: found {count}'],
    ['a }} b', '3:3: found }}'],
    ['a {{dates}} b', '3:1: found {{dates}} inside a paragraph'],
    ['- {{dates}}', '3:3: found {{dates}} in a list item'],
    ['a {? b ?}', '3:3: found an optional part without a field'],
    ['a {? {{count}}', '3:3: found {? without ?}'],
    ['a {{count}} ?}', '3:13: found ?} without {?'],
    ['{#id} a', '3:1: found {#id} inside the text'],
    ['a {#Not OK}', '3:3: found {#Not'],
    ['a \u202Eb', '3:3: found the invisible character U+202E'],
  ])('refuses %j at its place', (text, expected) => {
    const problems = problemsOf(`# Subject\n\n${text}\n`);
    expect(problems.join('\n')).toContain(`${FILE}:${expected}`);
  });

  it('wants exactly one subject, first, that is never empty', () => {
    expect(problemsOf('Text\n').join()).toContain('no heading of level 1');
    expect(problemsOf('Text\n\n# Subject\n').join()).toContain('text before the heading');
    expect(problemsOf('# A\n\n# B\n\nText\n').join()).toContain('2 headings of level 1');
    expect(problemsOf('# About {{student.grade}}\n\nText\n').join()).toContain('{{student.grade}} in the subject');
    expect(problemsOf('# Subject\n').join()).toContain('no text');
  });

  it('names every problem at once, in the order of their places', () => {
    const places = problemsOf('# A\n\n{x}\n\n<b>\n\n{{y}}\n').map((problem) => problem.split(': ')[0]);
    expect(places).toEqual([`${FILE}:3:1`, `${FILE}:5:1`, `${FILE}:7:1`]);
  });

  it('refuses a letter of more than 20,000 characters', () => {
    expect(problemsOf(`# A\n\n${'x'.repeat(20_000)}`).join()).toContain('at most 20000 characters');
  });
});

describe('statements that the law requires', () => {
  const front = '---\nstatements: [truant, meet]\n---\n';

  it('must each be marked once, and no other', () => {
    expect(problemsOf(`${front}# A\n\nOne {#truant}\n\nTwo {#meet}\n`)).toEqual([]);
    expect(problemsOf(`${front}# A\n\nOne {#truant}\n`).join()).toContain('no paragraph marked {#meet}');
    expect(problemsOf(`${front}# A\n\nOne {#truant}\n\nTwo {#truant}\n\n- x {#meet}\n`).join()).toContain(
      '{#truant} twice',
    );
    expect(problemsOf(`${front}# A\n\nOne {#truant}\n\nTwo {#meeting}\n\nx {#meet}\n`).join()).toContain(
      'allowed: one of the statements of the front matter: ',
    );
  });

  it('must not hang on a field that may be empty', () => {
    expect(problemsOf(`# A\n\nCall {{contact.phone}}. {#meet}\n`).join()).toContain('with a field that may be empty');
    expect(problemsOf(`# A\n\nCall us{? at {{contact.phone}}?}. {#meet}\n`)).toEqual([]);
  });
});

describe('front matter', () => {
  it.each([
    ['lang: [x', '2:'],
    ['lang: English', '2:7: found English'],
    ['langue: en', '2:1: found the key langue; allowed: the keys lang'],
    ['__proto__: 1', '2:1: found the key __proto__'],
    ['limits: { words: many }', '2:9: found words: many'],
    ['statements: { a: 1 }', '2:13: found'],
    ['words: { tabel.date: x }', 'words.tabel.date'],
    ['words: { table.date: "" }', 'words.table.date'],
    ['lang: *a', '2:'],
    ['just text', '2:1: found front matter without keys'],
  ])('refuses %j', (line, expected) => {
    expect(problemsOf(`---\n${line}\n---\n${SMALL}`).join('\n')).toContain(expected);
  });

  it('wants the words of the table and the foot for a language that has none built in', () => {
    expect(problemsOf(SMALL, 'letters/x/so.md').join()).toContain('no `words` for table.date');
    const words = LETTER_WORD_KEYS.map((key) => `  ${key}: "x"`).join('\n');
    expect(problemsOf(`---\nwords:\n${words}\n---\n${SMALL}`, 'letters/x/so.md')).toEqual([]);
  });
});

describe('readability', () => {
  it('warns only when the pack asks, and only above its limits', () => {
    const text = '# A\n\nMaya missed three days of school. Please call us.\n';
    expect(templateOf(text).warnings).toEqual([]);
    expect(templateOf(`---\nlimits: { words: 9, grade: 5 }\n---\n${text}`).warnings).toEqual([]);
    expect(templateOf(`---\nlimits: { words: 8 }\n---\n${text}`).warnings).toEqual([
      { file: FILE, found: '9 words', allowed: 'at most 8 words' },
    ]);
    expect(
      templateOf(
        `---\nlimits: { grade: 5 }\n---\n# A\n\nNotwithstanding considerable institutional encouragement, continued nonattendance necessitates administrative intervention.\n`,
      ).warnings,
    ).toHaveLength(1);
  });
});

describe('any text at all', () => {
  const pieces = fc.constantFrom(
    '# ',
    '## ',
    '- ',
    '1. ',
    '{{',
    '}}',
    '{?',
    '?}',
    '{#a}',
    '{{count}}',
    '{{dates}}',
    '{{contact.phone}}',
    '**',
    '*',
    '_',
    '[',
    '](https://a.example)',
    '](',
    '`',
    '<b>',
    '>',
    '---\n',
    '\n',
    '\n\n',
    ' ',
    'word',
    '\\',
    '&amp;',
    '|',
    'é',
    '\u0000',
    '\t',
    '![',
  );

  it('gives a template or problems with a place, and never throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 300 }),
          fc.array(pieces, { maxLength: 60 }).map((list) => list.join('')),
        ),
        (text) => {
          const reading = parseLetterTemplate(text, FILE);
          if (reading.ok) expect(reading.template.blocks.length).toBeGreaterThan(0);
          else
            expect(
              reading.problems.every(
                (problem) =>
                  problem.file === FILE &&
                  (problem.line ?? 0) > 0 &&
                  (problem.column ?? 0) > 0 &&
                  problem.allowed !== '',
              ),
            ).toBe(true);
        },
      ),
      { numRuns: 1500 },
    );
  });

  it.each([
    '>'.repeat(9000),
    '*'.repeat(9000),
    '['.repeat(9000),
    '{{'.repeat(9000),
    '{?'.repeat(9000),
    '- '.repeat(9000),
    '**a '.repeat(4000),
    '---\n' + '['.repeat(9000) + '\n---\n',
  ])('ends in a moment for a hostile text', (text) => {
    const start = performance.now();
    expect(parseLetterTemplate(text, FILE).ok).toBe(false);
    expect(performance.now() - start).toBeLessThan(4000);
  });
});
