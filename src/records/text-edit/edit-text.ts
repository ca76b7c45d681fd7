/** Makes an edit in the text of a record and leaves every other character as it is: comments, order and line breaks stay. Pure. */
import {
  isCollection,
  isMap,
  isPair,
  isScalar,
  isSeq,
  parseDocument,
  visit,
  type Document,
  type Pair,
  type YAMLMap,
} from 'yaml';
import { beyondLimits } from '../yaml-limits.ts';
import { editedValue, isSameValue, moved, valueIn, type FormEdit, type FormPath } from './edit-value.ts';
import { inItem, inList, itemsOut } from './edit-list.ts';
import { behindName, inBrackets, scalarText } from './render-yaml.ts';
import { endOf, indentAt, lineEnd, lineStart, spliced, startOf } from './text-places.ts';

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

/** Returns the offset of what stands at a path of a text, or of the closest thing around it. */
export function offsetIn(text: string, path: FormPath): number {
  const document = parse(text);
  if (document === undefined) return 0;
  let offset = 0;
  let node: unknown = document.contents;
  for (const step of path) {
    const pair = isMap(node) ? pairOf(node, step) : undefined;
    const next: unknown = pair?.value ?? (isSeq(node) && typeof step === 'number' ? node.items[step] : undefined);
    if (pair !== undefined) offset = startOf(pair.key);
    if (next === undefined || next === null || isPair(next)) break;
    if (pair === undefined) offset = startOf(next);
    node = next;
  }
  return offset;
}
