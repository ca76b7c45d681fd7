/** Composes news into the blocks of a digest: as much as has room, the rest counted by topic. Pure. */
import type { RecordCatalogue } from '../records/catalogue.ts';
import { formatDay, formatWhen, span } from '../records/dates.ts';
import type { Brief, Language, Statement, Translated } from '../records/schema.ts';
import { partly, pick } from '../reply/compose/parts.ts';
import { unheadedClaim } from '../reply/compose/claims.ts';
import { numbering } from '../reply/compose/sources.ts';
import type { Block, Claim, ListItem } from '../reply/reply.ts';
import { digestTexts } from '../reply/texts/digest.ts';
import { replyTexts } from '../reply/texts/reply.ts';
import type { NewsItem } from './news.ts';
import { fitting, ITEM_CHARACTERS, MORE_MOST_CHARACTERS, NEWS_MOST_CHARACTERS } from './room.ts';

export type NewsContext = {
  readonly catalogue: RecordCatalogue;
  readonly language: Language;
  readonly now: Temporal.Instant;
};

export type ComposedNews = {
  readonly blocks: readonly Block[];
  /** What is told or counted; the next digest begins with the rest. */
  readonly carried: readonly NewsItem[];
  /** What is told, not only counted. */
  readonly told: readonly NewsItem[];
};

type StatementNews = Extract<NewsItem, { readonly type: 'statement' }>;
type ClaimNews = Extract<NewsItem, { readonly type: 'statement' | 'due' }>;
type LineNews = Exclude<NewsItem, ClaimNews | { readonly type: 'overdue' }>;

const HEADINGS = ['correction', 'retraction', 'update', 'new', 'due', 'coming-up'] as const;
type Heading = (typeof HEADINGS)[number];

/** Returns the blocks of news in at most `most` characters, and what they tell. */
export function composeNews(
  news: readonly NewsItem[],
  context: NewsContext,
  most = NEWS_MOST_CHARACTERS,
): ComposedNews {
  const { catalogue, language } = context;
  const texts = digestTexts(language);
  const { listed } = replyTexts(language);
  const documents = byDocument(
    news.filter((item) => item.type === 'statement'),
    catalogue,
  );
  // Of each topic the newest document and of each document the most important statement first, so that none is left out for the length of another.
  const places = new Map<Brief | undefined, number>();
  const statements = documents
    .flatMap((items) => {
      const place = places.get(items[0]?.brief) ?? 0;
      places.set(items[0]?.brief, place + 1);
      return items.map((item, rank) => ({ item, turn: place + rank }));
    })
    .toSorted((a, b) => a.turn - b.turn)
    .map(({ item }) => item);
  const under = (...headings: readonly Heading[]): NewsItem[] =>
    headings.flatMap((heading) =>
      news
        .filter((item) => headingOf(item) === heading)
        .toSorted((a, b) => (a.type === 'due' && b.type === 'due' ? inOrder(span(a.when).last, span(b.when).last) : 0)),
    );
  const changes = under('correction', 'retraction', 'update', 'new');
  const dates = under('due', 'coming-up');
  const single = [...changes, ...dates, ...statements];
  const numbers = numberingOf(single, catalogue);
  const firsts = new Set<NewsItem>(documents.flatMap(([first]) => first ?? []));
  const told: NewsItem[] = [];
  let left = most;
  const size = (item: NewsItem): number => sizeOf(item, context, numbers, firsts);
  const tell = (items: readonly NewsItem[], share: number): void => {
    for (const item of fitting(items, size, left * share)) {
      told.push(item);
      left -= size(item);
    }
  };
  tell(changes, 1);
  // Dates leave room for what is new.
  tell(dates, statements.length === 0 ? 1 : 1 / 2);
  tell(statements, 1);

  const shown = numberingOf(told, catalogue);
  const claims = (items: readonly ClaimNews[]): Claim[] => items.map((item) => claimIn(item, context, shown));
  const blocks: Block[] = [
    ...partly(told.flatMap(textsOf), language),
    ...HEADINGS.flatMap((heading): Block[] => {
      const items = told.filter((item) => headingOf(item) === heading);
      if (items.length === 0) return [];
      return heading === 'due'
        ? [{ type: 'claims', heading: texts.heading.due, claims: claims(items.filter((item) => item.type === 'due')) }]
        : [
            {
              type: 'list',
              heading: texts.heading[heading],
              items: items.filter(isLine).map((item) => line(item, context)),
            },
          ];
    }),
    ...documents.flatMap((items): Block[] => {
      const [first] = items;
      const included = items.filter((item) => told.includes(item));
      return first === undefined || included.length === 0
        ? []
        : [{ type: 'claims', heading: headingOfDocument(first, items.length, context), claims: claims(included) }];
    }),
  ];

  const remaining = Map.groupBy(
    single.filter((item) => !told.includes(item)),
    ({ brief }) => brief,
  );
  const counted = fitting([...remaining], ([brief]) => pick(brief.title, language).length + 8, MORE_MOST_CHARACTERS);
  if (counted.length > 0) {
    const list = counted.map(([brief, items]) => texts.moreIn(pick(brief.title, language), items.length));
    blocks.push({ type: 'note', tone: 'plain', text: texts.more(list.join(listed)) });
  }
  // What not even a count has room for is not carried, so that the next digest begins with it.
  if (remaining.size > counted.length)
    blocks.push({ type: 'note', tone: 'plain', text: texts.moreTopics(remaining.size - counted.length) });

  const overdue = news.filter(({ type }) => type === 'overdue');
  const named = fitting(overdue, ({ brief }) => pick(brief.title, language).length + 2, MORE_MOST_CHARACTERS);
  if (named.length > 0) {
    const titles = named.map(({ brief }) => pick(brief.title, language)).join(listed);
    blocks.push({ type: 'note', tone: 'warning', text: `${texts.heading.overdue}: ${texts.overdue(titles)}` });
  }
  return { blocks, told, carried: [...told, ...counted.flatMap(([, items]) => items), ...named] };
}

