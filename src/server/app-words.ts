/** The words of the app for what the server writes itself (lists on paper): the same phrases as on the screen. */
import i18next from 'i18next';
import enAsks from '../web/words/en/asks.json' with { type: 'json' };
import enAudit from '../web/words/en/audit.json' with { type: 'json' };
import enDisclosures from '../web/words/en/disclosures.json' with { type: 'json' };
import enInsight from '../web/words/en/insight.json' with { type: 'json' };
import enLetters from '../web/words/en/letters.json' with { type: 'json' };
import enPaper from '../web/words/en/paper.json' with { type: 'json' };
import enParts from '../web/words/en/parts.json' with { type: 'json' };
import enReports from '../web/words/en/reports.json' with { type: 'json' };
import enWorklist from '../web/words/en/worklist.json' with { type: 'json' };
import esAsks from '../web/words/es/asks.json' with { type: 'json' };
import esAudit from '../web/words/es/audit.json' with { type: 'json' };
import esDisclosures from '../web/words/es/disclosures.json' with { type: 'json' };
import esInsight from '../web/words/es/insight.json' with { type: 'json' };
import esLetters from '../web/words/es/letters.json' with { type: 'json' };
import esPaper from '../web/words/es/paper.json' with { type: 'json' };
import esParts from '../web/words/es/parts.json' with { type: 'json' };
import esReports from '../web/words/es/reports.json' with { type: 'json' };
import esWorklist from '../web/words/es/worklist.json' with { type: 'json' };
import { formatDate, formatNumber, type DateForm, type NumberForm } from '../web/words/format.ts';
import type { Say } from '../web/words/say.ts';

export type AppLanguage = 'en' | 'es';

const RESOURCES = {
  en: {
    asks: enAsks,
    audit: enAudit,
    disclosures: enDisclosures,
    insight: enInsight,
    letters: enLetters,
    paper: enPaper,
    parts: enParts,
    reports: enReports,
    worklist: enWorklist,
  },
  es: {
    asks: esAsks,
    audit: esAudit,
    disclosures: esDisclosures,
    insight: esInsight,
    letters: esLetters,
    paper: esPaper,
    parts: esParts,
    reports: esReports,
    worklist: esWorklist,
  },
} as const;

export type WordScreen = keyof (typeof RESOURCES)['en'];

/** A person's language and the district's zone. */
export interface Speaker {
  readonly language: AppLanguage;
  readonly words: (screen: WordScreen) => Say;
  /** An ISO date, or an instant for `moment` and `time`. */
  readonly date: (value: string, as?: DateForm) => string;
  readonly number: (value: number, how?: NumberForm) => string;
}

const known = new Map<AppLanguage, ReturnType<typeof i18next.createInstance>>();

export function speakerOf(language: AppLanguage, zone: string): Speaker {
  const spoken = known.get(language) ?? instanceOf(language);
  known.set(language, spoken);
  return {
    language,
    words: (screen) => spoken.getFixedT(language, screen) as unknown as Say,
    date: (value, as = 'date') => plainSpaces(formatDate(value, { as, language, zone })),
    number: (value, how = {}) => plainSpaces(formatNumber(value, how, language)),
  };
}

/** As `startWords` of the browser sets it. */
function instanceOf(language: AppLanguage) {
  const spoken = i18next.createInstance();
  void spoken.init({
    lng: language,
    fallbackLng: 'en',
    resources: RESOURCES,
    keySeparator: '.',
    interpolation: { escapeValue: false, prefix: '{', suffix: '}' },
    returnNull: false,
    initAsync: false,
  });
  return spoken;
}

/** Narrow spaces of the platform, which not every font has. */
function plainSpaces(text: string): string {
  return text.replaceAll(/[\u202F\u00A0]/g, ' ');
}
