/** Walks the schema of a record: what may stand at a place in it. Pure. */
import { isGroup, valueIn, type FormPath } from '../../records/text-edit/edit-value.ts';
import type { RecordSchema } from '../../records/json-schema.ts';

/** The forms that a node may take; itself where there is one. */
export const branches = (node: RecordSchema): readonly RecordSchema[] => node.oneOf ?? node.anyOf ?? [node];

/** The field by which the forms of a group are told apart: the kind of a statement, the type of a relation. */
export function discriminatorOf(node: RecordSchema): string | undefined {
  const [first] = branches(node);
  if (branches(node).length < 2 || first === undefined) return undefined;
  return Object.keys(first.properties ?? {}).find((name) =>
    branches(node).every((one) => typeof one.properties?.[name]?.const === 'string'),
  );
}

/** Returns the form of a node that a value has, or is meant to have. */
export function branchFor(node: RecordSchema, value: unknown): RecordSchema {
  const all = branches(node);
  const telling = discriminatorOf(node);
  if (telling !== undefined && isGroup(value)) {
    const found = all.find((one) => one.properties?.[telling]?.const === value[telling]);
    if (found !== undefined) return found;
  }
  const type = Array.isArray(value) ? 'array' : isGroup(value) || value === undefined ? 'object' : typeof value;
  return all.find((one) => one.type === type) ?? all[0] ?? node;
}

/** Returns the schema of what stands at a path of a record. */
export function nodeAt(schema: RecordSchema, record: unknown, path: FormPath): RecordSchema {
  let node = schema;
  for (const [depth, step] of path.entries()) {
    const branch = branchFor(node, valueIn(record, path.slice(0, depth)));
    if (typeof step === 'string') node = branch.properties?.[step] ?? {};
    else node = itemOf(branch, step);
  }
  return node;
}

export const isTuple = (items: RecordSchema['items']): items is readonly RecordSchema[] => Array.isArray(items);

/** Returns the schema of an item of a list. */
export const itemOf = ({ items }: RecordSchema, at = 0): RecordSchema =>
  (isTuple(items) ? (items[at] ?? items[0]) : items) ?? {};
