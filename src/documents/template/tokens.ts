/** What stands in a run of plain text. `raw` is as written, to find its place again. */
export type Token =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'field'; readonly name: string; readonly raw: string }
  | { readonly kind: 'mark'; readonly id: string; readonly raw: string }
  | { readonly kind: 'open' | 'close'; readonly raw: string }
  | { readonly kind: 'stray'; readonly raw: string; readonly found?: string; readonly allowed: string };

const PARTS =
  /\{\{([^{}]*)\}\}|\{#([^{}\s]*)\}|\{\?|\?\}|\{{1,2}[^{}\s]{0,40}\}{0,2}|\}{1,2}|\[\^[^\]\s]{1,40}\]|[\u202A-\u202E\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\uFFFD]/g;
const TABLE_LINE = /(^|\n)[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(\|[ \t]*:?-{2,}:?[ \t]*)+\|?[ \t]*(?=\n|$)/;

/**
 * Splits text into words, fields `{{name}}`, marks `{#id}`, the braces of optional parts, and what may not stand in a letter.
 * Ends: the tokens joined give the text again, line ends as spaces.
 */
export function scanText(text: string): readonly Token[] {
  const tokens: Token[] = [];
  const table = TABLE_LINE.exec(text);
  if (table !== null)
    tokens.push({
      kind: 'stray',
      raw: table[0].trim(),
      allowed: 'no table; the field {{dates}} makes the table of dates',
    });
  let from = 0;
  for (const match of text.matchAll(PARTS)) {
    tokens.push({ kind: 'text', text: asLine(text.slice(from, match.index)) }, tokenOf(match));
    from = match.index + match[0].length;
  }
  tokens.push({ kind: 'text', text: asLine(text.slice(from)) });
  return tokens;
}

function tokenOf(match: RegExpMatchArray): Token {
  const raw = match[0];
  if (match[1] !== undefined) return { kind: 'field', name: match[1].trim(), raw };
  if (match[2] !== undefined) return { kind: 'mark', id: match[2], raw };
  if (raw === '{?') return { kind: 'open', raw };
  if (raw === '?}') return { kind: 'close', raw };
  if (raw.startsWith('[^')) return { kind: 'stray', raw, allowed: 'no footnote; say it in the text' };
  if (raw.startsWith('{') || raw.startsWith('}'))
    return { kind: 'stray', raw, allowed: 'a field in two braces on each side, as {{student.first}}' };
  return {
    kind: 'stray',
    raw,
    found: `the invisible character U+${hexOf(raw)}`,
    allowed: 'letters, digits, punctuation; direction isolates U+2066 to U+2069',
  };
}

function hexOf(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
}

function asLine(text: string): string {
  return text.replaceAll(/[ \t]*(\r\n|\r|\n)[ \t]*/g, ' ');
}
