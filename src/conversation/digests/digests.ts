/** Every action on digests, the same on every platform and on the command line: each returns a reply. */
import type { Catalogue } from '../../search/catalogue.ts';
import { asDigestButtonAction } from '../../reply/button.ts';
import type { DigestStore } from '../../digest/store.ts';
import { hintText } from '../../digest/hint.ts';
import { composeDigest, type Digest } from '../../digest/compose.ts';
import type { Courier } from '../../digest/delivery/courier.ts';
import { allNews, type NewsItem } from '../../digest/news.ts';
import { countsStatements, packed } from '../../digest/received.ts';
import { listReply, whichReply } from './list-reply.ts';
import { logReply } from './log-reply.ts';
import { button, faultReply, IN_CHAT, note, noteReply, noteText } from './notes.ts';
import {
  createdReply,
  doneReply,
  previewReply,
  removedReply,
  statusBlock,
  type RenderContext,
} from './status-reply.ts';
import { nextSlot } from '../../digest/schedule/slot.ts';
import type { Actor, Digests, DigestResult } from './types.ts';
import type { ChannelRef, Subscription } from '../../digest/subscription.ts';
import { parseSubscriptionInput, type SubscriptionFault } from './subscription-input.ts';

/** More digests than this in one channel are a mistake and would flood it. */
export const SUBSCRIPTIONS_MOST = 25;
/** The number of recent deliveries shown. */
const LOG_MOST = 25;

export type DigestsOptions = {
  readonly store: DigestStore;
  readonly catalogue: () => Catalogue;
  /** The couriers of this process; a platform without one is not contacted, as from the command line while the bot runs elsewhere. */
  readonly couriers: () => ReadonlyMap<string, Courier>;
  readonly now: () => Temporal.Instant;
  readonly newId: () => string;
  /** Called when a delivery was queued. */
  readonly wake: () => void;
};

