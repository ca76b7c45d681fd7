/** Answers messages, each once: written and claimed in the store, then delivered as digests are. */
import { hasReason } from '../../digest/delivery/reason.ts';
import { LRUCache } from 'lru-cache';
import { lruOptions } from '../../shared/lru-options.ts';
import type { Clock } from '../../digest/delivery/clock.ts';
import type { Content } from '../../digest/delivery/content.ts';
import type { DeliveryContext } from '../../digest/delivery/context.ts';
import type { ArrivedMessage, AskedMessage, ComposedAnswer, Courier } from '../../digest/delivery/courier.ts';
import { sendDelivery } from '../../digest/delivery/send.ts';
import { TIMERS, TIMING } from '../../digest/delivery/timing.ts';
import { NOTHING_CARRIED, type Delivery } from '../../digest/delivery/delivery.ts';
import type { Catalogue } from '../../search/catalogue.ts';
import { YOUNG_MINUTES } from './content.ts';
import { pageOf, type AnswerStore, type NewAnswer } from './page.ts';
import { carriedBy } from './shown.ts';

/** Far above what composing and one request take: what its process did not send by then is looked up. */
const CLAIM_SECONDS = 20;
/** An event that comes this long after its message was written was perhaps delivered before. */
const LATE_SECONDS = 5;
/** No platform delivers so much later: then this process's clock is wrong, and was not compared yet. */
const MAX_LATE_SECONDS = 7_200;
/** A store that has failed for longer may have let others answer meanwhile. */
const SLOW_SECONDS = 10;
/** While the store fails, it is tried again this often whether a message can be written there. */
const TRIED_MS = 2_000;
/** How many messages are remembered, so that none is answered twice while the store fails: far more than a platform redelivers. */
const MAX_REMEMBERED = 20_000;

export type AnsweringOptions = Omit<DeliveryContext, 'store' | 'couriers' | 'contents' | 'newId' | 'clock'> & {
  readonly store: DeliveryContext['store'] & AnswerStore;
  /** Messages are dated, and looked for, by the platform's clock; this process's when omitted. */
  readonly clock?: Pick<Clock, 'nowOf'>;
};

/** What became of an answer: `pending` is sent or looked up later, `invalid` is a defect of ours, and another event had `before` begun it. */
export type AnswerOutcome = 'sent' | 'pending' | 'refused' | 'invalid' | 'before';

export type Answering = {
  /** Answers a message unless that was begun before, by any process; one that another process may have answered without the store is looked up first. Never rejects. */
  readonly answer: (
    asked: ArrivedMessage,
    compose: () => Promise<ComposedAnswer>,
    poster: Pick<Courier, 'send' | 'look'>,
  ) => Promise<AnswerOutcome>;
};

