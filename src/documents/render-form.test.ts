import { expect, test } from 'vitest';
import { renderForm, type FormSheet } from './index.ts';
import { readPdf } from './testing/read-pdf.ts';

const FORM: FormSheet = {
  language: 'es',
  direction: 'ltr',
  sender: 'Oak Middle School',
  title: 'Contrato de asistencia',
  facts: [
    ['Estudiante', 'Maya Torres'],
    ['Grado', ''],
  ],
  blocks: [
    { kind: 'paragraph', text: 'Cada día de escuela cuenta.' },
    { kind: 'heading', text: 'Lo que hace la familia' },
    { kind: 'list', ordered: true, items: ['Llamamos a la escuela.'] },
    { kind: 'choices', label: 'Quién vino:', options: ['madre', 'padre'], chosen: 'madre' },
    { kind: 'lines', count: 3 },
    { kind: 'table', columns: [{ head: 'Fecha', width: 1 }], rows: [['']], rowHeight: 26 },
    {
      kind: 'signatures',
      rows: [
        { who: 'Ana Torres', typed: 'Ana Torres', strokes: [], alt: '', date: ['Fecha', '16 nov'], note: '' },
        {
          who: 'Maya Torres',
          typed: '',
          strokes: [
            [
              [100, 100],
              [200, 40],
            ],
          ],
          alt: 'Firma dibujada de Maya Torres',
          date: ['Fecha', ''],
          note: '',
        },
      ],
    },
  ],
  foot: 'Oak Middle School',
  pageLine: 'Página {page} de {pages}',
};

test('a form is a tagged PDF in its language: headings, lists, tables, and a drawn signature that says what it is', async () => {
  const pdf = await readPdf(await renderForm(FORM, 'Lakeside'));
  expect(pdf).toMatchObject({ isMarked: true, hasPdfUaMark: true, title: 'Contrato de asistencia', language: 'es' });
  expect(pdf.tags[0]).toEqual(expect.arrayContaining(['H1', 'H2', 'L', 'Table', 'TH', 'Figure']));
  expect(pdf.alts).toContain('Firma dibujada de Maya Torres');
  expect(pdf.pages[0]).toContain('Ana Torres');
  expect(pdf.pages[0]).toContain('Página 1 de 1');
});

test('a character that no font has is shown by its number, and the form is made', async () => {
  const pdf = await readPdf(await renderForm({ ...FORM, title: 'Contrato \u{1F600}' }, 'Lakeside'));
  expect(pdf.pages[0]).toContain('U+1F600');
});
