/** The fields of a statement's form, by its kind: what the schema of records says of them. */
import { z } from 'zod';
import { STATEMENT_KINDS, StatementRecord, type StatementKind } from '../../../records/statement.ts';

/** How a field is filled in: a text in both languages, one line, a date with its precision, a choice, a party, or whose view it is. */
export type StatementFieldType = 'text' | 'line' | 'when' | 'choice' | 'party' | 'by';

export type StatementField = {
  readonly name: string;
  readonly type: StatementFieldType;
  readonly isRequired: boolean;
  /** The most characters of a text. */
  readonly most?: number | undefined;
  /** What can be chosen; of a party, what can be beside the parties. */
  readonly options?: readonly string[] | undefined;
};

export type KindFields = { readonly kind: StatementKind; readonly fields: readonly StatementField[] };

type FieldShape = {
  readonly type?: string;
  readonly maxLength?: number;
  readonly const?: string;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, FieldShape>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly FieldShape[];
  readonly oneOf?: readonly FieldShape[];
};

/** What the form has a place of its own for, whatever the kind. */
const COMMON: ReadonlySet<string> = new Set(['id', 'kind', 'topics', 'text', 'citations', 'relations', 'corrections']);

let made: readonly KindFields[] | undefined;

/** Returns the fields of each kind beyond those of all statements, in the order of the schema. */
export function statementFields(): readonly KindFields[] {
  made ??= StatementRecord.options.map((option, at) => {
    const { properties = {}, required = [] } = z.toJSONSchema(option, { target: 'draft-7', io: 'input' }) as FieldShape;
    return {
      kind: STATEMENT_KINDS[at] ?? 'reported-fact',
      fields: Object.entries(properties).flatMap(([name, shape]) =>
        COMMON.has(name) ? [] : [Object.assign({ name, isRequired: required.includes(name) }, fieldOf(shape))],
      ),
    };
  });
  return made;
}

function fieldOf(shape: FieldShape): Omit<StatementField, 'name' | 'isRequired'> {
  const { properties, enum: options, maxLength, anyOf, oneOf } = shape;
  if (properties?.en !== undefined) return { type: 'text', most: properties.en.maxLength };
  if (options !== undefined) return { type: 'choice', options };
  const branches = anyOf ?? oneOf ?? [];
  if (branches.some((one) => one.properties?.precision !== undefined)) return { type: 'when' };
  if (branches.some((one) => one.type === 'array')) return { type: 'by' };
  if (branches.length > 0) return { type: 'party', options: branches.flatMap((one) => one.const ?? []) };
  return maxLength !== undefined && maxLength > MAX_ID ? { type: 'line', most: maxLength } : { type: 'party' };
}

/** What is no longer than an id is the id of a party. */
const MAX_ID = 40;
