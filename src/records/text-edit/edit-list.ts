/** Edits of lists in the text of a record: items are put in, taken out and moved with the comments above them. Pure. */
import { isScalar, type YAMLSeq } from 'yaml';
import { behindDash, inBrackets, scalarText } from './render-yaml.ts';
import { endOf, indentAt, lineEnd, lineStart, spliced, startOf } from './text-places.ts';

/** A longer list in brackets is better written on lines. */
const MAX_BRACKETS = 100;

type EditPart = { readonly from: number; readonly to: number };

/** Returns the text with another value as an item of a list. */
export function inItem(text: string, list: YAMLSeq, at: number, value: unknown): string | undefined {
  const node: unknown = list.items[at];
  const from = startOf(node);
  const to = endOf(text, node);
  if (to <= from) return undefined;
  if (list.flow === true) return spliced(text, from, to, inBrackets(value));
  const indent = indentAt(text, dashOf(list, at) ?? from);
  const isText = isScalar(node) && typeof value !== 'object';
  return spliced(text, from, to, isText ? scalarText(value, indent) : behindDash(value, indent));
}

/** Returns the text with an item put into a list that has some; undefined where the list is better written anew. */
export function inList(text: string, list: YAMLSeq, at: number, value: unknown): string | undefined {
  if (list.flow === true) {
    const written = inBrackets(value);
    const from = startOf(list);
    const isOneLine = !text.slice(from, endOf(text, list)).includes('\n');
    const line = lineEnd(text, from) - lineStart(text, from);
    if (isOneLine && line + written.length > MAX_BRACKETS + 20) return undefined;
    const item: unknown = list.items[at];
    if (item !== undefined) return spliced(text, startOf(item), startOf(item), `${written}, `);
    const end = endOf(text, list.items.at(-1));
    return spliced(text, end, end, `, ${written}`);
  }
  const parts = linesOf(text, list);
  const first = dashOf(list, 0);
  if (parts === undefined || first === undefined) return undefined;
  const indent = indentAt(text, first);
  const lines = `${indent}- ${behindDash(value, indent)}\n`;
  const place = parts[at]?.from;
  if (place !== undefined) return spliced(text, place, place, lines);
  const end = parts.at(-1)?.to ?? 0;
  return text.endsWith('\n') || end < text.length
    ? spliced(text, end, end, lines)
    : spliced(text, end, end, `\n${lines.trimEnd()}`);
}

/** Returns the text with the items of a list in another order, or without some of them. */
export function itemsOut(
  text: string,
  list: YAMLSeq,
  reorder: (items: readonly string[]) => readonly string[],
): string | undefined {
  if (list.flow === true) {
    const parts = list.items.map((item): EditPart => ({ from: startOf(item), to: endOf(text, item) }));
    const items = reorder(parts.map(({ from, to }) => text.slice(from, to)));
    const [first] = parts;
    const last = parts.at(-1);
    if (first === undefined || last === undefined) return undefined;
    // What stands between two items stays between two.
    const between = parts.slice(1).map(({ from }, at) => text.slice(parts[at]?.to, from));
    const written = items.map((item, at) => (at === 0 ? item : `${between[at - 1] ?? ', '}${item}`)).join('');
    return spliced(text, first.from, last.to, written);
  }
  const parts = linesOf(text, list);
  if (parts === undefined) return undefined;
  const items = parts.map(({ from, to }) => {
    const lines = text.slice(from, to);
    return lines.endsWith('\n') ? lines : `${lines}\n`;
  });
  return spliced(text, parts[0]?.from ?? 0, parts.at(-1)?.to ?? 0, reorder(items).join(''));
}

/** The lines of each item of a list, with the comments above it; undefined where an item does not begin its line. */
function linesOf(text: string, list: YAMLSeq): EditPart[] | undefined {
  const starts: number[] = [];
  for (const at of list.items.keys()) {
    const dash = dashOf(list, at);
    if (dash === undefined) return undefined;
    let from = lineStart(text, dash);
    if (text.slice(from, dash).trim() !== '') return undefined;
    while (from > 0) {
      const above = lineStart(text, from - 1);
      if (!/^\s*#/u.test(text.slice(above, from))) break;
      from = above;
    }
    starts.push(from);
  }
  const end = Math.min(text.length, lineEnd(text, endOf(text, list)) + 1);
  return starts.map((from, at) => ({ from, to: starts[at + 1] ?? end }));
}

/** Where the dash of an item stands. */
function dashOf({ srcToken }: YAMLSeq, at: number): number | undefined {
  if (srcToken?.type !== 'block-seq') return undefined;
  return srcToken.items[at]?.start.find(({ type }) => type === 'seq-item-ind')?.offset;
}
