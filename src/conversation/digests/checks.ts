/** What the actions on digests find out before they act, and whom they tell: rights to post, twins, the next time, the news so far. */
import { messages } from '../../locales/messages.ts';
import { LRUCache } from 'lru-cache';
import { lruOptions } from '../../shared/lru-options.ts';
import type { Catalogue } from '../../search/catalogue.ts';
import type { Clock } from '../../digest/delivery/clock.ts';
import type { Courier } from '../../digest/delivery/courier.ts';
import { plan, planAllDue } from '../../digest/delivery/plan.ts';
import { TIMERS, type Timers } from '../../digest/delivery/timing.ts';
import type { RecallStore } from '../../digest/recall/store.ts';
import type { DigestStore } from '../../digest/store.ts';
import { changedByOtherReply, newOwnerReply } from '../../digest/alert.ts';
import type { Language } from '../../records/schema.ts';
import type { Reply } from '../../reply/reply.ts';
import type { Digest } from '../../digest/compose.ts';
import { nextDigest } from '../../digest/next-digest.ts';
import { refusalText } from '../../digest/refusal-advice.ts';
import { allNews, type NewsItem } from '../../digest/news.ts';
import { nextSlot } from '../../digest/schedule/next-slot.ts';
import { isByRequest, type Delivery, type DeliveryState } from '../../digest/delivery/delivery.ts';
import type { ChannelRef, Subscription } from '../../digest/subscription.ts';
import { noteText } from './short-replies.ts';
import { announcementReply } from './status-reply.ts';
import {
  parseSubscriptionInput,
  type SubscriptionFault,
  type SubscriptionInput,
  type SubscriptionSettings,
} from './subscription-input.ts';
import type { Actor } from './digest-actions.ts';

/** More digests than this in one channel are a mistake and would flood it. */
export const MAX_SUBSCRIPTIONS = 25;
/** The newest planned slots are among so many deliveries, those on request included. */
const MAX_PLANNED = 100;
/** The states of what was posted, or still may be. */
const COMES: ReadonlySet<DeliveryState> = new Set(['waiting', 'claimed', 'unknown', 'sent']);
/** How long, and for how many, it is remembered that somebody was asked about a second digest of the same topics. */
const ASKED_MS = 600_000;
const MAX_ASKED = 1_000;
/** A platform that answers at all says its time far sooner; what asks for an answer waits longer. */
const COMPARED_MS = 10_000;
const COMPARE_EVERY_MS = 250;

export type DigestsOptions = {
  readonly store: DigestStore & Pick<RecallStore, 'shownBefore'>;
  readonly catalogue: () => Catalogue;
  /** The couriers of this process; a platform without one is not contacted, as from the command line while the bot runs elsewhere. */
  readonly couriers: () => ReadonlyMap<string, Courier>;
  readonly now: () => Temporal.Instant;
  readonly newId: () => string;
  /** Called when a delivery was queued. */
  readonly wake: () => void;
  /** Whether `now` can be relied on, and the latest that it may be; left out, it can. */
  readonly clock?: Pick<Clock, 'compare' | 'isKnown' | 'latest'>;
  /** What is waited by for the first comparison of the clock; left out, the process's own. */
  readonly timers?: Timers;
};

