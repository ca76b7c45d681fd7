/** Composes news into the blocks of a digest: as much as has room, the rest counted by topic or left to the next digest. Pure. */
import { messages, type Translate } from '../locales/messages.ts';
import { inTitleOrder, type RecordCatalogue } from '../records/catalogue.ts';
import { span } from '../records/dates.ts';
import type { Brief } from '../records/schema.ts';
import { partly, note } from '../reply/compose/parts.ts';
import type { Block } from '../reply/reply.ts';
import { bottomLineIn, documentOf, pointSize, type DigestContext } from './cited.ts';
import type { NewsItem } from './news.ts';
import { takeFitting, ITEM_CHARACTERS, MAX_MORE_CHARACTERS, MAX_NEWS_CHARACTERS } from './size-budget.ts';
import { claimOfNews, isPoint, pointOf, sizeOf, textsOf, type StatementNews } from './news-text.ts';
import { compareTexts } from '../shared/text.ts';

export type ComposedNews = {
  readonly blocks: readonly Block[];
  /** What is told or counted; the next digest begins with the rest. */
  readonly carried: readonly NewsItem[];
  /** What is told, not only counted, in the order in which it is. */
  readonly told: readonly NewsItem[];
};

/** So many topics are told with their bottom line. */
const MAX_BOTTOM_LINES = 3;

const CHANGES = ['correction', 'retraction', 'update', 'new'] as const;
const DATES = ['due', 'coming-up'] as const;
type Heading = (typeof CHANGES | typeof DATES)[number];

/** Returns the blocks of news in at most `most` characters, and what they tell. */
export function composeDigestNews(
  news: readonly NewsItem[],
  context: DigestContext,
  most = MAX_NEWS_CHARACTERS,
): ComposedNews {
  const { catalogue, language, titleOf } = context;
  const t = messages(language);
  const topics = byDocument(
    news.filter((item) => item.type === 'statement'),
    catalogue,
  );
  // Of each topic the newest document and of each document the most important statement first, so that none is left out for the length of another.
  const statements = topics
    .flatMap((documents) => documents.flatMap((items, at) => items.map((item, rank) => ({ item, turn: at + rank }))))
    .toSorted((a, b) => a.turn - b.turn)
    .map(({ item }) => item);
  const under = (heading: Heading): NewsItem[] => news.filter((item) => headingOf(item) === heading);
  const changes = CHANGES.flatMap(under);
  const { dates, twins } = datesOnce(DATES.flatMap(under));
  const overdue = news.filter(({ type }) => type === 'overdue');
  const reviews = reviewNote(overdue, context);

  const told: NewsItem[] = [];
  const lined = new Set<Brief>();
  const firsts = new Set<NewsItem>(topics.flatMap((documents) => documents.flatMap(([first]) => first ?? [])));
  let left = most - reviews.size;
  const tell = (items: readonly NewsItem[], share = 1): void => {
    let room = left * share;
    for (const item of items) {
      const isFirst = item.type === 'statement' && firsts.has(item);
      const size = sizeOf(item, context) + (isFirst ? headingOfDocument(item, [item], true, context).length : 0);
      if (size > room) break;
      const line = wantsLine(item) ? pointSize(bottomLineIn(item.brief, context)) + ITEM_CHARACTERS : 0;
      const isLined = line > 0 && size + line <= room;
      if (isLined) lined.add(item.brief);
      told.push(item);
      room -= size + (isLined ? line : 0);
      left -= size + (isLined ? line : 0);
    }
  };
  /** What is new in a topic is read beside its bottom line; a correction says itself what it changes. */
  const wantsLine = ({ type, brief }: NewsItem): boolean =>
    (type === 'statement' || type === 'update' || type === 'new') &&
    lined.size < MAX_BOTTOM_LINES &&
    !told.some((item) => item.brief === brief);
  tell(changes);
  // Dates leave room for what is new, and are told after it.
  const before = told.length;
  tell(dates, statements.length === 0 ? 1 : 1 / 2);
  const near = told.splice(before);
  tell(statements);
  told.push(...near);

  const toldOf = (heading: Heading): NewsItem[] => told.filter((item) => headingOf(item) === heading);
  const points = (heading: Heading): Block[] => {
    const items = toldOf(heading).filter(isPoint);
    return items.length === 0
      ? []
      : [
          {
            type: 'points',
            heading: t(`digest.heading.${heading}`),
            items: items.map((item) => pointOf(item, context)),
          },
        ];
  };
  const bottomLine = (brief: Brief | undefined, label = ''): Block[] =>
    brief === undefined || !lined.has(brief)
      ? []
      : [{ type: 'points', heading: '', items: [bottomLineIn(brief, context, label)] }];
  const shown = topics.map((documents) =>
    documents
      .map((items) => ({ items, claims: items.filter((item) => told.includes(item)) }))
      .filter(({ claims }) => claims.length > 0),
  );
  const withStatements = new Set(shown.flatMap(([first]) => first?.items[0]?.brief ?? []));
  const due = toldOf('due').filter((item) => item.type === 'due');
  const blocks: Block[] = [
    ...partly([...told.flatMap(textsOf), ...[...lined].map(({ bottomLine: { text } }) => text)], language),
    ...CHANGES.flatMap(points),
    ...[...lined].filter((brief) => !withStatements.has(brief)).flatMap((brief) => bottomLine(brief, titleOf(brief))),
    ...shown
      .flatMap((documents) => [
        documents.flatMap(({ items, claims }, at): Block[] => {
          const [first] = items;
          if (first === undefined) return [];
          const heading = headingOfDocument(first, items, at === 0, context);
          return [{ type: 'claims', heading, claims: claims.map((item) => claimOfNews(item, context)) }];
        }),
        bottomLine(documents[0]?.items[0]?.brief),
      ])
      .flat(),
    ...(due.length === 0
      ? []
      : [
          {
            type: 'claims',
            heading: t('digest.heading.due'),
            claims: due.map((item) => claimOfNews(item, context)),
          } as const,
        ]),
    ...points('coming-up'),
  ];

  const isLeft = (item: NewsItem): boolean => !told.includes(item);
  const counted = countedByTopic([...changes, ...statements].filter(isLeft).filter(isCountable), context);
  // What a reader must see, such as a date or a correction, is not carried until it was told itself.
  const follows = followsText(
    changes.filter(isLeft).filter((item) => !isCountable(item)).length,
    dates.filter(isLeft).length,
    t,
  );
  return {
    blocks: [...blocks, ...counted.notes, ...(follows === '' ? [] : [note(follows)]), ...reviews.blocks],
    told,
    carried: [
      ...told,
      ...twins.flatMap(({ item, told: by }) => (told.includes(by) ? item : [])),
      ...counted.items,
      ...reviews.items,
    ],
  };
}

