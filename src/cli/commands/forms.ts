/** `rollcall forms`: blank forms as PDF. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { listForms, renderBlankForm } from '../../case-files/index.ts';
import { requireKnownNames } from '../known-names.ts';
import { formatOption, printJsonLine, printTable, remark, type Format } from '../output.ts';
import { todayOf, withSession } from '../session.ts';

interface FormsOptions {
  readonly school?: string;
  readonly out?: string;
  readonly language?: string;
  readonly format: Format;
}

export function register(program: Command): void {
  const forms = program
    .command('forms')
    .description('Blank forms: letters of the packs in use, contract, contact log, plan, matching page, minutes.')
    .argument('[form]', 'one of them; left out: all')
    .option('--school <id>', 'with the name and the packs of this school')
    .option('--language <tag>', 'in one language only')
    .option('--out <folder>', 'write the PDF files here; left out: list them');
  formatOption(forms).action((form: string | undefined, options: FormsOptions) =>
    withSession(async (session) => {
      const { db, districtId } = session;
      const { school = '', out, language, format } = options;
      if (school !== '') await requireKnownNames(session, { school });
      const all = await listForms(db.pool, { districtId, school });
      const wanted = all.filter((one) => form === undefined || one.form === form);
      if (out === undefined) {
        if (format === 'json') return wanted.forEach((one) => printJsonLine(one));
        printTable(
          ['form', 'title', 'languages'],
          wanted.map((one) => [one.form, one.title, one.languages.join(', ')]),
        );
        return;
      }
      await mkdir(out, { recursive: true });
      const on = await todayOf(session);
      let written = 0;
      for (const one of wanted) {
        for (const tag of one.languages.filter((its) => language === undefined || its === language)) {
          const pdf = await renderBlankForm(db.pool, { districtId, school, form: one.form, language: tag, on });
          if (pdf === undefined) continue;
          await writeFile(join(out, `${one.form}.${tag}.pdf`), pdf);
          written += 1;
        }
      }
      if (format === 'json') printJsonLine({ written, folder: out });
      else remark(`${written} written to ${out}.`);
    }),
  );
}
