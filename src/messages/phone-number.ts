/** Phone numbers as people write them, in the form that providers take. */
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

/**
 * `(510) 555-0100` is `+15105550100`. A number without a country is one of the United States. Null: it is no number, or one that
 * can be no mobile phone by its kind (in North America the kind of most numbers cannot be seen).
 */
export function textNumber(written: string): string | null {
  const number = parsePhoneNumberFromString(written.trim(), 'US');
  if (number === undefined || !number.isValid()) return null;
  const kind = number.getType();
  return kind === undefined || kind === 'MOBILE' || kind === 'FIXED_LINE_OR_MOBILE' || kind === 'PERSONAL_NUMBER'
    ? number.number
    : null;
}
