/** Every action on digests, the same on every platform and on the command line: each returns a reply. */
import { deliveryId } from '../../digest/ids.ts';
import { asDigestButtonAction } from '../../reply/button.ts';
import { createChecks, type DigestsOptions } from './checks.ts';
import { listReply, whichReply } from './list-reply.ts';
import { logReply } from './log-reply.ts';
import { createDigestFinder } from './find-digest.ts';
import { noteReply } from './short-replies.ts';
import { createdReply, doneReply, handedOverReply, previewReply, removedReply } from './status-reply.ts';
import { createSubscribing } from './subscribing.ts';
import type { Digests } from './digest-actions.ts';

/** The number of recent deliveries shown. */
const MAX_LOG = 25;

/** Creates the actions on digests over a store; each rejects only if the store does. */
export function createDigests(options: DigestsOptions): Digests {
  const { store, now, wake } = options;
  const checks = createChecks(options);
  const { postingFault, tellOwner, tellOfOther, digestOf, read, nextDue, earlierToday, dueAfterToday, planOverdue } =
    checks;
  const finding = createDigestFinder(options);
  const { renderContextOf, unknown, refused, named, withNamed } = finding;

  const digests: Digests = {
    parse: (input, before, actor) => {
      const { filled, ...parsed } = read(input, before, actor);
      return { filled, faults: parsed.ok ? [] : parsed.faults };
    },

    ...createSubscribing(options, checks, finding),

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
        await planOverdue(subscription);
        await store.pause(id, 'asked', actor.person, now());
        const paused = (await store.subscription(id)) ?? subscription;
        if (subscription.pausedBecause === undefined) await tellOfOther('paused', paused, actor);
        return {
          ok: true,
          subscription: paused,
          reply: doneReply('paused', paused, renderContextOf(actor), ['resume', 'change', 'remove']),
        };
      }),

    resume: (id, actor) =>
      withNamed(id, actor, async (subscription) => {
        const barred = await postingFault(subscription.channelRef, actor);
        if (barred !== undefined) return refused([barred], subscription, actor, true);
        const { schedule } = subscription;
        await store.resume(id, await nextDue(id, schedule), schedule);
        const resumed = (await store.subscription(id)) ?? subscription;
        // Somebody has changed its time meanwhile: that one counts.
        if (resumed.pausedBecause !== undefined && JSON.stringify(resumed.schedule) !== JSON.stringify(schedule))
          return digests.resume(id, actor);
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
        await planOverdue(subscription);
        const next = await dueAfterToday(subscription);
        // Pressed once more, or when it has come since: nothing is left to leave out.
        if (next === undefined)
          return { ok: true, subscription, reply: createdReply('unchanged', subscription, [], context) };
        const changed = await store.changeSubscription(id, { dueAt: next }, subscription.schedule);
        // Somebody has changed its time meanwhile, or removed it.
        if (changed === undefined) return digests.skipToday(id, actor);
        return { ok: true, subscription: changed, reply: createdReply('changed', changed, [], context) };
      }),

    remove: (id, actor) =>
      withNamed(id, actor, async (subscription) => {
        if (await store.removeSubscription(id)) await tellOfOther('removed', subscription, actor);
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
        const barred = await postingFault(subscription.channelRef, actor);
        if (barred !== undefined) return refused([barred], subscription, actor);
        if ((await digestOf(subscription)) === undefined)
          return { ok: true, subscription, reply: doneReply('nothing-new', subscription, renderContextOf(actor), []) };
        const at = now();
        const slot = `now-${requestId}`;
        await store.addDigest(id, {
          id: deliveryId(id, slot),
          slot,
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
          reply: logReply(await store.digestLog({ subscription: id }, MAX_LOG), [subscription], renderContextOf(actor)),
        }));
      const within = { ...where, ...actor.within };
      const [subscriptions, deliveries] = [await store.subscriptions(within), await store.digestLog(within, MAX_LOG)];
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
  return digests;
}
