import { createLetterEngine } from './typst/index.ts';
import type { FormSheet } from './typst/form-sheet.ts';

/** A page that people read, sign or fill in, as PDF/UA. Text is NFC, as the fonts want it. */
export async function renderForm(form: FormSheet, author: string): Promise<Buffer> {
  const engine = createLetterEngine();
  try {
    const normal = JSON.parse(JSON.stringify(form).normalize('NFC')) as FormSheet;
    const { pdf } = await engine.renderForm(normal, { title: form.title, author });
    return pdf;
  } finally {
    await engine.close();
  }
}
