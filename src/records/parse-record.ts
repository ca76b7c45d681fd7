/** Parses one YAML record: its typed value, or every fault in it with line and column. */
import type { z } from 'zod';
import { finding, type Fault, type Finding } from './fault.ts';
import { findingOfMessage } from './schema.ts';
import { wideColonIn, parseYaml, type ParsedYaml, readYaml } from './parse-yaml.ts';

/** The most faults of its schema that are told of a file at once. */
const MAX_FAULTS = 500;

type FaultPath = readonly PropertyKey[];

/** A record's value, and a function that locates its fields in the file. */
export type RecordFile<Value> = {
  readonly file: string;
  readonly value: Value | undefined;
  /** What the file holds, for the rules between records, also where the schema found faults; undefined if it is not YAML. */
  readonly raw: unknown;
  readonly faults: readonly Fault[];
  /** Returns a fault at a field; where the field is absent, at the nearest thing around it. */
  readonly fault: (path: FaultPath, what: Finding) => Fault;
};

/** Returns a record of a file that could not be read at all, with that as its only fault. */
export function unreadable(file: string, what: Finding): RecordFile<never> {
  const fault = (path: FaultPath, about: Finding): Fault => ({
    file,
    line: 1,
    column: 1,
    field: path.map(String).join('.'),
    ...about,
  });
  return { file, value: undefined, raw: undefined, faults: [fault([], what)], fault };
}

function faultAt(file: string, parsed: ParsedYaml, offset: number, path: FaultPath, { code, params }: Finding): Fault {
  return { file, ...parsed.placeOf(offset), field: path.map(String).join('.'), code, params };
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
  const quick = schema.safeParse(readYaml(text));
  if (quick.success) return withoutFaults(file, quick.data, again);
  // Whatever is wrong is told by the parser that knows the places.
  const parsed = parseYaml(text);

  const at = (offset: number, path: FaultPath, what: Finding): Fault => faultAt(file, parsed, offset, path, what);
  const fault = (path: FaultPath, what: Finding): Fault => at(parsed.offsetOf(path), path, what);
  const failed = (faults: readonly Fault[], raw?: unknown): RecordFile<z.infer<Schema>> => ({
    file,
    value: undefined,
    raw,
    faults,
    fault,
  });

  if (parsed.faults.length > 0) return failed(parsed.faults.map((one) => at(one.offset, [], one)));
  const raw = parsed.value;
  const result = schema.safeParse(raw);
  if (result.success) return withoutFaults(file, result.data, again);
  if (raw === null) return failed([at(0, [], finding('record-empty'))]);
  const faultsOf = (issue: z.core.$ZodIssue, around: FaultPath): Fault[] => {
    const path = [...around, ...issue.path];
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) =>
        at(parsed.offsetOf([...path, key], true), [...path, key], wideColonIn(key) ?? finding('unknown-field')),
      );
    }
    const absent = path.length > 0 && valueAt(raw, path) === undefined;
    const intended = absent ? undefined : intendedBranch(issue);
    if (intended !== undefined) return withoutSizes(intended).flatMap((inner) => faultsOf(inner, path));
    if (absent) return [fault(path, absentAt(path, valueAt(raw, path.slice(0, -1))))];
    return [fault(path, explain(issue, valueAt(raw, path)))];
  };
  const found = withoutSizes(result.error.issues).flatMap((issue) => faultsOf(issue, []));
  const more = found.length - MAX_FAULTS;
  return failed(
    more > 0 ? [...found.slice(0, MAX_FAULTS), at(0, [], finding('more-faults', { count: more }))] : found,
    raw,
  );
}

/** Of what is no list, or no text, nothing is said of its length: a text has one too. */
const withoutSizes = (issues: readonly z.core.$ZodIssue[]): readonly z.core.$ZodIssue[] => {
  const ofWrongType = new Set(issues.flatMap(({ code, path }) => (code === 'invalid_type' ? [path.join('.')] : [])));
  return issues.filter(
    ({ code, path }) => (code !== 'too_big' && code !== 'too_small') || !ofWrongType.has(path.join('.')),
  );
};

