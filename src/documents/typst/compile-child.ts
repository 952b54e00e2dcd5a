/**
 * The process that runs Typst. It is told what to compile by its parent and can be killed at any moment.
 * It sees virtual files only: the workspace does not exist on the disk, and data is never evaluated.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NodeCompiler, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler';
import type { CompileAnswer, CompileRequest, LetterDocument, PageRange } from './document.ts';
import { fontPaths } from './fonts.ts';

const WORKSPACE = '/rollcall-letters-that-no-disk-has';
const SOURCES = ['main.typ', 'letter.typ', 'cover.typ', 'sheet.typ', 'form.typ'];
/** Typst files numbers for names are never given back: one name for all data. */
const DATA = `${WORKSPACE}/data.json`;
/** 2026-01-01: a letter made again has the same bytes. */
const CREATED_AT_SECONDS = 1_767_225_600;

const compiler = NodeCompiler.create({ workspace: WORKSPACE, fontArgs: [{ fontPaths: [...fontPaths()] }] });
for (const name of SOURCES) compiler.mapShadow(`${WORKSPACE}/${name}`, readFileSync(join(import.meta.dirname, name)));

process.on('message', (request: CompileRequest) => {
  if (request.kind === 'image') {
    compiler.mapShadow(`${WORKSPACE}/images/${request.name}`, Buffer.from(request.bytes));
    return;
  }
  const answer = answerTo(request.id, request.document);
  compiler.evictCache(0);
  // The native memory of a compilation is freed only when the event loop turns.
  setImmediate(() => process.send?.(answer));
});
process.on('disconnect', () => process.exit(0));
process.send?.({ ready: true });

function answerTo(id: number, document: LetterDocument): CompileAnswer {
  try {
    compiler.mapShadow(DATA, Buffer.from(JSON.stringify(document)));
    const compiled = compiler.compile({ mainFilePath: `${WORKSPACE}/main.typ` });
    if (compiled.hasError() || compiled.result === null)
      return { id, ok: false, messages: diagnosticsOf(compiled.takeDiagnostics()?.shortDiagnostics ?? []) };
    const pdf = compiler.pdf(compiled.result, { pdfStandard: 'ua-1', creationTimestamp: CREATED_AT_SECONDS });
    return { id, ok: true, pdf: withReadingDirection(pdf, document), pages: pagesOf(compiled.result) };
  } catch (error) {
    return { id, ok: false, messages: messagesOf(error instanceof Error ? error.message : String(error)) };
  }
}

/** Typst takes Punjabi for right-to-left whatever it is told, and says so to the reader: the same number of bytes, put right. */
function withReadingDirection(pdf: Buffer, document: LetterDocument): Buffer {
  if (document.direction === 'rtl') return pdf;
  const at = pdf.indexOf('/Direction /R2L', 0, 'latin1');
  if (at >= 0) pdf.write('/Direction /L2R', at, 'latin1');
  return pdf;
}

function pagesOf(compiled: NodeTypstDocument): readonly PageRange[] {
  const starts = compiler.query(compiled, { selector: '<letter-start>', field: 'value' }) as readonly {
    readonly page: number;
  }[];
  const ends = compiler.query(compiled, { selector: '<letter-end>', field: 'value' }) as readonly {
    readonly page: number;
  }[];
  return starts.map((start, index) => ({ first: start.page, last: ends[index]?.page ?? start.page }));
}

function diagnosticsOf(diagnostics: readonly unknown[]): readonly string[] {
  return diagnostics.map((diagnostic) => String((diagnostic as { readonly message?: unknown }).message)).slice(0, 200);
}

/** The messages in the dump of an export error. It quotes letter text, so the parent never logs it. */
function messagesOf(dump: string): readonly string[] {
  const messages = [...dump.matchAll(/message: "((?:[^"\\]|\\.)*)"/g)].map((match) => match[1] ?? '');
  return (messages.length > 0 ? messages : [dump.slice(0, 300)]).slice(0, 200);
}
