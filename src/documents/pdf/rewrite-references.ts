/** How the objects of one part are called in the joined file. */
export interface Renaming {
  /** Object number in the part -> object number in the joined file. */
  readonly objects: ReadonlyMap<number, number>;
  /** Added to the keys of the parent tree. */
  readonly keyOffset: number;
  /** Before the ids of table cells, so that they differ between parts. */
  readonly idPrefix: string;
}

/** Strings first, so that nothing inside one is taken for a reference. */
const TOKENS = new RegExp(
  [
    String.raw`\/ID \((U[\dxy]+)\)`,
    String.raw`\/Headers \[([^\]]*)\]`,
    stringPattern(4),
    String.raw`<[0-9A-Fa-f\s]*>(?!>)`,
    String.raw`\/(StructParents?) (\d+)`,
    String.raw`(?<![\d.])(\d+) 0 R\b`,
  ].join('|'),
  'g',
);

/** The text of an object with its references, parent tree keys and cell ids renamed. Fails: throws on a reference to an object that is not there. */
export function rewriteReferences(text: string, renaming: Renaming): string {
  return text.replaceAll(
    TOKENS,
    (whole: string, id?: string, headers?: string, key?: string, keyNumber?: string, reference?: string) => {
      if (id !== undefined) return `/ID (${renaming.idPrefix}${id})`;
      if (headers !== undefined) return `/Headers [${headers.replaceAll('(', `(${renaming.idPrefix}`)}]`;
      if (key !== undefined) return `/${key} ${Number(keyNumber) + renaming.keyOffset}`;
      if (reference === undefined) return whole;
      const number = renaming.objects.get(Number(reference));
      if (number === undefined) throw new Error('pdf: a reference to an object that was left out');
      return `${number} 0 R`;
    },
  );
}

/** A PDF string in parentheses, with balanced ones inside it to a depth. */
function stringPattern(depth: number): string {
  const inner = depth === 0 ? String.raw`[^()\\]|\\[\s\S]` : String.raw`[^()\\]|\\[\s\S]|${stringPattern(depth - 1)}`;
  return String.raw`\((?:${inner})*\)`;
}