/** Creates the actions on digests over a store; each rejects only if the store does. */
export function createDigests({ store, catalogue, couriers, now, newId, wake }: DigestsOptions): Digests {
  const renderContextOf = ({ language, command = IN_CHAT }: Actor): RenderContext => ({
    catalogue: catalogue(),
    language,
    now: now(),
    command,
  });
  const unknown = (id: string, actor: Actor): DigestResult => {
    const { language, command } = renderContextOf(actor);
    return { ok: false, faults: [], reply: noteReply('unknown', language, id, command) };
  };
  /** The reply to faulty input, with the unchanged state of the digest. */
  const refused = (
    faults: readonly SubscriptionFault[],
    subscription: Subscription,
    actor: Actor,
    retry = false,
  ): DigestResult => {
    const { language } = actor;
    const { id } = subscription;
    return {
      ok: false,
      faults,
      reply: faultReply(
        faults,
        language,
        [note(noteText('not-changed', language, id)), statusBlock(subscription, renderContextOf(actor))],
        retry ? [button('resume', id, language)] : [],
      ),
    };
  };
  /** Finds a digest by id if the actor may see it: the forged id of a digest in another workspace counts as missing. */
  const named = async (id: string, { within = {} }: Actor): Promise<Subscription | undefined> => {
    const subscription = await store.subscription(id);
    if (subscription === undefined) return undefined;
    const { platform, workspace } = subscription.channelRef;
    const seen = (within.platform ?? platform) === platform && (within.workspace ?? workspace) === workspace;
    return seen ? subscription : undefined;
  };
  const withNamed = async (
    id: string,
    actor: Actor,
    act: (subscription: Subscription) => Promise<DigestResult>,
  ): Promise<DigestResult> => {
    const subscription = await named(id, actor);
    return subscription === undefined ? unknown(id, actor) : act(subscription);
  };
  const mayPost = async (channelRef: ChannelRef, { language }: Actor): Promise<SubscriptionFault | undefined> => {
    const checked = await couriers().get(channelRef.platform)?.check(channelRef);
    return checked === undefined || checked.ok
      ? undefined
      : {
          field: 'channel',
          message: noteText(checked.because, language, hintText(checked.detail, language)),
        };
  };
  /** The news of topics that counts as received by a channel that subscribes to them: all but dates to come. */
  const pastNews = (topics: Subscription['topics']): NewsItem[] =>
    allNews(catalogue(), topics, now()).filter(({ type }) => type !== 'coming-up' && type !== 'due');
  const digestOf = async (subscription: Subscription): Promise<Digest | undefined> =>
    composeDigest({
      catalogue: catalogue(),
      subscription,
      carriedKeys: await store.carriedKeys(subscription.channelRef),
      now: now(),
    });

  return {
    subscribe: async (channelRef, input, actor) => {
      const read = parseSubscriptionInput(input, undefined, {
        catalogue: catalogue(),
        reader: actor.language,
        now: now(),
      });
      const barred = await mayPost(channelRef, actor);
      const faults = [...(barred === undefined ? [] : [barred]), ...(read.ok ? [] : read.faults)];
      const { language } = actor;
      if (!read.ok || faults.length > 0)
        return { ok: false, faults, reply: faultReply(faults, language, [note(noteText('not-subscribed', language))]) };
      const id = newId().slice(0, 8);
      const subscription: Subscription = {
        ...read.settings,
        id,
        channelRef: channelRef,
        owner: actor.person,
        createdAt: now(),
        pausedBecause: undefined,
        pausedDetail: '',
        dueAt: nextSlot(read.settings.schedule, now()).at,
        baseline: packed(pastNews(read.settings.topics), [countsStatements(id)]),
        introduced: false,
        rotated: undefined,
      };
      if (!(await store.addSubscription(subscription, SUBSCRIPTIONS_MOST))) {
        const most = noteText('too-many', language, String(SUBSCRIPTIONS_MOST));
        return {
          ok: false,
          faults: [{ field: 'channel', message: most }],
          reply: faultReply([{ field: 'channel', message: most }], language, [], [button('list', '', language)]),
        };
      }
      wake();
      return {
        ok: true,
        subscription,
        reply: createdReply('subscribed', subscription, read.confirmed, renderContextOf(actor)),
      };
    },

    change: (id, input, actor) =>
      withNamed(id, actor, async (subscription) => {
        const read = parseSubscriptionInput(input, subscription, {
          catalogue: catalogue(),
          reader: actor.language,
          now: now(),
        });
        if (!read.ok) return refused(read.faults, subscription, actor);
        // Changes that a newly added topic already has are marked as seen, as they were when the channel subscribed.
        const had = new Set(allNews(catalogue(), subscription.topics, now()).map(({ key }) => key));
        const added = pastNews(read.settings.topics).filter(({ key }) => !had.has(key));
        const changed = await store.changeSubscription(id, {
          ...read.settings,
          baseline: packed(added, subscription.baseline),
          ...(subscription.pausedBecause === undefined && { dueAt: nextSlot(read.settings.schedule, now()).at }),
        });
        if (changed === undefined) return unknown(id, actor);
        wake();
        return {
          ok: true,
          subscription: changed,
          reply: createdReply('changed', changed, read.confirmed, renderContextOf(actor)),
        };
      }),

    list: async (where, actor) => {
      const subscriptions = await store.subscriptions({ ...where, ...actor.within });
      const alerts = await Promise.all(subscriptions.map(({ id }) => store.alerts(id)));
      return { ok: true, reply: listReply(subscriptions, alerts.flat(), renderContextOf(actor)) };
    },

    pause: (id, actor) =>
      withNamed(id, actor, async (subscription) => {
        await store.pause(id, 'asked', '', now());
        const paused = (await store.subscription(id)) ?? subscription;
        return {
          ok: true,
          subscription: paused,
          reply: doneReply('paused', paused, renderContextOf(actor), ['resume', 'change', 'remove']),
        };
      }),

    resume: (id, actor) =>
      withNamed(id, actor, async (subscription) => {
        const barred = await mayPost(subscription.channelRef, actor);
        if (barred !== undefined) return refused([barred], subscription, actor, true);
        await store.resume(id, nextSlot(subscription.schedule, now()).at);
        const resumed = (await store.subscription(id)) ?? subscription;
        wake();
        return {
          ok: true,
          subscription: resumed,
          reply: createdReply('resumed', resumed, '', renderContextOf(actor)),
        };
      }),

    remove: (id, actor) =>
      withNamed(id, actor, async (subscription) => {
        await store.removeSubscription(id);
        return { ok: true, subscription, reply: removedReply(subscription, renderContextOf(actor)) };
      }),

    preview: (id, actor) =>
      withNamed(id, actor, async (subscription) => ({
        ok: true,
        subscription,
        reply: previewReply((await digestOf(subscription))?.reply, subscription, renderContextOf(actor)),
      })),

    now: (id, requestId, actor) =>
      withNamed(id, actor, async (subscription) => {
        const barred = await mayPost(subscription.channelRef, actor);
        if (barred !== undefined) return refused([barred], subscription, actor);
        if ((await digestOf(subscription)) === undefined)
          return { ok: true, subscription, reply: doneReply('nothing-new', subscription, renderContextOf(actor), []) };
        const at = now();
        await store.addDelivery(id, {
          id: newId(),
          slot: `now-${requestId}`,
          slotAt: at,
          late: false,
          state: 'waiting',
          nextAt: at,
          reason: '',
        });
        wake();
        return {
          ok: true,
          subscription,
          reply: doneReply('queued', subscription, renderContextOf(actor), ['log']),
        };
      }),

    log: async ({ id, ...where }, actor) => {
      if (id !== undefined)
        return withNamed(id, actor, async (subscription) => ({
          ok: true,
          subscription,
          reply: logReply(
            await store.deliveries({ subscription: id }, LOG_MOST),
            [subscription],
            renderContextOf(actor),
          ),
        }));
      const within = { ...where, ...actor.within };
      const [subscriptions, deliveries] = [await store.subscriptions(within), await store.deliveries(within, LOG_MOST)];
      return { ok: true, reply: logReply(deliveries, subscriptions, renderContextOf(actor)) };
    },

    handover: (id, owner, actor) =>
      withNamed(id, actor, async () => {
        const changed = await store.changeSubscription(id, { owner });
        return changed === undefined
          ? unknown(id, actor)
          : { ok: true, subscription: changed, reply: doneReply('handed-over', changed, renderContextOf(actor), []) };
      }),

    only: async (where, act, actor) => {
      const here = await store.subscriptions(where);
      const [first] = here;
      const context = renderContextOf(actor);
      if (first === undefined)
        return { ok: false, faults: [], reply: noteReply('none-here', context.language, '', context.command) };
      if (here.length === 1) return first.id;
      return { ok: false, faults: [], reply: whichReply(here, asDigestButtonAction(act), context) };
    },

    find: named,
    subscriptions: (where) => store.subscriptions(where),
  };
}
