/** Composes news into the blocks of a digest by fixed counts: the changes of most consequence, what a side has not said, dates, documents by title. What is left out is counted and stays news. Pure. */
import { messages } from '../locales/messages.ts';
import { inTitleOrder } from '../records/catalogue.ts';
import { formatDay, span } from '../records/dates.ts';
import type { Brief, Language, Translated } from '../records/schema.ts';
import { note, partly } from '../reply/compose/parts.ts';
import { ageText } from '../views/age.ts';
import { pairName } from '../views/names.ts';
import { withoutUntold } from '../views/state-words.ts';
import { pick } from '../views/text.ts';
import type { Block } from '../reply/reply.ts';
import { chunks } from '../shared/chunks.ts';
import { compareTexts, nameKey, wordCount } from '../shared/text.ts';
import { documentMark, pointSize, type DigestContext, type Point } from './cited.ts';
import { byConsequence, eventsOf, isCourtesy, rankOf, recentFrom, underItsTopic, type Event } from './consequence.ts';
import type { NewsItem, StatementNews } from './news.ts';
import {
  datesPoint,
  dateKindOf,
  dayOfStatement,
  eventHeadlines,
  eventPoint,
  headlinesOf,
  isLate,
  pointOf,
  sentenceOf,
  sideOf,
  statementPoint,
  textsOf,
  trackOf,
  type Dated,
  type PointNews,
} from './news-text.ts';
import * as budget from './size-budget.ts';

export type ComposedNews = {
  readonly blocks: readonly Block[];
  /** What is told or listed; the next digest begins with the rest. */
  readonly carried: readonly NewsItem[];
  /** What is told in its words, in the order in which it is. */
  readonly told: readonly NewsItem[];
  /** What the title can say, the best first. */
  readonly headlines: readonly string[];
  /** Whether something was left out. */
  readonly hasMore: boolean;
};

type Section = 'news' | 'correction' | 'retraction' | 'dates' | 'documents' | 'silence';

/** One line of a digest, and the news that it tells. */
type Line = {
  readonly section: Section;
  readonly point: Point;
  readonly headlines: readonly string[];
  readonly texts: readonly Translated[];
  /** What counts as received with it. */
  readonly items: readonly NewsItem[];
  /** What is to be read of it in its words or by name, heard of or not. */
  readonly shown: readonly NewsItem[];
  /** The party whose word it is. */
  readonly side?: string | undefined;
  /** The sentence that it tells. */
  readonly sentence?: string;
  /** Whether it is told only where there is room: a courtesy, or what was known. */
  readonly isMinor?: boolean;
};

/** So many statements of a document are told: one document is no digest. */
const MAX_OF_DOCUMENT = 2;

