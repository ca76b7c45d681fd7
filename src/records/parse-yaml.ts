/** Parses the YAML of a record in time that grows with its length alone, within limits far beyond what curators write. */
import {
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Node,
  type Pair,
} from 'yaml';
import { finding, type Finding } from './fault.ts';
import { MAX_RECORD_BYTES } from './folder.ts';
import { yamlFault } from './faults/yaml.ts';
import { beyondLimits, MAX_LEVELS, TOO_DEEP, type YamlFault } from './text-edit/yaml-limits.ts';

/** A list in a record has at most 2,000 items, a group of fields some twenty. */
export const MAX_ITEMS = 2_500;
export const MAX_FIELDS = 100;
/** What is told of a field's name: the schema's are shorter. */
const MAX_NAME = 60;
/** The most YAML syntax faults reported per file. */
const MAX_YAML_FAULTS = 10;

export type ParsedYaml = {
  /** Returns the offset of what stands at a path, or of the closest thing around it; `key` asks for the field's name, not its value. */
  readonly offsetOf: (path: readonly PropertyKey[], key?: boolean) => number;
  /** Returns the line and the column of an offset, both counted from 1. */
  readonly placeOf: (offset: number) => { readonly line: number; readonly column: number };
  /** What is wrong with the text as YAML; then there is no value. */
  readonly faults: readonly YamlFault[];
  readonly value: unknown;
};

type FieldsByName = ReadonlyMap<string, Pair>;

