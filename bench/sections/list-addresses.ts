/** Every list of the API, read off its contract, in the variants a person can ask for: plain, each value of each filter, each order. */
import { z } from 'zod';
import { contract } from '../../src/server/contract.ts';
import { isFile, type Route } from '../../src/server/route.ts';
import { exampleOf, type Examples } from './list-examples.ts';

export interface ListRoute {
  readonly name: string;
  readonly method: 'GET' | 'POST';
  /** With the names of its numbers, as `/api/cases/:case/timeline`. */
  readonly path: string;
  /** Fields of the address, or of the body. */
  readonly fields: z.ZodObject['shape'];
}

/** One way to ask for a list. */
export interface Variant {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** JSON; '' where there is none. */
  readonly body: string;
}

/**
 * Addresses that answer with a list: of the whole reach of a person, and of one thing where it comes page by page.
 * Searches are posted, because a name may not stand in an address.
 */
export function listRoutes(): readonly ListRoute[] {
  const routes: readonly (readonly [string, Route])[] = Object.entries(contract);
  return routes
    .filter(([, one]) => one.action !== 'public' && !isFile(one.ok) && isList(one, one.ok))
    .map(([name, { method, path, query, body }]) => ({
      name,
      method: method as ListRoute['method'],
      path,
      fields: method === 'GET' ? (query?.shape ?? {}) : (body as z.ZodObject).shape,
    }));
}

function isList({ method, path, idempotent }: Route, ok: z.ZodType): boolean {
  const hasPages = ok instanceof z.ZodObject && ['items', 'next'].every((field) => field in ok.shape);
  if (method === 'GET') return hasPages || (!path.includes(':') && hasArray(ok));
  return method === 'POST' && idempotent !== true && hasPages;
}

/** Somewhere in the answer stand things of a number that grows. */
function hasArray(shape: z.ZodType): boolean {
  const inner = unwrapped(shape);
  if (!(inner instanceof z.ZodObject)) return inner instanceof z.ZodArray;
  return Object.values(inner.shape).some((one) => unwrapped(one as z.ZodType) instanceof z.ZodArray);
}

function unwrapped(shape: z.ZodType): z.ZodType {
  if (shape instanceof z.ZodDefault || shape instanceof z.ZodOptional || shape instanceof z.ZodNullable)
    return unwrapped(shape.unwrap() as z.ZodType);
  return shape;
}

/** Plain, then each value of each choice once. Input: the school of the person, '' the whole district. */
export function variantsOf(route: ListRoute, school: string, examples: Examples): readonly Variant[] {
  const { name: operation, fields } = route;
  const values = Object.entries(fields)
    .filter(([name]) => name !== 'school' && name !== 'cursor')
    .map(([name, shape]) => [name, valuesOf(operation, name, shape as z.ZodType, examples), isNeeded(shape)] as const);
  const plain: Record<string, unknown> = 'school' in fields && school !== '' ? { school } : {};
  for (const [name, [first], needed] of values) if (needed) plain[name] = first;
  const choices = [
    plain,
    ...values.flatMap(([name, all, needed]) => all.slice(needed ? 1 : 0).map((value) => ({ ...plain, [name]: value }))),
  ];
  return choices.map((choice) => asked(route, choice, examples));
}

/** The same list from a place further on. */
export function continued({ method, path, body }: Variant, cursor: string): Variant {
  if (method === 'POST') return { method, path, body: JSON.stringify({ ...JSON.parse(body), cursor }) };
  return { method, path: `${path}${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}`, body };
}

function asked(route: ListRoute, choice: Readonly<Record<string, unknown>>, examples: Examples): Variant {
  const { method, name } = route;
  const path = route.path.replace(/:(\w+)/g, (_, part: string) => exampleOf(examples, name, part)[0] ?? '');
  if (method === 'POST') return { method, path, body: JSON.stringify(choice) };
  const query = new URLSearchParams();
  for (const [field, value] of Object.entries(choice)) query.set(field, String(value));
  return { method, path: query.size === 0 ? path : `${path}?${query.toString()}`, body: '' };
}

function isNeeded(shape: unknown): boolean {
  return !(shape as z.ZodType).safeParse(undefined).success;
}

function valuesOf(operation: string, name: string, shape: z.ZodType, examples: Examples): readonly unknown[] {
  const inner = unwrapped(shape);
  if (inner instanceof z.ZodEnum) return inner.options.map(String);
  if (inner instanceof z.ZodBoolean) return ['true', 'false'];
  if (inner instanceof z.ZodUnion) {
    const choices = inner.options.filter((one) => one instanceof z.ZodEnum);
    if (choices.length > 0) return choices.flatMap((one) => one.options.map(String));
  }
  if (name === 'limit') return [largestOf(inner)];
  return exampleOf(examples, operation, name);
}

/** As many as may be asked for at once. */
function largestOf(shape: z.ZodType): number {
  return [200, 100].find((limit) => shape.safeParse(limit).success) ?? 50;
}
