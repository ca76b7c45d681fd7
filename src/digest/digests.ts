/** What people do with digests, the same on every platform and on the command line: each act answers with a reply. */
import type { Catalogue } from '../brief/catalogue.ts';
import type { Language } from '../brief/schema.ts';
import type { Reply } from '../reply/reply.ts';
import type { Store } from '../store/store.ts';
import { adviceText } from './advice.ts';
import { composeDigest, type Digest } from './compose.ts';
import type { Courier } from './courier.ts';
import { allNews } from './news.ts';
import { createdReply, faultReply, listReply, logReply, noteReply, previewReply } from './replies.ts';
import { nextSlot } from './slot.ts';
import type { Place, Subscription } from './subscription.ts';
import { readWish, type Wish, type WishFault } from './wish.ts';

/** More digests than this in one channel are a mistake, and would drown it. */
export const SUBSCRIPTIONS_MOST = 25;

/** Who acts: their id on the platform, the language they read, and what they may see. The command line has no `within`. */
export type Actor = {
  readonly person: string;
  readonly language: Language;
  readonly within?: Pick<Place, 'platform' | 'workspace'>;
};

export type Done =
  | { readonly ok: true; readonly reply: Reply; readonly subscription?: Subscription }
  /** The faults by field, for a form; the reply says the same in words. */
  | { readonly ok: false; readonly reply: Reply; readonly faults: readonly WishFault[] };

export type Digests = {
  readonly subscribe: (place: Place, wish: Wish, actor: Actor) => Promise<Done>;
  readonly change: (id: string, wish: Wish, actor: Actor) => Promise<Done>;
  /** Lists the digests of a channel, or of the whole workspace where the channel is left out. */
  readonly list: (where: Partial<Place>, actor: Actor) => Promise<Done>;
  readonly pause: (id: string, actor: Actor) => Promise<Done>;
  readonly resume: (id: string, actor: Actor) => Promise<Done>;
  readonly remove: (id: string, actor: Actor) => Promise<Done>;
  /** Shows exactly what would be posted now; changes nothing. */
  readonly preview: (id: string, actor: Actor) => Promise<Done>;
  /** Queues a delivery for now, once per request id. */
  readonly now: (id: string, requestId: string, actor: Actor) => Promise<Done>;
  readonly log: (where: { readonly id?: string } & Partial<Place>, actor: Actor) => Promise<Done>;
  /** Makes somebody else the owner, who is told when something is wrong. */
  readonly handover: (id: string, owner: string, actor: Actor) => Promise<Done>;
  /** The digests that somebody may name: for completion and for a command that names none. */
  readonly subscriptions: (where: Partial<Place> & { readonly owner?: string }) => Promise<readonly Subscription[]>;
};

export type DigestsOptions = {
  readonly store: Store;
  readonly catalogue: () => Catalogue;
  /** The couriers of this process; a platform without one (the command line while the bot runs elsewhere) is not asked. */
  readonly couriers: () => ReadonlyMap<string, Courier>;
  readonly now: () => Temporal.Instant;
  readonly newId: () => string;
  /** Called when something was queued. */
  readonly poke: () => void;
};

