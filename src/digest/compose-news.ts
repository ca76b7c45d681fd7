/** Composes news into the blocks of a digest, by consequence: as much as has room, the rest counted or left to the next digest. Pure. */
import { messages } from '../locales/messages.ts';
import { inTitleOrder } from '../records/catalogue.ts';
import { dayAfter, formatDay, span } from '../records/dates.ts';
import { statementDate } from '../records/statement-dates.ts';
import { trackStanding } from '../records/track-state.ts';
import type { Brief, Language, Translated } from '../records/schema.ts';
import { partly, note } from '../reply/compose/parts.ts';
import { pick } from '../views/text.ts';
import type { Block } from '../reply/reply.ts';
import { pointSize, type DigestContext, type Point } from './cited.ts';
import { byConsequence, eventsOf, recentFrom, underItsTopic, type Event } from './consequence.ts';
import type { NewsItem, StatementNews } from './news.ts';
import { takeFitting, ITEM_CHARACTERS, MAX_ITEMS, MAX_MORE_CHARACTERS, MAX_NEWS_CHARACTERS } from './size-budget.ts';
import {
  datesPoint,
  documentPoint,
  trackOf,
  type Dated,
  type DatedTrack,
  eventInShort,
  eventPoint,
  inShort,
  isChange,
  pointOf,
  textsOf,
  type PointNews,
} from './news-text.ts';
import { compareTexts, nameKey } from '../shared/text.ts';
import { chunks } from '../shared/chunks.ts';

export type ComposedNews = {
  readonly blocks: readonly Block[];
  /** What is told or counted; the next digest begins with the rest. */
  readonly carried: readonly NewsItem[];
  /** What is told, not only counted, in the order in which it is. */
  readonly told: readonly NewsItem[];
  /** The first of it in the words of a title. */
  readonly headline: string;
};

/** What stands under each heading, in the order in which it is told. */
const SECTIONS = ['moved', 'track', 'begins', 'due', 'past', 'documents', 'correction', 'retraction'] as const;
type Section = (typeof SECTIONS)[number];

/** One line of a digest, and the news that it tells. */
type Line = {
  readonly section: Section;
  readonly point: Point;
  /** The room that it takes, in whichever language it takes more: both tell the same. */
  readonly size: number;
  readonly short: string;
  readonly texts: readonly Translated[];
  /** What it tells or counts. */
  readonly items: readonly NewsItem[];
  /** What is to be read of it in its words or by name, heard of or not. */
  readonly shown: readonly NewsItem[];
};

/** A document is older where so many days lay between its publication and the day on which it was read. */
const OLDER_DAYS = 30;
/** So many events are told with what was said, the others by the state alone. */
const MAX_WHOLE_EVENTS = 4;
/** Where there are documents too, what stands before them takes so much of the room that is left. */
const SHARE = 0.6;

