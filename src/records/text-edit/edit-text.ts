/** Makes an edit in the text of a record and leaves every other character as it is: comments, order and line breaks stay. Pure. */
import {
  isCollection,
  isMap,
  isScalar,
  isSeq,
  parseDocument,
  visit,
  Document,
  type Pair,
  type YAMLMap,
  type YAMLSeq,
  isNode,
  stringify,
} from 'yaml';
import { beyondLimits } from '../yaml-limits.ts';
import { editedValue, isSameValue, moved, valueIn, type FormEdit, isGroup } from './edit-value.ts';

/** Returns the value of a text, or undefined where it is no YAML that a form can show. */
export function readRecord(text: string): Readonly<Record<string, unknown>> | undefined {
  const document = parse(text);
  return document === undefined || !isMap(document.contents) ? undefined : (document.toJS() as Record<string, unknown>);
}

/** Returns a text with the line breaks that another one has: those of Windows, or none of them. */
export const withBreaksOf = (text: string, other: string): string =>
  other.includes('\r\n') ? text.replaceAll(/\r?\n/gu, '\r\n') : text.replaceAll('\r\n', '\n');

/** Returns the text after an edit; undefined where the text is no YAML, or nothing stands where the edit is to be made. */
export function editedText(text: string, edit: FormEdit): string | undefined {
  if (text.includes('\r\n')) {
    const edited = editedText(text.replaceAll('\r\n', '\n'), edit);
    return edited && withBreaksOf(edited, text);
  }
  const document = parse(text);
  if (document === undefined) return undefined;
  const before: unknown = document.toJS();
  const wanted = editedValue(before, edit);
  if (isSameValue(before, wanted) && edit.kind !== 'move') return text;
  if (isJson(text)) return jsonText(text, wanted);
  const means = (candidate: string): boolean => {
    const read = parse(candidate);
    return read !== undefined && isSameValue(withoutNothing(read.toJS()), withoutNothing(wanted));
  };
  const byPlace = splice(text, document, edit, before);
  if (byPlace !== undefined && means(byPlace)) return byPlace;
  // Where the place is written in an unusual way, the library writes the text: comments stay, but lines may break elsewhere.
  const anew = writtenAnew(document, edit, wanted);
  return anew !== undefined && means(anew) ? anew : undefined;
}