/** Returns the checks over a store; each rejects only if the store does. */
export function createChecks({ store, catalogue, couriers, now, newId, clock, timers = TIMERS }: DigestsOptions) {
  /** Why the bot cannot post in a channel; undefined where it can. */
  const postingFault = async (channelRef: ChannelRef, { language }: Actor): Promise<SubscriptionFault | undefined> => {
    const checked = await couriers().get(channelRef.platform)?.check(channelRef);
    return checked === undefined || checked.ok
      ? undefined
      : {
          field: 'channel',
          message: noteText(checked.because, language, refusalText(checked.detail, language)),
        };
  };
  /** Why a channel takes no further digest; undefined where it does. */
  const fullFault = async (channelRef: ChannelRef, { language }: Actor): Promise<SubscriptionFault | undefined> =>
    (await store.subscriptions(channelRef)).length < MAX_SUBSCRIPTIONS
      ? undefined
      : { field: 'channel', message: noteText('too-many', language, String(MAX_SUBSCRIPTIONS)) };
  const send = (courier: Courier, channelRef: ChannelRef, reply: Reply) =>
    courier.send(
      { id: newId(), slotAt: now(), begunAt: undefined, attempts: 0, channelRef },
      reply,
      async () => true,
      () => true,
    );
  /** Sends a reply to the owner of a digest, in their language; undefined where its platform is not connected. */
  const sendToOwner = async (
    { owner, channelRef, language: written }: Subscription,
    replyIn: (language: Language) => Reply,
  ) => {
    const courier = couriers().get(channelRef.platform);
    if (courier === undefined) return undefined;
    const language = (await courier.languageOf?.(owner, channelRef)) ?? written;
    const opened = await courier.openDirectMessages(owner, channelRef);
    return opened.type === 'open' ? send(courier, opened.channelRef, replyIn(language)) : opened;
  };
  /** The direct messages with a person, or why there are none. */
  const directMessages = async (
    channelRef: ChannelRef,
    { person, language }: Actor,
  ): Promise<{ readonly channelRef: ChannelRef } | { readonly fault: SubscriptionFault }> => {
    const opened = await couriers().get(channelRef.platform)?.openDirectMessages(person, channelRef);
    if (opened?.type === 'open') return { channelRef: opened.channelRef };
    const detail = opened === undefined ? '' : refusalText(opened.detail, language);
    return { fault: { field: 'channel', message: noteText('personal-refused', language, detail) } };
  };
  /** Tells a channel, without notifying anybody, who subscribed it to what; where it cannot be told, the digest comes all the same. */
  const announce = async (subscription: Subscription, { name = '' }: Actor): Promise<void> => {
    const courier = couriers().get(subscription.channelRef.platform);
    if (courier === undefined || name === '') return;
    const context = { catalogue: catalogue(), language: subscription.language, now: now() };
    await send(courier, subscription.channelRef, announcementReply(subscription, name, context));
  };
  /** Tells the owner of a digest what somebody else did with it: privately or, where that does not reach them, in its channel. */
  const tellOfOther = async (
    how: Parameters<typeof changedByOtherReply>[0],
    subscription: Subscription,
    { person }: Actor,
  ): Promise<void> => {
    const { owner, channelRef, language: written } = subscription;
    if (owner === '' || owner === person) return;
    const replyIn = (language: Language): Reply =>
      changedByOtherReply(how, subscription, person, { catalogue: catalogue(), language });
    const told = await sendToOwner(subscription, replyIn);
    const courier = couriers().get(channelRef.platform);
    if (courier !== undefined && told?.type !== 'sent')
      await send(courier, channelRef, { ...replyIn(written), audience: 'everyone', actions: [] });
  };
  /** Tells a new owner privately, and returns in words whether it reached them. */
  const tellOwner = async (subscription: Subscription, from: string, { person, language }: Actor): Promise<string> => {
    if (subscription.owner === person) return '';
    const told = await sendToOwner(subscription, (reader) =>
      newOwnerReply(subscription, from, { catalogue: catalogue(), language: reader }),
    );
    if (told?.type === 'sent') return noteText('owner-told', language);
    const detail = told !== undefined && 'detail' in told ? refusalText(told.detail, language) : '';
    return noteText('owner-not-reached', language, detail);
  };
  /** The news of topics that counts as received by a channel that subscribes to them: all but dates to come. */
  const pastNews = (topics: Subscription['topics']): NewsItem[] =>
    allNews(catalogue(), topics, now()).filter(({ type }) => type !== 'coming-up' && type !== 'due');
  const digestOf = (subscription: Subscription): Promise<Digest | undefined> =>
    nextDigest(subscription, { store, catalogue: catalogue(), now: now() });
  const read = (input: SubscriptionInput, before: Subscription | undefined, { language }: Actor) => {
    const records = catalogue();
    const parsed = parseSubscriptionInput(input, before, { catalogue: records, reader: language, now: now() });
    // What is out of service could not be counted as received: it would come as news once it is mended.
    const isAnew = before === undefined || input.topics !== undefined || input.channel !== undefined;
    if (records.withheld === undefined || !isAnew) return parsed;
    const wait: SubscriptionFault = { field: 'topics', message: messages(language)('repair.digestsWait') };
    const faults = parsed.ok ? [wait] : [...parsed.faults, wait];
    return { ok: false as const, faults, filled: parsed.filled };
  };
  /** When a digest comes next by a schedule: a slot that was planned already, as with a schedule that it had before, has no other. */
  const nextDue = async (id: string, schedule: Subscription['schedule'], after = now()): Promise<Temporal.Instant> => {
    const planned = await store.digestLog({ subscription: id }, MAX_PLANNED);
    const taken = new Set(planned.flatMap((one) => (isByRequest(one) ? [] : [one.slotAt.epochMilliseconds])));
    let next = nextSlot(schedule, after);
    while (taken.has(next.at.epochMilliseconds)) next = nextSlot(schedule, next.at);
    return next.at;
  };
  /** The digest that was planned for the day on which the next one comes too: that day is today. */
  const earlierToday = async ({ id, schedule, dueAt }: Subscription): Promise<Delivery | undefined> => {
    if (dueAt === undefined) return undefined;
    const day = dayIn(schedule, dueAt);
    const planned = await store.digestLog({ subscription: id }, MAX_PLANNED);
    return planned.find((one) => !isByRequest(one) && COMES.has(one.state) && dayIn(schedule, one.slotAt).equals(day));
  };
  /** When it comes next on a later day, where its next time is today. */
  const dueAfterToday = async ({ id, schedule, dueAt }: Subscription): Promise<Temporal.Instant | undefined> => {
    const today = dayIn(schedule, now());
    if (dueAt === undefined || !dayIn(schedule, dueAt).equals(today)) return undefined;
    const tomorrow = today.add({ days: 1 }).toZonedDateTime(schedule.zone).toInstant();
    return nextDue(id, schedule, tomorrow.subtract({ milliseconds: 1 }));
  };
  // A repetition is asked for within minutes, of the replica that the person talks to; another one asks once more.
  const asked = new LRUCache<string, true>({ ...lruOptions(MAX_ASKED), ttl: ASKED_MS });
  /** Returns the digest of a channel that has the same topics, unless the person has been asked about it and wants a second one. */
  const twin = async (
    channelRef: ChannelRef,
    settings: SubscriptionSettings,
    { person, repeats = false }: Actor,
  ): Promise<Subscription | undefined> => {
    if (repeats) return undefined;
    const topics = JSON.stringify(settings.topics);
    const same = (await store.subscriptions(channelRef)).find((one) => JSON.stringify(one.topics) === topics);
    const key = JSON.stringify([channelRef, person, settings]);
    if (same === undefined || asked.delete(key)) return undefined;
    asked.set(key, true);
    return same;
  };
  /** Waits until the clock of a process that has just started was compared, if something to compare it with answers soon. */
  const clockCompared = async (): Promise<void> => {
    for (let waited = 0; clock?.isKnown() === false && waited < COMPARED_MS;) {
      const state = await clock.compare([...couriers().values()]);
      if (state.type !== 'unchecked') return;
      await new Promise<void>((resolve) => void timers.after(COMPARE_EVERY_MS, resolve));
      waited += COMPARE_EVERY_MS;
    }
  };
  /** Plans what is due of a digest, or may be, so that a change of it does not lose that. */
  const planOverdue = async (subscription: Subscription): Promise<void> => {
    const { id, dueAt } = subscription;
    const isPast = (time: Temporal.Instant): boolean =>
      dueAt !== undefined && Temporal.Instant.compare(dueAt, time) <= 0;
    if (dueAt === undefined) return;
    // A clock that is slow would not show that its time has come.
    await clockCompared();
    if (!isPast(clock?.latest() ?? now())) return;
    // A database that has a clock plans by that, whatever this process knows of the time.
    const their = await store.now();
    if (their !== undefined || (clock?.isKnown() !== false && isPast(now()))) {
      const faults = await planAllDue(store, now());
      // Where it cannot be planned, the change mends that.
      if (faults.some(({ subscription: of }) => of === id)) return;
      // After a fail-over that no pass has noted nothing is planned.
      const isLeft = their !== undefined && isPast(their) && (await store.subscription(id))?.dueAt?.equals(dueAt);
      if (isLeft !== true) return;
    }
    // It, or whether its time has come, is not known yet: once it is, it goes out, or is left out.
    const [planned] = plan(subscription, dueAt).deliveries;
    if (planned !== undefined) await store.addDigest(id, { ...planned, nextAt: now() });
  };
  return {
    postingFault,
    fullFault,
    tellOwner,
    tellOfOther,
    directMessages,
    announce,
    pastNews,
    digestOf,
    read,
    nextDue,
    earlierToday,
    dueAfterToday,
    twin,
    planOverdue,
  };
}

const dayIn = ({ zone }: Subscription['schedule'], at: Temporal.Instant): Temporal.PlainDate =>
  at.toZonedDateTimeISO(zone).toPlainDate();