/** Returns the blocks of news in at most `most` characters, and what they tell; beside a date of `all` that is near stand those that were heard of. */
export function composeDigestNews(
  news: readonly NewsItem[],
  all: readonly NewsItem[],
  context: DigestContext,
  most = MAX_NEWS_CHARACTERS,
): ComposedNews {
  const { catalogue, language, now } = context;
  const t = messages(language);
  const statements = news.filter((item) => item.type === 'statement');
  const { older = [], recent = [] } = Object.groupBy(statements, (item) =>
    isOlder(item, context) ? 'older' : 'recent',
  );
  const overdue = reviewNote(
    news.filter(({ type }) => type === 'overdue'),
    context,
  );
  const olderCount = documentsOf(older, context).length;
  const olderNote = olderCount === 0 ? [] : [note(t('digest.olderDocuments', { count: olderCount }))];

  const lines: Line[] = [];
  let left = [...olderNote, ...overdue.blocks].reduce((room, { text }) => room - text.length, most);
  const tell = (candidates: readonly Line[], share = 1): void => {
    const size = (line: Line): number => line.size;
    const within = takeFitting(candidates.slice(0, MAX_ITEMS - lines.length), size, left * share);
    // The first of them is told wherever it has room at all.
    const fitting = within.length > 0 ? within : takeFitting(candidates.slice(0, 1), size, left);
    left -= fitting.reduce((sum, line) => sum + size(line), 0);
    lines.push(...fitting);
  };
  const pointLines = (section: Section): Line[] =>
    news
      .filter((item): item is PointNews => sectionOf(item) === section)
      .map((item) => pointLine(section, item, context));
  const share = recent.length === 0 ? 1 : SHARE;
  tell(pointLines('moved'), share);
  // Documents are counted where they have no room; corrections and dates are told before they are carried.
  tell([...pointLines('correction'), ...pointLines('retraction')], share);
  const events = eventsOf(recent, catalogue, now);
  tell(
    events.map((event, index) => eventLine(event, index < MAX_WHOLE_EVENTS, context)),
    share,
  );
  const also = alsoChanged(events.slice(lines.filter(({ section }) => section === 'track').length), language);
  left = also.reduce((room, { text }) => room - text.length, left);
  tell(pointLines('track'), share);
  const changed = lines.filter(({ section }) => section === 'track').flatMap(({ items }) => items);
  // What an event announces need not be told once more by its day.
  const isAnnounced = (item: NewsItem): boolean => changed.some((event) => tellsChange(event, item));
  const dates = byDay([
    ...pointLines('begins').filter(({ items }) => !items.some(isAnnounced)),
    ...dateLines(
      news,
      all.filter((item) => !isAnnounced(item)),
      context,
    ),
    ...pointLines('past'),
  ]);
  for (const isOfDay of [true, false])
    tell(
      dates.lines.filter(({ section }) => (section === 'begins') === isOfDay),
      share,
    );
  const changedTracks = new Set(events.flatMap((event) => event.map(({ track }) => track.id)));
  const documents = documentsOf(
    recent.filter(({ key }) => !changed.some((item) => item.key === key)),
    context,
    changedTracks,
  );
  tell(documents.map((items) => documentLine(items, context)));

  const toldKeys = new Set(lines.flatMap(({ items }) => items.map(keyOf)));
  const isLeft = (item: NewsItem): boolean => !toldKeys.has(item.key);
  const counted = countedDocuments(
    documents.filter(([first]) => first !== undefined && isLeft(first)),
    context,
  );
  const twins = [...dates.twins.filter(({ of }) => !isLeft(of)).map(({ item }) => item), ...news.filter(isAnnounced)];
  const carriedKeys = new Set([...toldKeys, ...[...twins, ...counted.items, ...older, ...overdue.items].map(keyOf)]);
  const follow = news.filter(({ key, type }) => !carriedKeys.has(key) && type !== 'overdue').length;
  const ordered = SECTIONS.map((section) => lines.filter((line) => line.section === section));
  return {
    blocks: [
      ...partly(
        lines.flatMap(({ texts }) => texts),
        language,
      ),
      ...ordered.flatMap((own, index): Block[] => {
        const section = SECTIONS[index];
        if (section === undefined || own.length === 0) return [];
        const heading =
          section === 'documents' ? t('digest.documents', { count: documents.length }) : t(`digest.heading.${section}`);
        return [
          { type: 'points', heading, items: own.map(({ point }) => point) },
          ...(section === 'track' ? also : []),
        ];
      }),
      ...counted.blocks,
      ...olderNote,
      ...(follow === 0 ? [] : [note(t('digest.follow', { count: follow }))]),
      ...overdue.blocks,
    ],
    told: ordered.flat().flatMap(({ shown }) => shown),
    carried: [...ordered.flat().flatMap(({ items }) => items), ...twins, ...counted.items, ...older, ...overdue.items],
    headline: ordered.flat()[0]?.short ?? [...counted.blocks, ...olderNote, ...overdue.blocks][0]?.text ?? '',
  };
}

const keyOf = ({ key }: NewsItem): string => key;

function sectionOf(item: NewsItem): Section | undefined {
  switch (item.type) {
    case 'new':
    case 'update':
      return 'moved';
    case 'begins':
      return 'begins';
    case 'past':
      return item.standing.state === 'end-passed' ? 'track' : 'past';
    case 'correction':
    case 'reworded':
      return 'correction';
    case 'retraction':
    case 'withdrawn':
      return 'retraction';
    default:
      return undefined;
  }
}

