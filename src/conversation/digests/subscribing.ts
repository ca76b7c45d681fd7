/** Makes a digest of what a person asks for, and changes one: both read the same fields and ask the same of the channel. */
import { allNews } from '../../digest/news.ts';
import { packKeys } from '../../digest/seen-news.ts';
import { nextSlot } from '../../digest/schedule/next-slot.ts';
import type { Subscription } from '../../digest/subscription.ts';
import { type createChecks, MAX_SUBSCRIPTIONS, type DigestsOptions } from './checks.ts';
import type { createDigestFinder } from './find-digest.ts';
import { button, faultReply, noteText, textOf } from './short-replies.ts';
import { createdReply, twiceReply } from './status-reply.ts';
import { isSame } from './subscription-input.ts';
import type { Digests } from './digest-actions.ts';
import { note } from '../../reply/compose/parts.ts';

/** Returns the actions that make and change digests; each rejects only if the store does. */
export function createSubscribing(
  { store, catalogue, now, newId, wake }: DigestsOptions,
  {
    postingFault,
    fullFault,
    pastNews,
    read,
    nextDue,
    earlierToday,
    twin,
    planOverdue,
    tellOfOther,
    directMessages,
    announce,
  }: ReturnType<typeof createChecks>,
  { renderContextOf, refused, withNamed }: ReturnType<typeof createDigestFinder>,
): Pick<Digests, 'subscribe' | 'change'> {
  const subscribing: Pick<Digests, 'subscribe' | 'change'> = {
    subscribe: async (asked, input, actor) => {
      const parsed = read(input, undefined, actor);
      const place = input.isPersonal === true ? await directMessages(asked, actor) : { channelRef: asked };
      const channelRef = 'channelRef' in place ? place.channelRef : asked;
      const barred = 'fault' in place ? place.fault : await postingFault(channelRef, actor);
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
        baseline: packKeys(pastNews(parsed.settings.topics)),
        introduced: false,
        rotated: undefined,
      };
      if (!(await store.addSubscription(subscription, MAX_SUBSCRIPTIONS))) {
        const most = noteText('too-many', language, String(MAX_SUBSCRIPTIONS));
        return {
          ok: false,
          faults: [{ field: 'channel', message: most }],
          reply: faultReply([{ field: 'channel', message: most }], language, [], [button('list', '', language)]),
        };
      }
      wake();
      const isPersonal = input.isPersonal === true;
      if (!isPersonal) await announce(subscription, actor);
      const notes = [parsed.confirmed, isPersonal ? noteText('personal', language) : ''];
      return { ok: true, subscription, reply: createdReply('subscribed', subscription, notes, renderContextOf(actor)) };
    },

    change: (id, input, actor) =>
      withNamed(id, actor, async (subscription) => {
        const { channelRef, pausedBecause } = subscription;
        const parsed = read(input, subscription, actor);
        const { language } = actor;
        const target = { ...channelRef, channel: input.channel ?? channelRef.channel };
        const isMoved = target.channel !== channelRef.channel;
        // What a platform paused goes on once it is looked after and its channel takes messages.
        const isResting = pausedBecause !== undefined && pausedBecause !== 'asked';
        const unpostable = isMoved || isResting ? await postingFault(target, actor) : undefined;
        const barred = isMoved ? (unpostable ?? (await fullFault(target, actor))) : undefined;
        const faults = [...(barred === undefined ? [] : [barred]), ...(parsed.ok ? [] : parsed.faults)];
        if (!parsed.ok || barred !== undefined) return refused(faults, subscription, actor);
        const { settings, confirmed } = parsed;
        if (!isMoved && !(isResting && unpostable === undefined) && isSame(settings, subscription)) {
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
        await planOverdue(subscription);
        const dueAt = await nextDue(id, settings.schedule);
        const changes = {
          ...settings,
          // Another channel has heard nothing of it: it begins there as a new one does.
          ...(isMoved && { channelRef: target, introduced: false }),
          baseline: isMoved
            ? packKeys(past)
            : packKeys(
                past.filter(({ key }) => !had.has(key)),
                subscription.baseline,
              ),
          // Only one that is not paused is due, whoever has paused or resumed it meanwhile.
          dueAt,
        };
        const changed = await store.changeSubscription(id, changes, subscription.schedule);
        // Somebody has changed its time meanwhile, which is kept where this change says nothing of it, or removed it.
        if (changed === undefined) return subscribing.change(id, input, actor);
        if (isResting && unpostable === undefined) await store.resume(id, dueAt, settings.schedule);
        const present = (await store.subscription(id)) ?? changed;
        await tellOfOther('changed', present, actor);
        wake();
        const notes = [confirmed, isMoved ? noteText('moved', language) : ''];
        return {
          ok: true,
          subscription: present,
          reply: createdReply('changed', present, notes, renderContextOf(actor), await earlierToday(present)),
        };
      }),
  };
  return subscribing;
}
