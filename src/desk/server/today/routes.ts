/** The routes of the first page: what waits, deciding what sources have published, days that passed, and the sources themselves. */
import { Hono } from 'hono';
import { z } from 'zod';
import { refusal } from '../../../records/publish/refusal.ts';
import { dayOf } from '../../../records/dates.ts';
import { addressKey } from '../../../records/paragraphs.ts';
import { faultLine } from '../../../records/fault.ts';
import type { PassedDate } from '../../../people/passed-dates.ts';
import { pick } from '../../../views/text.ts';
import { candidatesFor, noteOutcome, OUTCOMES, topicOfDate, type LookView } from './outcome.ts';
import { calendarDate } from '../../../records/schema.ts';
import { ITEM_STATES, WAITING, type WatchItem } from '../../../watch/items.ts';
import type { Decision, SourceStatus, Watch } from '../../../watch/port.ts';
import { hasPageADay } from '../../../watch/sources.ts';
import type { DeskBot } from '../../bot.ts';
import { needs, type DeskEnv } from '../access/access.ts';
import { body, ID, LANGUAGE, query, RefusedRequest, type DeskContext } from '../context.ts';
import { reviewTopicView, type ReviewTopicView } from '../review.ts';
import { draftsOf } from '../documents/known-documents.ts';
import { findingView, type FindingView } from '../documents/texts.ts';
import { pathOf } from '../../../records/publish/record-name.ts';
import { messages } from '../../../locales/messages.ts';
import {
  decidedText,
  draftedAddresses,
  itemViews,
  placeOfRecord,
  pairViews,
  passedDateView,
  sourceView,
  type ItemsView,
  type PairView,
  type PassedDateView,
  type SourceView,
  type TodayContext,
} from './view.ts';

export type { CandidateView, LookView } from './outcome.ts';
export type { ItemView, ItemsView, PairView, PassedDateView, SourceView } from './view.ts';

export type TodayView = {
  readonly pairs: readonly PairView[];
  /** What is new at the sources; null where nothing is watched. */
  readonly items: ItemsView | null;
  /** How many items were set aside. */
  readonly later: number;
  readonly sources: readonly SourceView[];
  /** What is wrong in the files of sources. */
  readonly faults: readonly string[];
  readonly dates: readonly PassedDateView[];
  readonly bottomLines: readonly ReviewTopicView[];
  readonly topics: readonly ReviewTopicView[];
  /** Documents whose pages read otherwise now, or are gone. */
  readonly texts: readonly FindingView[];
  /** Topics in which nothing has happened: never reviewed, a review due soon, no document of one side. */
  readonly standing: readonly ReviewTopicView[];
  /** The records of drafts, as paths. */
  readonly drafts: readonly string[];
  /** Whether records can be written here. */
  readonly writes: boolean;
};

/** The items that were decided, and of each other one who had decided it before, and how. */
export type DecidedView = {
  readonly decided: readonly string[];
  readonly others: readonly string[];
  /** How many were not refused with the others, since a draft of them was begun. */
  readonly begun: number;
};

/** So many are listed or decided at once. */
const MAX_ITEMS = 1_000;
/** Of what waits so much is looked through for a topic, and so much is shown. */
const MAX_LOOKED = 300;
const MAX_FOUND = 5;

const MOST_ITEMS = z.coerce.number().int().min(1).max(MAX_ITEMS);
const TodayQuery = z.strictObject({ language: LANGUAGE, items: MOST_ITEMS.default(30) });
const ItemsQuery = z.strictObject({ language: LANGUAGE, state: z.enum(['new', 'later']), most: MOST_ITEMS });
const ItemId = z.string().min(1).max(60);
const DecideBody = z.strictObject({
  ids: z.array(ItemId).min(1).max(MAX_ITEMS),
  language: LANGUAGE,
  as: z.enum(['new', 'later', 'not-ours', 'item', 'document']),
  /** Why it is not ours, or the item or document that it is a copy of. */
  detail: z.string().trim().max(400),
  /** What it was when it was decided; without it, that it waits. */
  from: z.enum(ITEM_STATES).optional(),
});
const DATE_KEY = z.string().min(1).max(400);
const DateBody = z.strictObject({
  key: DATE_KEY,
  language: LANGUAGE,
  askOn: calendarDate,
  /** The day of the answer that was shown, or empty. */
  before: z.union([z.literal(''), calendarDate]),
});
const LookQuery = z.strictObject({ key: DATE_KEY, language: LANGUAGE });
const OutcomeBody = z.strictObject({ key: DATE_KEY, by: ID, outcome: z.enum(OUTCOMES) });
const DateBackBody = z.strictObject({ key: DATE_KEY, askOn: calendarDate });
const SourceBody = z.strictObject({
  relationship: ID,
  source: ID,
  act: z.enum(['on', 'off', 'looked']),
});