/** Returns the note on the statements that were added before the channel's digests counted any: how many in which topics. */
export function rebuiltNote(added: readonly StatementNews[], language: Language): Extract<Block, { type: 'note' }> {
  const texts = digestTexts(language);
  const counts = Map.groupBy(
    added.flatMap(({ briefs }) => briefs),
    (brief) => brief,
  );
  const items = [...counts].map(([{ title }, times]) => texts.moreIn(pick(title, language), times.length));
  const named = fitting(items, ({ length }) => length + 2, MORE_MOST_CHARACTERS);
  const list = named.join(replyTexts(language).listed);
  return {
    type: 'note',
    tone: 'plain',
    text: texts.rebuilt(added.length, items.length, list, items.length - named.length),
  };
}

/**
 * Statements by document, told under the topic that most of them bear on: topics with the newest documents first, each with its
 * newest first, and in each the key points of its topics first.
 */
function byDocument(items: readonly StatementNews[], { sources }: RecordCatalogue): StatementNews[][] {
  const groups = [...Map.groupBy(items, ({ statement }) => statement.document)]
    .toSorted(([a], [b]) => inOrder(sources.get(b)?.publishedOn ?? '', sources.get(a)?.publishedOn ?? ''))
    .map(([, group]) => {
      const topics = Map.groupBy(
        group.flatMap(({ briefs }) => briefs),
        (brief) => brief,
      );
      const [[brief] = []] = [...topics].toSorted(([, a], [, b]) => b.length - a.length);
      return group.map((item) => ({ ...item, brief: brief ?? item.brief })).toSorted((a, b) => rankOf(a) - rankOf(b));
    });
  return [...Map.groupBy(groups, ([first]) => first?.brief).values()].flat();
}

/** The place of a statement among the key points of its topics, the best of them; after all others if it is none. */
const rankOf = ({ statement, briefs }: StatementNews): number =>
  Math.min(
    ...briefs
      .map(({ keyPoints }) => keyPoints.indexOf(statement.id))
      .map((at) => (at === -1 ? Number.MAX_SAFE_INTEGER : at)),
  );

function headingOf(item: NewsItem): Heading | undefined {
  if (item.type === 'reworded') return 'correction';
  return item.type === 'statement' || item.type === 'overdue' ? undefined : item.type;
}

const isLine = (item: NewsItem): item is LineNews =>
  item.type !== 'statement' && item.type !== 'due' && item.type !== 'overdue';