/** Whether a text is JSON, which is YAML too: it stays what it is. */
function isJson(text: string): boolean {
  if (!/^\s*\{/u.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Returns a value as JSON, indented as a text is. */
const jsonText = (text: string, value: unknown): string =>
  JSON.stringify(value, null, /\n([ \t]+)"/u.exec(text)?.[1] ?? '') + (/\s*$/u.exec(text)?.[0] ?? '');

function parse(text: string): Document.Parsed | undefined {
  if (beyondLimits(text) !== undefined) return undefined;
  try {
    // Its own search for equal keys compares each with all before it.
    const document = parseDocument(text, { keepSourceTokens: true, prettyErrors: false, uniqueKeys: false });
    return document.errors.length === 0 && isUnambiguous(document) ? document : undefined;
  } catch (error) {
    // The parser calls itself for each level, for which a browser has less room.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Whether no group of fields has two of one name, and nothing refers to another place: with either, a text is no record. */
function isUnambiguous(document: Document.Parsed): boolean {
  let isSo = true;
  const no = (): symbol => {
    isSo = false;
    return visit.BREAK;
  };
  visit(document, {
    Alias: no,
    Map: (_, { items }) => {
      const names = new Set(items.map(({ key }) => (isScalar(key) ? key.value : key)));
      return names.size === items.length ? undefined : no();
    },
  });
  return isSo;
}

/** A field that is empty and one that is missing are the same to a form. */
const withoutNothing = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value ?? null, (_, one: unknown) => (one === null ? undefined : one)) ?? 'null');

function splice(text: string, document: Document.Parsed, edit: FormEdit, before: unknown): string | undefined {
  const { path } = edit;
  const last = path.at(-1);
  if (last === undefined) return undefined;
  const around: unknown = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  switch (edit.kind) {
    case 'set': {
      const exists = isMap(around)
        ? pairOf(around, last) !== undefined
        : isSeq(around) && typeof last === 'number' && last < around.items.length;
      if (!exists) return setMissing(text, document, edit, before);
      if (isMap(around)) {
        const pair = pairOf(around, last);
        return pair && withValue(text, around, pair, edit.value);
      }
      return isSeq(around) && typeof last === 'number' ? inItem(text, around, last, edit.value) : undefined;
    }
    case 'insert': {
      const list = document.getIn(path, true);
      const all: unknown = valueIn(editedValue(before, edit), path);
      if (isSeq(list) && list.items.length > 0) {
        const done = inList(text, list, edit.at, edit.value);
        if (done !== undefined) return done;
      }
      return splice(text, document, { kind: 'set', path, value: all }, before);
    }
    case 'move': {
      const list = document.getIn(path, true);
      return isSeq(list) ? itemsOut(text, list, (items) => moved(items, edit.from, edit.to)) : undefined;
    }
    case 'rename': {
      const pair = isMap(around) ? pairOf(around, last) : undefined;
      return pair && spliced(text, startOf(pair.key), endOf(text, pair.key), edit.name);
    }
    case 'remove': {
      if (isSeq(around) && typeof last === 'number') {
        if (around.items.length > 1) return itemsOut(text, around, (items) => items.toSpliced(last, 1));
        return splice(text, document, { kind: 'set', path: path.slice(0, -1), value: [] }, before);
      }
      return isMap(around) ? withoutField(text, around, last) : undefined;
    }
  }
}

const pairOf = (map: YAMLMap, name: string | number): Pair | undefined =>
  map.items.find(({ key }) => isScalar(key) && String(key.value) === String(name));

/** Puts another value behind the name of a field. */
function withValue(text: string, map: YAMLMap, pair: Pair, value: unknown): string | undefined {
  const { value: node } = pair;
  const nameEnd = endOf(text, pair.key);
  const colon = text.indexOf(':', nameEnd);
  if (colon === -1) return undefined;
  const isPlain = typeof value !== 'object' || value === null;
  const isEmpty = !isCollection(node) && (!isScalar(node) || (node.value === null && node.source === ''));
  const indent = indentAt(text, startOf(pair.key));
  if (isEmpty) {
    const rest = /^[ \t]*/u.exec(text.slice(colon + 1))?.[0].length ?? 0;
    const next = text[colon + 1 + rest];
    const gap = next === '#' || next === '}' ? ' ' : '';
    const written = map.flow === true ? ` ${inBrackets(value)}` : behindName(value, indent);
    return spliced(text, colon + 1, colon + 1 + rest, `${written}${gap}`);
  }
  const from = startOf(node);
  const to = endOf(text, node);
  if (map.flow === true) return spliced(text, from, to, inBrackets(value));
  if (isPlain && isScalar(node)) {
    const isBlockText = /^[|>]/u.test(text.slice(from));
    const written = value === null ? '' : scalarText(value, indent);
    return isBlockText ? spliced(text, colon + 1, to, ` ${written}`) : spliced(text, from, to, written);
  }
  // What was said behind the name stays there.
  const remark = /^[ \t]*#[^\n]*/u.exec(text.slice(colon + 1))?.[0] ?? '';
  const written = behindName(value, indent);
  return written.startsWith('\n')
    ? spliced(text, colon + 1, to, `${remark}${written}`)
    : spliced(text, colon + 1, to, `${written}${remark === '' ? '' : ` ${remark.trimStart()}`}`);
}

/** Puts a field into the group that it is missing from, or makes the group. */
function setMissing(
  text: string,
  document: Document.Parsed,
  edit: FormEdit & { readonly kind: 'set' },
  before: unknown,
): string | undefined {
  const { path, value, order = [] } = edit;
  const name = path.at(-1);
  const outer = path.slice(0, -1);
  const around: unknown = outer.length === 0 ? document.contents : document.getIn(outer, true);
  if (!isMap(around) || typeof name !== 'string') {
    if (outer.length === 0) return undefined;
    return splice(
      text,
      document,
      { kind: 'set', path: outer, value: valueIn(editedValue(before, edit), outer) },
      before,
    );
  }
  const before_ = precedingField(around, name, order);
  if (around.flow === true) {
    const written = `${name}: ${inBrackets(value)}`;
    if (around.items.length === 0) return spliced(text, startOf(around), endOf(text, around), `{ ${written} }`);
    if (before_ === undefined)
      return spliced(text, startOf(around.items[0]?.key), startOf(around.items[0]?.key), `${written}, `);
    const at = fieldEnd(text, before_);
    return spliced(text, at, at, `, ${written}`);
  }
  const first = around.items[0];
  if (first === undefined) return undefined;
  const indent = indentAt(text, startOf(first.key));
  const lines = `${name}:${behindName(value, indent)}`;
  if (before_ === undefined) {
    const at = startOf(first.key);
    return spliced(text, at, at, `${lines}\n${indent}`);
  }
  const at = lineEnd(text, fieldEnd(text, before_));
  return spliced(text, at, at, `\n${indent}${lines}`);
}

/** The last of the fields there that stand before another in the order of the schema; the last of all where the order does not say. */
function precedingField(map: YAMLMap, name: string, order: readonly string[]): Pair | undefined {
  const own = order.indexOf(name);
  if (own === -1) return map.items.at(-1);
  return map.items.findLast(({ key }) => {
    const at = isScalar(key) ? order.indexOf(String(key.value)) : -1;
    return at !== -1 && at < own;
  });
}

/** Where a field ends, its value included. */
function fieldEnd(text: string, { key, value }: Pair): number {
  const end = Math.max(endOf(text, key), value === null || value === undefined ? 0 : endOf(text, value));
  // An empty value ends behind the colon.
  const colon = /^[ \t]*:/u.exec(text.slice(end))?.[0].length ?? 0;
  return end + colon;
}

function withoutField(text: string, map: YAMLMap, name: string | number): string | undefined {
  const at = map.items.findIndex((pair) => pair === pairOf(map, name));
  const pair = map.items[at];
  if (pair === undefined) return undefined;
  const next = map.items[at + 1];
  const previous = map.items[at - 1];
  const from = startOf(pair.key);
  if (map.flow === true || text.slice(lineStart(text, from), from).trim() !== '') {
    if (next !== undefined) return spliced(text, from, startOf(next.key), '');
    return previous === undefined ? undefined : spliced(text, fieldEnd(text, previous), fieldEnd(text, pair), '');
  }
  const end = lineEnd(text, fieldEnd(text, pair));
  return spliced(text, lineStart(text, from), Math.min(text.length, end + 1), '');
}

function writtenAnew(document: Document.Parsed, edit: FormEdit, wanted: unknown): string | undefined {
  const outer =
    edit.kind === 'set' || edit.kind === 'insert' || edit.kind === 'move' ? edit.path : edit.path.slice(0, -1);
  try {
    const value = valueIn(wanted, outer);
    if (outer.length === 0) return undefined;
    document.setIn(outer, document.createNode(value));
    return document.toString({ lineWidth: 120 });
  } catch {
    return undefined;
  }
}

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

/** Lines are at most so long where the text can be broken. */
const MAX_LINE = 120;
/** What is longer stands on lines of its own. */
const MAX_BRACKETS = 100;

const isScalarValue = (value: unknown): boolean => typeof value !== 'object' || value === null;

/** Returns a value on one line, as it may stand inside brackets. */
export function inBrackets(value: unknown): string {
  const document = new Document([value]);
  if (isCollection(document.contents)) document.contents.flow = true;
  return document
    .toString({ lineWidth: 0, flowCollectionPadding: true })
    .trim()
    .replace(/^\[\s?/u, '')
    .replace(/\s?\]$/u, '');
}

/** Returns a text, a number or a truth value behind the name of its field; its further lines are indented by two more than the field. */
export function scalarText(value: unknown, indent: string): string {
  const written = stringify({ k: value }, { lineWidth: MAX_LINE - indent.length, blockQuote: false });
  return written
    .trimEnd()
    .replace(/^k:\s*/u, '')
    .split('\n')
    .join(`\n${indent}`);
}

/** Returns what follows the colon of a field that is indented so far: a space and a value, or lines of their own. */
export function behindName(value: unknown, indent: string): string {
  if (isScalarValue(value)) return value === null || value === undefined ? '' : ` ${scalarText(value, indent)}`;
  const short = inBrackets(value);
  if (isShort(value) && short.length + indent.length <= MAX_BRACKETS) return ` ${short}`;
  return `\n${blockLines(value, `${indent}  `)}`;
}

/** Returns a group or a list on lines of its own. */
export function blockLines(value: unknown, indent: string): string {
  if (Array.isArray(value)) return value.map((item) => `${indent}- ${behindDash(item, indent)}`).join('\n');
  if (!isGroup(value)) return `${indent}${scalarText(value, indent)}`;
  return Object.entries(value)
    .filter(([, one]) => one !== undefined)
    .map(([name, one]) => `${indent}${name}:${behindName(one, indent)}`)
    .join('\n');
}

/** Returns what follows the dash of an item. */
export function behindDash(item: unknown, indent: string): string {
  if (isScalarValue(item)) return scalarText(item, indent);
  const short = inBrackets(item);
  if (isShort(item) && short.length + indent.length + 2 <= MAX_BRACKETS) return short;
  return blockLines(item, `${indent}  `).trimStart();
}

/** Whether a value holds nothing but texts and numbers, or nothing at all. */
const isShort = (value: unknown): boolean =>
  Array.isArray(value) ? value.every(isScalarValue) : isGroup(value) && Object.values(value).every(isScalarValue);
