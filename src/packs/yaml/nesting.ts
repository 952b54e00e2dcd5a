/** What is too deep for the YAML parser, which calls itself for every level: found by its lexer, which does not. */
import { CST, Lexer } from 'yaml';

const MOST_INDENT = 200;
const MOST_BRACKETS = 40;
const MOST_INDICATORS = 20;

/**
 * The offset at which a text nests deeper than a person would write, or undefined.
 * Source: 2,000 levels end the process while the parser composes them.
 */
export function offsetOfDeepNesting(text: string): number | undefined {
  const depth = { brackets: 0, indicators: 0, atLineStart: true };
  let offset = 0;
  for (const token of new Lexer().lex(text)) {
    if (isTooDeep(depth, token)) return Math.min(offset, text.length);
    offset += token.length;
  }
  return undefined;
}

function isTooDeep(depth: { brackets: number; indicators: number; atLineStart: boolean }, token: string): boolean {
  const type = CST.tokenType(token);
  if (type === 'newline') {
    depth.indicators = 0;
    depth.atLineStart = true;
    return false;
  }
  if (type === 'space') return depth.atLineStart && token.length > MOST_INDENT;
  depth.atLineStart = false;
  if (type === 'seq-item-ind' || type === 'explicit-key-ind' || type === 'map-value-ind')
    return ++depth.indicators > MOST_INDICATORS;
  depth.indicators = 0;
  if (type === 'flow-seq-start' || type === 'flow-map-start') return ++depth.brackets > MOST_BRACKETS;
  if (type === 'flow-seq-end' || type === 'flow-map-end') depth.brackets = Math.max(0, depth.brackets - 1);
  return false;
}
