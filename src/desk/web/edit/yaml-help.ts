/** What may stand at a place in the YAML of a record, by its schema, and what it means. Pure. */
import { fieldAbout, fieldLabel } from '../../../records/field-labels.ts';
import type { Language } from '../../../records/schema.ts';
import type { RecordSchema } from '../../../records/json-schema.ts';
import { valueName } from '../form/form-messages.ts';
import { schemasAt } from '../record-schema.ts';

/** Ids that records refer to each other by, which no schema knows. */
export type OfferedIds = Readonly<Record<'documents' | 'topics' | 'statements', readonly string[]>>;

type Offer = {
  readonly text: string;
  readonly about?: string;
  readonly kind: 'name' | 'value';
  /** Whether the record needs it. */
  readonly needed: boolean;
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

/** Returns what the schema says of the field or item at a path, if anything. */
function aboutAt(schema: RecordSchema, path: readonly Step[]): string | undefined {
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
        if (place.fields.has(name) || field.deprecated === true) continue;
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

type Step = string | number;

type CursorPath = {
  /** The fields and items around the place, from the outside; where a value is typed, that of its field too. */
  readonly path: readonly Step[];
  /** What may be typed: a field's name, a value, or (behind a dash) either. */
  readonly typing: 'name' | 'value' | 'either';
  /** What has been typed of it so far, and where that begins. */
  readonly typed: string;
  readonly from: number;
  /** The fields that the group around the place has already, with those of their values that are one word. */
  readonly fields: ReadonlyMap<string, string>;
};

type Frame = { readonly indent: number; readonly step: Step; readonly fields: Map<string, string> };
type Flow = { readonly closes: ']' | '}'; step: Step | undefined; readonly fields: Map<string, string> };

const NAME = /^("[^"]*"|'[^']*'|[^\s#,:{}[\]"'&*!|>%@`-][^#,:{}[\]]*?)\s*:(?=\s|$)/u;
/** The beginning of a text that runs over the lines that are further in. */
const BLOCK_TEXT = /^[|>][+-]?\d?[+-]?\s*(?:#.*)?$/u;

/** What stands further along a line than this is not read: no record is written so, and a line of a million characters would hold up the page. */
const MAX_LINE = 5_000;

const bare = (name: string): string => name.replace(/^(["'])(.*)\1$/u, '$2').trim();

/** Returns the place at an offset of a text, or undefined inside a remark or a text of several lines. */
export function placeAt(text: string, offset: number): CursorPath | undefined {
  const state = createState();
  const lines = text.slice(0, offset).split('\n');
  const last = lines.pop() ?? '';
  if (last.length > MAX_LINE) return undefined;
  for (const line of lines) state.read(line.slice(0, MAX_LINE));
  const after = text.slice(offset).split('\n').slice(1);
  return state.end(
    last,
    offset,
    after.map((line) => line.slice(0, MAX_LINE)),
  );
}

/** Reads lines up to the cursor. An unfinished text is no YAML, so the parser cannot tell where the cursor is. */
function createState() {
  let frames: Frame[] = [];
  let flows: Flow[] = [];
  /** Lines further in than this are text. */
  let textBelow: number | undefined;
  let top = new Map<string, string>();
  const fieldsAround = (): Map<string, string> => frames.at(-1)?.fields ?? top;

  /** Reads dashes and names at the beginning of a line; returns where its value begins, and how far in the last of them is. */
  const open = (
    line: string,
  ): { readonly at: number; readonly indent: number; readonly behind: 'dash' | 'name' | 'none' } => {
    let at = line.length - line.trimStart().length;
    let behind: 'dash' | 'name' | 'none' = 'none';
    let indent = at;
    for (let dash = /^-(?:\s+|$)/u.exec(line.slice(at)); dash !== null; dash = /^-(?:\s+|$)/u.exec(line.slice(at))) {
      const before = frames.find((frame) => frame.indent === at && typeof frame.step === 'number');
      // A list may stand as far in as the name that holds it.
      frames = frames.filter((frame) => frame.indent < at || (frame.indent === at && typeof frame.step === 'string'));
      frames.push({ indent: at, step: typeof before?.step === 'number' ? before.step + 1 : 0, fields: new Map() });
      at += dash[0].length;
      indent = at;
      behind = 'dash';
    }
    const name = NAME.exec(line.slice(at));
    if (behind === 'none') frames = frames.filter((frame) => frame.indent < at);
    if (name !== null) {
      const field = bare(name[1] ?? '');
      const rest = line.slice(at + name[0].length);
      const value = /^\s+([\w-]+)\s*(?:#.*)?$/u.exec(rest)?.[1] ?? '';
      fieldsAround().set(field, value);
      frames.push({ indent: at, step: field, fields: new Map() });
      at += name[0].length + (rest.length - rest.trimStart().length);
      behind = 'name';
    }
    return { at, indent, behind };
  };

  /** Reads what stands in brackets; returns where the word that is being typed begins. */
  const readFlow = (line: string, start: number): number => {
    let from = start;
    for (let at = start; at < line.length; at += 1) {
      const character = line.charAt(at);
      const flow = flows.at(-1);
      if (character === '"' || character === "'") {
        const end = line.indexOf(character, at + 1);
        at = end === -1 ? line.length : end;
      } else if (character === '#' && /\s/u.test(line.charAt(at - 1) || ' ')) {
        return -1;
      } else if (character === '[' || character === '{') {
        flows.push({
          closes: character === '[' ? ']' : '}',
          step: character === '[' ? 0 : undefined,
          fields: new Map(),
        });
        from = at + 1;
      } else if (character === ']' || character === '}') {
        flows.pop();
        from = at + 1;
      } else if (character === ',' && flow !== undefined) {
        if (typeof flow.step === 'string') flow.fields.set(flow.step, line.slice(from, at).trim());
        flow.step = typeof flow.step === 'number' ? flow.step + 1 : undefined;
        from = at + 1;
      } else if (
        character === ':' &&
        flow !== undefined &&
        flow.closes === '}' &&
        /^(?:\s|$)/u.test(line.slice(at + 1))
      ) {
        flow.step = bare(line.slice(from, at).trim());
        flow.fields.set(flow.step, '');
        from = at + 1;
      }
    }
    return from;
  };

  const isText = (line: string): boolean => {
    if (textBelow === undefined) return false;
    if (line.trim() === '' || line.length - line.trimStart().length > textBelow) return true;
    textBelow = undefined;
    return false;
  };

  const read = (line: string): void => {
    if (isText(line)) return;
    if (flows.length > 0) return void readFlow(line, 0);
    if (line.trim() === '' || /^\s*#/u.test(line)) return;
    const { at, indent } = open(line);
    const value = line.slice(at);
    if (BLOCK_TEXT.test(value)) textBelow = indent;
    else if (/^[[{]/u.test(value)) readFlow(line, at);
  };

  /** How the place at the end of a line is, with the lines that follow it. */
  const end = (line: string, offset: number, after: readonly string[]): CursorPath | undefined => {
    if (isText(line) && line.trim() !== '') return undefined;
    const typedFrom = (at: number): { readonly typed: string; readonly from: number } => {
      const typed = line.slice(at).trimStart();
      return { typed, from: offset - typed.length };
    };
    let at = 0;
    if (flows.length === 0) {
      if (/(?:^|\s)#/u.test(line)) return undefined;
      const opened = open(line);
      at = opened.at;
      if (!/^[[{]/u.test(line.slice(at))) {
        const path = frames.map(({ step }) => step);
        const typing = opened.behind === 'name' ? 'value' : opened.behind === 'dash' ? 'either' : 'name';
        const fields = new Map(opened.behind === 'name' ? [] : fieldsAround());
        if (typing !== 'value') for (const [name, value] of fieldsAfter(after, opened.indent)) fields.set(name, value);
        return { path, typing, ...typedFrom(at), fields };
      }
    }
    const from = readFlow(line, at);
    const flow = flows.at(-1);
    if (from === -1 || flow === undefined) return undefined;
    const path = [...frames.map(({ step }) => step), ...flows.flatMap(({ step }) => step ?? [])];
    const typing = flow.closes === ']' ? 'either' : flow.step === undefined ? 'name' : 'value';
    return { path, typing, ...typedFrom(from), fields: flow.fields };
  };

  return { read, end };
}

/** The fields of the same group that stand below. */
function fieldsAfter(lines: readonly string[], indent: number): Map<string, string> {
  const fields = new Map<string, string>();
  for (const line of lines) {
    if (line.trim() === '' || /^\s*#/u.test(line)) continue;
    const own = line.length - line.trimStart().length;
    if (own < indent) break;
    const name = own === indent ? NAME.exec(line.trimStart()) : null;
    if (own === indent && name === null) break;
    if (name !== null) fields.set(bare(name[1] ?? ''), line.slice(own + name[0].length).trim());
  }
  return fields;
}