/** Returns the routes of the first page. */
export function todayRoutes({ bot }: DeskContext) {
  const contextOf = (language: 'en' | 'zh'): TodayContext => ({
    catalogue: bot.catalogue(),
    language,
    now: bot.now(),
    drafts: draftsOf(bot),
  });
  const watchOf = (): Watch => {
    if (bot.watch !== undefined) return bot.watch;
    throw new RefusedRequest(503, 'unwatched', refusal('no-watch'));
  };
  const dateOf = async (key: string): Promise<PassedDate> => {
    const found = (await bot.reviews.passedDates()).find((one) => one.key === key);
    if (found === undefined) throw new RefusedRequest(404, 'gone', refusal('no-such-date'));
    return found;
  };
  return new Hono<DeskEnv>()
    .get('/today', needs('curate'), query(TodayQuery), async (context) => {
      const { language, items: most } = context.req.valid('query');
      const lists = await bot.today.lists(most);
      const view = contextOf(language);
      await view.catalogue.prepare();
      const items =
        lists.items === undefined
          ? null
          : await itemsView(lists.items.first, lists.items.total, lists.sources, view, bot);
      const becomes = new Map(view.drafts.map((draft) => [pathOf(draft), draft.becomes]));
      // A draft that was begun from an item is gone on with there.
      const begun = new Set(items?.items.map(({ draft }) => draft));
      const answer: TodayView = {
        pairs: pairViews(lists, view),
        items,
        later: lists.later,
        sources: lists.sources.map((one) => sourceView(one, view)),
        faults: bot.watch?.faults().map((one) => faultLine(one, language)) ?? [],
        dates: lists.dates.map((one) => passedDateView(one, view)),
        bottomLines: lists.bottomLines.map((one) => reviewTopicView(one, view)),
        topics: lists.topics.map((one) => reviewTopicView(one, view)),
        texts: lists.texts.map((one) => findingView(one, view.catalogue, language)),
        standing: lists.standing.map((one) => reviewTopicView(one, view)),
        drafts: lists.drafts
          .map(({ record }) => becomes.get(pathOf(record)) ?? pathOf(record))
          .filter((path) => !begun.has(placeOfRecord(path))),
        writes: bot.recordEditor?.writable === true,
      };
      return context.json(answer);
    })
    .get('/today/items', needs('curate'), query(ItemsQuery), async (context) => {
      const { language, state, most } = context.req.valid('query');
      const watch = watchOf();
      const { items, total } = await watch.newItems({ states: [state], limit: most });
      return context.json(await itemsView(items, total, await watch.sources(), contextOf(language), bot));
    })
    .post('/today/decide', needs('curate'), body(DecideBody), async (context) => {
      const { ids, language, as, detail, from } = context.req.valid('json');
      const watch = watchOf();
      const { name } = context.get('person');
      const decided: string[] = [];
      const others: string[] = [];
      let begun = 0;
      // A draft shows that somebody takes it for ours: it is refused by itself alone.
      const drafts = as === 'not-ours' && ids.length > 1 ? draftedAddresses(draftsOf(bot)) : new Map();
      for (const id of ids) {
        const { address = '' } = (drafts.size === 0 ? undefined : await watch.item(id)) ?? {};
        if (address !== '' && drafts.has(addressKey(address))) {
          begun += 1;
          continue;
        }
        const done = await watch.decide(id, decisionOf(as, detail), name, from === undefined ? undefined : [from]);
        if (done.ok) decided.push(id);
        else if (ids.length === 1) throw new RefusedRequest(409, 'decided', decidedText(done.item, language));
        else others.push(`${done.item?.title ?? id}: ${decidedText(done.item, language)}`);
      }
      await context.get('note')({ act: 'item-decided', about: decided.join(', '), detail: `${as} ${detail}`.trim() });
      const answer: DecidedView = { decided, others, begun };
      return context.json(answer);
    })
    .post('/today/dates', needs('curate'), body(DateBody), async (context) => {
      const { key, language, askOn, before } = context.req.valid('json');
      const now = bot.now();
      if (askOn <= dayOf(now)) throw new RefusedRequest(422, 'past', messages(language)('desk.today.ask-later-day'));
      const { name } = context.get('person');
      if (!(await bot.dateAnswers.answerDate({ key, askOn, by: name, at: now }, before || undefined))) {
        const there = (await bot.dateAnswers.dateAnswers()).find((one) => one.key === key);
        throw new RefusedRequest(
          409,
          'decided',
          messages(language)('desk.today.date-decided', { by: there?.by ?? '', day: there?.askOn ?? '' }),
        );
      }
      await context.get('note')({ act: 'date-answered', about: key, detail: askOn });
      return context.json({});
    })
    .post('/today/dates/back', needs('curate'), body(DateBackBody), async (context) => {
      const { key, askOn } = context.req.valid('json');
      if (!(await bot.dateAnswers.removeDateAnswer(key, askOn)))
        throw new RefusedRequest(404, 'no-answer', refusal('no-such-answer'));
      await context.get('note')({ act: 'date-answered', about: key });
      return context.json({});
    })
    .get('/today/date', needs('curate'), query(LookQuery), async (context) => {
      const { key, language } = context.req.valid('query');
      const date = await dateOf(key);
      const view = contextOf(language);
      await view.catalogue.prepare();
      const waiting = await bot.watch?.newItems({ limit: MAX_LOOKED });
      const bearing = waiting?.items.filter(({ topics }) => topics.includes(date.brief)).slice(0, MAX_FOUND) ?? [];
      const sources = (await bot.watch?.sources()) ?? [];
      const relationship = view.catalogue.briefs.get(date.brief)?.relationship;
      const answer: LookView = {
        candidates: candidatesFor(date, view),
        items: (await itemsView(bearing, 0, sources, view, bot)).items,
        sources: sources.flatMap(({ source, relationship: own }) =>
          source === undefined || own !== relationship || hasPageADay(source)
            ? []
            : [{ title: pick(source.title, language), url: source.url }],
        ),
        topic: topicOfDate(date, view),
      };
      return context.json(answer);
    })
    .post('/today/outcome', needs('curate'), body(OutcomeBody), async (context) => {
      const { key, ...found } = context.req.valid('json');
      const { set, record } = await noteOutcome(await dateOf(key), found, { name: context.get('person').name }, bot);
      await context.get('note')({ act: 'records-published', about: record, detail: set ?? '' });
      return context.json({ set: set ?? null });
    })
    .post('/today/sources', needs('curate'), body(SourceBody), async (context) => {
      const { relationship, source, act } = context.req.valid('json');
      const watch = watchOf();
      if (act === 'looked') await watch.closeGap(relationship, source);
      else if (!(await watch.switchSource(relationship, source, act === 'on')))
        throw new RefusedRequest(404, 'no-source', refusal('no-such-source'));
      await context.get('note')({ act: 'source-switched', about: `${relationship}/${source}`, detail: act });
      return context.json({});
    });
}

function decisionOf(as: z.infer<typeof DecideBody>['as'], detail: string): Decision {
  switch (as) {
    case 'new':
    case 'later':
      return { state: as };
    case 'not-ours':
      return { state: as, reason: detail };
    case 'item':
      return { state: 'same-as', of: detail };
    case 'document':
      return { state: 'document', of: detail };
  }
}

async function itemsView(
  items: readonly WatchItem[],
  total: number,
  sources: readonly SourceStatus[],
  view: TodayContext,
  { watch }: Pick<DeskBot, 'watch'>,
): Promise<ItemsView> {
  const others = await Promise.all(
    [...new Set(items.flatMap(({ looksLike }) => looksLike || []))].map(async (id) => await watch?.item(id)),
  );
  // A copy of what was refused is all that is left of it.
  const known = new Map(
    others.flatMap((one) => (one === undefined || !WAITING.includes(one.state) ? [] : [[one.id, one] as const])),
  );
  return { items: itemViews(items, sources, known, view), total };
}
