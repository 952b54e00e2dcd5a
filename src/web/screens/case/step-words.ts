/** What was done, in words: a sentence for each step of a thing in the words `steps`, else the plain word of the thing. */
import { useTranslation } from 'react-i18next';
import type { CaseStep } from '../../../server/cases/contract.ts';
import { useContactWords } from '../../parts/contacts/contact-list.tsx';
import { useDate } from '../../parts/date-text.tsx';
import { useTaskWords } from '../../parts/task-words.ts';
import { useWords, type Values } from '../../words/words.ts';

export type Step = Pick<
  CaseStep,
  'id' | 'at' | 'on' | 'thing' | 'step' | 'by' | 'reason' | 'detail' | 'notice' | 'isClosed'
>;

export function useThingWord(): (thing: string) => string {
  const t = useWords('steps');
  const { i18n } = useTranslation('steps');
  return (thing) => (i18n.exists(`things.${thing}`, { ns: 'steps' }) ? t(`things.${thing}`) : thing);
}

export function useStepWords(): (step: Step) => string {
  const t = useWords('steps');
  const { i18n } = useTranslation('steps');
  const values = useStepValues();
  return (step) => {
    const key = `${step.thing}.${step.step}`;
    if (i18n.exists(key, { ns: 'steps' })) return t(key, values(step));
    const plain = `any.${step.step}`;
    const thing = i18n.exists(`things.${step.thing}`, { ns: 'steps' }) ? t(`things.${step.thing}`) : step.thing;
    return i18n.exists(plain, { ns: 'steps' })
      ? t(plain, { thing })
      : t('other', { thing, step: step.step.replaceAll('-', ' ') });
  };
}

/** What the sentences may name. What a step does not have is empty. */
function useStepValues(): (step: Step) => Values {
  const t = useWords('steps');
  const { i18n } = useTranslation('steps');
  const date = useDate();
  const taskWords = useTaskWords();
  const contactWords = useContactWords();
  const word = (group: string, key: unknown): string => {
    const path = `${group}.${textOf(key)}`;
    return i18n.exists(path, { ns: 'steps' }) ? t(path) : textOf(key);
  };
  const dated = (text: string): string => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? date(text) : text);
  return ({ thing, on, detail }) => {
    const texts = Object.fromEntries(Object.entries(detail).map(([key, value]) => [key, dated(textOf(value))]));
    const days = listOf(detail['days']).map((day) => date(day, 'day'));
    const what = textOf(detail['what']);
    return {
      ...texts,
      on: date(on),
      because: word('becauses', detail['because']),
      days: days.join(', '),
      what: taskWords(what),
      role: word('roles', detail['role']),
      dueOn: textOf(detail['dueOn']) === '' ? '' : date(textOf(detail['dueOn'])),
      contact: thing === 'contact' ? contactWords(contactOf(detail)) : '',
      kind: thing === 'document' ? word('documents', detail['kind']) : textOf(detail['kind']),
      outcome: thing === 'case' ? word('outcomes', detail['outcome']) : textOf(detail['outcome']),
      reason: thing === 'journal' ? word('reasons', detail['reason']) : textOf(detail['reason']),
      way: word('ways', detail['way']),
      meetingKind: word('meetings', detail['kind']),
      day: textOf(detail['on']) === '' ? '' : date(textOf(detail['on'])),
      names: listOf(detail['names']).join(', '),
      family: word('families', detail['family']),
      agency: word('agencies', detail['agency']),
      signedBy: word('signings', detail['way']),
    };
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}

function contactOf(detail: Step['detail']) {
  return {
    kind: textOf(detail['kind']),
    party: textOf(detail['party']),
    name: textOf(detail['name']),
    outcome: textOf(detail['outcome']),
    language: '',
    hasInterpreter: false,
  } as Parameters<ReturnType<typeof useContactWords>>[0];
}
