/** What the schema of a record says of a place in it: which names and values may stand there, and what they mean. Pure. */
import { fieldAbout, fieldLabel } from '../../../records/field-labels.ts';
import type { Language } from '../../../records/schema.ts';
import type { RecordSchema } from '../../../records/json-schema.ts';
import { valueName } from '../form/labels.ts';
import { MAX_LINE, placeAt, type CursorPath, type Step } from './place.ts';
/** Ids that records refer to each other by, which no schema knows. */
export type OfferedIds = Readonly<Record<'documents' | 'topics' | 'statements', readonly string[]>>;

export type Offer = {
  readonly text: string;
  readonly about?: string;
  readonly kind: 'name' | 'value';
  /** Whether the record needs it. */
  readonly needed: boolean;
};

const branchesOf = (schema: RecordSchema): readonly RecordSchema[] => {
  const branches = schema.anyOf ?? schema.oneOf;
  return branches === undefined ? [schema] : branches.flatMap(branchesOf);
};

/** Of several forms those that the fields so far allow: a statement of one kind has the fields of that kind. */
const allowedBy = (branches: readonly RecordSchema[], fields: ReadonlyMap<string, string>): readonly RecordSchema[] => {
  const fitting = branches.filter((branch) =>
    [...fields].every(([name, value]) => {
      const property = branch.properties?.[name];
      return property?.const === undefined || value === '' || property.const === value;
    }),
  );
  return fitting.length === 0 ? branches : fitting;
};

/** Returns the forms that what stands at a path may take. */
export function schemasAt(schema: RecordSchema, path: readonly Step[]): readonly RecordSchema[] {
  let schemas = branchesOf(schema);
  for (const step of path)
    schemas = schemas.flatMap((one) => {
      if (typeof step === 'string') return branchesOf(one.properties?.[step] ?? {});
      const items = one.items;
      if (items === undefined) return [];
      return branchesOf(
        Array.isArray(items) ? ((items as readonly RecordSchema[])[step] ?? {}) : (items as RecordSchema),
      );
    });
  return schemas.filter((one) => Object.keys(one).length > 0);
}

/** Returns what the schema says of the field or item at a path, if anything. */
export function aboutAt(schema: RecordSchema, path: readonly Step[]): string | undefined {
  const name = path.at(-1);
  const all = schemasAt(schema, path.slice(0, -1));
  for (const around of all) {
    const field = typeof name === 'string' ? around.properties?.[name] : undefined;
    if (typeof name === 'string' && field?.const !== undefined) return constantsOf(all, name);
    if (field?.description !== undefined) return field.description;
  }
  return schemasAt(schema, path).find(({ description }) => description !== undefined)?.description;
}

/** Returns what may be typed at a place, what is needed first. */
export function offersAt(schema: RecordSchema, place: CursorPath, ids: OfferedIds): readonly Offer[] {
  const offers = new Map<string, Offer>();
  const add = (offer: Offer): void => void (offers.has(offer.text) || offers.set(offer.text, offer));
  const schemas = schemasAt(schema, place.path);
  if (place.typing !== 'value')
    for (const one of allowedBy(schemas, place.fields))
      for (const [name, field] of Object.entries(one.properties ?? {})) {
        if (place.fields.has(name)) continue;
        const needed = one.required?.includes(name) === true;
        const about = field.const === undefined ? field.description : constantsOf(schemas, name);
        add({ text: name, ...(about !== undefined && { about }), kind: 'name', needed });
      }
  if (place.typing !== 'name') {
    const value = (word: string, about?: string): void =>
      add({ text: word, ...(about !== undefined && { about }), kind: 'value', needed: false });
    for (const one of schemas) {
      if (typeof one.const === 'string') value(one.const, one.description);
      for (const word of one.enum ?? []) value(word);
    }
    for (const id of idsAt(place, ids)) value(id);
  }
  return [...offers.values()].toSorted((a, b) => Number(b.needed) - Number(a.needed));
}

/** What the forms of a group are told apart by is explained by all that may stand there, not by the first of them. */
function constantsOf(schemas: readonly RecordSchema[], name: string): string {
  const fields = schemas.flatMap((one) => one.properties?.[name] ?? []);
  return fields
    .map(({ const: value, description }) => `${String(value)}${description === undefined ? '' : `: ${description}`}`)
    .join('\n');
}

/** The ids that may stand at a place: of documents, of topics, of statements as document/statement. */
function idsAt({ path }: CursorPath, ids: OfferedIds): readonly string[] {
  switch (path.findLast((step) => typeof step === 'string')) {
    case 'source':
    case 'searched':
      return ids.documents;
    case 'related':
    case 'topics':
      return ids.topics;
    case 'restsOn':
    case 'keyPoints':
    case 'statement':
    case 'statements':
      // Those of a document are written there, and no names of others.
      return path.length > 1 ? ids.statements : [];
    default:
      return [];
  }
}

/** Returns the name of the field at an offset, where it stands, and what the schema says of it. */
export function fieldAt(
  schema: RecordSchema,
  text: string,
  offset: number,
): { readonly from: number; readonly to: number; readonly name: string; readonly about: string } | undefined {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const stop = text.indexOf('\n', offset);
  const line = text.slice(start, stop === -1 ? undefined : stop).slice(0, MAX_LINE);
  for (const match of line.matchAll(/[\w-]+(?=\s*:(?:\s|$))/gu)) {
    const from = start + match.index;
    const to = from + match[0].length;
    if (offset < from || offset > to) continue;
    const place = placeAt(text, to + (/^\s*:/u.exec(text.slice(to))?.[0].length ?? 0));
    const about = place?.path.at(-1) === match[0] ? aboutAt(schema, place.path) : undefined;
    return about === undefined ? undefined : { from, to, name: match[0], about };
  }
  return undefined;
}

/** Returns what the name of a field or a value means, in the reader's language: in English as the schema says it, in Chinese what the form calls it and says of it. */
export function aboutIn(
  language: Language,
  { text, about = '', kind }: Pick<Offer, 'text' | 'about' | 'kind'>,
): string {
  if (language === 'en') return about;
  const called = kind === 'name' ? fieldLabel(text, language) : valueName(text)[language];
  const said = kind === 'name' ? fieldAbout(text, language) : undefined;
  return [called === text ? '' : called, said].filter(Boolean).join('：');
}