/** A function of its own, so that what it returns holds on to nothing of the parsed text. */
function withoutFaults<Value>(file: string, value: Value, again: () => string): RecordFile<Value> {
  // Where one fault is, others often are; nothing is held on to for it.
  let cached: WeakRef<ParsedYaml> | undefined;
  const fault = (path: FaultPath, what: Finding): Fault => {
    const parsed = cached?.deref() ?? parseYaml(again());
    cached = new WeakRef(parsed);
    return faultAt(file, parsed, parsed.offsetOf(path), path, what);
  };
  return { file, value, raw: value, faults: [], fault };
}

/** What stands at a path; undefined where nothing does. */
function valueAt(raw: unknown, path: FaultPath): unknown {
  let value = raw;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Readonly<Record<PropertyKey, unknown>>)[step];
  }
  return value;
}

/** Of the forms that a value may take, the faults of the one it was meant for: the one whose kind of value it is. */
function intendedBranch(issue: z.core.$ZodIssue): readonly z.core.$ZodIssue[] | undefined {
  return issue.code === 'invalid_union'
    ? issue.errors.find((branch) =>
        branch.every((inner) => inner.path.length > 0 || inner.code === 'unrecognized_keys'),
      )
    : undefined;
}

/** What a date says that is known only loosely: its parts are called as other fields are. */
const PARTS_OF_PERIOD: Readonly<Record<string, Finding>> = {
  from: finding('period-from-missing'),
  to: finding('period-to-missing'),
  text: finding('period-text-missing'),
};

/** What is said of a field that is not there, by the group around it. */
function absentAt(path: FaultPath, around: unknown): Finding {
  const isPeriod =
    typeof around === 'object' && around !== null && 'precision' in around && around.precision === 'about';
  return (isPeriod ? PARTS_OF_PERIOD[String(path.at(-1))] : undefined) ?? finding('missing');
}

function explain(issue: z.core.$ZodIssue, given: unknown): Finding {
  if (given === null) return finding('empty');
  const own = findingOfMessage(issue.message);
  if (own !== undefined) return own;
  switch (issue.code) {
    case 'invalid_type':
      if (issue.expected === 'string' && typeof given === 'number') return finding('number-for-text');
      if (issue.expected === 'string' && typeof given === 'boolean') return finding('boolean-for-text');
      // Of the groups in a record only dates look so.
      if (issue.expected === 'object' && typeof given === 'string' && DAY_MONTH_OR_YEAR.test(given))
        return finding('date-without-precision');
      return TYPES[issue.expected] ?? finding('wrong-type', { type: issue.expected });
    case 'invalid_value':
      return finding('not-one-of', { options: issue.values.map(String) });
    case 'too_big': {
      const most = Number(issue.maximum);
      if (isNumber(issue.origin)) return finding('number-too-large', { most });
      return issue.origin === 'string' ? finding('too-long', { most }) : finding('too-many', { most });
    }
    case 'too_small': {
      const least = Number(issue.minimum);
      if (isNumber(issue.origin))
        return issue.inclusive === false
          ? finding('number-not-above', { limit: least })
          : finding('number-too-small', { least });
      return issue.origin === 'string' ? finding('too-short', { least }) : finding('too-few', { least });
    }
    case 'invalid_union':
      return finding('not-one-of', { options: optionsOf(issue) });
    default:
      return finding('not-valid', { reason: issue.message });
  }
}

const TYPES: Readonly<Record<string, Finding>> = {
  array: finding('not-a-list'),
  tuple: finding('not-a-list'),
  object: finding('not-a-group'),
  string: finding('not-text'),
  int: finding('not-a-whole-number'),
  number: finding('not-a-number'),
  boolean: finding('not-a-boolean'),
};

const DAY_MONTH_OR_YEAR = /^\d{4}(?:[-/.]\d{1,2}){0,2}$/u;

/** The kinds that a discriminated union knows; zod tells them, though its types do not say so. */
const optionsOf = (issue: object): string[] =>
  'options' in issue && Array.isArray(issue.options) ? issue.options.map(String) : [];

const isNumber = (origin: string): boolean => ['number', 'int', 'bigint'].includes(origin);
