/** The widgets of a form: which one edits a field, by its schema alone, and what a new field begins with. Pure. */
import { isGroup, valueIn, wordAt, type FormPath } from '../../../records/text-edit/edit-value.ts';
import { branches, discriminatorOf, isTuple, itemOf } from '../record-schema.ts';
import { STATEMENT_DATES } from '../../../records/statement-dates.ts';
import type { LoadedKind } from '../../../records/load.ts';
import type { RecordSchema } from '../../../records/json-schema.ts';

/** How a field is edited. */
export type Widget =
  | 'translated-text'
  | 'translated-lists'
  | 'lines'
  | 'text'
  | 'day'
  | 'when'
  | 'number'
  | 'checkbox'
  | 'choice'
  | 'party'
  | 'topics'
  | 'documents'
  | 'document'
  | 'statements'
  | 'statement'
  | 'multiple-choice'
  | 'fingerprints'
  | 'speaker'
  | 'group'
  | 'items'
  | 'pair';

const DATES: ReadonlySet<string> = new Set(STATEMENT_DATES);

type FieldValues = Readonly<Record<string, unknown>>;

const PARTIES: ReadonlySet<string> = new Set(['party', 'accordingTo', 'side', 'to', 'by']);
const STATEMENT = /^\S*\\\/\[a-z\]/u;

/** Returns how a field of a name is edited. */
export function widgetOf(node: RecordSchema, name: string): Widget {
  if (node.oneOf !== undefined || node.anyOf !== undefined) {
    const all = branches(node);
    if (discriminatorOf(node) === 'precision') return 'when';
    if (all.every(({ type }) => type === 'object')) return 'group';
    if (all.some(({ type }) => type === 'array')) return 'speaker';
    return 'party';
  }
  switch (node.type) {
    case 'object':
      return textsOf(node) ? 'translated-text' : listsOf(node) ? 'translated-lists' : 'group';
    case 'array':
      return listWidget(node, name);
    case 'integer':
    case 'number':
      return 'number';
    case 'boolean':
      return 'checkbox';
    default:
      if (node.enum !== undefined) return 'choice';
      if (name === 'statement') return 'statement';
      if (name === 'source') return 'document';
      if (PARTIES.has(name)) return 'party';
      return node.pattern?.startsWith(String.raw`^\d{4}-(0[1-9]|1[0-2])-`) === true ? 'day' : 'text';
  }
}

function listWidget(node: RecordSchema, name: string): Widget {
  const item = itemOf(node);
  if (isTuple(node.items)) return 'pair';
  if (item.type === 'object' || item.oneOf !== undefined) return 'items';
  if (item.enum !== undefined) return 'multiple-choice';
  if (name === 'related' || name === 'topics') return 'topics';
  if (name === 'searched') return 'documents';
  if (name === 'paragraphs') return 'fingerprints';
  if (name === 'statements' || STATEMENT.test(item.pattern ?? '')) return 'statements';
  return 'lines';
}

const inLanguages = ({ properties = {} }: RecordSchema, type: string): boolean =>
  properties.en?.type === type && Object.keys(properties).every((name) => /^(?:en|zh|zh-TW)$/u.test(name));
const textsOf = (node: RecordSchema): boolean => inLanguages(node, 'string');
const listsOf = (node: RecordSchema): boolean => inLanguages(node, 'array');

/** Returns which languages of a text or of lists of names are shown: those that are needed, those that the record is written in, and those that are there already; all of them where it is not known what it is written in. */
export const languagesOf = (
  { properties = {}, required = [] }: RecordSchema,
  value: unknown,
  written: readonly string[] | undefined,
): readonly string[] =>
  Object.keys(properties).filter(
    (name) =>
      required.includes(name) ||
      (isGroup(value) && Object.hasOwn(value, name)) ||
      (written?.some((one) => name === one || name.startsWith(`${one}-`)) ?? true),
  );

/** Returns the languages that a record is to be written in: those that its relationship declares, itself or by what is known of it, and Chinese where the bottom line of a topic has it, since the whole topic has it then. */
export function writtenIn(
  kind: LoadedKind,
  record: FieldValues,
  declared: readonly string[] | undefined,
): readonly string[] | undefined {
  if (kind === 'relationship') return Array.isArray(record.languages) ? record.languages.map(String) : ['en'];
  return declared !== undefined && valueIn(record, ['bottomLine', 'text', 'zh']) !== undefined
    ? [...declared, 'zh']
    : declared;
}

export type InitialContext = { readonly today: string; readonly parties: readonly string[] };

