/** The first page as the desk shows it: what this is, how far sources were read, and what waits for whoever curates. */
import { sourcesOf } from '../../../records/catalogue.ts';
import { LRUCache } from 'lru-cache';
import { codedText } from '../../../locales/coded.ts';
import { messages } from '../../../locales/messages.ts';
import type { PassedDate } from '../../../people/passed-dates.ts';
import { needsSomebody, type TodayLists } from '../../../people/today.ts';
import { dayOf, formatWhen } from '../../../records/dates.ts';
import type { DateKind } from '../../../records/calendar.ts';
import { addressKey } from '../../../records/paragraphs.ts';
import type { Language, Source } from '../../../records/schema.ts';
import { partyName, pairName } from '../../../views/names.ts';
import { capitalized, pick } from '../../../views/text.ts';
import type { Unit } from '../../../search/result.ts';
import { lruOptions } from '../../../shared/lru-options.ts';
import { nameKey } from '../../../shared/text.ts';
import type { Catalogue } from '../../../search/catalogue.ts';
import type { HealthState } from '../../../watch/health.ts';
import type { WatchItem } from '../../../watch/items.ts';
import type { SourceStatus } from '../../../watch/port.ts';
import type { Draft } from '../documents/known-documents.ts';
import {
  clearLink,
  dayIn,
  named,
  partiesOf,
  statementsOf,
  topicLink,
  type DayView,
  type NamedLink,
  type ViewContext,
} from '../records/view-context.ts';

/** What a pair of countries has here. */
export type PairView = NamedLink & {
  readonly topics: number;
  readonly statements: number;
  readonly documents: number;
  readonly newest: (NamedLink & { readonly on: DayView }) | null;
  /** How far the sources of each side have been read, where any are watched. */
  readonly reach: readonly PartyReachView[];
};

export type PartyReachView = {
  readonly party: string;
  /** Null where a source that is on was never read. */
  readonly readTo: DayView | null;
  /** What holds it back: the title of a source, or what waits unread. */
  readonly heldBy: { readonly source: string } | 'waiting' | null;
};

/** What an item may bear on, beside the topics themselves. */
export type BearingView = {
  readonly what: 'track' | 'gap' | 'watch' | 'disagreement';
  readonly text: string;
  readonly topic: string;
};

/** What an item may be a copy of: another item, or a document in service. */
export type CopyView = {
  readonly as: 'item' | 'document';
  readonly id: string;
  /** The title of the document, or of the source of the item. */
  readonly title: string;
};

export type ItemView = {
  readonly id: string;
  readonly relationship: string;
  readonly title: string;
  readonly address: string;
  readonly language: Language;
  /** The title of its source, and the side that it is of; empty where it is of none. */
  readonly source: string;
  readonly party: string;
  readonly day: DayView | null;
  readonly topics: readonly NamedLink[];
  readonly bears: readonly BearingView[];
  readonly copies: readonly CopyView[];
  /** The draft that was made of it, by the place of its document; null where there is none. */
  readonly draft: string | null;
  /** When its publisher last changed its entry. */
  readonly revised: DayView | null;
  /** Why its text could not be fetched; empty where it could be, or nobody has tried. */
  readonly fault: string;
};

export type ItemsView = { readonly items: readonly ItemView[]; readonly total: number };

export type PassedDateView = {
  readonly key: string;
  readonly topic: NamedLink;
  readonly kind: DateKind;
  /** The date, no more precise than it is known. */
  readonly said: string;
  readonly text: string;
  /** The statement that named it; null for what is watched for. */
  readonly statement: string | null;
  readonly track: string | null;
  /** Who said last that nothing had come of it, and until when. */
  readonly answer: { readonly by: string; readonly askOn: string } | null;
};

export type SourceView = {
  readonly relationship: string;
  readonly id: string;
  readonly title: string;
  readonly party: string;
  readonly url: string;
  readonly isOn: boolean;
  readonly needsSomebody: boolean;
  readonly state: HealthState;
  /** How it does, in words, and what else there is to do. */
  readonly words: readonly string[];
  /** Whether entries may have been missed, until somebody has looked. */
  readonly hasGap: boolean;
  readonly waiting: number;
  readonly readTo: DayView | null;
};

export type TodayContext = ViewContext & { readonly drafts: readonly Draft[] };

