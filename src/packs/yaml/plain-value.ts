/** The plain value of a YAML document, within limits that hold whatever it contains. */
import { isAlias, isMap, isScalar, isSeq, type Alias, type Document, type Node, type Pair } from 'yaml';
import { keyText } from './key-text.ts';

export interface Fault {
  readonly offset: number;
  readonly found: string;
  readonly allowed: string;
}

interface Walk {
  readonly document: Document;
  readonly faults: Fault[];
  /** Nodes still allowed: a few aliases can stand for billions. */
  left: number;
  aliases: number;
  readonly open: Set<Node>;
}

const MOST_NODES = 200_000;
const MOST_ALIASES = 500;

/** Ends the walk; what was found is among the faults. */
class Stop extends Error {}

/** Converts a document without errors. Faults: keys that are no text, keys twice, aliases within themselves or beyond reason. */
export function plainValue(document: Document): { readonly value: unknown; readonly faults: readonly Fault[] } {
  const walk: Walk = { document, faults: [], left: MOST_NODES, aliases: 0, open: new Set() };
  try {
    return { value: convert(walk, document.contents), faults: walk.faults };
  } catch (reason) {
    if (!(reason instanceof Stop)) throw reason;
    return { value: undefined, faults: walk.faults };
  }
}

function convert(walk: Walk, node: Node | null | undefined): unknown {
  if (node === null || node === undefined) return null;
  if (--walk.left < 0) {
    walk.faults.push({
      offset: node.range?.[0] ?? 0,
      found: `more than ${MOST_NODES} values, aliases written out`,
      allowed: 'fewer values',
    });
    throw new Stop();
  }
  if (isAlias(node)) return convertAlias(walk, node);
  if (isScalar(node)) return typeof node.value === 'bigint' ? Number(node.value) : node.value;
  if (!isSeq(node) && !isMap(node)) return null;
  if (walk.open.has(node)) {
    walk.faults.push({
      offset: node.range?.[0] ?? 0,
      found: 'an alias to something around it',
      allowed: 'values that end',
    });
    throw new Stop();
  }
  walk.open.add(node);
  const value = isSeq(node)
    ? node.items.map((item) => convert(walk, item as Node))
    : convertMap(walk, node.items as Pair<Node, Node | null>[]);
  walk.open.delete(node);
  return value;
}

function convertAlias(walk: Walk, node: Alias): unknown {
  if (++walk.aliases > MOST_ALIASES) {
    walk.faults.push({
      offset: node.range?.[0] ?? 0,
      found: `more than ${MOST_ALIASES} aliases`,
      allowed: 'fewer aliases',
    });
    throw new Stop();
  }
  const target = node.resolve(walk.document) as Node | undefined;
  if (target === undefined) {
    walk.faults.push({
      offset: node.range?.[0] ?? 0,
      found: 'an alias without its anchor',
      allowed: 'an anchor before it',
    });
    return null;
  }
  return convert(walk, target);
}

function convertMap(walk: Walk, pairs: readonly Pair<Node, Node | null>[]): Record<string, unknown> {
  const map: Record<string, unknown> = {};
  for (const { key, value } of pairs) {
    const offset = (key as Node | null)?.range?.[0] ?? 0;
    if (!isScalar(key)) {
      walk.faults.push({ offset, found: 'a key that is no text', allowed: 'keys of plain text' });
      continue;
    }
    const name = keyText(key);
    if (name === '__proto__') walk.faults.push({ offset, found: 'the key __proto__', allowed: 'another name' });
    else if (Object.hasOwn(map, name))
      walk.faults.push({ offset, found: `the key ${name.slice(0, 60)} twice`, allowed: 'each key once' });
    else map[name] = convert(walk, value);
  }
  return map;
}
