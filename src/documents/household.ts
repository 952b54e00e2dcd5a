/** The address columns of a guardian, as the information system has them. */
export interface PostalAddress {
  readonly address1: string;
  readonly address2: string;
  readonly city: string;
  readonly state: string;
  readonly postalCode: string;
}

/**
 * A key that is equal for two spellings of one home: `12 N. Oak Street, Apt 4` and `12 north oak st #4`.
 * Ends: never joins different numbers, streets, units or places. Source: USPS Publication 28, appendices B and C2.
 */
export function householdKey(address: PostalAddress): string {
  const words = `${address.address1} ${address.address2}`
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toUpperCase()
    .replaceAll(/[#]/g, ' UNIT ')
    .replaceAll(/(?<=\p{L})['’.](?=\p{L})/gu, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .split(' ')
    .map((word) => SAME_WORD[word] ?? word);
  const street = words.filter((word, index) => word !== 'UNIT' || words[index - 1] !== 'UNIT').join(' ');
  return `${street}|${placeKey(address)}`;
}

/** The lines of an address as printed on a letter, blank ones left out. */
export function addressLines(address: PostalAddress): readonly string[] {
  const place = [[address.city, address.state].map(tidy).filter(Boolean).join(', '), tidy(address.postalCode)]
    .filter(Boolean)
    .join(' ');
  return [tidy(address.address1), tidy(address.address2), place].filter(Boolean);
}

/** Whether a letter can be mailed there: a street or box, and a postal code or a city with its state. */
export function addressState(address: PostalAddress): 'complete' | 'incomplete' | 'blank' {
  const street = tidy(address.address1) || tidy(address.address2);
  const hasPlace = tidy(address.postalCode) !== '' || (tidy(address.city) !== '' && tidy(address.state) !== '');
  if (street === '') return 'blank';
  return hasPlace ? 'complete' : 'incomplete';
}

function placeKey(address: PostalAddress): string {
  const postal = tidy(address.postalCode).toUpperCase();
  if (postal !== '') return /^\d{5}/.test(postal) ? postal.slice(0, 5) : postal;
  return `${tidy(address.city)} ${tidy(address.state)}`.toUpperCase();
}

function tidy(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

const SAME_WORD: Readonly<Record<string, string>> = {
  ...sameAs('ST', 'STREET', 'STR'),
  ...sameAs('AVE', 'AVENUE', 'AV'),
  ...sameAs('BLVD', 'BOULEVARD'),
  ...sameAs('CIR', 'CIRCLE'),
  ...sameAs('CT', 'COURT'),
  ...sameAs('DR', 'DRIVE'),
  ...sameAs('HWY', 'HIGHWAY'),
  ...sameAs('LN', 'LANE'),
  ...sameAs('PKWY', 'PARKWAY'),
  ...sameAs('PL', 'PLACE'),
  ...sameAs('RD', 'ROAD'),
  ...sameAs('SQ', 'SQUARE'),
  ...sameAs('TER', 'TERRACE', 'TERR'),
  ...sameAs('TRL', 'TRAIL'),
  ...sameAs('N', 'NORTH'),
  ...sameAs('S', 'SOUTH'),
  ...sameAs('E', 'EAST'),
  ...sameAs('W', 'WEST'),
  ...sameAs('NE', 'NORTHEAST'),
  ...sameAs('NW', 'NORTHWEST'),
  ...sameAs('SE', 'SOUTHEAST'),
  ...sameAs('SW', 'SOUTHWEST'),
  ...sameAs('UNIT', 'APT', 'APARTMENT', 'STE', 'SUITE', 'NO', 'RM', 'ROOM'),
  ...sameAs('LOT', 'SPACE', 'SPC', 'TRLR', 'TRAILER'),
};

function sameAs(word: string, ...spellings: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(spellings.map((spelling) => [spelling, word]));
}