/** Changes that a line may count instead of telling them: whoever opens the topic finds them. */
const isCountable = ({ type }: NewsItem): boolean => type === 'statement' || type === 'update' || type === 'new';

function headingOf(item: NewsItem): Heading | undefined {
  if (item.type === 'reworded') return 'correction';
  if (item.type === 'withdrawn') return 'retraction';
  return item.type === 'statement' || item.type === 'overdue' ? undefined : item.type;
}

/** Dates by their days, one that is watched for and falls due once: the statement tells it, and what is watched is its twin. */
function datesOnce(items: readonly NewsItem[]): {
  readonly dates: readonly NewsItem[];
  readonly twins: readonly { readonly item: NewsItem; readonly told: NewsItem }[];
} {
  const due = items.filter((item) => item.type === 'due');
  const twins = items.flatMap((item) => {
    if (item.type !== 'coming-up') return [];
    const { last } = span(item.when);
    const told = due.find(({ statement, when }) => item.restsOn.includes(statement.id) && span(when).last === last);
    return told === undefined ? [] : [{ item, told }];
  });
  const dropped = new Set<NewsItem>(twins.map(({ item }) => item));
  return {
    dates: [...byLastDay(due), ...byLastDay(items.filter((item) => item.type === 'coming-up' && !dropped.has(item)))],
    twins,
  };
}

const lastDayOf = (item: NewsItem): string => ('when' in item ? span(item.when).last : '');

const byLastDay = (items: readonly NewsItem[]): NewsItem[] =>
  items.toSorted((a, b) => compareTexts(lastDayOf(a), lastDayOf(b)));

/** The line that counts by topic what has no room; what not even a count has room for is not carried. */
function countedByTopic(
  items: readonly NewsItem[],
  { language, titleOf }: DigestContext,
): { readonly notes: readonly Block[]; readonly items: readonly NewsItem[] } {
  const t = messages(language);
  const byTopic = Map.groupBy(items, ({ brief }) => brief);
  const lines = inTitleOrder(byTopic.keys(), language).map((brief) => {
    const some = byTopic.get(brief) ?? [];
    return { items: some, text: t('digest.moreIn', { title: titleOf(brief), count: some.length }) };
  });
  const counted = takeFitting(lines, ({ text }) => text.length + 2, MAX_MORE_CHARACTERS);
  return {
    notes: [
      ...(counted.length === 0
        ? []
        : [note(t('digest.more', { list: counted.map(({ text }) => text).join(messages(language)('reply.listed')) }))]),
      ...(lines.length === counted.length
        ? []
        : [note(t('digest.moreTopics', { count: lines.length - counted.length }))]),
    ],
    items: counted.flatMap((line) => line.items),
  };
}

