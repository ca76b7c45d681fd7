/** Reads one YAML record: its typed value, or every fault in it with line and column. */
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

/** A record longer than this is refused: the longest curated brief is far below it. */
export const RECORD_MOST_BYTES = 1_000_000;

type Path = readonly PropertyKey[];

/** A record's value with a way to say where in the file one of its fields stands. */
export type RecordFile<Value> = {
  readonly file: string;
  readonly value: Value | undefined;
  /** What the file holds before the schema judged it, for the rules between records; undefined if it is not YAML. */
  readonly raw: unknown;
  readonly faults: readonly Fault[];
  /** Returns a fault at a field; where the field is absent, at the nearest thing around it. */
  readonly fault: (path: Path, message: string) => Fault;
};

/** Reads a record from its text against a schema; faults are returned, never thrown. */
export function readRecord<Schema extends z.ZodType>(
  file: string,
  text: string,
  schema: Schema,
): RecordFile<z.infer<Schema>> {
  const counter = new LineCounter();
  const document = parseDocument(text.replace(/^\uFEFF/u, ''), {
    lineCounter: counter,
    prettyErrors: false,
    strict: true,
  });

  const at = (offset: number, path: Path, message: string): Fault => {
    const { line, col } = counter.linePos(offset);
    return { file, line: Math.max(1, line), column: Math.max(1, col), field: path.map(String).join('.'), message };
  };
  const fault = (path: Path, message: string): Fault => at(offsetOf(document, path), path, message);
  const failed = (faults: readonly Fault[], raw?: unknown): RecordFile<z.infer<Schema>> => ({
    file,
    value: undefined,
    raw,
    faults,
    fault,
  });

  if (Buffer.byteLength(text) > RECORD_MOST_BYTES) {
    return failed([
      at(0, [], `is larger than ${RECORD_MOST_BYTES} bytes; a record holds one brief or one source, so split it`),
    ]);
  }
  const broken = [...document.errors, ...document.warnings].map((error) =>
    at(error.pos[0], [], `is not valid YAML: ${error.message.split('\n')[0] ?? ''}; correct it here`),
  );
  if (broken.length > 0) return failed(broken);
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
  if (result.success) return { file, value: result.data, raw, faults: [], fault };
  return failed(
    result.error.issues.flatMap((issue) => {
      if (issue.code === 'unrecognized_keys') {
        return issue.keys.map((key) => {
          const path = [...issue.path, key];
          return at(offsetOf(document, path, true), path, 'is not a known field; correct its spelling or remove it');
        });
      }
      return [fault(issue.path, explain(issue, issue.path.length > 0 && document.getIn(issue.path) === undefined))];
    }),
    raw,
  );
}

function explain(issue: z.core.$ZodIssue, absent: boolean): string {
  if (absent) return 'is missing; add it';
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${article(issue.expected)}${issue.expected === 'string' ? '; put the text in quotes if it looks like a number' : ''}`;
    case 'invalid_value':
      return `must be one of ${issue.values.map(String).join(', ')}`;
    case 'too_big':
      return (
        own(issue.message) ?? `must have at most ${issue.maximum}${issue.origin === 'string' ? ' characters' : ''}`
      );
    case 'too_small':
      return own(issue.message) ?? `must have at least ${issue.minimum}`;
    default:
      return issue.message;
  }
}

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
function offsetOf(document: Document, path: Path, key = false): number {
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
