/** What is new as an Atom feed: an entry for each document, topic, change and date, in the order of digests; what was corrected, withdrawn or retracted since updates the entry that told it. Pure. */
import { generateAtomFeed } from 'feedsmith';
import { marksIn } from '../digest/cited.ts';
import { messages } from '../locales/messages.ts';
import { isPublished } from '../records/catalogue.ts';
import { formatDay } from '../records/dates.ts';
import type { Brief, Source, Statement } from '../records/schema.ts';
import { clearTitle } from '../views/names.ts';
import { pick } from '../views/text.ts';
import { publisherName } from '../views/marks.ts';
import { bottomLineAsOf } from '../reply/compose/topic.ts';
import type { Catalogue } from '../search/catalogue.ts';
import { clip, compareTexts } from '../shared/text.ts';
import { citationText, nameUuid, retractedText, withdrawnText } from './cited-text.ts';
import { escapeMarkup } from './markup.ts';
import { NEWS_PLACES, listNews, scopeOf, findStatement, findTopic, type LookupContext, type Scope } from './lookup.ts';
import type { CitationView } from '../views/citation.ts';
import type { NewsView } from '../views/news.ts';

/** So many entries stand in a feed, the newest. */
const MOST_ENTRIES = 50;

/** A title takes so many characters; the entry has it whole. */
const MAX_TITLE = 140;

/** What one entry tells, before it is written. */
type Told = {
  /** Permanent: what has been read once is known by it. */
  readonly key: string;
  readonly news: NewsView[];
};

/** Returns the feed of a topic, of a relationship or of all; throws `NotGiven` for an unknown one, and `MissingCitationError` before a statement without a source leaves. */
export function feedText(given: LookupContext, name?: string): string {
  const { catalogue, language } = given;
  const t = messages(language);
  const scope = scopeOf(given, name);
  const { of } = scope;
  const changes = changesIn(scope, catalogue);
  const told = new Map<string, Told>();
  for (const item of listNews(given, { topic: name }).items) {
    const key = entryOf(item);
    told.getOrInsertComputed(key, () => ({ key, news: [] })).news.push(item);
  }
  const shown = [...told.values()]
    .map((one) => ({ told: one, updated: updatedAt(one, changes) }))
    // Documents that were told at once stand as digests have them, not by how much they say.
    .toSorted((a, b) => compareTexts(secondOf(b.updated), secondOf(a.updated)))
    .slice(0, MOST_ENTRIES);
  return generateAtomFeed({
    id: idOf(of === undefined ? 'feed' : `feed/${of.id}`),
    title: { value: t('calendar.name', { of: of?.title ?? t('feed.all') }) },
    updated: shown[0]?.updated ?? '1970-01-01T00:00:00Z',
    authors: [{ name: 'Attaché' }],
    generator: { text: 'Attaché' },
    entries: shown.map((one) => entry(one.told, one.updated, scope, given)),
  });
}

const idOf = (key: string): string => `urn:uuid:${nameUuid(key)}`;

/** What of one day is told sooner is so many seconds newer, so that readers who sort by time keep the order. */
const SECONDS_APART = 5;
const FIRST_SECOND = 50;

const secondOf = (instant: string): string => instant.slice(0, '2026-10-01T00:00:00'.length);

type Changes = {
  /** How often what an entry told was corrected or taken back on a day, by both. */
  readonly onDays: ReadonlyMap<string, readonly unknown[]>;
  /** What an entry of a document has told, withdrawn or not. */
  readonly told: ReadonlyMap<string, readonly unknown[]>;
};

function changesIn({ briefs }: Scope, { statements, withdrawn }: Catalogue): Changes {
  const told = [...statements.values(), ...withdrawn.values()].filter(({ topics }) =>
    briefs.some(({ id }) => topics.includes(id)),
  );
  const changes = [
    ...told.map((one) => ({ key: documentKey(one.id), its: [...(one.corrections ?? []), one.withdrawn] })),
    ...briefs.map((one) => ({ key: topicKey(one.id), its: [...one.corrections, one.retraction] })),
  ];
  const days = changes.flatMap(({ key, its }) => its.flatMap((one) => (one === undefined ? [] : `${key} ${one.on}`)));
  return { onDays: Map.groupBy(days, (day) => day), told: Map.groupBy(told, ({ id }) => documentKey(id)) };
}

/** Returns when an entry last changed, so that readers hear it: with each correction of a day it is a minute newer, and with each statement, of which no day is kept on which it was added, a thousandth of a second. */
function updatedAt({ key, news: [newest] }: Told, { onDays, told }: Changes): string {
  if (newest === undefined) throw new Error(`an entry of no news: ${key}`);
  const { on, type } = newest;
  return Temporal.Instant.from(`${on}T00:00:00Z`)
    .add({
      minutes: onDays.get(`${key} ${on}`)?.length ?? 0,
      seconds: FIRST_SECOND - NEWS_PLACES[type] * SECONDS_APART,
      milliseconds: told.get(key)?.length ?? 0,
    })
    .toString();
}

const documentKey = (statement: string): string => `document/${statement.slice(0, statement.lastIndexOf('/'))}`;
const topicKey = (topic: string): string => `topic/${topic}`;

/** Returns the entry that news belongs to: what corrects or takes back belongs to what told it. */
function entryOf(item: NewsView): string {
  switch (item.type) {
    case 'statement':
    case 'reworded':
      return documentKey(item.statements[0] ?? '');
    case 'withdrawn':
      return documentKey(item.statement ?? '');
    case 'new':
    case 'correction':
    case 'retraction':
      return topicKey(item.topic.id);
    default:
      return `news/${item.key}`;
  }
}

