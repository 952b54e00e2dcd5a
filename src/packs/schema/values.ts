/** Fields that the files of a pack share. */
import { z } from 'zod';
import { parseDay, WEEKDAYS } from '../../engine/index.ts';
import { oneOf, shaped, text } from '../../fields.ts';

const DATE = 'a date that exists, as 2026-03-09';

/** A calendar date as written, `YYYY-MM-DD`. */
export const date = z
  .string({ error: DATE })
  .check((context) => {
    if (parseDay(context.value) === undefined)
      context.issues.push({ code: 'custom', input: context.value, message: DATE });
  })
  .meta({ format: 'date' });

const MONTH_DAY = 'a month and day that every year has, as "07-01"';

/** `MM-DD` of a day that exists in every year. */
export const monthDay = z
  .string({ error: MONTH_DAY })
  .check((context) => {
    if (!/^\d\d-\d\d$/.test(context.value) || parseDay(`2001-${context.value}`) === undefined) {
      context.issues.push({ code: 'custom', input: context.value, message: MONTH_DAY });
    }
  })
  .meta({ pattern: '^\\d\\d-\\d\\d$' });

export const timeOfDay = shaped(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day as "17:32"');

export const weekday = oneOf(WEEKDAYS as [(typeof WEEKDAYS)[number], ...(typeof WEEKDAYS)[number][]]);

/** A name that other parts of the pack refer to. */
export const name = text('a name', 60);

/** Up to 5 characters. `#`, `@` and `/` mark occurrence, cycle and place in references to a trigger. */
export const criterionCode = z
  .string({ error: 'a code of 1 to 5 characters' })
  .check((context) => {
    const length = [...context.value].length;
    const allowed = 'a code of 1 to 5 characters, without spaces and # @ /';
    if (length < 1 || length > 5 || /[\s#@/\p{Cc}]/u.test(context.value))
      context.issues.push({ code: 'custom', input: context.value, message: allowed });
  })
  .meta({ minLength: 1, maxLength: 5, pattern: '^[^\\s#@/]+$' });
