/** How a text message is cut into parts: each part is paid for, and arrives by itself on old phones. */

export interface TextParts {
  readonly characters: number;
  readonly parts: number;
  /** `short`: 160 characters to a part. `wide`: letters that the short alphabet lacks; 70 to a part. */
  readonly alphabet: 'short' | 'wide';
}

/** The alphabet of GSM 03.38. An accent as in "á" or "ó" is not in it, one as in "é", "ñ" or "¿" is. */
const SHORT = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
const DOUBLE = new Set('^{}\\[~]|€\f');

/** Source: 3GPP TS 23.038; a message of several parts loses room in each for their order. */
export function textParts(text: string): TextParts {
  const letters = [...text];
  if (letters.every((letter) => SHORT.has(letter) || DOUBLE.has(letter))) {
    const units = letters.reduce((sum, letter) => sum + (DOUBLE.has(letter) ? 2 : 1), 0);
    return { characters: letters.length, parts: units <= 160 ? 1 : Math.ceil(units / 153), alphabet: 'short' };
  }
  const units = text.length;
  return { characters: letters.length, parts: units <= 70 ? 1 : Math.ceil(units / 67), alphabet: 'wide' };
}
