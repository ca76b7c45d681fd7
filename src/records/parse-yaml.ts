/**
 * Reads the YAML of records within limits far beyond what curators write: quickly where it is plainly in order, and
 * with the places of fields, and what is wrong in words for people who do not write YAML, where anything is not.
 */
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
import { finding, type Finding, type FaultCode } from './fault.ts';
import { MAX_RECORD_BYTES } from './folder.ts';
import { beyondLimits, MAX_LEVELS, TOO_DEEP, type YamlFault, MAX_LEXEMES } from './yaml-limits.ts';
import { load, Schema, Type } from 'js-yaml';

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

/** What the parser tells of a fault. */
type YamlParserFault = { readonly code: string; readonly message: string; readonly pos: readonly [number, number] };

/** By the codes of the parser. */
const CODES: Readonly<Record<string, FaultCode>> = {
  ALIAS_PROPS: 'yaml-sign',
  BAD_ALIAS: 'yaml-sign',
  BAD_DIRECTIVE: 'yaml-sign',
  BAD_DQ_ESCAPE: 'yaml-backslash',
  BAD_INDENT: 'yaml-indent',
  BAD_PROP_ORDER: 'yaml-sign',
  BAD_SCALAR_START: 'yaml-sign',
  BLOCK_AS_IMPLICIT_KEY: 'yaml-colon',
  BLOCK_IN_FLOW: 'yaml-colon',
  KEY_OVER_1024_CHARS: 'yaml-long-name',
  MULTILINE_IMPLICIT_KEY: 'yaml-colon',
  MULTIPLE_ANCHORS: 'yaml-sign',
  MULTIPLE_DOCS: 'yaml-second-document',
  MULTIPLE_TAGS: 'yaml-sign',
  TAB_AS_INDENT: 'yaml-tab',
  TAG_RESOLVE_FAILED: 'yaml-sign',
};

/** Where one code stands for several slips, the parser's words tell which it is. */
const BY_MESSAGE: readonly (readonly [RegExp, FaultCode])[] = [
  [/^Missing closing/u, 'yaml-unclosed'],
  [/followed by map values/u, 'yaml-no-value'],
  [/without - indicator/u, 'yaml-no-dash'],
  [/^Comments must be/u, 'yaml-remark'],
  [/^Missing ,/u, 'yaml-comma'],
  [/sufficiently indented and end with/u, 'yaml-bracket'],
  [/^Block scalar header/u, 'yaml-block'],
];

/** What a Chinese keyboard writes for the marks of YAML, which takes them for text. */
const NAME_WITH_WIDE_COLON = /^[a-z][A-Za-z]*\s*：/u;
const WIDE_COMMA_BEFORE_NAME = /，(?=\s*[a-z][A-Za-z]*\s*[:：])/u;

/** Returns a fault that the parser found from one offset of a text to another; `opening` tells where the quoted text begins that reaches an offset. */
export function yamlFault(
  { code, message, pos: [from, to] }: YamlParserFault,
  text: string,
  opening: (offset: number) => number,
): YamlFault {
  const found = BY_MESSAGE.find(([pattern]) => pattern.test(message))?.[1] ?? CODES[code] ?? 'yaml-unexpected';
  if (found === 'yaml-unclosed') return { offset: opening(from), code: found, params: {} };
  const piece = text.slice(from, to);
  if (NAME_WITH_WIDE_COLON.test(piece)) return { offset: from, ...finding('yaml-wide-colon') };
  const comma = code === 'BLOCK_IN_FLOW' ? piece.search(WIDE_COMMA_BEFORE_NAME) : -1;
  return comma === -1
    ? { offset: from, code: found, params: {} }
    : { offset: from + comma, ...finding('yaml-wide-comma') };
}

/** Returns what is wrong with a name that no field has, where a full-width colon made it one; undefined elsewhere. */
export const wideColonIn = (name: string): Finding | undefined =>
  NAME_WITH_WIDE_COLON.test(name) ? finding('yaml-wide-colon') : undefined;

/** A shorter text has fewer lexemes than may be: each has a character, and at most one mark beside it. The longest curated record has 28,000. */
const MAX_LENGTH = MAX_LEXEMES / 2;

/**
 * What records need not have, and what parsers of YAML read differently: anchors, aliases and tags; directives and
 * the marks of a conflict; names of fields that are lists, groups or marked with `?`; lists in a list
 * that begin on one line; escaped line breaks before an empty line; lines that end as on the first Macs. Prose may look
 * so too: it is only read more slowly then.
 */
const RARE = /(?:^|[\s[{,])[&*!]\S|^%|^<{7} |[\]}]\s*:|(?:^|\s)\?\s|-[ \t]+-\s|\\\r?\n\s*\n|\r(?!\n)/mu;

const scalar = (name: string, pattern: RegExp, construct: (text: string) => unknown): Type =>
  new Type(`tag:yaml.org,2002:${name}`, {
    kind: 'scalar',
    resolve: (text: unknown) => typeof text === 'string' && pattern.test(text),
    construct,
  });

const INFINITY: Readonly<Record<string, number>> = { '-': -Infinity, '+': Infinity, '.': Infinity };

/** What a plain text stands for, exactly as the parser that decides reads it: https://yaml.org/spec/1.2.2/#103-core-schema */
const SCHEMA = new Schema({
  implicit: [
    scalar('null', /^(?:~|[Nn]ull|NULL)$/u, () => null),
    scalar('bool', /^(?:[Tt]rue|TRUE|[Ff]alse|FALSE)$/u, (text) => /^t/iu.test(text)),
    scalar('int', /^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$/u, Number),
    scalar('float', /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/u, Number),
    scalar('inf', /^[-+]?\.(?:inf|Inf|INF)$/u, (text) => INFINITY[text.charAt(0)]),
    scalar('nan', /^\.(?:nan|NaN|NAN)$/u, () => Number.NaN),
  ],
  explicit: [
    new Type('tag:yaml.org,2002:str', { kind: 'scalar' }),
    new Type('tag:yaml.org,2002:seq', { kind: 'sequence' }),
    new Type('tag:yaml.org,2002:map', { kind: 'mapping' }),
  ],
});

/** Returns the value of a text; undefined where it is for `parseYaml` to say what is wrong with it, or whether anything is. */
export function readYaml(text: string): unknown {
  const content = text.replace(/^\uFEFF/u, '');
  if (content.length > MAX_LENGTH || RARE.test(content)) return undefined;
  try {
    const value = load(content, { schema: SCHEMA });
    return isWithinLimits(value, 1) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Returns the value of a text, undefined where it is no YAML that a record may have. */
export const valueOfYaml = (text: string): unknown => readYaml(text) ?? parseYaml(text).value;

function isWithinLimits(value: unknown, level: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  // A field without a name looks so here.
  if (Object.hasOwn(value, 'null')) return false;
  const own: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
  return (
    level <= MAX_LEVELS &&
    own.length <= (Array.isArray(value) ? MAX_ITEMS : MAX_FIELDS) &&
    own.every((one) => isWithinLimits(one, level + 1))
  );
}