/** Returns the blocks of news, and what they tell; of dates also those of `all` that were heard of before. */
export function composeDigestNews(
  news: readonly NewsItem[],
  all: readonly NewsItem[],
  context: DigestContext,
): ComposedNews {
  const { catalogue, language, now } = context;
  const t = messages(language);
  const statements = news.filter((item) => item.type === 'statement');
  const events = eventsOf(statements, catalogue, now);
  const changes = changeLines(news, statements, events, context);
  const chosen = bothSides(changes);
  const lead = leadOf(chosen);
  const corrections = correctionLines(news, context);
  const dates = dateLines(news, all, context);
  const keep = new Set(events.flatMap((event) => event.map(({ item }) => item.key)));
  const chosenKeys = new Set(chosen.flatMap(({ items }) => items.map(keyOf)));
  const documents = documentLines(
    statements.filter(({ key }) => !chosenKeys.has(key) && !keep.has(key)),
    chosen,
    context,
  );
  const overdue = reviewNote(
    news.filter(({ type }) => type === 'overdue'),
    context,
  );
  const changed = fitting(
    [...lead, ...chosen.filter((line) => !lead.includes(line)), ...corrections.slice(0, budget.MAX_CORRECTIONS)],
    budget.MAX_CHANGES_CHARACTERS,
  );
  const lines = [
    ...changed,
    ...fitting(
      [
        ...dates.slice(0, budget.MAX_DATES).toSorted((a, b) => compareTexts(lastDayOf(a), lastDayOf(b))),
        ...documents.slice(0, budget.MAX_DOCUMENTS),
        ...silenceLines(chosen, heardDocuments(news, all), briefsOf(all), context),
      ],
      budget.MAX_NEWS_CHARACTERS - changed.reduce((sum, line) => sum + sizeOf(line), 0),
    ),
  ];
  const points = (section: Section): Point[] =>
    lines.filter((line) => line.section === section && !lead.includes(line)).map(({ point }) => point);
  const newsBlock = (told: readonly Point[]): Block[] =>
    changed.every((line) => line.section !== 'news' || hasOnlyPassed(line))
      ? block(
          t('card.passed'),
          told.map((point) => ({ ...point, text: withoutUntold(point.text, language) })),
        )
      : block(lead.length === 0 ? t('digest.heading.news') : t('digest.heading.also'), told);
  const carried = [...lines.flatMap(({ items }) => items), ...overdue.items];
  const carriedKeys = new Set(carried.map(keyOf));
  const isLeft = ({ items }: Line): boolean => items.some(({ key }) => !carriedKeys.has(key));
  const moreDocuments = documents.filter(isLeft).length;
  const listed = new Set(documents.flatMap(({ items }) => items.map(keyOf)));
  const moreChanges = [...changes, ...corrections, ...dates].filter(
    (line) => isLeft(line) && !line.items.some(({ key }) => listed.has(key)),
  ).length;
  const hasMore = moreChanges + moreDocuments > 0;
  return {
    blocks: [
      ...partly(
        lines.flatMap(({ texts }) => texts),
        language,
      ),
      ...block(
        '',
        lead.map(({ point }) => point),
      ),
      ...newsBlock(points('news')),
      ...block(t('digest.heading.correction'), points('correction')),
      ...block(t('digest.heading.retraction'), points('retraction')),
      ...block(t('digest.heading.silence'), points('silence')),
      ...block(t('digest.heading.dates'), points('dates')),
      ...block(t('digest.documents', { count: documents.length }), points('documents')),
      ...(hasMore ? [note(t('digest.follow', { changes: moreChanges, documents: moreDocuments }))] : []),
      ...overdue.blocks,
    ],
    carried,
    told: lines.flatMap(({ shown }) => shown),
    headlines: lines.flatMap((line) => line.headlines),
    hasMore,
  };
}

const sizeOf = ({ point }: Line): number => pointSize(point) + budget.LINE_CHARACTERS;

const fitting = (lines: readonly Line[], most: number): Line[] => budget.takeFitting(lines, sizeOf, most);

const block = (heading: string, items: readonly Point[]): Block[] =>
  items.length === 0 ? [] : [{ type: 'points', heading, items }];

/** Whether an event changes a measure, and does not only announce one. */
const isOfMeasure = ([{ track, standing }]: Event): boolean =>
  track.kind === 'measure' && standing.state !== 'announced';

const isWatched = ({ type }: Dated): number => Number(type === 'coming-up');

const keyOf = ({ key }: NewsItem): string => key;

/** Whether nothing but a day that passed without a word is told. */
const hasOnlyPassed = ({ items }: Line): boolean => items.every(({ type }) => type === 'past');

