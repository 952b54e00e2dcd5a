/** One indirect object of a PDF: its dictionary or array as text, and the bytes of its stream where it has one. */
export interface PdfObject {
  readonly number: number;
  /** Everything between `obj` and `endobj` or `stream`, in latin-1. */
  readonly text: string;
  /** From `stream` to `endstream`, both included. */
  readonly stream: Buffer | undefined;
}

export interface PdfParts {
  readonly objects: readonly PdfObject[];
  readonly root: number;
  readonly info: number | undefined;
  /** The two file identifiers, as written. */
  readonly id: string;
}

/**
 * Reads the objects of a PDF as Typst writes it: one classic cross-reference table, no object streams, no encryption.
 * Fails: throws where the file is of another make; that would be a new version of the engine.
 */
export function readPdfObjects(pdf: Buffer): PdfParts {
  const tail = pdf.toString('latin1', Math.max(0, pdf.length - 2048));
  const start = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(tail)?.[1]);
  const table = pdf.toString('latin1', start);
  const head = /^xref\s+0 (\d+)\s+/.exec(table);
  const trailer = table.slice(table.lastIndexOf('trailer'));
  const root = Number(/\/Root (\d+) 0 R/.exec(trailer)?.[1]);
  if (head === null || !Number.isInteger(root)) throw new Error('pdf: no classic cross-reference table');
  const entries = table.slice(head[0].length, head[0].length + 20 * Number(head[1]));
  const places = [...entries.matchAll(/(\d{10}) \d{5} n/g)].map((match) => Number(match[1])).toSorted((a, b) => a - b);
  const objects = places.map((place, index) => objectAt(pdf, place, places[index + 1] ?? start));
  const info = /\/Info (\d+) 0 R/.exec(trailer)?.[1];
  return {
    objects,
    root,
    info: info === undefined ? undefined : Number(info),
    id: /\/ID \[[^\]]*\]/.exec(trailer)?.[0] ?? '',
  };
}

function objectAt(pdf: Buffer, from: number, to: number): PdfObject {
  const bytes = pdf.subarray(from, to);
  const head = /^(\d+) 0 obj\s/.exec(bytes.toString('latin1', 0, 24));
  const streamAt = bytes.indexOf('\nstream\n', 0, 'latin1');
  const end = bytes.lastIndexOf('endobj', bytes.length, 'latin1');
  if (head === null || end === -1) throw new Error('pdf: an object out of place');
  const text = bytes.toString('latin1', head[0].length, streamAt === -1 ? end : streamAt + 1);
  return { number: Number(head[1]), text, stream: streamAt === -1 ? undefined : bytes.subarray(streamAt + 1, end) };
}