/** Returns what a new field or item begins with: every field that it needs, to be filled in. */
export function initialValueOf(node: RecordSchema, name: string, given: InitialContext, at = 0): unknown {
  if (node.const !== undefined) return node.const;
  switch (widgetOf(node, name)) {
    case 'translated-text':
      return Object.fromEntries((node.required ?? ['en']).map((language) => [language, '']));
    case 'translated-lists':
      return { en: [] };
    case 'when':
      return { precision: 'day', on: given.today };
    case 'day':
      return given.today;
    case 'pair':
      return [0, 1].map((index) => initialValueOf(itemOf(node, index), name, given, index));
    case 'speaker':
    case 'lines':
    case 'topics':
    case 'documents':
    case 'statements':
    case 'multiple-choice':
    case 'fingerprints':
    case 'items':
      return name === 'citations' ? [{ paragraph: 1, find: '' }] : [];
    case 'number':
      return 1;
    case 'checkbox':
      return true;
    case 'party':
      return given.parties[at] ?? '';
    case 'group': {
      const [branch = node] = branches(node);
      const fields = (branch.required ?? []).map(
        (field) => [field, initialValueOf(branch.properties?.[field] ?? {}, field, given, at)] as const,
      );
      return withEntryId(Object.fromEntries(fields.filter(([, value]) => value !== undefined)), name, given.today);
    }
    case 'choice':
    case 'document':
    case 'statement':
    case 'text':
      return node.enum === undefined ? '' : undefined;
  }
}

/** What the id of an entry begins with, by the field that it stands in. */
const ENTRIES: Readonly<Record<string, string>> = {
  history: 'update',
  corrections: 'correction',
  retraction: 'retraction',
};

/** Returns whether a place is an entry whose id nobody needs to see. */
export const isToldEntry = (path: FormPath): boolean =>
  path.some((step) => typeof step === 'string' && Object.hasOwn(ENTRIES, step));

/** Returns a group of such a field with an id that nobody needs to think of and none of the others has; any other group as it is. */
export function withEntryId(group: unknown, field: string, today: string, others: readonly unknown[] = []): unknown {
  const begun = Object.hasOwn(ENTRIES, field) ? `${ENTRIES[field] ?? ''}-${today}` : '';
  if (begun === '' || wordAt(group, ['id']) !== '') return group;
  const taken = new Set(others.map((one) => wordAt(one, ['id'])));
  let id = begun;
  for (let count = 2; taken.has(id); count += 1) id = `${begun}-${count}`;
  return { ...(isGroup(group) ? group : {}), id };
}

/** Returns a group of another kind with what the fields of the two have in common. */
export function withOtherKind(
  node: RecordSchema,
  telling: string,
  kind: string,
  value: unknown,
  given: InitialContext,
): FieldValues {
  const branch = branches(node).find((one) => one.properties?.[telling]?.const === kind) ?? {};
  const old: FieldValues = isGroup(value) ? value : {};
  const names = Object.keys(branch.properties ?? {});
  const fields = names.flatMap((name) => {
    if (name === telling) return [[name, kind] as const];
    if (Object.hasOwn(old, name)) return [[name, old[name]] as const];
    if (branch.required?.includes(name) !== true) return [];
    // When something happened is when it was said, and the like: one date takes the place of the other.
    const day = DATES.has(name) ? STATEMENT_DATES.map((one) => old[one]).find((one) => one !== undefined) : undefined;
    const beginning = day ?? initialValueOf(branch.properties?.[name] ?? {}, name, given);
    return beginning === undefined ? [] : [[name, beginning] as const];
  });
  return Object.fromEntries(fields);
}

/** Returns the edits, as places and values, that make one list of texts of another with as few changes as can be. */
export function listChanges(
  before: readonly string[],
  after: readonly string[],
): readonly { readonly kind: 'set' | 'insert' | 'remove'; readonly at: number; readonly value: string }[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let end = 0;
  while (
    end < before.length - start &&
    end < after.length - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  )
    end += 1;
  const [gone, come] = [before.slice(start, before.length - end), after.slice(start, after.length - end)];
  const both = Math.min(gone.length, come.length);
  return [
    ...come.slice(0, both).map((value, at) => ({ kind: 'set', at: start + at, value }) as const),
    ...come.slice(both).map((value, at) => ({ kind: 'insert', at: start + both + at, value }) as const),
    ...gone.slice(both).map(() => ({ kind: 'remove', at: start + both, value: '' }) as const),
  ];
}