function sizeOf(
  item: NewsItem,
  context: NewsContext,
  numbers: ReadonlyMap<string, number>,
  firsts: ReadonlySet<NewsItem>,
): number {
  if (item.type === 'overdue') return 0;
  if (isLine(item)) {
    const { label, detail } = line(item, context);
    return label.length + detail.length + ITEM_CHARACTERS;
  }
  const { text, detail, marks } = claimIn(item, context, numbers);
  const heading = item.type === 'statement' && firsts.has(item) ? headingOfDocument(item, 1, context).length : 0;
  return [text, ...detail, ...marks.map(({ url }) => url)].join('   ').length + heading + ITEM_CHARACTERS;
}

function line(item: LineNews, { catalogue, language }: NewsContext): ListItem {
  const label = pick(item.brief.title, language);
  const texts = digestTexts(language);
  const { aside } = replyTexts(language);
  switch (item.type) {
    case 'coming-up':
      return { label, detail: `${formatWhen(item.when, language)}: ${pick(item.what, language)}` };
    case 'reworded': {
      const { what, before, on } = item.correction;
      const [was, now] = [pick(before, language), pick(item.statement.text, language)];
      const document = documentOf(item.statement, catalogue, language);
      return {
        label,
        detail: `${document}: ${texts.reworded(pick(what, language), was, now)}${aside(formatDay(on, language))}`,
      };
    }
    default:
      return { label, detail: pick(item.what, language) + aside(formatDay(item.on, language)) };
  }
}

/** The numbers by which the documents of news are cited, in the order in which they are told. */
function numberingOf(items: readonly NewsItem[], { sources }: RecordCatalogue): Map<string, number> {
  const cited = items.flatMap((item) =>
    item.type === 'statement' || item.type === 'due'
      ? [item.statement.document, ...item.statement.citations.map(({ source }) => source)]
      : [],
  );
  return numbering([...new Set(cited)].flatMap((id) => sources.get(id) ?? []));
}

/** A statement as a claim with one mark: its kind, whose it is, when and how it stands; of a date to come, its document too. */
function claimIn(
  item: ClaimNews,
  { catalogue, language, now }: NewsContext,
  number: ReadonlyMap<string, number>,
): Claim {
  const { statement, brief } = item;
  const texts = replyTexts(language);
  const parties = catalogue.relationships.get(brief.relationship)?.parties ?? [];
  // All that are held: how a statement stands depends on what later ones say.
  const sources = [...catalogue.sources.values()].filter(({ relationship }) => relationship === brief.relationship);
  const claim = unheadedClaim(statement, { catalogue, language, texts, parties, sources, number, now }, 'short');
  const own = claim.marks.filter(({ source }) => source === number.get(statement.document));
  const marks = (own.length > 0 ? own : claim.marks).slice(0, 1);
  const [publisher, day] = publicationOf(statement, catalogue, language);
  // The heading says who published the document, and when.
  if (item.type === 'statement') {
    const said = new Set([publisher, day, texts.toldBy(publisher)]);
    return { ...claim, marks, detail: claim.detail.filter((part) => !said.has(part)) };
  }
  const when = formatWhen(item.when, language);
  const due = statement.kind === 'measure' ? texts.horizon(when) : digestTexts(language).due(when);
  const [kind = '', whose = ''] = claim.detail;
  return { ...claim, marks, detail: [due, kind, whose, texts.dated(publisher, day), pick(brief.title, language)] };
}

function headingOfDocument({ statement, brief }: StatementNews, count: number, context: NewsContext): string {
  const { catalogue, language } = context;
  const document = documentOf(statement, catalogue, language);
  return digestTexts(language).statements(pick(brief.title, language), count, document);
}

const documentOf = (statement: Statement, catalogue: RecordCatalogue, language: Language): string =>
  replyTexts(language).dated(...publicationOf(statement, catalogue, language));

/** Who published the document of a statement, and when. */
function publicationOf({ document }: Statement, { sources }: RecordCatalogue, language: Language): [string, string] {
  const source = sources.get(document);
  return source === undefined
    ? [document, '']
    : [pick(source.publisher, language), formatDay(source.publishedOn, language)];
}

function textsOf(item: NewsItem): Translated[] {
  const { title } = item.brief;
  switch (item.type) {
    case 'statement':
    case 'due':
      return [title, item.statement.text];
    case 'reworded':
      return [title, item.statement.text, item.correction.what, item.correction.before];
    case 'overdue':
      return [title];
    default:
      return [title, item.what];
  }
}

/** Returns the topics that news is told under. */
export const briefsOf = (items: readonly NewsItem[]): Brief[] => [...new Set(items.map(({ brief }) => brief))];

const inOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