/** Returns a line that tells news by a point. */
const line = (
  section: Section,
  items: readonly NewsItem[],
  texts: readonly Translated[],
  short: string,
  pointIn: (context: DigestContext) => Point,
  context: DigestContext,
): Line => ({
  section,
  items,
  shown: section === 'documents' ? items.slice(0, 1) : items,
  texts,
  short,
  point: pointIn(context),
  size:
    ITEM_CHARACTERS +
    Math.max(...(['en', 'zh'] as const).map((language) => pointSize(pointIn({ ...context, language })))),
});

const pointLine = (section: Section, item: PointNews, context: DigestContext): Line =>
  line(section, [item], textsOf(item), inShort(item, context), (inLanguage) => pointOf(item, inLanguage), context);

/** Returns the lines of dates to come: what is of a track by the day and the day after it, until which the one and from which the other is told, what is announced apart from what ends, the rest by itself. */
function dateLines(news: readonly NewsItem[], all: readonly NewsItem[], context: DigestContext): Line[] {
  const isNew = new Set(news.map(keyOf));
  const ownLine = (item: Dated): Line => pointLine('due', item, context);
  const dated = all
    .filter(isDated)
    .toSorted((a, b) => compareTexts(span(a.when).last, span(b.when).last))
    .map((item) => ({ track: trackOf(item, context.catalogue), item }));
  const placeOf = ({ track, item }: (typeof dated)[number]): string => `${track?.id} ${span(item.when).last}`;
  const changing = new Set(dated.filter(({ item }) => isChange(item)).map(placeOf));
  const clusters: Record<'changes' | 'ends', DatedTrack[][]> = { changes: [], ends: [] };
  const alone: Line[] = [];
  for (const one of dated) {
    const { track, item } = one;
    const own = clusters[changing.has(placeOf(one)) ? 'changes' : 'ends'];
    const [first] = own.at(-1) ?? [];
    if (track === undefined) {
      if (isNew.has(item.key)) alone.push(ownLine(item));
    } else if (first !== undefined && span(item.when).last <= dayAfter(span(first.item.when).last))
      own.at(-1)?.push({ track, item });
    else own.push([{ track, item }]);
  }
  const grouped = [...clusters.changes, ...clusters.ends].flatMap((dates) => {
    const byTrack = Map.groupBy(dates, ({ track }) => track.id);
    const tracks = [...byTrack.values()]
      .flatMap((one) => one.find(({ item }) => isNew.has(item.key)) ?? one.slice(0, 1))
      .toSorted((a, b) => weightOf(a, context) - weightOf(b, context));
    return chunks(tracks, MAX_TOGETHER).flatMap(([first, ...others]): Line[] => {
      if (first === undefined) return [];
      const shown = [first, ...others].flatMap(({ track }) => byTrack.get(track.id) ?? []).map(({ item }) => item);
      const fresh = shown.filter(({ key }) => isNew.has(key));
      if (others.length === 0 || fresh.length === 0) return fresh.map(ownLine);
      const texts = [first, ...others].map(({ track }) => track.title);
      const pointIn = (inLanguage: DigestContext): Point => datesPoint([first, ...others], inLanguage);
      return [{ ...line('due', fresh, texts, inShort(first.item, context), pointIn, context), shown }];
    });
  });
  return [...grouped, ...alone];
}

/** So many names stand in one line of dates. */
const MAX_TOGETHER = 6;

const isDated = (item: NewsItem): item is Dated => item.type === 'due' || item.type === 'coming-up';

/** The place of a date among those of one day: measures first, of them those that return. */
const weightOf = ({ track }: DatedTrack, { catalogue, now }: DigestContext): number =>
  Number(track.kind === 'commitment') * 2 + Number(trackStanding(track, catalogue, now).state !== 'suspended');

