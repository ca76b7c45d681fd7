/** What stands in records, read leniently: a fault at one place of a record must not hide what is wrong at another. */
import { isGroup } from '../text-edit/edit-value.ts';
import type { z } from 'zod';
import type { LoadedRecord } from '../load.ts';
import { DOCUMENTS } from '../folder.ts';
import {
  DocumentSchema,
  TopicSchema,
  type DocumentRecord,
  type Relationship,
  type Topic,
  statementSchemaOf,
  type StatementRecord,
} from '../schema.ts';

/** The records of one relationship as the rules look them up, by the ids that stand in its files. */
export type RuleContext = {
  /** The folder of the relationship, which is its id. */
  readonly folder: string;
  readonly relationship: LoadedRecord<Relationship> | undefined;
  readonly documents: ReadonlyMap<string, LoadedRecord<DocumentRecord>>;
  readonly topics: ReadonlyMap<string, LoadedRecord<Topic>>;
  /** Where each statement stands, by document/statement. */
  readonly statements: ReadonlyMap<string, PlacedStatement>;
  /** The day that has begun somewhere in the world: nothing that has happened is later. */
  readonly today: string;
};

/** A statement as the rules see it: also where the record that holds it has faults elsewhere. */
export type PlacedStatement = {
  readonly record: LoadedRecord<DocumentRecord>;
  readonly topics: readonly string[];
  readonly isWithdrawn: boolean;
};

/** The way to a field of a record. */
export type FieldPath = readonly PropertyKey[];

/** A value in a record, and where it stands. */
export type Found<Value> = { readonly path: FieldPath; readonly value: Value };

/** Returns what stands at a path of a record, in order; `*` stands for each item of a list. */
export function valuesAt(raw: unknown, ...path: readonly string[]): Found<unknown>[] {
  const found: Found<unknown>[] = [];
  const collect = (value: unknown, depth: number, at: FieldPath): void => {
    const step = path[depth];
    if (step === undefined) found.push({ path: at, value });
    else if (step === '*') {
      if (Array.isArray(value)) for (const [index, item] of value.entries()) collect(item, depth + 1, [...at, index]);
    } else if (isGroup(value) && Object.hasOwn(value, step)) collect(value[step], depth + 1, [...at, step]);
  };
  collect(raw, 0, []);
  return found;
}

/** Returns the texts at a path of a record, in order; what is no text is left out. */
export function textsAt(raw: unknown, ...path: readonly string[]): Found<string>[] {
  return valuesAt(raw, ...path).flatMap(({ path: at, value }) =>
    typeof value === 'string' ? [{ path: at, value }] : [],
  );
}

/** Returns the text at a path of a record, undefined where there is none. */
export function textAt(raw: unknown, ...path: readonly string[]): string | undefined {
  return textsAt(raw, ...path)[0]?.value;
}

const PartOfDocument = DocumentSchema.omit({ statements: true }).partial().strip();
const PartOfTopic = TopicSchema.partial().strip();

/** Returns the fields of a document that are as they should be, its statements aside. */
export function validDocumentFields({ value, raw }: LoadedRecord<DocumentRecord>): z.infer<typeof PartOfDocument> {
  return value ?? validFields(PartOfDocument, raw);
}

/** Returns the fields of a topic that are as they should be. */
export function validTopicFields({ value, raw }: LoadedRecord<Topic>): z.infer<typeof PartOfTopic> {
  return value ?? validFields(PartOfTopic, raw);
}

/** Returns the statements of a document that are of the relationship of a folder, faulty or not, each with its place. */
export function statementsOf(
  { raw, relationship }: Pick<LoadedRecord<DocumentRecord>, 'raw' | 'relationship'>,
  folder: string,
): Found<unknown>[] {
  return valuesAt(raw, 'statements', '*').filter(
    ({ value }) => relationship !== DOCUMENTS || textAt(value, 'relationship') === folder,
  );
}

/** Returns those that are as they should be. */
export function validStatements(record: LoadedRecord<DocumentRecord>, folder: string): Found<StatementRecord>[] {
  const schema = statementSchemaOf(record.relationship);
  return statementsOf(record, folder).flatMap(({ path, value }) => {
    const data = record.value?.statements[Number(path[1])] ?? schema.safeParse(value).data;
    return data === undefined ? [] : [{ path, value: data }];
  });
}

/** Returns what a schema of optional fields takes of a record, without the fields in which it finds faults. */
function validFields<Fields extends object>(schema: z.ZodType<Fields>, raw: unknown): Partial<Fields> {
  const first = schema.safeParse(raw);
  if (first.success) return first.data;
  if (!isGroup(raw)) return {};
  const faulty = new Set(first.error.issues.map(({ path }) => path[0]));
  const { data } = schema.safeParse(Object.fromEntries(Object.entries(raw).filter(([field]) => !faulty.has(field))));
  return data ?? {};
}
