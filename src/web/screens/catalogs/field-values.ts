/** What is typed for the further columns of a catalog, and what the server is told of it. */
import type { CatalogEntry, CatalogField } from '../../../server/catalogs/contract.ts';

/** A text as it stands in its field; codes; yes or no; a text in both languages. */
export type Value = string | boolean | readonly string[] | { readonly en: string; readonly es: string };
export type Values = Readonly<Record<string, Value>>;

type Fields = readonly Pick<CatalogField, 'key' | 'kind' | 'choices'>[];

export function blankValues(fields: Fields): Values {
  return Object.fromEntries(fields.map((field) => [field.key, blankOf(field)]));
}

export function valuesOf(fields: Fields, extra: CatalogEntry['extra']): Values {
  return Object.fromEntries(fields.map((field) => [field.key, valueOf(field, extra[field.key])]));
}

/** What was typed and is no number goes as it is: the server says what is allowed. */
export function extraOf(fields: Fields, values: Values): CatalogEntry['extra'] {
  return Object.fromEntries(
    fields.map(({ key, kind }) => {
      const value = values[key] ?? '';
      if (kind === 'money') return [key, centsOf(textIn(value))];
      if (kind === 'whole') return [key, numberOf(textIn(value))];
      return [key, (Array.isArray(value) ? [...value] : value) as CatalogEntry['extra'][string]];
    }),
  );
}

/** What stands in a field of one line; '' for other kinds of fields. */
export function textIn(value: Value): string {
  return typeof value === 'string' ? value : '';
}

function blankOf({ kind, choices }: Fields[number]): Value {
  if (kind === 'yes-no') return false;
  if (kind === 'codes') return [];
  if (kind === 'words') return { en: '', es: '' };
  return kind === 'choice' ? (choices[0]?.value ?? '') : '';
}

function valueOf(field: Fields[number], value: CatalogEntry['extra'][string] | undefined): Value {
  if (value === undefined) return blankOf(field);
  if (typeof value !== 'number') return value;
  return field.kind === 'money' ? (value / 100).toFixed(2) : String(value);
}

/** `12.5` and `$12.50` are 1250. */
function centsOf(text: string): number | string {
  const parts = /^\$?\s*(\d{1,7})(?:[.,](\d{1,2}))?$/.exec(text.trim());
  return parts === null ? text : Number(parts[1]) * 100 + Number((parts[2] ?? '').padEnd(2, '0'));
}

function numberOf(text: string): number | string {
  return /^\d+$/.test(text.trim()) ? Number(text) : text;
}