/** Everything that changed, the change of most consequence first: what curators wrote of a topic, measures, what was announced for a day that has come, promises, days that passed without a word, and what was said. */
function changeLines(
  news: readonly NewsItem[],
  statements: readonly StatementNews[],
  events: readonly Event[],
  context: DigestContext,
): Line[] {
  const ofType = (type: PointNews['type']): Line[] =>
    news.flatMap((item) => (item.type === type ? [pointLine('news', item, context)] : []));
  const tracks = new Set(events.flatMap((event) => event.map(({ track }) => track.id)));
  const days = news.filter((item) => item.type === 'begins' || item.type === 'past');
  const trackIn = (item: (typeof days)[number]): string =>
    (item.type === 'past' ? item.track.id : item.change.track?.id) ?? '';
  // An event of many tracks takes several lines.
  const whole = events.flatMap((event) =>
    chunks(event, budget.MAX_TRACKS).flatMap(([first, ...others]): Event[] =>
      first === undefined ? [] : [[first, ...others]],
    ),
  );
  const ofEvent = (event: Event): Line => {
    const own = new Set(event.map(({ track }) => track.id));
    const items = event.map(({ item }) => item);
    return {
      section: 'news',
      point: eventPoint(event, context),
      headlines: eventHeadlines(event, context),
      texts: [event[0].item.statement.text, ...event.map(({ track }) => track.title)],
      // That its day has come, or has passed, is told with it.
      items: [...items, ...days.filter((item) => own.has(trackIn(item)))],
      shown: items,
      side: sideOf(event[0].item, context),
      sentence: sentenceOf(event[0].item.statement, context),
    };
  };
  const ofDays = (type: 'begins' | 'past'): Line[] =>
    days
      .filter((item) => item.type === type && !tracks.has(trackIn(item)))
      .map((item) => pointLine('news', item, context));
  const rankOfLine = ({ items: [item] }: Line): number =>
    item?.type === 'update' ? rankOf(item.statements, context.catalogue) : 0;
  const toldKeys = new Set(events.flatMap((event) => event.map(({ item }) => item.key)));
  return [
    ...ofType('update').toSorted((a, b) => rankOfLine(a) - rankOfLine(b)),
    ...ofType('new'),
    ...whole.filter(isOfMeasure).map(ofEvent),
    ...ofDays('begins'),
    ...whole.filter((event) => !isOfMeasure(event)).map(ofEvent),
    ...ofDays('past'),
    ...statementLines(
      statements.filter(({ key }) => !toldKeys.has(key)),
      tracks,
      context,
    ),
  ];
}

const pointLine = (section: Section, item: PointNews, context: DigestContext): Line => ({
  section,
  point: pointOf(item, context),
  headlines: headlinesOf(item, context),
  texts: textsOf(item),
  items: [item],
  shown: [item],
  side: sideOf(item, context),
  ...(item.type === 'update' && { sentence: pick(item.what, context.language) }),
});

/** Corrections and retractions of what the channel may have read. */
const correctionLines = (news: readonly NewsItem[], context: DigestContext): Line[] =>
  news.flatMap((item) => {
    if (item.type === 'correction' || item.type === 'reworded') return [pointLine('correction', item, context)];
    return item.type === 'retraction' || item.type === 'withdrawn' ? [pointLine('retraction', item, context)] : [];
  });

/** What was said, by consequence: courtesies, what was known, and what does not name the other side come last, and what was read late behind what is new. */
function statementLines(items: readonly StatementNews[], changed: ReadonlySet<string>, context: DigestContext): Line[] {
  const isNew = new Set(items.map(({ statement }) => statement.id));
  const ranked = items
    .map(underItsTopic)
    .map((item) => ({ item, isMinor: isMinor(item, isNew, changed, context) }))
    .toSorted(
      (a, b) =>
        Number(a.isMinor) - Number(b.isMinor) ||
        Number(isLate(a.item.statement, context)) - Number(isLate(b.item.statement, context)) ||
        byConsequence(a.item, b.item) ||
        compareTexts(dayOfStatement(b.item.statement, context), dayOfStatement(a.item.statement, context)),
    );
  const counts = new Map<string, number>();
  return ranked.flatMap(({ item, isMinor: minor }): Line[] => {
    const { document } = item.statement;
    const count = (counts.get(document) ?? 0) + 1;
    counts.set(document, count);
    if (count > MAX_OF_DOCUMENT) return [];
    return [
      {
        section: 'news',
        point: statementPoint(item, context),
        headlines: headlinesOf(item, context),
        texts: textsOf(item),
        items: [item],
        shown: [item],
        side: sideOf(item, context),
        sentence: sentenceOf(item.statement, context),
        isMinor: minor,
      },
    ];
  });
}

