/** A copy of a contract in one language: plain values for the PDF. What was not signed yet has a line to sign on. */
import { dateWordsOf } from '../../documents/content/dates-in-words.ts';
import type { FormBlock, FormSheet, FormSignature } from '../../documents/index.ts';
import { paperWordsOf } from '../paper-words.ts';
import type { Contract, ContractSignature, ContractText } from './contract.ts';

/** Input: `language` is one that the contract has a text in. */
export function contractPaper(contract: Contract, language: string): FormSheet {
  const words = paperWordsOf(language);
  const dates = dateWordsOf(language);
  const long = (on: string): string => dates.long(on);
  const text = contract.texts[language] as ContractText;
  return {
    language,
    direction: 'ltr',
    sender: contract.schoolName,
    title: text.title,
    facts: [
      [words.student, `${contract.first} ${contract.last}`],
      [words.from, long(contract.startsOn)],
      [words.review, long(contract.reviewOn)],
      [words.to, long(contract.endsOn)],
    ],
    blocks: [
      ...termBlocks(text),
      ...(contract.goals === ''
        ? []
        : [{ kind: 'heading', text: words.goals } as const, ...paragraphsOf(contract.goals)]),
      { kind: 'paragraph', text: text.closing },
      { kind: 'heading', text: words.signatures },
      { kind: 'signatures', rows: contract.signatures.map((one) => signatureOf(one, language)) },
    ],
    foot: contract.schoolName,
    pageLine: words.page,
  };
}

/** Title apart: what is agreed. */
export function termBlocks(text: ContractText): readonly FormBlock[] {
  return [
    ...text.opening.map((line) => ({ kind: 'paragraph', text: line }) as const),
    ...text.parts
      .filter(({ terms }) => terms.length > 0)
      .flatMap(({ heading, terms }): readonly FormBlock[] => [
        { kind: 'heading', text: heading },
        { kind: 'list', ordered: false, items: terms.map((term) => term.text) },
      ]),
  ];
}

function paragraphsOf(text: string): readonly FormBlock[] {
  return text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => ({ kind: 'paragraph', text: line }));
}

function signatureOf(signature: ContractSignature, language: string): FormSignature {
  const words = paperWordsOf(language);
  const { part, name, way, typed, strokes, witness, signedDay, excusedReason } = signature;
  const isSigned = way !== '';
  const evidence = part === 'school' && way !== 'paper' ? words.signedInAs : words.signedBefore;
  return {
    who: `${words.signers[part]}: ${name}`,
    typed: way === 'typed' ? typed : '',
    strokes: way === 'drawn' ? (strokes ?? []) : [],
    alt: words.signatureAlt(name),
    date: [words.date, signedDay === null ? '' : dateWordsOf(language).long(signedDay)],
    note: isSigned
      ? [way === 'paper' ? words.onPaper : '', witness === '' ? '' : evidence(witness)].filter(Boolean).join('. ')
      : excusedReason === ''
        ? ''
        : words.excused(excusedReason),
  };
}