/** Returns the value of a text with the places of its fields, or what is wrong with it; never throws. */
export function parseYaml(text: string): ParsedYaml {
  const counter = new LineCounter();
  const content = text.replace(/^\uFEFF/u, '');
  const placeOf = (offset: number): { line: number; column: number } => {
    const { line, col } = counter.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const refused = (...faults: readonly YamlFault[]): ParsedYaml => ({
    offsetOf: () => 0,
    placeOf,
    faults,
    value: undefined,
  });
  if (Buffer.byteLength(text) > MAX_RECORD_BYTES)
    return refused({ offset: 0, ...finding('file-too-large', { most: MAX_RECORD_BYTES }) });
  const beyond = beyondLimits(content) ?? conflictIn(content);
  if (beyond !== undefined) {
    // The parser, which counts the lines otherwise, does not come so far.
    counter.addNewLine(0);
    for (let at = content.indexOf('\n'); at !== -1 && at < beyond.offset; at = content.indexOf('\n', at + 1))
      counter.addNewLine(at + 1);
    return refused(beyond);
  }
  // Its own search for equal keys compares each with all before it.
  const options = { lineCounter: counter, prettyErrors: false, strict: true, uniqueKeys: false };
  const document = parseDocument(content, options);
  const found = [...document.errors, ...document.warnings];
  // The parser calls itself for each level, and tells so, more than once, when it can no deeper.
  const beneath = found.find(({ message }) => message.includes('call stack'));
  if (beneath !== undefined) return refused({ offset: beneath.pos[0], ...TOO_DEEP });
  // The parser tells one slip in two ways at one place.
  const opening = (offset: number): number => openingOf(document.contents, offset);
  const broken = [...new Map(found.toReversed().map((one) => [one.pos[0], yamlFault(one, content, opening)])).values()];
  const fields = new Map<Node, FieldsByName>();
  // Where the syntax is broken, what the nodes are is a guess; only equal keys are told beside it.
  const { shape, equal } = shapeOf(document.contents, fields);
  const syntax = [...broken, ...equal].toSorted((a, b) => a.offset - b.offset);
  // One slip can break hundreds of lines after it, which say nothing more.
  if (syntax.length > 0) return refused(...syntax.slice(0, MAX_YAML_FAULTS));
  // YAML 1.1 reads `on` as true and days as times of day.
  if (document.directives?.yaml.version === '1.1') return refused({ offset: 0, ...finding('yaml-version') });
  if (shape.length > 0) return refused(...shape.slice(0, MAX_YAML_FAULTS));
  return {
    offsetOf: (path, key) => offsetOf(document.contents, fields, path, key),
    placeOf,
    faults: [],
    value: document.toJS(),
  };
}

/** Returns where git has left two versions of some lines: as YAML they say nothing useful of themselves. */
function conflictIn(text: string): YamlFault | undefined {
  const offset = text.search(/^<{7} /mu);
  return offset === -1 ? undefined : { offset, ...finding('yaml-conflict') };
}

/** Fills in the fields of each group by their names, and returns equal names, and what no record may have. */
function shapeOf(contents: unknown, fields: Map<Node, FieldsByName>): { shape: YamlFault[]; equal: YamlFault[] } {
  const shape: YamlFault[] = [];
  const equal: YamlFault[] = [];
  const open: { readonly node: unknown; readonly level: number }[] = [{ node: contents, level: 1 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, level } = next;
    const wrong = (what: Finding): void => void shape.push({ offset: start(node), ...what });
    if (isAlias(node)) wrong(finding('yaml-alias'));
    else if (isNode(node) && 'anchor' in node && node.anchor !== undefined) wrong(finding('yaml-anchor'));
    if (!isMap(node) && !isSeq(node)) continue;
    if (level > MAX_LEVELS) {
      wrong(TOO_DEEP);
      continue;
    }
    if (isSeq(node)) {
      if (node.items.length > MAX_ITEMS) wrong(finding('list-too-long', { count: node.items.length, most: MAX_ITEMS }));
      for (const item of node.items) {
        if (isPair(item)) open.push({ node: item.key, level: level + 1 }, { node: item.value, level: level + 1 });
        else open.push({ node: item, level: level + 1 });
      }
      continue;
    }
    if (node.items.length > MAX_FIELDS)
      wrong(finding('group-too-large', { count: node.items.length, most: MAX_FIELDS }));
    const own = new Map<string, Pair>();
    for (const pair of node.items) {
      if (isScalar(pair.key)) {
        const name = String(pair.key.value);
        if (own.has(name))
          equal.push({ offset: start(pair.key), ...finding('yaml-twice', { name: name.slice(0, MAX_NAME) }) });
        else own.set(name, pair);
      } else if (isNode(pair.key)) shape.push({ offset: start(pair.key), ...finding('yaml-nameless') });
      open.push({ node: pair.key, level: level + 1 }, { node: pair.value, level: level + 1 });
    }
    fields.set(node, own);
  }
  return { shape: shape.toSorted(inOrder), equal: equal.toSorted(inOrder) };
}

/** Returns where the quoted text begins that reaches an offset without an end; the offset itself where there is none. */
function openingOf(contents: unknown, offset: number): number {
  const open = [contents];
  let opening: number | undefined;
  while (open.length > 0) {
    const node = open.pop();
    if (isPair(node)) open.push(node.key, node.value);
    else if (isMap(node) || isSeq(node)) for (const item of node.items) open.push(item);
    else if (isScalar(node) && (node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE')) {
      const from = start(node);
      if (from < offset && from >= (opening ?? 0)) opening = from;
    }
  }
  return opening ?? offset;
}

const inOrder = (a: YamlFault, b: YamlFault): number => a.offset - b.offset;

function offsetOf(
  contents: unknown,
  fields: ReadonlyMap<Node, FieldsByName>,
  path: readonly PropertyKey[],
  key = false,
): number {
  let node: unknown = contents;
  let offset = start(node);
  for (const [depth, step] of path.entries()) {
    if (isMap(node)) {
      const pair = fields.get(node)?.get(String(step));
      if (pair === undefined) return offset;
      offset = start(pair.key) || offset;
      if (key && depth === path.length - 1) return offset;
      node = pair.value;
      // A nested group's own start is its first field, which says less than the name of the field that holds it.
      if (isScalar(node)) offset = start(node);
    } else {
      const next: unknown =
        isNode(node) && 'items' in node && Array.isArray(node.items) ? node.items[Number(step)] : undefined;
      if (next === undefined) return offset;
      node = next;
      offset = start(node) || offset;
    }
  }
  return offset;
}

const start = (node: unknown): number => (isNode(node) ? ((node as Node).range?.[0] ?? 0) : 0);
