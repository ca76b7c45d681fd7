/** Search over the words of records, for curators: what has every word that is typed, in either language. */
import { messages } from '../../../locales/messages.ts';
import type { Brief, Source, Statement, Translated } from '../../../records/schema.ts';
import { pick } from '../../../views/text.ts';
import type { Catalogue } from '../../../search/catalogue.ts';
import { simplified } from '../../../shared/simplified.ts';
import { yieldToEventLoop } from '../../../shared/mutex.ts';
import { statementLink, type StatementLink } from './statement.ts';
import { clearLink, dayIn, partiesOf, topicLink, type NamedLink, type ViewContext } from './view-context.ts';

export type SearchView = {
  readonly topics: readonly NamedLink[];
  /** Each with its publisher and day. */
  readonly documents: readonly (NamedLink & { readonly note: string })[];
  /** Those whose own text has the words come first, then the newest. */
  readonly statements: readonly StatementLink[];
};

type Indexed<Value> = { readonly value: Value; readonly own: string; readonly all: string };
type SearchIndex = {
  readonly topics: readonly Indexed<Brief>[];
  readonly documents: readonly Indexed<Source>[];
  readonly statements: readonly Indexed<Statement>[];
};

/** Made once for each catalogue. */
const indexes = new WeakMap<Catalogue, Promise<SearchIndex>>();
/** After so many statements others are answered. */
const PART = 200;

/** Returns texts as they are compared: without differences of case, width, accents and traditional characters. */
export const folded = (...texts: readonly string[]): string =>
  simplified(texts.join('\n').normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase());
/** Returns the words of what is typed, as texts are compared. */
export const wordsIn = (text: string): readonly string[] => folded(text).split(/\s+/u).filter(Boolean);
const both = ({ en, zh }: Translated): string => `${en}\n${zh ?? ''}`;

/** Returns the folded texts of a catalogue, the newest first; made in parts, between which chats are answered. */
async function createIndex(catalogue: Catalogue): Promise<SearchIndex> {
  const sources = [...catalogue.sources.values()].toSorted((a, b) => (a.publishedOn < b.publishedOn ? 1 : -1));
  const statements: Indexed<Statement>[] = [];
  for (const source of sources) {
    const document = `${both(source.title)}\n${both(source.publisher)}`;
    for (const value of source.statements) {
      const own = folded(both(value.text));
      const cited = value.citations.map(({ find }) => find);
      statements.push({ value, own, all: `${own}\n${folded(value.id, speakerOf(value), document, ...cited)}` });
      if (statements.length % PART === 0) await yieldToEventLoop();
    }
  }
  return {
    topics: [...catalogue.briefs.values()].map((value) => {
      const own = folded(value.id, both(value.title), ...(value.aliases.en ?? []), ...(value.aliases.zh ?? []));
      return { value, own, all: own };
    }),
    documents: sources.map((value) => {
      const own = folded(value.id, both(value.title), both(value.publisher));
      return { value, own, all: own };
    }),
    statements,
  };
}

async function indexOf(catalogue: Catalogue): Promise<SearchIndex> {
  const index = indexes.get(catalogue) ?? createIndex(catalogue);
  indexes.set(catalogue, index);
  return await index;
}

/** Returns who is named in a statement. */
function speakerOf(statement: Statement): string {
  if (statement.kind === 'position') return both(statement.speaker);
  const by = 'by' in statement ? statement.by : '';
  return typeof by === 'object' && 'name' in by ? both(by.name) : '';
}

/** Returns what has all the words of a text, at most so many of each; nothing for a text without any. */
export async function searchView(
  { text, most }: { readonly text: string; readonly most: number },
  context: ViewContext,
): Promise<SearchView> {
  const { catalogue, language } = context;
  const words = wordsIn(text);
  if (words.length === 0) return { topics: [], documents: [], statements: [] };
  const has = (one: string): boolean => words.every((word) => one.includes(word));
  const index = await indexOf(catalogue);
  const found = index.statements.filter(({ all }) => has(all));
  const first = [...found.filter(({ own }) => has(own)), ...found.filter(({ own }) => !has(own))];
  const records = <Value>(all: readonly Indexed<Value>[]): Value[] =>
    all
      .filter((one) => has(one.all))
      .map(({ value }) => value)
      .slice(0, most);
  return {
    topics: records(index.topics).map((topic) => clearLink(topic, context)),
    documents: records(index.documents).map((source) => ({
      id: source.id,
      title: pick(source.title, language),
      note: `${pick(source.publisher, language)}, ${dayIn(source.publishedOn, language).said}`,
    })),
    statements: first.slice(0, most).flatMap(({ value }) => hitOf(value, context)),
  };
}

function hitOf(statement: Statement, context: ViewContext): StatementLink[] {
  const { catalogue, language } = context;
  const source = catalogue.sources.get(statement.document);
  if (source === undefined) return [];
  const cited = statement.citations.flatMap((one) => catalogue.sources.get(one.source) ?? []);
  const told = { language, t: messages(language), parties: partiesOf(statement.relationship, context), sources: cited };
  const [topic] = statement.topics.flatMap((id) => topicLink(id, context));
  return [statementLink(statement, { ...told, brief: { id: topic?.id ?? '' } })];
}
