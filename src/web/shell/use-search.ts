/** What a search finds, group by group. */
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, type AnswerOf } from '../api.ts';
import { useWords } from '../words/words.ts';
import { useGo, useSchool } from './context.ts';
import { GUIDES_PAGE, useGuides, type Guide } from './guides.ts';
import { useMay, useMe } from './me.ts';
import { placesOf } from './navigation.ts';
import { usePlaceWord } from './navigation-list.tsx';
import { placeAddress } from './place-address.ts';
import { useActions } from './search-actions.ts';

export interface SearchItem {
  readonly key: string;
  readonly label: string;
  readonly detail?: string;
  readonly pick: () => void;
  /** Alt and C: logs a contact about the marked student. */
  readonly contact?: () => void;
}

export interface SearchGroup {
  readonly key: string;
  readonly label: string;
  readonly items: readonly SearchItem[];
}

/** Letters before students are asked for, the pause after typing, and how many are shown. */
const LETTERS = 2;
const PAUSE_MS = 150;
const AT_MOST = 8;

export function useSearch(text: string): { readonly groups: readonly SearchGroup[]; readonly says: string } {
  const t = useWords('shell');
  const exact = useWords('exact');
  const asked = text.trim();
  const students = useStudents(asked);
  const fits = ({ label, detail = '' }: SearchItem) => `${label} ${detail}`.toLowerCase().includes(asked.toLowerCase());
  const [actions, places, words, help] = [useActions(), usePlaces(), useGlossary(), useHelp()];
  const groups = [
    { key: 'students', label: t('spotlight.students'), items: students.items },
    { key: 'actions', label: t('spotlight.actions'), items: actions.filter(fits) },
    { key: 'places', label: t('spotlight.places'), items: places.filter(fits) },
    {
      key: 'help',
      label: t('spotlight.help'),
      items: asked.length < LETTERS ? [] : help.filter(fits).slice(0, AT_MOST),
    },
    {
      key: 'words',
      label: t('spotlight.words'),
      items: asked.length < LETTERS ? [] : words.filter(fits).slice(0, AT_MOST),
    },
  ].filter(({ items }) => items.length > 0);
  const says = {
    off: t('spotlight.twoLetters'),
    asking: t('spotlight.searching'),
    found: t('spotlight.found', { count: students.items.length }),
    missed: exact('nobodyFound'),
    none: '',
  }[students.state];
  return { groups, says };
}

type Hit = AnswerOf<'searchStudents'>['items'][number];

function useStudents(asked: string): {
  readonly state: 'off' | 'asking' | 'found' | 'missed' | 'none';
  readonly items: readonly SearchItem[];
} {
  const t = useWords('shell');
  const go = useGo();
  const mayFind = useMay('find-student');
  const mayLog = useMay('log-contact');
  const [text] = useDebouncedValue(asked, PAUSE_MS);
  const isOn = mayFind && text.length >= LETTERS;
  // Kept no longer than the dialog shows it.
  const { data, isFetching } = useQuery({
    queryKey: ['searchStudents', text],
    queryFn: ({ signal }) => api.searchStudents({ body: { text, limit: AT_MOST } }, { signal }),
    enabled: isOn,
    gcTime: 0,
    staleTime: 0,
    retry: false,
  });
  if (!mayFind) return { state: 'none', items: [] };
  if (!isOn) return { state: 'off', items: [] };
  const items = (data?.items ?? []).map((hit) => ({
    key: hit.student,
    label: `${hit.lastName}, ${hit.firstName}`,
    detail: detailOf(hit, t('spotlight.grade', { grade: hit.grade })),
    pick: () => go(`/students/${hit.student}`),
    ...(mayLog ? { contact: () => go(`/students/${hit.student}?do=contact`) } : {}),
  }));
  if (isFetching && data === undefined) return { state: 'asking', items };
  return { state: items.length === 0 ? 'missed' : 'found', items };
}

function detailOf({ number, school, guardian }: Hit, grade: string): string {
  return [grade, school?.name, number, guardian].filter((part) => part !== null && part !== undefined).join(' · ');
}

function usePlaces(): readonly SearchItem[] {
  const me = useMe();
  const { school } = useSchool();
  const word = usePlaceWord();
  const go = useGo();
  return placesOf(me.roles).flatMap((place) => {
    const address = placeAddress(place, school);
    return address === undefined ? [] : [{ key: `place-${place}`, label: word(place), pick: () => go(address) }];
  });
}

/** The words of the field and their meaning; picking one opens the page of words at that word. */
function useGlossary(): readonly SearchItem[] {
  const { t } = useTranslation('glossary');
  const go = useGo();
  const all: unknown = t('words', { returnObjects: true });
  return Object.entries(isWords(all) ? all : {}).map(([key, { word, meaning }]) => ({
    key: `word-${key}`,
    label: word,
    detail: meaning,
    pick: () => go(`/help/words#${key}`),
  }));
}

/** What somebody does, step by step, of every role; the person's own work first. Picking one opens the help by role at that step. */
function useHelp(): readonly SearchItem[] {
  const me = useMe();
  const go = useGo();
  const guides = useGuides();
  const isMine = ({ roles }: Guide): boolean => roles.some((role) => me.roles.includes(role));
  return [...guides.filter(isMine), ...guides.filter((guide) => !isMine(guide))].flatMap((guide) => [
    {
      key: `help-${guide.key}`,
      label: guide.title,
      detail: guide.about,
      pick: () => go(`/help/${GUIDES_PAGE}#${guide.key}`),
    },
    ...guide.steps.map(({ key, title, text }) => ({
      key: `help-${guide.key}-${key}`,
      label: title,
      detail: text,
      pick: () => go(`/help/${GUIDES_PAGE}#${guide.key}-${key}`),
    })),
  ]);
}

export type Glossary = Readonly<Record<string, { readonly word: string; readonly meaning: string }>>;

export function isWords(value: unknown): value is Glossary {
  return typeof value === 'object' && value !== null;
}