function isMinor(
  item: StatementNews,
  isNew: ReadonlySet<string>,
  changed: ReadonlySet<string>,
  { catalogue }: DigestContext,
): boolean {
  const { statement } = item;
  const { track = '', relations, text, kind } = statement;
  const isAct = 'effect' in statement ? statement.effect !== undefined : kind === 'commitment';
  // Of a track that is told already, what only speaks of it is no repetition.
  if (isAct && changed.has(track)) return true;
  if (relations.some((one) => one.type === 'supports' && !isNew.has(one.statement))) return true;
  if (isCourtesy(item)) return true;
  const source = catalogue.sources.get(statement.document);
  const date = dayOfStatement(statement, { catalogue } as DigestContext);
  if (source !== undefined && date < recentFrom(source.publishedOn)) return true;
  if (kind === 'measure' || kind === 'commitment') return false;
  const words = ` ${nameKey(text.en)} `;
  const others = catalogue.relationships.get(statement.relationship)?.parties ?? [];
  return !others
    .filter(({ id }) => id !== source?.party)
    .every(({ aliases }) => aliases.en.some((one) => words.includes(` ${nameKey(one)} `)));
}

/** Returns the first changes, with one of another side in the place of the last where all are of one. */
function bothSides(changes: readonly Line[]): Line[] {
  const first = changes.slice(0, budget.MAX_NEWS);
  const sides = new Set(first.flatMap(({ side }) => side ?? []));
  if (sides.size !== 1 || first.length < budget.MAX_NEWS) return first;
  const other = changes
    .slice(budget.MAX_NEWS)
    .find(({ side, isMinor: minor }) => side !== undefined && !sides.has(side) && minor !== true);
  return other === undefined ? first : [...first.slice(0, -1), other];
}

/** Returns what leads: the first of what is told and, where it has room beside it, the first of another side. */
function leadOf(chosen: readonly Line[]): readonly Line[] {
  const [first] = chosen;
  if (first?.sentence === undefined || chosen.length < 2) return [];
  const left = budget.MAX_LEAD_WORDS - wordCount(first.sentence);
  if (left < 0) return [];
  const other = chosen.find(
    ({ side, sentence, isMinor: minor }) =>
      minor !== true &&
      side !== undefined &&
      side !== first.side &&
      sentence !== undefined &&
      wordCount(sentence) <= left,
  );
  return other === undefined ? [first] : [first, other];
}

/** Returns the documents of which the channel has heard before. */
function heardDocuments(news: readonly NewsItem[], all: readonly NewsItem[]): ReadonlySet<string> {
  const unheard = new Set(news.map(keyOf));
  return new Set(
    all.flatMap((item) => (item.type === 'statement' && !unheard.has(item.key) ? [item.statement.document] : [])),
  );
}

