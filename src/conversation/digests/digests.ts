/** Every action on digests, the same on every platform and on the command line: each returns a reply. */
import { asDigestButtonAction } from '../../reply/button.ts';
import { allNews } from '../../digest/news.ts';
import { countsStatements, packed } from '../../digest/received.ts';
import { createChecks, SUBSCRIPTIONS_MOST, type DigestsOptions } from './checks.ts';
import { listReply, whichReply } from './list-reply.ts';
import { logReply } from './log-reply.ts';
import { button, faultReply, IN_CHAT, note, noteReply, noteText, textOf } from './notes.ts';
import {
  createdReply,
  doneReply,
  handedOverReply,
  previewReply,
  removedReply,
  statusBlock,
  twiceReply,
  type RenderContext,
} from './status-reply.ts';
import { nextSlot } from '../../digest/schedule/slot.ts';
import type { Actor, Digests, DigestResult } from './types.ts';
import type { Subscription } from '../../digest/subscription.ts';
import { isSame, type SubscriptionFault } from './subscription-input.ts';

/** The number of recent deliveries shown. */
const LOG_MOST = 25;
/** Creates the actions on digests over a store; each rejects only if the store does. */
export function createDigests(options: DigestsOptions): Digests {
  const { store, catalogue, now, newId, wake } = options;
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
        [note(noteText('not-changed', language)), statusBlock(subscription, renderContextOf(actor))],
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
    if (seen) await checks.planOverdue(subscription);
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
  const checks = createChecks(options);
  const { mayPost, full, tellOwner, pastNews, digestOf, read } = checks;
  const { nextDue, earlierToday, dueAfterToday, twin } = checks;

  return {
    parse: (input, before, actor) => {
      const { filled, ...parsed } = read(input, before, actor);
      return { filled, faults: parsed.ok ? [] : parsed.faults };
    },

    subscribe: async (channelRef, input, actor) => {
      const parsed = read(input, undefined, actor);
      const barred = await mayPost(channelRef, actor);
      const faults = [...(barred === undefined ? [] : [barred]), ...(parsed.ok ? [] : parsed.faults)];
      const { language } = actor;
      if (!parsed.ok || faults.length > 0)
        return { ok: false, faults, reply: faultReply(faults, language, [note(noteText('not-subscribed', language))]) };
      const same = await twin(channelRef, parsed.settings, actor);
      if (same !== undefined) {
        const reply = twiceReply(same, renderContextOf(actor));
        return { ok: false, faults: [{ field: 'topics', message: textOf(reply) }], reply };
      }
      const id = newId().slice(0, 8);
      const subscription: Subscription = {
        ...parsed.settings,
        id,
        channelRef: channelRef,
        owner: actor.person,
        createdAt: now(),
        pausedBecause: undefined,
        pausedDetail: '',
        dueAt: nextSlot(parsed.settings.schedule, now()).at,
        baseline: packed(pastNews(parsed.settings.topics), [countsStatements(id)]),
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
        reply: createdReply('subscribed', subscription, [parsed.confirmed], renderContextOf(actor)),
      };
    },

    change: (id, input, actor) =>
      withNamed(id, actor, async (subscription) => {
        const { channelRef, pausedBecause } = subscription;
        const parsed = read(input, subscription, actor);
        const { language } = actor;
        const target = { ...channelRef, channel: input.channel ?? channelRef.channel };
        const isMoved = target.channel !== channelRef.channel;
        const barred = isMoved ? ((await mayPost(target, actor)) ?? (await full(target, actor))) : undefined;
        const faults = [...(barred === undefined ? [] : [barred]), ...(parsed.ok ? [] : parsed.faults)];
        if (!parsed.ok || barred !== undefined) return refused(faults, subscription, actor);
        const { settings, confirmed } = parsed;
        if (!isMoved && isSame(settings, subscription)) {
          const notes = [noteText('nothing-differs', language)];
          return {
            ok: true,
            subscription,
            reply: createdReply('unchanged', subscription, notes, renderContextOf(actor)),
          };
        }
        // Changes that a newly added topic already has are marked as seen, as they were when the channel subscribed.
        const had = new Set(allNews(catalogue(), subscription.topics, now()).map(({ key }) => key));
        const past = pastNews(settings.topics);
        const dueAt = await nextDue(id, settings.schedule);
        const changed = await store.changeSubscription(id, {
          ...settings,
          // Another channel has heard nothing of it: it begins there as a new one does.
          ...(isMoved && { channelRef: target, introduced: false }),
          baseline: isMoved
            ? packed(past, [countsStatements(id)])
            : packed(
                past.filter(({ key }) => !had.has(key)),
                subscription.baseline,
              ),
          ...(pausedBecause === undefined && { dueAt }),
        });
        if (changed === undefined) return unknown(id, actor);
        // The channel that a platform paused it for is no longer its own.
        if (isMoved && pausedBecause !== undefined && pausedBecause !== 'asked') await store.resume(id, dueAt);
        const present = (await store.subscription(id)) ?? changed;
        wake();
        const notes = [confirmed, isMoved ? noteText('moved', language) : ''];
        return {
          ok: true,
          subscription: present,
          reply: createdReply('changed', present, notes, renderContextOf(actor), await earlierToday(present)),
        };
      }),

    list: async (where, actor, isShown) => {
      const all = await store.subscriptions({ ...where, ...actor.within });
      const shown = isShown && (await Promise.all(all.map(isShown)));
      const subscriptions = shown === undefined ? all : all.filter((_, index) => shown[index]);
      const alerts = await Promise.all(subscriptions.map(({ id }) => store.alerts(id)));
      const isEverywhere = where.channel === undefined;
      return { ok: true, reply: listReply(subscriptions, alerts.flat(), renderContextOf(actor), isEverywhere) };
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
        await store.resume(id, await nextDue(id, subscription.schedule));
        const resumed = (await store.subscription(id)) ?? subscription;
        wake();
        return {
          ok: true,
          subscription: resumed,
          reply: createdReply('resumed', resumed, [], renderContextOf(actor), await earlierToday(resumed)),
        };
      }),

    skipToday: (id, actor) =>
      withNamed(id, actor, async (subscription) => {
        const context = renderContextOf(actor);
        const next = await dueAfterToday(subscription);
        // Pressed once more, or when it has come since: nothing is left to leave out.
        if (next === undefined)
          return { ok: true, subscription, reply: createdReply('unchanged', subscription, [], context) };
        const changed = await store.changeSubscription(id, { dueAt: next });
        if (changed === undefined) return unknown(id, actor);
        return { ok: true, subscription: changed, reply: createdReply('changed', changed, [], context) };
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
      withNamed(id, actor, async ({ owner: before }) => {
        const changed = await store.changeSubscription(id, { owner });
        if (changed === undefined) return unknown(id, actor);
        const told = await tellOwner(changed, before, actor);
        return {
          ok: true,
          subscription: changed,
          reply: handedOverReply(changed, before, told, renderContextOf(actor)),
        };
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
