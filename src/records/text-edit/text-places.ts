/** Places in the text of a record: lines, indents, and where a part of it begins and ends. Pure. */
import { isNode } from 'yaml';

export const spliced = (text: string, from: number, to: number, by: string): string =>
  text.slice(0, from) + by + text.slice(to);

export const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;

export function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

/** The white space as wide as what stands before a place on its line: a dash counts as a space. */
export const indentAt = (text: string, at: number): string => ' '.repeat(at - lineStart(text, at));

/** Where a part of the record begins. */
export const startOf = (node: unknown): number => (isNode(node) ? (node.range?.[0] ?? 0) : 0);

/** Where a part of the record ends, the white space behind it left out. */
export function endOf(text: string, node: unknown): number {
  const end = isNode(node) ? (node.range?.[1] ?? 0) : 0;
  return Math.max(startOf(node), text.slice(0, end).trimEnd().length);
}
