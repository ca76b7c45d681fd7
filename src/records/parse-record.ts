/** Parses one YAML record: its typed value, or every fault in it with line and column. */
import {
  LineCounter,
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  parseDocument,
  visit,
  type Document,
  type Node,
} from 'yaml';
import type { z } from 'zod';
import type { Fault } from './fault.ts';
import { RECORD_MOST_BYTES, TOO_LARGE } from './folder.ts';

/** The most YAML syntax faults reported per file. */
const YAML_FAULTS_MOST = 10;

type FaultPath = readonly PropertyKey[];

/** A record's value, and a function that locates its fields in the file. */
export type RecordFile<Value> = {
  readonly file: string;
  readonly value: Value | undefined;
  /** What the file holds, for the rules between records, also where the schema found faults; undefined if it is not YAML. */
  readonly raw: unknown;
  readonly faults: readonly Fault[];
  /** Returns a fault at a field; where the field is absent, at the nearest thing around it. */
  readonly fault: (path: FaultPath, message: string) => Fault;
};

/** Returns a record of a file that could not be read at all, with that as its only fault. */
export function unreadable(file: string, message: string): RecordFile<never> {
  const fault = (path: FaultPath, about: string): Fault => ({
    file,
    line: 1,
    column: 1,
    field: path.map(String).join('.'),
    message: about,
  });
  return { file, value: undefined, raw: undefined, faults: [fault([], message)], fault };
}

type Parsed = { readonly document: Document.Parsed; readonly counter: LineCounter };

function parse(text: string): Parsed {
  const counter = new LineCounter();
  const document = parseDocument(text.replace(/^\uFEFF/u, ''), {
    lineCounter: counter,
    prettyErrors: false,
    strict: true,
  });
  return { document, counter };
}

function faultAt(file: string, counter: LineCounter, offset: number, path: FaultPath, message: string): Fault {
  const { line, col } = counter.linePos(offset);
  return { file, line: Math.max(1, line), column: Math.max(1, col), field: path.map(String).join('.'), message };
}

/**
 * Reads a record from its text against a schema; faults are returned, never thrown. Of a whole record only the value is
 * kept: where one of its fields stands is read again from `again`, which few records are ever asked for.
 */
export function parseRecord<Schema extends z.ZodType>(
  file: string,
  text: string,
  schema: Schema,
  again: () => string = () => text,
): RecordFile<z.infer<Schema>> {
  const tooLarge = Buffer.byteLength(text) > RECORD_MOST_BYTES;
  const { document, counter } = parse(tooLarge ? '' : text);

  const at = (offset: number, path: FaultPath, message: string): Fault => faultAt(file, counter, offset, path, message);
  const fault = (path: FaultPath, message: string): Fault => at(offsetOf(document, path), path, message);
  const failed = (faults: readonly Fault[], raw?: unknown): RecordFile<z.infer<Schema>> => ({
    file,
    value: undefined,
    raw,
    faults,
    fault,
  });

  if (tooLarge) {
    return failed([at(0, [], TOO_LARGE)]);
  }
  const broken = [...document.errors, ...document.warnings].map((error) =>
    at(
      error.pos[0],
      [],
      error.code === 'MULTIPLE_DOCS'
        ? 'begins a second document; a file holds one record, so move it to a file of its own'
        : `is not valid YAML: ${error.message.split('\n')[0] ?? ''}; correct it here`,
    ),
  );
  // One slip can break hundreds of lines after it, which say nothing more.
  if (broken.length > 0) return failed(broken.slice(0, YAML_FAULTS_MOST));
  // YAML 1.1 reads `on` as true and days as times of day.
  if (document.directives?.yaml.version === '1.1')
    return failed([at(0, [], 'declares YAML 1.1, in which `on` is no name; remove the %YAML line')]);
  const references: Fault[] = [];
  visit(document, {
    Node: (_key, node) => {
      if (isAlias(node))
        references.push(at(node.range?.[0] ?? 0, [], 'refers to another place of the file; write the value out'));
    },
  });
  if (references.length > 0) return failed(references);

  const raw: unknown = document.toJS();
  const result = schema.safeParse(raw);
  if (result.success) return withoutFaults(file, result.data, again);
  if (raw === null) return failed([at(0, [], 'is empty; write the record, or remove the file')]);
  const faultsOf = (issue: z.core.$ZodIssue, around: FaultPath): Fault[] => {
    const path = [...around, ...issue.path];
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) =>
        at(
          offsetOf(document, [...path, key], true),
          [...path, key],
          'is not a known field; correct its spelling or remove it',
        ),
      );
    }
    const absent = path.length > 0 && document.getIn(path) === undefined;
    const intended = absent ? undefined : intendedBranch(issue);
    if (intended !== undefined) return intended.flatMap((inner) => faultsOf(inner, path));
    return [fault(path, explain(issue, absent))];
  };
  return failed(
    result.error.issues.flatMap((issue) => faultsOf(issue, [])),
    raw,
  );
}