/** Returns the sides that are on record as silent on what is told, and what documents that are told for the first time do not say. */
function silenceLines(
  chosen: readonly Line[],
  heard: ReadonlySet<string>,
  ordered: readonly Brief[],
  context: DigestContext,
): Line[] {
  const { language, catalogue } = context;
  const t = messages(language);
  const told = chosen.flatMap(({ shown }) =>
    shown.flatMap((item) => (item.type === 'statement' ? [item.statement] : [])),
  );
  const ids = new Set(told.map(({ id }) => id));
  const documents = new Set(told.map(({ document }) => document).filter((id) => !heard.has(id)));
  const topics = new Set(told.flatMap((statement) => statement.topics));
  const looked = (searched: readonly string[]): string => {
    const last = searched
      .flatMap((id) => catalogue.sources.get(id)?.publishedOn ?? [])
      .toSorted()
      .at(-1);
    return last === undefined ? '' : t('digest.searched', { count: searched.length, day: formatDay(last, language) });
  };
  const silence = (point: Pick<Point, 'label' | 'text'>, text: Translated, searched: readonly string[]): Line => ({
    section: 'silence',
    point: { ...point, text: point.text + looked(searched), marks: [] },
    headlines: [],
    texts: [text],
    items: [],
    shown: [],
  });
  const briefs = ordered.filter(({ id }) => topics.has(id));
  const sides = briefs.flatMap(({ disagreements }) =>
    disagreements.flatMap(({ question, sides: both }): Line[] => {
      const silent = both.find(({ statements }) => statements.length === 0);
      const isTold = both.some(({ statements }) => statements.some((id) => ids.has(id)));
      return silent?.searched === undefined || !isTold
        ? []
        : [
            silence(
              {
                label: '',
                text: t('card.differState', { question: pick(question, language), state: pick(silent.text, language) }),
              },
              silent.text,
              silent.searched,
            ),
          ];
    }),
  );
  const gaps = briefs.flatMap((brief) =>
    brief.gaps.flatMap(({ text, searched }): Line[] =>
      searched.some((id) => documents.has(id))
        ? [silence({ label: context.titleOf(brief, language), text: pick(text, language) }, text, searched)]
        : [],
    ),
  );
  return [...sides, ...gaps].slice(0, budget.MAX_SILENCES);
}

/** Returns the lines of the days to come, those that are new first: what becomes of several tracks alike on one day is one line. */
function dateLines(news: readonly NewsItem[], all: readonly NewsItem[], context: DigestContext): Line[] {
  const isNew = new Set(news.map(keyOf));
  const { dates, duplicates } = withoutDuplicates(all.filter(isDated), context);
  const groups = Map.groupBy(dates, (item) => {
    const kind = dateKindOf(item, context);
    const isAlone = kind === 'watched' || kind === 'changes' || trackOf(item, context.catalogue) === undefined;
    return isAlone ? item.key : `${span(item.when).last} ${kind}`;
  });
  return [...groups.values()]
    .flatMap((group) => chunks(group, budget.MAX_TOGETHER))
    .flatMap((group): Line[] => {
      const [first, ...others] = group;
      if (first === undefined) return [];
      const items = group
        .flatMap((item) => [item, ...(duplicates.get(item) ?? [])])
        .filter(({ key }) => isNew.has(key));
      return [
        {
          section: 'dates',
          point: datesPoint([first, ...others], context),
          headlines: items.slice(0, 1).flatMap((item) => headlinesOf(item, context)),
          texts: group.flatMap((item) => textsOf(item)),
          items,
          shown: group,
        },
      ];
    })
    .toSorted(
      (a, b) => Number(a.items.length === 0) - Number(b.items.length === 0) || compareTexts(lastDayOf(a), lastDayOf(b)),
    );
}

const isDated = (item: NewsItem): item is Dated => item.type === 'due' || item.type === 'coming-up';

const lastDayOf = ({ shown: [first] }: Line): string =>
  first !== undefined && 'when' in first ? span(first.when).last : '';

