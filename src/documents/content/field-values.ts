import type { LetterFacts } from '../letter-facts.ts';
import type { FieldName } from '../template/index.ts';
import { pluralOf, wordOf, type LetterWords } from '../words/index.ts';
import { dateWordsOf } from './dates-in-words.ts';
import { isolate, numberIn } from './numbers.ts';

export type FieldValues = Readonly<Record<FieldName, string>>;

/** What a district is called in the database until somebody gives it a name. */
const UNNAMED_DISTRICT = 'District';

/** The value of every text field of a letter, in its language; '' where there is none. */
export function fieldValues(facts: LetterFacts, words: LetterWords, direction: 'ltr' | 'rtl'): FieldValues {
  const dates = dateWordsOf(facts.language);
  const { student, school, letterhead, conference, eligibility } = facts;
  const days = facts.dates.map((fact) => fact.on).toSorted();
  const keep = (text: string): string => isolate(text.trim(), direction);
  return {
    'letter.date': dates.long(facts.letterOn),
    reference: keep(facts.reference),
    'student.name': `${student.first} ${student.last}`.trim(),
    'student.first': student.first.trim() || student.last.trim(),
    'student.last': student.last.trim(),
    'student.grade': student.grade.trim(),
    'student.id': keep(student.id),
    'guardian.names': new Intl.ListFormat([facts.language, 'en-US'], { type: 'conjunction' }).format(facts.recipients),
    'school.name': school.name,
    'school.phone': keep(school.phone),
    'school.principal': school.principal.trim(),
    'district.name': facts.district.name === UNNAMED_DISTRICT ? school.name : facts.district.name,
    'contact.name': letterhead.contact.trim(),
    'contact.title': letterhead.contactTitle.trim(),
    'contact.phone': keep(phoneOf(facts)),
    'contact.email': keep(letterhead.email),
    'signer.name': letterhead.signer.trim(),
    'signer.title': letterhead.signerTitle.trim(),
    count: numberIn(facts.language, facts.count),
    'count.unit': unitOf(facts, words, facts.count),
    need: facts.need === null ? '' : numberIn(facts.language, facts.need),
    'need.unit': facts.need === null ? '' : unitOf(facts, words, facts.need),
    'dates.first': days[0] === undefined ? '' : dates.long(days[0]),
    'dates.last': days.length === 0 ? '' : dates.long(days.at(-1) as string),
    window: windowOf(facts, words),
    'trigger.date': dates.long(facts.triggerOn),
    'previous.date': facts.previousOn === null ? '' : dates.long(facts.previousOn),
    'criterion.title': facts.criterion.title,
    'conference.date': conference === null ? '' : dates.full(conference.on),
    'conference.time': conference === null ? '' : dates.time(conference.at),
    'conference.place': conference?.place.trim() ?? '',
    'conference.with': conference?.with.trim() ?? '',
    'eligibility.status': eligibility?.status[facts.language.startsWith('es') ? 'es' : 'en'] ?? '',
    'eligibility.until': eligibility === undefined ? '' : dates.long(eligibility.until),
  };
}

/** The phone number to call: of the letterhead, else of the school. */
export function phoneOf(facts: LetterFacts): string {
  return facts.letterhead.phone.trim() || facts.school.phone.trim();
}

function unitOf(facts: LetterFacts, words: LetterWords, count: number): string {
  const unit = facts.unit === 'days' ? 'dates' : facts.unit;
  return pluralOf(words, `unit.${unit}`, { count, shown: numberIn(facts.language, count), language: facts.language });
}

function windowOf({ window, language, triggerOn }: LetterFacts, words: LetterWords): string {
  const dates = dateWordsOf(language);
  switch (window.kind) {
    case 'year':
      return wordOf(words, 'window.year');
    case 'month':
      return wordOf(words, 'window.month', { name: dates.month(window.since ?? triggerOn) });
    case 'term':
      return window.name === undefined
        ? wordOf(words, 'window.year')
        : wordOf(words, 'window.term', { name: window.name });
    case 'since':
      return window.since === undefined
        ? wordOf(words, 'window.year')
        : wordOf(words, 'window.since', { name: dates.long(window.since) });
    case 'days':
    case 'schoolDays': {
      const count = window.days ?? 0;
      return pluralOf(words, `window.${window.kind}`, { count, shown: numberIn(language, count), language });
    }
  }
}