/** Returns the acts on digests over a store; each rejects only if the store does. */
export function createDigests({ store, catalogue, couriers, now, newId, poke }: DigestsOptions): Digests {
  /** The digest named, if the actor may see it: a forged id of another workspace is as good as none. */
  const named = async (id: string, { within }: Actor): Promise<Subscription | undefined> => {
    const subscription = await store.subscription(id);
    if (subscription === undefined) return undefined;
    const { platform, workspace } = subscription.place;
    return within === undefined || (within.platform === platform && within.workspace === workspace)
      ? subscription
      : undefined;
  };
  const withNamed = async (
    id: string,
    actor: Actor,
    act: (subscription: Subscription) => Promise<Done>,
  ): Promise<Done> => {
    const subscription = await named(id, actor);
    return subscription === undefined
      ? { ok: false, faults: [], reply: noteReply('unknown', actor.language, id) }
      : act(subscription);
  };
  const mayPost = async (place: Place, { language }: Actor): Promise<WishFault | undefined> => {
    const checked = await couriers().get(place.platform)?.check(place);
    return checked === undefined || checked.ok
      ? undefined
      : {
          field: 'channel',
          message: noteReply(checked.because, language, adviceText(checked.detail, language))
            .blocks.flatMap((block) => (block.type === 'note' ? block.text : []))
            .join(' '),
        };
  };
  const baselineOf = (topics: Subscription['topics']): string[] =>
    allNews(catalogue(), topics, now())
      .filter(({ type }) => type !== 'coming-up')
      .map(({ key }) => key);
  const digestOf = async (subscription: Subscription): Promise<Digest | undefined> =>
    composeDigest({ catalogue: catalogue(), subscription, heard: await store.heard(subscription.place), now: now() });

  return {
    subscribe: async (place, wish, actor) => {
      const read = readWish(wish, undefined, { catalogue: catalogue(), reader: actor.language, now: now() });
      const refused = await mayPost(place, actor);
      const faults = [...(refused === undefined ? [] : [refused]), ...(read.ok ? [] : read.faults)];
      if (!read.ok || faults.length > 0) return { ok: false, faults, reply: faultReply(faults, actor.language) };
      const subscription: Subscription = {
        ...read.wanted,
        id: newId().slice(0, 8),
        place,
        owner: actor.person,
        createdAt: now(),
        pausedBecause: undefined,
        pausedDetail: '',
        dueAt: nextSlot(read.wanted.schedule, now()).at,
        baseline: baselineOf(read.wanted.topics),
        introduced: false,
        rotated: undefined,
      };
      if (!(await store.addSubscription(subscription, SUBSCRIPTIONS_MOST))) {
        const reply = noteReply('too-many', actor.language, String(SUBSCRIPTIONS_MOST));
        return {
          ok: false,
          reply,
          faults: [
            {
              field: 'channel',
              message: reply.blocks.flatMap((block) => (block.type === 'note' ? block.text : [])).join(' '),
            },
          ],
        };
      }
      poke();
      return {
        ok: true,
        subscription,
        reply: createdReply('subscribed', subscription, read.confirmed, catalogue(), actor.language, now()),
      };
    },

    change: (id, wish, actor) =>
      withNamed(id, actor, async (subscription) => {
        const read = readWish(wish, subscription, { catalogue: catalogue(), reader: actor.language, now: now() });
        if (!read.ok) return { ok: false, faults: read.faults, reply: faultReply(read.faults, actor.language) };
        // What exists of a topic that is added now counts as heard, as it did when the channel subscribed.
        const had = new Set(allNews(catalogue(), subscription.topics, now()).map(({ key }) => key));
        const added = baselineOf(read.wanted.topics).filter((key) => !had.has(key));
        const changed = await store.changeSubscription(id, {
          ...read.wanted,
          baseline: [...new Set([...subscription.baseline, ...added])],
          ...(subscription.pausedBecause === undefined && { dueAt: nextSlot(read.wanted.schedule, now()).at }),
        });
        if (changed === undefined) return { ok: false, faults: [], reply: noteReply('unknown', actor.language, id) };
        poke();
        return {
          ok: true,
          subscription: changed,
          reply: createdReply('changed', changed, read.confirmed, catalogue(), actor.language, now()),
        };
      }),

    list: async (where, actor) => {
      const subscriptions = await store.subscriptions({ ...where, ...actor.within });
      const alerts = await Promise.all(subscriptions.map(({ id }) => store.alerts(id)));
      return { ok: true, reply: listReply(subscriptions, alerts.flat(), catalogue(), actor.language, now()) };
    },

    pause: (id, actor) =>
      withNamed(id, actor, async (subscription) => {
        await store.pause(id, 'asked', '', now());
        return {
          ok: true,
          subscription,
          reply: noteReply('paused', actor.language, id, { act: 'resume', subscription: id }),
        };
      }),

    resume: (id, actor) =>
      withNamed(id, actor, async (subscription) => {
        const refused = await mayPost(subscription.place, actor);
        if (refused !== undefined)
          return {
            ok: false,
            faults: [refused],
            reply: faultReply([refused], actor.language, { act: 'resume', subscription: id }),
          };
        await store.resume(id, nextSlot(subscription.schedule, now()).at);
        const resumed = (await store.subscription(id)) ?? subscription;
        poke();
        return {
          ok: true,
          subscription: resumed,
          reply: createdReply('resumed', resumed, '', catalogue(), actor.language, now()),
        };
      }),

    remove: (id, actor) =>
      withNamed(id, actor, async (subscription) => {
        await store.removeSubscription(id);
        return { ok: true, subscription, reply: noteReply('removed', actor.language, id) };
      }),

    preview: (id, actor) =>
      withNamed(id, actor, async (subscription) => ({
        ok: true,
        subscription,
        reply: previewReply((await digestOf(subscription))?.reply, subscription.language),
      })),

    now: (id, requestId, actor) =>
      withNamed(id, actor, async (subscription) => {
        const refused = await mayPost(subscription.place, actor);
        if (refused !== undefined)
          return { ok: false, faults: [refused], reply: faultReply([refused], actor.language) };
        if ((await digestOf(subscription)) === undefined)
          return { ok: true, subscription, reply: noteReply('nothing-new', actor.language, id) };
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
        poke();
        return {
          ok: true,
          subscription,
          reply: noteReply('queued', actor.language, id, { act: 'log', subscription: id }),
        };
      }),

    log: async ({ id, ...where }, actor) => {
      if (id !== undefined) {
        const subscription = await named(id, actor);
        if (subscription === undefined)
          return { ok: false, faults: [], reply: noteReply('unknown', actor.language, id) };
        return {
          ok: true,
          reply: logReply(await store.deliveries({ subscription: id }, 25), subscription.schedule.zone, actor.language),
        };
      }
      const [first] = await store.subscriptions({ ...where, ...actor.within });
      return {
        ok: true,
        reply: logReply(
          await store.deliveries({ ...where, ...actor.within }, 25),
          first?.schedule.zone ?? 'UTC',
          actor.language,
        ),
      };
    },

    handover: (id, owner, actor) =>
      withNamed(id, actor, async () => {
        const changed = await store.changeSubscription(id, { owner });
        return {
          ok: true,
          ...(changed !== undefined && { subscription: changed }),
          reply: noteReply('handed-over', actor.language, id),
        };
      }),

    subscriptions: (where) => store.subscriptions(where),
  };
}