function entry({ key, news }: Told, updated: string, scope: Scope, given: LookupContext) {
  const { catalogue, language } = given;
  const source = catalogue.sources.get(key.slice('document/'.length));
  const brief = catalogue.briefs.get(key.slice('topic/'.length));
  const topics = [...new Map(news.map((item) => [item.topic.id, item.topic])).values()];
  const told =
    key.startsWith('document/') && source !== undefined
      ? documentEntry(source, news, scope, given)
      : key.startsWith('topic/') && brief !== undefined
        ? topicEntry(brief, news, given)
        : newsEntry(news, given);
  return {
    id: idOf(key),
    title: { value: told.title },
    updated,
    published: `${news.map(({ on }) => on).toSorted()[0]}T00:00:00Z`,
    categories: topics.map(({ id, title }) => ({ term: id, label: title })),
    content: { type: 'html', value: told.html, xml: { lang: language } },
    ...(told.link !== undefined && { links: [{ href: told.link, rel: 'alternate' }] }),
  };
}

type Written = { readonly title: string; readonly html: string; readonly link?: string | undefined };

const paragraph = (html: string): string => `<p>${html}</p>`;

const cites = (citations: readonly CitationView[], given: LookupContext): string =>
  citations
    .map(
      (one) =>
        `<a href="${escapeMarkup(one.link)}"><cite>${escapeMarkup(citationText(one, given.language))}</cite></a>`,
    )
    .join('; ');

/** A document with what it says, the weightiest first, and what of it was corrected or withdrawn. */
function documentEntry(source: Source, news: readonly NewsView[], { briefs }: Scope, given: LookupContext): Written {
  const { catalogue, language } = given;
  const t = messages(language);
  const isOf = (one: Statement): boolean =>
    isPublished(one, catalogue) && briefs.some(({ id }) => one.topics.includes(id));
  // Those of each day of news are by consequence.
  const ids = news.flatMap((item) => (item.type === 'statement' ? item.statements : []));
  const items = ids.map((id) => {
    const one = findStatement(id, given);
    const corrections = (catalogue.statements.get(id)?.corrections ?? []).map(({ on, what, before }) =>
      note(
        t('feed.corrected', {
          day: formatDay(on, language),
          reason: pick(what, language),
          before: pick(before, language),
        }),
      ),
    );
    const who = t('reply.about', { title: one.who, what: one.text });
    return `<li>${escapeMarkup(who)} (${cites(one.citations, given)})${corrections.join('')}</li>`;
  });
  const withdrawn = [...catalogue.withdrawn.values()]
    .filter((one) => one.document === source.id && isOf(one))
    .map((one) => `<li>${withdrawal(one, given)}</li>`);
  const about = t('feed.document', {
    publisher: publisherName(source, language),
    day: formatDay(source.publishedOn, language),
  });
  return {
    title: pick(source.title, language),
    link: source.url,
    html: `${paragraph(escapeMarkup(about))}<ul>${[...items, ...withdrawn].join('')}</ul>`,
  };
}

const note = (text: string): string => `<br/><em>${escapeMarkup(text)}</em>`;

function withdrawal(statement: Statement, given: LookupContext): string {
  const { language } = given;
  const { withdrawn } = statement;
  const marks = marksIn([statement], given).map(
    (mark) => `<a href="${escapeMarkup(mark.url)}"><cite>${escapeMarkup(mark.text)}</cite></a>`,
  );
  return `<del>${escapeMarkup(pick(statement.text, language))}</del> (${marks.join('; ')})${withdrawn === undefined ? '' : note(withdrawnText(withdrawn, language))}`;
}

/** A topic with its bottom line, and what of it was corrected; of one that was retracted, that alone. */
function topicEntry(brief: Brief, news: readonly NewsView[], given: LookupContext): Written {
  const { catalogue, language } = given;
  const t = messages(language);
  const title = clearTitle(brief, catalogue, language);
  if (brief.status === 'retracted') {
    const text = brief.retraction === undefined ? '' : retractedText(brief.retraction, language);
    return { title: t('feed.retracted', { title }), html: paragraph(escapeMarkup(text)) };
  }
  const { bottomLine } = findTopic(brief.id, given);
  const asOf = bottomLineAsOf({ brief, catalogue, language });
  const line =
    asOf === undefined
      ? bottomLine.text
      : t('reply.about', {
          title: t('digest.bottomLine', { topic: t('reply.bottomLine'), asOf }),
          what: bottomLine.text,
        });
  const corrections = news
    .filter(({ type }) => type === 'correction')
    .map(({ on, text }) => paragraph(escapeMarkup(t('feed.put', { day: formatDay(on, language), reason: text }))));
  return {
    title,
    link: bottomLine.citations[0]?.link,
    html: `${paragraph(`${escapeMarkup(line)} (${cites(bottomLine.citations, given)})`)}${corrections.join('')}`,
  };
}

/** What moved, or a date. */
function newsEntry(news: readonly NewsView[], given: LookupContext): Written {
  const t = messages(given.language);
  const [item] = news;
  if (item === undefined || !('citations' in item)) throw new Error('an entry of news without a source');
  const { text, when, topic, citations } = item;
  return {
    title: clip(
      t('reply.about', {
        title: topic.title,
        what: when === null ? text : t('reply.about', { title: when.text, what: text }),
      }),
      MAX_TITLE,
    ),
    link: citations[0]?.link,
    html: paragraph(`${escapeMarkup(text)} (${cites(citations, given)})`),
  };
}
