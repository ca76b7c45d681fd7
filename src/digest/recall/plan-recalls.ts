/** Plans recalls: for each message that shows what was corrected since, once. */
import type { RecordCatalogue } from '../../records/catalogue.ts';
import { dayOf } from '../../records/dates.ts';
import { recallId } from '../ids.ts';
import type { Delivery } from '../delivery/delivery.ts';
import { allNews, type NewsItem } from '../news.ts';
import { unseenNews } from '../seen-news.ts';
import type { ChannelRef, Subscription } from '../subscription.ts';
import { correctionsIn, type Correction, correctionAmong } from './corrections.ts';
import type { RecallStore, ShownMessage } from './store.ts';

const MESSAGES_PER_PAGE = 200;

export type PlanRecallsOptions = {
  readonly store: Pick<RecallStore, 'shownBefore' | 'addRecalls'>;
  readonly catalogue: RecordCatalogue;
  readonly now: () => Temporal.Instant;
};

/** Writes the recalls that are missing, and returns how many; rejects only if the store does. */
export async function planRecalls({ store, catalogue, now }: PlanRecallsOptions): Promise<number> {
  let planned = 0;
  for (const correction of correctionsIn(catalogue)) {
    for await (const concerned of concernedBy(correction, store)) {
      const recalls = concerned.map((one) => recallOf(one, correction));
      if (recalls.length > 0) planned += await store.addRecalls(recalls, now());
    }
  }
  return planned;
}

/** A message that a correction concerns. */
export type UnplannedRecall = { readonly message: Delivery; readonly correction: Correction };

/** Returns the recalls that planning would write, at most `most`. */
export async function unplannedRecalls(
  corrections: readonly Correction[],
  store: Pick<RecallStore, 'shownBefore'>,
  most: number,
): Promise<readonly UnplannedRecall[]> {
  const recalls = new Map<string, UnplannedRecall>();
  for (const correction of corrections)
    for await (const concerned of concernedBy(correction, store)) {
      for (const one of concerned) {
        const { id, message } = recallOf(one, correction);
        if (!recalls.has(id)) recalls.set(id, { message, correction });
      }
      if (recalls.size >= most) return [...recalls.values()].slice(0, most);
    }
  return [...recalls.values()];
}

/** Returns the keys of the corrections that would be news of a digest, of which its channel was shown nothing; rejects only if the store does. */
export async function correctionsNotShown(
  { topics, baseline, channelRef }: Pick<Subscription, 'topics' | 'baseline' | 'channelRef'>,
  carriedKeys: ReadonlySet<string>,
  now: Temporal.Instant,
  { catalogue, store }: Pick<PlanRecallsOptions, 'catalogue'> & { readonly store: Pick<RecallStore, 'shownBefore'> },
): Promise<ReadonlySet<string>> {
  const news = unseenNews(allNews(catalogue, topics, now), baseline, carriedKeys);
  const notShown = new Set<string>();
  const corrected = news.filter((item) => correctionKey(item) !== undefined);
  const all = corrected.length === 0 ? [] : correctionsIn(catalogue);
  for (const item of corrected) {
    const key = correctionKey(item) ?? '';
    const own = all.filter((one) => one.key === key);
    const older = own.length > 0 ? undefined : correctionAmong(key, all);
    const found = await Promise.all(
      [...own, ...(older === undefined ? [] : [older])].map((one) => isShownIn(one, channelRef, store)),
    );
    if (!found.includes(true)) notShown.add(item.key);
  }
  return notShown;
}

/** The key by which messages are told of a correction that is news. */
function correctionKey(item: NewsItem): string | undefined {
  switch (item.type) {
    case 'reworded':
      return `${item.statement.id}/${item.correction.id}`;
    case 'withdrawn':
      return `${item.statement.id}/withdrawn`;
    case 'correction':
    case 'retraction':
      return item.key;
    default:
      return undefined;
  }
}

async function isShownIn(
  correction: Correction,
  channelRef: ChannelRef,
  store: Pick<RecallStore, 'shownBefore'>,
): Promise<boolean> {
  // Whether it was told in the message itself says nothing of the digest.
  for await (const concerned of concernedBy({ ...correction, key: '' }, store, channelRef))
    if (concerned.length > 0) return true;
  return false;
}

/** Yields the messages that a correction concerns and that no recall is about, page by page. */
async function* concernedBy(
  { key, shown, version, concerns }: Correction,
  store: Pick<RecallStore, 'shownBefore'>,
  channelRef?: ChannelRef,
): AsyncGenerator<readonly ShownMessage[]> {
  let after: string | undefined = '';
  while (after !== undefined) {
    const page: readonly ShownMessage[] = await store.shownBefore(
      { shown, version, correction: key, channelRef },
      after,
      MESSAGES_PER_PAGE,
    );
    yield page.filter((one) => concerns(one.version, sentOn(one)));
    after = page.length < MESSAGES_PER_PAGE ? undefined : page.at(-1)?.message.id;
  }
}

const recallOf = ({ message }: ShownMessage, { key }: Correction) => ({
  id: recallId(key, message.id),
  correction: key,
  of: message.id,
  message,
});

/** The day, in UTC, on which a message was handed to its platform. */
const sentOn = ({ message: { begunAt, settledAt, slotAt } }: ShownMessage): string =>
  dayOf(begunAt ?? settledAt ?? slotAt);