/** Returns the dates, and with each what rests on the same statement or track and comes on the same day: what ends or falls due before what is watched for. */
function withoutDuplicates(all: readonly Dated[], { catalogue }: Pick<DigestContext, 'catalogue'>) {
  const bySubject = new Map<string, Dated>();
  const duplicates = new Map<Dated, Dated[]>();
  const dates = all
    .toSorted((a, b) => isWatched(a) - isWatched(b) || compareTexts(span(a.when).last, span(b.when).last))
    .filter((item) => {
      const on = span(item.when).last;
      const ids = item.type === 'due' ? [item.statement.id] : item.restsOn;
      const subjects = ids.flatMap((id) => {
        const track = catalogue.statements.get(id)?.track;
        return [id, ...(track === undefined ? [] : [track])].map((one) => `${one} ${on}`);
      });
      const same = subjects.map((one) => bySubject.get(one)).find((one) => one !== undefined);
      // What one topic watches for is never the same twice, nor are two changes of a track.
      const isDuplicate =
        same !== undefined && (same.type !== item.type || same.brief !== item.brief || item.type === 'due');
      if (isDuplicate) duplicates.getOrInsertComputed(same, () => []).push(item);
      else for (const subject of subjects) bySubject.set(subject, item);
      return !isDuplicate;
    });
  return { dates, duplicates };
}

/** Returns the documents by title, those of what is told first, each with how many more statements it brings. */
function documentLines(statements: readonly StatementNews[], chosen: readonly Line[], context: DigestContext): Line[] {
  const { catalogue, language } = context;
  const t = messages(language);
  const told = new Set(
    chosen.flatMap(({ shown }) => shown.flatMap((item) => (item.type === 'statement' ? item.statement.document : []))),
  );
  const byDocument = Map.groupBy(statements.toSorted(byConsequence), ({ statement }) => statement.document);
  return [...byDocument]
    .toSorted(([a], [b]) => Number(told.has(b)) - Number(told.has(a)))
    .flatMap(([id, items]): Line[] => {
      const source = catalogue.sources.get(id);
      if (source === undefined) return [];
      const more = told.has(id);
      return [
        {
          section: 'documents',
          point: {
            label: pick(source.title, language),
            text: t('digest.statements', { count: items.length, more }),
            marks: [documentMark(source, context)],
          },
          headlines: [t('digest.short.document', { title: pick(source.title, language) })],
          texts: [source.title],
          items,
          shown: [],
        },
      ];
    });
}

/** Returns the lines that tell how far the file of a relationship reaches, where it has grown old. */
export function ageNotes(briefs: readonly Brief[], context: DigestContext): Block[] {
  const ids = [...new Set(briefs.map(({ relationship }) => relationship))];
  return ids.flatMap((id) => {
    const relationship = context.catalogue.relationships.get(id);
    const age = relationship === undefined ? undefined : ageText(id, context);
    if (relationship === undefined || age === undefined) return [];
    return [note(ids.length === 1 ? age : `${pairName(relationship, context.language)} · ${age}`)];
  });
}

/** The line on reviews that are overdue, as many as it has room for. */
function reviewNote(
  overdue: readonly NewsItem[],
  { language, titleOf }: DigestContext,
): { readonly blocks: readonly Block[]; readonly items: readonly NewsItem[] } {
  const t = messages(language);
  const order = inTitleOrder(briefsOf(overdue), language);
  const sorted = overdue.toSorted((a, b) => order.indexOf(a.brief) - order.indexOf(b.brief));
  const named = budget.takeFitting(sorted, (item) => titleOf(item.brief).length + 2, budget.MAX_NAMES_CHARACTERS);
  if (named.length === 0) return { blocks: [], items: [] };
  const titles = named.map(({ brief }) => titleOf(brief)).join(t('reply.listed'));
  return { blocks: [note(t('digest.overdue', { titles }), 'warning')], items: named };
}

/** Returns the topics that news is told under. */
export const briefsOf = (items: readonly NewsItem[]): Brief[] => [...new Set(items.map(({ brief }) => brief))];

/** Returns what a title says where no news can be said in one: the topics of the news. */
export const topicsText = (briefs: readonly Brief[], { titleOf, language }: DigestContext, most: number): string =>
  budget
    .takeFitting(
      briefs.map((brief) => titleOf(brief)),
      ({ length }) => length + 2,
      most,
    )
    .join(listedIn(language));

const listedIn = (language: Language): string => messages(language)('reply.listed');
