/** What became of a notice in words: the same on screen and on paper. */
import type { DateForm } from './format.ts';
import type { Say } from './say.ts';

/** What is said of a notice; the contract of the notices has all of it. */
interface NoticeLine {
  readonly state: string;
  readonly origin: string;
  readonly stateOn: string | null;
  readonly way: string;
  readonly note: string;
  readonly correction: string | null;
  /** Of its letters: were to go by e-mail. */
  readonly byEmail: {
    readonly waiting: number;
    readonly sent: number;
    readonly failed: number;
    readonly printed: number;
  };
}

/** `, by mail`, `, certified 9407 1000`; '' where no way is known. */
export function wayText(t: Say, { way, note }: Pick<NoticeLine, 'way' | 'note'>): string {
  return way === '' ? '' : `, ${t(`by.${way}`, { number: note })}`.trimEnd();
}

/** `t` says the words of letters, `parts` those of the parts; `date` a day. */
export interface NoticeSpeaker {
  readonly t: Say;
  readonly parts: Say;
  readonly date: (value: string, as?: DateForm) => string;
}

/** `e-mail waits`, `e-mail did not arrive: to print`; '' where its state and way say all. */
export function mailText(t: Say, { state, way, byEmail }: Pick<NoticeLine, 'state' | 'way' | 'byEmail'>): string {
  if (state === 'withdrawn' || state === 'rescinded') return '';
  if (byEmail.failed > 0) return t('eMail.failed');
  if (byEmail.waiting > 0) return t('eMail.waiting');
  return byEmail.sent > 0 && way !== 'e-mail' && way !== 'presumed' ? t('eMail.sent', { count: byEmail.sent }) : '';
}

/** `sent Nov 16, by mail; no longer met` */
export function statusText({ t, parts, date }: NoticeSpeaker, line: NoticeLine): string {
  const { state, origin, stateOn, correction } = line;
  const when = state === 'issued' || stateOn === null ? '' : ` ${date(stateOn, 'day')}${wayText(t, line)}`;
  const first =
    origin === 'rollcall'
      ? parts(`status.${state}`) + when
      : origin === 'carried-over'
        ? parts('status.carried-over')
        : t('status.adopted');
  const changed =
    correction === null ? '' : correction === 'met-again' ? t('status.met-again') : parts(`status.${correction}`);
  return [first, mailText(t, line), changed].filter((part) => part !== '').join('; ');
}
