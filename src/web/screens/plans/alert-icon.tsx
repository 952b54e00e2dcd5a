import { useWords } from '../../words/words.ts';
import classes from './plans.module.css';

/** A plan is active: a mark that also says its word. */
export function AlertIcon() {
  const t = useWords('plans');
  return (
    <svg className={classes.alert} viewBox="0 0 20 20" role="img" aria-label={t('alert')}>
      <title>{t('alert')}</title>
      <path d="M10 2 19 18H1Z" fill="none" stroke="currentColor" strokeWidth="1.8" strokeLinejoin="round" />
      <path d="M10 8v4.5M10 15v.6" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" />
    </svg>
  );
}