const eventLine = (event: Event, isWhole: boolean, context: DigestContext): Line =>
  line(
    'track',
    event.map(({ item }) => item),
    [event[0].item.statement.text, ...event.map(({ track }) => track.title)],
    eventInShort(event, context),
    (inLanguage) => eventPoint(event, isWhole, inLanguage),
    context,
  );

function documentLine(items: readonly StatementNews[], context: DigestContext): Line {
  const [first, ...others] = items;
  if (first === undefined) throw new Error('a document without a statement is no news');
  const pointIn = (inLanguage: DigestContext): Point => documentPoint(first, others.length, inLanguage);
  return line('documents', items, textsOf(first), inShort(first, context), pointIn, context);
}

/** The line that names what changed and has no room: none is left out without a word. */
function alsoChanged(events: readonly Event[], language: Language) {
  const t = messages(language);
  const titles = events.flatMap((event) => event.map(({ track }) => pick(track.title, language)));
  const named = takeFitting(titles, ({ length }) => length + 2, MAX_MORE_CHARACTERS);
  const list = named.join(t('digest.between'));
  return titles.length === 0 ? [] : [note(t('digest.alsoChanged', { list, more: titles.length - named.length }))];
}

/** The statements of each document by consequence, the document of the weightiest first: what names the other side before what does not, what took place long before the document behind both, and what is told or known already last. */
function documentsOf(
  items: readonly StatementNews[],
  { catalogue }: DigestContext,
  toldTracks: ReadonlySet<string> = new Set(),
): readonly (readonly StatementNews[])[] {
  const isNew = new Set(items.map(({ statement }) => statement.id));
  const place = new Map(
    items.map(({ key, statement }) => {
      const { document, text, track = '', relations } = statement;
      // Of a track that is told already, what only speaks of it is no repetition.
      const isAct = 'effect' in statement ? statement.effect !== undefined : statement.kind === 'commitment';
      const isTold =
        (toldTracks.has(track) && isAct) ||
        relations.some((one) => one.type === 'supports' && !isNew.has(one.statement));
      const source = catalogue.sources.get(document);
      const others = catalogue.relationships.get(statement.relationship)?.parties ?? [];
      const words = ` ${nameKey(text.en)} `;
      const isBilateral = others
        .filter(({ id }) => id !== source?.party)
        .every(({ aliases }) => aliases.en.some((one) => words.includes(` ${nameKey(one)} `)));
      const date = statementDate(statement);
      const isOfBefore = source !== undefined && date !== undefined && span(date).last < recentFrom(source.publishedOn);
      return [key, Number(isTold) * 4 + Number(isOfBefore) * 2 + Number(!isBilateral)] as const;
    }),
  );
  const sorted = items
    .map(underItsTopic)
    .toSorted((a, b) => (place.get(a.key) ?? 0) - (place.get(b.key) ?? 0) || byConsequence(a, b));
  return [...Map.groupBy(sorted, ({ statement }) => statement.document).values()].toSorted(([a], [b]) =>
    a === undefined || b === undefined ? 0 : byConsequence(a, b),
  );
}

function isOlder({ statement }: StatementNews, { catalogue }: DigestContext): boolean {
  const source = catalogue.sources.get(statement.document);
  if (source === undefined) return false;
  const { publishedOn, accessedOn } = source;
  return accessedOn > Temporal.PlainDate.from(publishedOn).add({ days: OLDER_DAYS }).toString();
}

/** Dates by their days; of what rests on the same statement or track and comes on the same day, the first is told and the others are its twins. */
function byDay(lines: readonly Line[]): {
  readonly lines: readonly Line[];
  readonly twins: readonly { readonly item: NewsItem; readonly of: NewsItem }[];
} {
  const kept = new Map<string, NewsItem>();
  const twins: { readonly item: NewsItem; readonly of: NewsItem }[] = [];
  const day = ({ items: [item] }: Line): string => (item !== undefined && 'when' in item ? span(item.when).last : '');
  const isWatched = ({ items: [item] }: Line): number => Number(item?.type === 'coming-up');
  const own = lines
    .toSorted((a, b) => isWatched(a) - isWatched(b))
    .filter(({ items: [item] }) => {
      if (item === undefined) return false;
      const keys = subjectsOf(item);
      const of = keys.map((key) => kept.get(key)).find((one) => one !== undefined);
      // What one topic watches for is never the same twice.
      const isTwin = of !== undefined && (of.type !== item.type || of.brief !== item.brief);
      if (isTwin) twins.push({ item, of });
      else for (const key of keys) kept.set(key, item);
      return !isTwin;
    });
  return { lines: own.toSorted((a, b) => compareTexts(day(a), day(b))), twins };
}

