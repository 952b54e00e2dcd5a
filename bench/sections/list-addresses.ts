/** Every list of the API, read off its contract, in the variants a person can ask for: first and deep page, each filter, each order. */
import { z } from 'zod';
import { contract } from '../../src/server/contract.ts';
import { isFile, type Route } from '../../src/server/route.ts';

export interface ListRoute {
  readonly name: string;
  readonly path: string;
  readonly query: z.ZodObject | undefined;
}

/** Addresses that answer with a list and need no number of one thing. */
export function listRoutes(): readonly ListRoute[] {
  const routes: readonly (readonly [string, Route])[] = Object.entries(contract);
  return routes
    .filter(([, { method, path, ok, action }]) => {
      const isOne = path.includes(':') || method !== 'GET' || action === 'public';
      return !isOne && !isFile(ok) && hasList(ok);
    })
    .map(([name, { path, query }]) => ({ name, path, query }));
}

/** Somewhere in the answer stand things of a number that grows. */
function hasList(shape: z.ZodType): boolean {
  const inner = unwrapped(shape);
  if (!(inner instanceof z.ZodObject)) return inner instanceof z.ZodArray;
  return Object.values(inner.shape).some((one) => unwrapped(one as z.ZodType) instanceof z.ZodArray);
}

function unwrapped(shape: z.ZodType): z.ZodType {
  if (shape instanceof z.ZodDefault || shape instanceof z.ZodOptional || shape instanceof z.ZodNullable)
    return unwrapped(shape.unwrap() as z.ZodType);
  return shape;
}

/** Query texts: plain, then each value of each choice once. Input: the school of the person, '' the district. */
export function variantsOf({ query }: ListRoute, school: string): readonly string[] {
  if (query === undefined) return [''];
  const fields = Object.entries(query.shape).map(([name, shape]) => [name, unwrapped(shape as z.ZodType)] as const);
  const plain = new URLSearchParams(fields.some(([name]) => name === 'school') && school !== '' ? { school } : {});
  const variants = [plain.toString()];
  for (const [name, shape] of fields)
    for (const value of valuesOf(name, shape)) {
      const one = new URLSearchParams(plain);
      one.set(name, value);
      variants.push(one.toString());
    }
  return variants;
}

function valuesOf(name: string, shape: z.ZodType): readonly string[] {
  if (shape instanceof z.ZodEnum) return shape.options.map(String);
  if (shape instanceof z.ZodBoolean) return ['true', 'false'];
  if (name === 'limit') return ['200'];
  return [];
}