/** A function of its own, so that what it returns holds on to nothing of the parsed text. */
function withoutFaults<Value>(file: string, value: Value, again: () => string): RecordFile<Value> {
  // Where one fault is, others often are; nothing is held on to for it.
  let cached: WeakRef<Parsed> | undefined;
  const fault = (path: FaultPath, message: string): Fault => {
    const parsed = cached?.deref() ?? parse(again());
    cached = new WeakRef(parsed);
    const { document, counter } = parsed;
    return faultAt(file, counter, offsetOf(document, path), path, message);
  };
  return { file, value, raw: value, faults: [], fault };
}

/** Of the forms that a value may take, the faults of the one it was meant for: the one whose kind of value it is. */
function intendedBranch(issue: z.core.$ZodIssue): readonly z.core.$ZodIssue[] | undefined {
  return issue.code === 'invalid_union'
    ? issue.errors.find((branch) =>
        branch.every((inner) => inner.path.length > 0 || inner.code === 'unrecognized_keys'),
      )
    : undefined;
}

function explain(issue: z.core.$ZodIssue, absent: boolean): string {
  if (absent) return 'is missing; add it';
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${article(issue.expected)}${issue.expected === 'string' ? '; put the text in quotes if it looks like a number' : ''}`;
    case 'invalid_value':
      return `must be one of ${issue.values.map(String).join(', ')}`;
    case 'too_big':
      return own(issue.message) ?? `must ${quantity(issue.origin)} at most ${issue.maximum}${unit(issue.origin)}`;
    case 'too_small':
      return (
        own(issue.message) ??
        `must ${quantity(issue.origin)} ${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}${unit(issue.origin)}`
      );
    case 'invalid_union':
      return own(issue.message) ?? `must be one of ${optionsOf(issue).join(', ')}`;
    default:
      return issue.message;
  }
}

/** The kinds that a discriminated union knows; zod tells them, though its types do not say so. */
const optionsOf = (issue: object): string[] =>
  'options' in issue && Array.isArray(issue.options) ? issue.options.map(String) : [];

const quantity = (origin: string): string => (['number', 'int', 'bigint'].includes(origin) ? 'be' : 'have');
const unit = (origin: string): string => (origin === 'string' ? ' characters' : '');

const own = (message: string): string | undefined => (message.startsWith('must ') ? message : undefined);

const article = (type: string): string =>
  type === 'array'
    ? 'a list'
    : type === 'object'
      ? 'a group of fields'
      : type === 'string'
        ? 'text'
        : type === 'int'
          ? 'a whole number'
          : `a ${type}`;

/** The offset of the node at a path, or of the closest node around it; `key` asks for the field's name, not its value. */
function offsetOf(document: Document, path: FaultPath, key = false): number {
  let node: unknown = document.contents;
  let offset = start(node);
  for (const [depth, step] of path.entries()) {
    if (isMap(node)) {
      const pair = node.items.find(
        (item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(step),
      );
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
