/** A success plan or an action plan as a family reads it: who does what, and when we look again. Pure. */
import { dateWordsOf } from '../../documents/content/dates-in-words.ts';
import type { FilledBlock, FilledInline, LetterContent } from '../../documents/content/letter-content.ts';
import { letterFrame, type FamilyLetterInput } from '../plans/family-letter.ts';
import type { PlanLineOfTier } from './make-tier-plan.ts';
import type { PlanPart } from './templates.ts';

export interface PlanLetterInput extends FamilyLetterInput {
  readonly lines: readonly PlanLineOfTier[];
  /** ISO; null while nobody said. */
  readonly reviewOn: string | null;
}

interface Words {
  readonly title: (first: string) => string;
  readonly greeting: string;
  readonly opening: (first: string, from: string) => string;
  readonly part: Readonly<Record<'took-part' | 'invited' | 'not-reached', string>>;
  readonly parts: Readonly<Record<PlanPart, string>>;
  readonly tried: string;
  readonly review: (on: string) => string;
  readonly close: string;
  readonly sincerely: string;
}

const EN: Words = {
  title: (first) => `A plan for ${first} to be at school every day`,
  greeting: 'Dear family,',
  opening: (first, from) =>
    `From ${from} on we work together so that ${first} can be at school every day. This is the plan.`,
  part: {
    'took-part': 'Thank you for making it with us.',
    invited: 'We invited you and made it without you so that no time is lost. Please tell us what you would change.',
    'not-reached': 'We could not reach you and made it so that no time is lost. Please tell us what you would change.',
  },
  parts: {
    strength: 'What goes well',
    'family-does': 'What you will do',
    'school-does': 'What we will do',
    helper: 'Who helps',
    need: 'What is needed',
    barrier: 'What stands in the way',
    support: 'Help there is',
    'follow-up': 'When we talk again',
    feedback: 'When you hear how it goes',
  },
  tried: 'What we offer',
  review: (on) => `On ${on} we look together at how it goes.`,
  close: 'Please call us whenever something stands in the way, or when you want to change the plan.',
  sincerely: 'Sincerely,',
};

const ES: Words = {
  title: (first) => `Un plan para que ${first} venga a la escuela todos los días`,
  greeting: 'Estimada familia:',
  opening: (first, from) =>
    `A partir del ${from} trabajamos juntos para que ${first} pueda venir a la escuela todos los días. Este es el plan.`,
  part: {
    'took-part': 'Gracias por hacerlo con nosotros.',
    invited: 'Los invitamos y lo hicimos sin ustedes para no perder tiempo. Por favor, díganos qué cambiarían.',
    'not-reached':
      'No pudimos comunicarnos con ustedes y lo hicimos para no perder tiempo. Por favor, díganos qué cambiarían.',
  },
  parts: {
    strength: 'Lo que va bien',
    'family-does': 'Lo que harán ustedes',
    'school-does': 'Lo que haremos nosotros',
    helper: 'Quién ayuda',
    need: 'Lo que hace falta',
    barrier: 'Lo que lo dificulta',
    support: 'La ayuda que hay',
    'follow-up': 'Cuándo volvemos a hablar',
    feedback: 'Cuándo sabrán cómo va',
  },
  tried: 'Lo que ofrecemos',
  review: (on) => `El ${on} vemos juntos cómo va.`,
  close: 'Por favor, llámennos cuando algo lo dificulte o cuando quieran cambiar el plan.',
  sincerely: 'Atentamente,',
};

/** The parts in the order in which a family reads them. */
const ORDER: readonly PlanPart[] = [
  'strength',
  'need',
  'barrier',
  'family-does',
  'school-does',
  'helper',
  'support',
  'follow-up',
  'feedback',
];

export function planLetter(input: PlanLetterInput): LetterContent {
  const words = input.language.startsWith('es') ? ES : EN;
  const dates = dateWordsOf(input.language);
  const long = (on: string): string => dates.long(on);
  const { plan, first, lines, reviewOn, tried } = input;
  const part = plan.familyPart === '' ? '' : words.part[plan.familyPart];
  const sections = ORDER.flatMap((one): readonly FilledBlock[] => {
    const own = lines.filter((line) => line.part === one);
    if (own.length === 0) return [];
    return [
      heading(words.parts[one]),
      { kind: 'list', ordered: false, items: own.map((line) => [text(lineInWords(line, long))]) },
    ];
  });
  return letterFrame(input, {
    title: words.title(first),
    blocks: [
      paragraph(words.greeting),
      paragraph([words.opening(first, long(plan.beginsOn)), part].filter((one) => one !== '').join(' ')),
      ...sections,
      ...(tried.length === 0
        ? []
        : [
            heading(words.tried),
            {
              kind: 'list',
              ordered: false,
              items: tried.map(({ name, dosage }) => [text([name, dosage].filter((one) => one !== '').join(': '))]),
            } as const,
          ]),
      ...(reviewOn === null ? [] : [paragraph(words.review(long(reviewOn)))]),
      paragraph(words.close),
    ],
    sincerely: words.sincerely,
  });
}

function lineInWords({ words, who, dueOn }: PlanLineOfTier, long: (on: string) => string): string {
  const when = dueOn === null ? '' : long(dueOn);
  return [words, who, when].filter((one) => one !== '').join(' · ');
}

function heading(words: string): FilledBlock {
  return { kind: 'heading', level: 2, children: [text(words)] };
}

function paragraph(words: string): FilledBlock {
  return { kind: 'paragraph', children: [text(words)] };
}

function text(words: string): FilledInline {
  return { kind: 'text', text: words.normalize('NFC') };
}