/** Returns what each pair of countries has here. */
export function pairViews({ reach, sources }: TodayLists, context: TodayContext): PairView[] {
  const { catalogue, language } = context;
  return [...catalogue.relationships.values()].map((relationship): PairView => {
    const own = sourcesOf(catalogue, relationship.id);
    const topics = [...catalogue.briefs.values()].filter(
      (one) => one.relationship === relationship.id && one.status === 'published',
    );
    const newest = own.toSorted((a, b) => (a.publishedOn < b.publishedOn ? 1 : -1))[0];
    return {
      id: relationship.id,
      title: pairName(relationship, language),
      topics: topics.length,
      statements: statementsOf(relationship.id, catalogue),
      documents: own.length,
      newest: newest === undefined ? null : { ...named(newest, language), on: dayIn(newest.publishedOn, language) },
      reach: (reach.get(relationship.id) ?? []).map(({ party, readTo, heldBy }) => ({
        party: partyName(party, { parties: relationship.parties, language }),
        readTo: readTo === undefined ? null : dayIn(readTo, language),
        heldBy:
          typeof heldBy === 'object'
            ? { source: sourceTitle({ relationship: relationship.id, source: heldBy.source }, sources, language) }
            : (heldBy ?? null),
      })),
    };
  });
}

/** Returns the title of a source, its id where no file names it any more. */
function sourceTitle(
  { relationship, source: id }: Pick<WatchItem, 'relationship' | 'source'>,
  sources: readonly SourceStatus[],
  language: Language,
): string {
  const known = sources.find((one) => one.relationship === relationship && one.id === id)?.source;
  return known === undefined ? id : pick(known.title, language);
}

/** Returns the records that drafts become, by the addresses of their documents. */
export const draftedAddresses = (drafts: readonly Draft[]): ReadonlyMap<string | undefined, string> =>
  new Map(
    drafts.flatMap(({ document, becomes }) =>
      document === undefined || becomes === undefined ? [] : [[addressKey(document.url), becomes] as const],
    ),
  );

/** Returns items with what they may bear on, by the search of the records in service, and what they may be copies of. */
export function itemViews(
  items: readonly WatchItem[],
  sources: readonly SourceStatus[],
  looksLike: ReadonlyMap<string, WatchItem>,
  context: TodayContext,
): ItemView[] {
  const { catalogue, language } = context;
  const drafts = draftedAddresses(context.drafts);
  const documents = Map.groupBy(
    [...catalogue.sources.values()].flatMap((source) =>
      [source.title.en, source.title.zh ?? ''].map((title) => ({ source, name: nameKey(title) })),
    ),
    ({ name }) => name,
  );
  return items.map((item): ItemView => {
    const draft = item.address === '' ? undefined : drafts.get(addressKey(item.address));
    const like = looksLike.get(item.looksLike);
    return {
      id: item.id,
      relationship: item.relationship,
      title: item.title,
      address: item.address,
      language: item.language,
      source: sourceTitle(item, sources, language),
      party: partyOf(item, context),
      day: item.day === undefined ? null : dayIn(item.day, language),
      topics: item.topics.flatMap((id) => topicLink(id, context)),
      bears: bearings(item, context),
      copies: [
        ...(like === undefined
          ? []
          : [{ as: 'item', id: like.id, title: sourceTitle(like, sources, language) } as const]),
        ...(documents.get(nameKey(item.title)) ?? [])
          .map(({ source: document }) => document)
          .filter((document) => isSameDay(document, item))
          .slice(0, 1)
          .map((document) => ({ as: 'document', id: document.id, title: pick(document.title, language) }) as const),
      ],
      draft: draft === undefined ? null : placeOfRecord(draft),
      revised: item.revisedAt === undefined ? null : dayIn(dayOf(item.revisedAt), language),
      fault: item.textFault === undefined ? '' : codedText('watch', item.textFault, language),
    };
  });
}

/** Returns where a document's record has its page. */
export const placeOfRecord = (path: string): string => path.replace('/documents/', '/').replace(/\.yaml$/u, '');

/** Clocks and calendars of two publishers differ by a day at most. */
function isSameDay({ relationship, publishedOn }: Source, item: WatchItem): boolean {
  if (relationship !== item.relationship) return false;
  if (item.day === undefined) return true;
  return Math.abs(Temporal.PlainDate.from(publishedOn).until(Temporal.PlainDate.from(item.day)).days) <= 1;
}