/** Whether an event tells what is announced for a day. */
const tellsChange = (event: NewsItem, item: NewsItem): boolean =>
  event.type === 'statement' &&
  'change' in item &&
  event.statement.track === item.statement.track &&
  event.statement.document === item.statement.document;

/** What a date is of, with its day: two that share any of it are the same. */
function subjectsOf(item: NewsItem): readonly string[] {
  if (item.type === 'past') return [item.key];
  if (item.type === 'due') return [`${item.statement.id} ${span(item.when).last}`];
  if (item.type === 'begins') return [`${item.statement.id} ${item.on}`];
  return item.type === 'coming-up' ? item.restsOn.map((id) => `${id} ${span(item.when).last}`) : [];
}

/** The line that counts by topic the documents that have no room; what not even a count has room for is not carried. */
function countedDocuments(
  documents: readonly (readonly StatementNews[])[],
  { language, titleOf }: DigestContext,
): { readonly blocks: readonly Extract<Block, { type: 'note' }>[]; readonly items: readonly NewsItem[] } {
  const t = messages(language);
  const byTopic = Map.groupBy(documents, ([first]) => first?.brief);
  const briefs = [...byTopic.keys()].filter((brief) => brief !== undefined);
  const groups = inTitleOrder(briefs, language).map((brief) => {
    const own = byTopic.get(brief) ?? [];
    return { own, text: t('digest.moreIn', { title: titleOf(brief), count: own.length }) };
  });
  const fitting = takeFitting(groups, ({ text }) => text.length + 2, MAX_MORE_CHARACTERS);
  const count = fitting.reduce((sum, { own }) => sum + own.length, 0);
  const list = fitting.map(({ text }) => text).join(t('reply.listed'));
  return {
    blocks: count === 0 ? [] : [note(t('digest.moreDocuments', { count, list }))],
    items: fitting.flatMap(({ own }) => own.flat()),
  };
}

/** Returns the line that tells, where no document came in, how far the file on topics reaches. */
export function reachNote(
  briefs: readonly Brief[],
  { catalogue, language }: DigestContext,
): readonly Extract<Block, { type: 'note' }>[] {
  const relationships = new Set(briefs.map(({ relationship }) => relationship));
  const days = [...catalogue.sources.values()]
    .filter(({ relationship }) => relationships.has(relationship))
    .map(({ publishedOn }) => publishedOn);
  const newest = days.toSorted(compareTexts).at(-1);
  return newest === undefined
    ? []
    : [note(messages(language)('digest.nothingCame', { day: formatDay(newest, language) }))];
}

/** The line on reviews that are overdue, as many as it has room for. */
function reviewNote(
  overdue: readonly NewsItem[],
  { language, titleOf }: DigestContext,
): { readonly blocks: readonly Extract<Block, { type: 'note' }>[]; readonly items: readonly NewsItem[] } {
  const t = messages(language);
  const order = inTitleOrder(
    overdue.map(({ brief }) => brief),
    language,
  );
  const sorted = overdue.toSorted((a, b) => order.indexOf(a.brief) - order.indexOf(b.brief));
  const named = takeFitting(sorted, (item) => titleOf(item.brief).length + 2, MAX_MORE_CHARACTERS);
  if (named.length === 0) return { blocks: [], items: [] };
  const titles = named.map(({ brief }) => titleOf(brief)).join(t('reply.listed'));
  return { blocks: [note(t('digest.overdue', { titles }), 'warning')], items: named };
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

/** Returns the topics that news is told under. */
export const briefsOf = (items: readonly NewsItem[]): Brief[] => [...new Set(items.map(({ brief }) => brief))];
