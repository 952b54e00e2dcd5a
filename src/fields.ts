/**
 * Zod fields of what people write in a pack. The message of each says what is allowed, in words:
 * a problem prints it behind "allowed:". Shapes only: nothing is transformed, so that the JSON Schema of the same
 * definition is true.
 */
import { z } from 'zod';

/** A map with these keys and no others. The message of an unknown key lists the known ones, see {@link knownKeysOf}. */
export function keys<T extends z.core.$ZodShape>(shape: T): z.ZodObject<T, z.core.$strict> {
  const names = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys' ? names.join(', ') : `a map with the keys ${names.join(', ')}`,
  });
}

/** Text of 1 to `most` characters. */
export function text(what: string, most = 200): z.ZodString {
  const allowed = `${what}: text of 1 to ${most} characters`;
  return z
    .string({ error: allowed })
    .min(1, { error: allowed })
    .max(most * 2, { error: allowed })
    .check((context) => {
      const length = [...context.value].length;
      if (length > most)
        context.issues.push({ code: 'custom', input: context.value, message: `${allowed}, not ${length}` });
      if (/^\s|\s$|[\p{Cc}]/u.test(context.value)) {
        context.issues.push({
          code: 'custom',
          input: context.value,
          message: `${allowed}, without spaces around it, line breaks or control characters`,
        });
      }
    })
    .meta({ maxLength: most });
}

/** Longer text, which may have line breaks; at most `most` characters, blank allowed. */
export function prose(what: string, most: number): z.ZodString {
  const allowed = `${what}: text of at most ${most} characters`;
  return z
    .string({ error: allowed })
    .check((context) => {
      const length = [...context.value].length;
      if (length > most)
        context.issues.push({ code: 'custom', input: context.value, message: `${allowed}, not ${length}` });
    })
    .meta({ maxLength: most });
}

/** Text of one shape. `allowed` says the shape in words. */
export function shaped(pattern: RegExp, allowed: string): z.ZodString {
  return z.string({ error: allowed }).regex(pattern, { error: allowed });
}

export const FOLDER_NAME = /^[A-Za-z0-9][A-Za-z0-9_-]{0,59}$/;

/** One of these words. */
export function oneOf<const T extends readonly [string, ...string[]]>(words: T): z.ZodLiteral<T[number]> {
  return z.literal([...words] as T[number][], { error: `one of ${words.join(', ')}` });
}

/** A whole number. Ends: both included. */
export function whole(
  what: string,
  { least, most = 1_000_000 }: { readonly least: number; readonly most?: number },
): z.ZodInt {
  const allowed = `${what}: a whole number from ${least} to ${most}`;
  return z.int({ error: allowed }).min(least, { error: allowed }).max(most, { error: allowed });
}

/** A number of at most three decimals, so that it is a whole number of thousandths. Ends: `most` included. */
export function decimal(
  what: string,
  { over, least, most }: { readonly over?: number; readonly least?: number; readonly most: number },
): z.ZodNumber {
  const from = over === undefined ? `from ${least ?? 0}` : `over ${over}, up`;
  const allowed = `${what}: a number ${from} to ${most}, with three decimals at most`;
  const bounded = z.number({ error: allowed }).max(most, { error: allowed });
  const field = over === undefined ? bounded.min(least ?? 0, { error: allowed }) : bounded.gt(over, { error: allowed });
  return field.check((context) => {
    if (thousandthsOf(context.value) === undefined)
      context.issues.push({ code: 'custom', input: context.value, message: allowed });
  });
}

/** Yes or no. */
export function yesOrNo(what: string): z.ZodBoolean {
  return z.boolean({ error: `${what}: true or false` });
}

/** A list with at least one item. */
export function listOf<T extends z.core.$ZodType>(item: T, what: string): z.ZodArray<T> {
  const allowed = `a list of at least one ${what}`;
  return z.array(item, { error: allowed }).min(1, { error: allowed });
}

/** A list that may be empty. */
export function anyListOf<T extends z.core.$ZodType>(item: T, what: string): z.ZodArray<T> {
  return z.array(item, { error: `a list of ${what}` });
}

/** The exact number of thousandths, or undefined where a number has more than three decimals. */
export function thousandthsOf(value: number): number | undefined {
  const thousandths = Math.round(value * 1000);
  return Number.isSafeInteger(thousandths) && thousandths / 1000 === value ? thousandths : undefined;
}