function partyOf(
  { relationship, party }: Pick<WatchItem, 'relationship' | 'party'>,
  context: Pick<ViewContext, 'catalogue' | 'language'>,
): string {
  const { language } = context;
  return party === '' ? '' : capitalized(partyName(party, { parties: partiesOf(relationship, context), language }));
}

/** So many tracks, gaps and watched events are shown of an item, and so much of its text is asked about. */
const MAX_BEARINGS = 3;
const MAX_TOPICS = 2;
const MAX_ASKED = 300;

/** The page is asked for again after each decision: of the records in service, what items bear on is the same. */
const bearingsOf = new WeakMap<Catalogue, LRUCache<string, readonly BearingView[]>>();
const MAX_KEPT = 1_000;

function bearings(item: WatchItem, context: TodayContext): readonly BearingView[] {
  const { catalogue, language } = context;
  const kept = bearingsOf.getOrInsertComputed(catalogue, () => new LRUCache(lruOptions(MAX_KEPT)));
  const key = JSON.stringify([language, item.title, item.summary, item.topics]);
  const before = kept.get(key);
  if (before !== undefined) return before;
  const found = findBearings(item, context);
  kept.set(key, found);
  return found;
}

function findBearings({ title, summary, topics }: WatchItem, { catalogue, language }: TodayContext): BearingView[] {
  const asked = `${title}\n${summary}`.slice(0, MAX_ASKED);
  const found = topics.slice(0, MAX_TOPICS).flatMap((topic) => catalogue.finder.within(topic, asked)?.units ?? []);
  const views = found.flatMap((unit): BearingView[] => {
    const text = bearingText(unit);
    return text === undefined ? [] : [{ what: text.what, text: pick(text.text, language), topic: unit.brief.id }];
  });
  return [...new Map(views.map((one) => [`${one.what} ${one.text}`, one])).values()].slice(0, MAX_BEARINGS);
}

function bearingText(unit: Unit) {
  switch (unit.unit) {
    case 'track':
      return { what: unit.unit, text: unit.track.title };
    case 'gap':
    case 'watch': {
      const entry = unit.brief[unit.unit === 'gap' ? 'gaps' : 'watch'][unit.at];
      return entry && { what: unit.unit, text: entry.text };
    }
    case 'disagreement': {
      const entry = unit.brief.disagreements[unit.at];
      return entry && { what: unit.unit, text: entry.question };
    }
    default:
      return undefined;
  }
}

/** Returns a day that has passed without a word. */
export function passedDateView(
  { key, brief, kind, when, text, statement, track, answer }: PassedDate,
  context: TodayContext,
): PassedDateView {
  const { catalogue, language } = context;
  const topic = catalogue.briefs.get(brief);
  return {
    key,
    topic: topic === undefined ? { id: brief, title: brief } : clearLink(topic, context),
    kind,
    said: formatWhen(when, language),
    text: pick(text, language),
    statement: statement?.id ?? null,
    track: track ?? null,
    answer: answer === undefined ? null : { by: answer.by, askOn: answer.askOn },
  };
}

/** Returns a source with how it does, in words. */
export function sourceView(status: SourceStatus, context: TodayContext): SourceView {
  const { language } = context;
  const { relationship, id, source, isOn, health, waiting, readTo } = status;
  return {
    relationship,
    id,
    title: source === undefined ? id : pick(source.title, language),
    party: partyOf(status, context),
    url: source?.url ?? '',
    isOn,
    needsSomebody: needsSomebody(status),
    state: health.state,
    words: [health.words, ...health.notes].map((words) => codedText('watch', words, language)),
    hasGap: health.notes.some(({ code }) => code === 'gap'),
    waiting,
    readTo: readTo === undefined ? null : dayIn(readTo, language),
  };
}

/** Returns who decided an item and how, for who came second. */
export function decidedText(item: WatchItem | undefined, language: Language): string {
  const t = messages(language);
  const by = item?.decidedBy || t('desk.today.nobody');
  switch (item?.state) {
    case undefined:
      return t('desk.today.item-gone');
    case 'new':
    case 'document':
      return t(`desk.today.decided-${item.state}`);
    case 'not-ours':
      return t('desk.today.decided-not-ours', { by, reason: item.reason || '-' });
    case 'later':
    case 'same-as':
      return t(`desk.today.decided-${item.state}`, { by });
  }
}
