/** Brings together what two sides made of one line that is a group in braces, such as `title: { en: Tea, zh: 茶 }`, entry by entry. Pure. */
import { readRecord } from '../../../../../records/text-edit/edit-text.ts';

/** A line that stands for both sides; where both have changed one entry, it is another for each. */
export type MergedLine = { readonly mine: string; readonly theirs: string };

type BraceGroup = {
  /** What stands before the braces. */
  readonly head: string;
  /** The entries as they are written, by their names without quotation marks. */
  readonly entries: ReadonlyMap<string, string>;
};

/** An indent, dashes of lists, and the name of a field, each where there is one. */
const HEAD = /^\s*(?:-\s+)*(?:[\w-]+:\s+)?$/u;
const ENTRY = /^(?<mark>["']?)(?<name>[\w-]+)\k<mark>:\s+\S/u;

/** Returns a line that has what each side has changed; undefined where it is no group in braces on all three. */
export function mergeBraces(mine: string, before: string, theirs: string): MergedLine | undefined {
  const [own, old, other] = [groupOf(mine), groupOf(before), groupOf(theirs)];
  if (own === undefined || old === undefined || other === undefined) return undefined;
  if (own.head !== other.head || own.head !== old.head) return undefined;
  const entries = namesOf(own, other).map((name) =>
    mergeEntry(own.entries.get(name), old.entries.get(name), other.entries.get(name)),
  );
  const lineOf = (side: keyof MergedLine): string =>
    `${own.head}{ ${entries.flatMap((entry) => entry[side] ?? []).join(', ')} }`;
  return { mine: lineOf('mine'), theirs: lineOf('theirs') };
}

type MergedEntry = { readonly [Side in keyof MergedLine]: string | undefined };

function mergeEntry(mine: string | undefined, before: string | undefined, theirs: string | undefined): MergedEntry {
  if (mine === theirs || before === theirs) return { mine, theirs: mine };
  if (mine === before) return { mine: theirs, theirs };
  // A group within a group.
  const isThere = mine !== undefined && before !== undefined && theirs !== undefined;
  return (isThere ? mergeBraces(mine, before, theirs) : undefined) ?? { mine, theirs };
}

/** Returns the names of both in the order of the first, each that only the other has behind the one that it follows there. */
function namesOf(own: BraceGroup, other: BraceGroup): readonly string[] {
  const names = [...own.entries.keys()];
  let last = -1;
  for (const name of other.entries.keys()) {
    const at = names.indexOf(name);
    if (at === -1) names.splice(last + 1, 0, name);
    last = at === -1 ? last + 1 : at;
  }
  return names;
}

function groupOf(line: string): BraceGroup | undefined {
  const [start, trimmed] = [line.indexOf('{'), line.trimEnd()];
  const head = line.slice(0, start);
  if (start === -1 || !trimmed.endsWith('}') || !HEAD.test(head)) return undefined;
  const parts = partsOf(trimmed.slice(start + 1, -1));
  const entries = new Map<string, string>();
  for (const part of parts ?? ['']) {
    const name = ENTRY.exec(part)?.groups?.['name'];
    if (name === undefined || entries.has(name)) return undefined;
    entries.set(name, part);
  }
  // What was taken apart by its characters is what it is as YAML.
  const read = readRecord(trimmed.slice(start));
  return read !== undefined && Object.keys(read).length === entries.size ? { head, entries } : undefined;
}

const CLOSING: ReadonlyMap<string, string> = new Map([
  ['{', '}'],
  ['[', ']'],
]);

/** Returns the entries of what stands between braces; undefined where brackets or quotes in it are not closed, or it ends in a remark. */
function partsOf(inner: string): readonly string[] | undefined {
  if (inner.trim() === '') return [];
  const parts: string[] = [];
  const open: string[] = [];
  let from = 0;
  /** The last character before that is no space. */
  let last = ',';
  for (let at = 0; at < inner.length; at += 1) {
    const character = inner[at] ?? '';
    // Elsewhere than where a text begins, a quotation mark is a character like others.
    if ((character === '"' || character === "'") && '{[,:'.includes(last)) {
      const end = quoteEnd(inner, at);
      if (end === undefined) return undefined;
      at = end;
    } else if (CLOSING.has(character)) open.push(CLOSING.get(character) ?? '');
    else if (character === '}' || character === ']') {
      if (open.pop() !== character) return undefined;
    } else if (character === '#' && /\s/u.test(inner[at - 1] ?? ' ')) return undefined;
    else if (character === ',' && open.length === 0) {
      parts.push(inner.slice(from, at).trim());
      from = at + 1;
    }
    if (character.trim() !== '') last = character;
  }
  return open.length > 0 ? undefined : [...parts, inner.slice(from).trim()];
}

/** Returns where a text in quotation marks ends; undefined where it does not. */
function quoteEnd(text: string, from: number): number | undefined {
  const mark = text[from];
  for (let at = from + 1; at < text.length; at += 1) {
    if (mark === '"' && text[at] === '\\') at += 1;
    else if (text[at] === mark) {
      if (mark === '"' || text[at + 1] !== mark) return at;
      at += 1;
    }
  }
  return undefined;
}
