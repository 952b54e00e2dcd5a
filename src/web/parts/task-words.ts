import { useCallback } from 'react';
import { useWords } from '../words/words.ts';

/** Tasks of the packs that come with Rollcall, by the sentence that stands there: they are said in the language of the page. */
export const SHIPPED: Readonly<Record<string, string>> = {
  "Social services or law enforcement considered for the student's welfare": 'welfareConsidered',
  'Contact the parent or guardian by phone, e-mail or in person, and log it': 'contactGuardian',
  'Plan a meeting with the family before the next step': 'planMeeting',
  'Meet with the family and make an attendance contract': 'meetAndContract',
};

/** What a task asks for: in the words of the pack, or a sentence of the app. */
export function useTaskWords(): (what: string) => string {
  const t = useWords('tasks');
  return useCallback(
    (what) => {
      const key = what.startsWith('key:') ? what.slice('key:'.length) : SHIPPED[what];
      return key === undefined ? what : t(`what.${key}`);
    },
    [t],
  );
}