/** Creates the answering of one process. */
export function createAnswering({ clock, ...context }: AnsweringOptions): Answering {
  const { store, catalogue, now, log, replica, timers = TIMERS, timing = TIMING } = context;
  const nowOf = clock?.nowOf ?? now;
  const taken = new LRUCache<string, true>(lruOptions(MAX_REMEMBERED));

  const outcomeOf = async (id: string): Promise<AnswerOutcome> => {
    const delivery = await store.delivery(id);
    if (delivery?.state === 'sent') return 'sent';
    if (delivery?.state !== 'refused') return 'pending';
    return hasReason(delivery.reason, 'invalid') ? 'invalid' : 'refused';
  };

  return {
    answer: async (asked, compose, poster) => {
      // By the platform's clock: this process's may be days ahead, and for so long its claim would hold up an answer that it did not send.
      const timed = (): Temporal.Instant => nowOf(asked.channelRef.platform);
      const at = timed();
      const claim = { by: replica, until: at.add({ seconds: CLAIM_SECONDS }) };
      const age = secondsBetween(asked.writtenAt, at);
      const isLate = asked.isRepeated || (age > LATE_SECONDS && age < MAX_LATE_SECONDS);
      // It is looked for from when it was written.
      const first = pageOf(asked, 1, isLate ? earlier(asked.writtenAt, at) : at);
      if (taken.has(first.slot)) return 'before';
      taken.set(first.slot, true);

      let delivery: Delivery | undefined;
      try {
        // Who answers without the store has done so by the time at which a claim would have run out.
        const lookAt = later(first.slotAt.add({ seconds: CLAIM_SECONDS }), at);
        delivery = await store.addAnswer(first, isLate ? { lookAt } : claim);
      } catch (error) {
        // An answer that is not remembered is better than none. What was written all the same is looked up before it is sent.
        log.error({ err: error }, 'the store could not be used; a message is answered all the same');
        const mayStand = isLate || secondsBetween(at, timed()) > SLOW_SECONDS;
        if (mayStand) {
          // Once all that others do with or without the store is done, it is looked for without it.
          const done = first.slotAt.add({ seconds: 2 * CLAIM_SECONDS });
          if (await isNotedBy(done, first, timed, done)) return 'pending';
          if (!(await isAbsent(first, poster))) return await noteLater(first, timed);
        }
        const outcome = await sendUnkept(asked, first.slotAt, await attempt(compose), poster);
        return outcome === 'pending' ? await noteLater(first, timed) : outcome;
      }
      if (delivery === undefined) return 'before';
      if (isLate) return 'pending';
      try {
        const composed = await attempt(compose);
        const written = [{ page: 1, delivery }];
        for (let page = 2; page <= ('error' in composed ? 1 : composed.pages); page += 1) {
          const added = await store.addAnswer(pageOf(asked, page, at), claim);
          if (added !== undefined) written.push({ page, delivery: added });
        }
        for (const one of written) {
          const content = contentOf(composed, one.delivery.id, one.page, catalogue);
          // Who asks is answered by whatever clock.
          const sending = {
            ...context,
            now: timed,
            clock: { nowOf, isRight: () => true },
            contentOf: async () => content,
          };
          await sendDelivery(one.delivery, poster, sending);
        }
        return await outcomeOf(delivery.id);
      } catch (error) {
        log.error({ err: error, delivery: delivery.id }, 'an answer could not be settled; its claim will run out');
        return 'pending';
      }
    },
  };

  /** Writes what could not be answered without the store, or only perhaps, once that can be used: it is looked up, and sent where it stands nowhere. Given up when nobody waits for it any more. */
  async function noteLater(page: NewAnswer, timed: () => Temporal.Instant): Promise<'pending'> {
    // What was sent perhaps may be stored as late as that.
    const lookAt = timed().add({ seconds: timing.lookAfterSeconds });
    await isNotedBy(page.slotAt.add({ minutes: YOUNG_MINUTES }), page, timed, lookAt);
    return 'pending';
  }

  /** Returns whether the store has, by a moment, taken an answer that is to be looked up; until then it is tried again and again. */
  async function isNotedBy(
    moment: Temporal.Instant,
    page: NewAnswer,
    timed: () => Temporal.Instant,
    lookAt: Temporal.Instant,
  ): Promise<boolean> {
    for (;;) {
      const left = secondsBetween(timed(), moment) * 1_000;
      if (left <= 0) return false;
      const pause = Math.min(TRIED_MS, left);
      await new Promise<void>((resolve) => void timers.after(pause, resolve));
      try {
        await store.addAnswer(page, { lookAt: later(lookAt, timed()) });
        return true;
      } catch (error) {
        log.debug({ err: error, delivery: page.id }, 'the store can still not be used; a message is not noted yet');
      }
    }
  }

  /** Returns whether an answer stands nowhere; where that cannot be told it does not. */
  async function isAbsent(page: NewAnswer, poster: Pick<Courier, 'look'>): Promise<boolean> {
    const { type } = await poster.look({ ...page, begunAt: undefined, attempts: 0 });
    if (type !== 'absent')
      log.warn({ delivery: page.id, found: type }, 'a message that came late is not answered without the store');
    return type === 'absent';
  }
}

const secondsBetween = (from: Temporal.Instant, to: Temporal.Instant): number =>
  (to.epochMilliseconds - from.epochMilliseconds) / 1_000;
const later = (one: Temporal.Instant, other: Temporal.Instant): Temporal.Instant =>
  Temporal.Instant.compare(one, other) < 0 ? other : one;
const earlier = (one: Temporal.Instant, other: Temporal.Instant): Temporal.Instant =>
  Temporal.Instant.compare(one, other) < 0 ? one : other;

/** What was composed, or the fault that prevented it. */
type Attempt = ComposedAnswer | { readonly error: unknown };

async function attempt(compose: () => Promise<ComposedAnswer>): Promise<Attempt> {
  try {
    return await compose();
  } catch (error) {
    return { error };
  }
}

function contentOf(composed: Attempt, id: string, page: number, catalogue: () => Catalogue): Content {
  if ('error' in composed) return { type: 'fault', error: composed.error };
  const { reply, isOpen } = composed;
  try {
    const carried = isOpen && page === 1 ? carriedBy(reply, catalogue()) : NOTHING_CARRIED;
    return { type: 'message', reply: { ...reply, marker: id }, carried, page };
  } catch (error) {
    return { type: 'fault', error };
  }
}

/** Sends the messages of an answer without the store. */
async function sendUnkept(
  asked: AskedMessage,
  at: Temporal.Instant,
  composed: Attempt,
  poster: Pick<Courier, 'send'>,
): Promise<AnswerOutcome> {
  if ('error' in composed) return 'invalid';
  for (let page = 1; page <= composed.pages; page += 1) {
    const delivery = { ...pageOf(asked, page, at), begunAt: at, attempts: 0, page };
    // Nobody else knows of it, so that nobody can take it up meanwhile.
    const { type } = await poster.send(
      delivery,
      { ...composed.reply, marker: delivery.id },
      async () => true,
      () => true,
    );
    if (type !== 'sent') return type === 'invalid' || type === 'refused' ? type : 'pending';
  }
  return 'sent';
}