/** The line on reviews that are overdue, as many as it has room for. */
function reviewNote(
  overdue: readonly NewsItem[],
  { language, titleOf }: DigestContext,
): { readonly blocks: readonly Block[]; readonly items: readonly NewsItem[]; readonly size: number } {
  const t = messages(language);
  const order = inTitleOrder(
    overdue.map(({ brief }) => brief),
    language,
  );
  const sorted = overdue.toSorted((a, b) => order.indexOf(a.brief) - order.indexOf(b.brief));
  const named = takeFitting(sorted, (item) => titleOf(item.brief).length + 2, MAX_MORE_CHARACTERS);
  if (named.length === 0) return { blocks: [], items: [], size: 0 };
  const text = t('digest.overdue', {
    titles: named.map(({ brief }) => titleOf(brief)).join(messages(language)('reply.listed')),
  });
  return { blocks: [note(text, 'warning')], items: named, size: text.length };
}

/** Returns the note on the statements that were added before the channel's digests counted any: how many in which topics. */
export function rebuiltNote(
  added: readonly StatementNews[],
  { language, titleOf }: Pick<DigestContext, 'language' | 'titleOf'>,
): Extract<Block, { type: 'note' }> {
  const t = messages(language);
  const counts = Map.groupBy(
    added.flatMap(({ briefs }) => briefs),
    (brief) => brief,
  );
  const items = inTitleOrder(counts.keys(), language).map((brief) =>
    t('digest.moreIn', { title: titleOf(brief), count: counts.get(brief)?.length ?? 0 }),
  );
  const named = takeFitting(items, ({ length }) => length + 2, MAX_MORE_CHARACTERS);
  const list = named.join(messages(language)('reply.listed'));
  return note(
    t('digest.rebuilt', { statements: added.length, topics: items.length, list, more: items.length - named.length }),
  );
}

/**
 * Statements by topic and document, told under the topic that most of a document's bear on: topics of which a key point is new first,
 * then those with the newest documents, each with its newest first, and in each the key points of its topics first.
 */
function byDocument(items: readonly StatementNews[], { sources }: RecordCatalogue): StatementNews[][][] {
  const groups = [...Map.groupBy(items, ({ statement }) => statement.document)]
    .toSorted(([a], [b]) => compareTexts(sources.get(b)?.publishedOn ?? '', sources.get(a)?.publishedOn ?? ''))
    .map(([, group]) => {
      const topics = Map.groupBy(
        group.flatMap(({ briefs }) => briefs),
        (brief) => brief,
      );
      const [[brief] = []] = [...topics].toSorted(([, a], [, b]) => b.length - a.length);
      return group.map((item) => ({ ...item, brief: brief ?? item.brief })).toSorted((a, b) => rankOf(a) - rankOf(b));
    });
  const topics = [...Map.groupBy(groups, ([first]) => first?.brief).values()];
  return [...topics.filter(hasKeyPoint), ...topics.filter((documents) => !hasKeyPoint(documents))];
}

const hasKeyPoint = (documents: readonly (readonly StatementNews[])[]): boolean =>
  documents.some(([first]) => first !== undefined && rankOf(first) < NO_KEY_POINT);

const NO_KEY_POINT = Number.MAX_SAFE_INTEGER;

/** The place of a statement among the key points of its topics, the best of them; after all others if it is none. */
const rankOf = ({ statement, briefs }: StatementNews): number =>
  Math.min(
    ...briefs.map(({ keyPoints }) => keyPoints.indexOf(statement.id)).map((at) => (at === -1 ? NO_KEY_POINT : at)),
  );

function headingOfDocument(
  item: StatementNews,
  items: readonly StatementNews[],
  isFirst: boolean,
  context: DigestContext,
): string {
  const { language, titleOf } = context;
  const topic = isFirst ? titleOf(item.brief) : '';
  const t = messages(language);
  const told = { count: items.length, document: documentOf(item.statement, context) };
  return topic === '' ? t('digest.statementsMore', told) : t('digest.statements', { ...told, topic });
}

/** Returns the topics that news is told under. */
export const briefsOf = (items: readonly NewsItem[]): Brief[] => [...new Set(items.map(({ brief }) => brief))];

/** What is neither told nor counted today, '' where that is nothing. */
function followsText(changes: number, dates: number, t: Translate): string {
  if (changes > 0 && dates > 0) return t('digest.followBoth', { changes, dates });
  if (changes > 0) return t('digest.followCorrections', { changes });
  return dates > 0 ? t('digest.followDates', { dates }) : '';
}
