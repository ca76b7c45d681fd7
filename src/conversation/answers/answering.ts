/** Answers messages, each once: written and claimed in the store, then delivered as digests are. */
import { LRUCache } from 'lru-cache';
import type { Clock } from '../../digest/delivery/clock.ts';
import type { Content } from '../../digest/delivery/content.ts';
import type { DeliveryContext } from '../../digest/delivery/context.ts';
import type { AskedMessage, ComposedAnswer, Courier } from '../../digest/delivery/courier.ts';
import { sendDelivery } from '../../digest/delivery/send-delivery.ts';
import { NOTHING_CARRIED, type Delivery } from '../../digest/subscription.ts';
import type { Catalogue } from '../../search/catalogue.ts';
import { pageOf } from './page.ts';
import { carriedBy } from './shown.ts';
import type { AnswerStore } from './store.ts';

/** Far above what composing and one request take: what its process did not send by then is looked up. */
const CLAIM_SECONDS = 20;
/** How many messages are remembered, so that none is answered twice while the store fails: far more than a platform redelivers. */
const REMEMBERED_MOST = 20_000;

export type AnsweringOptions = Omit<DeliveryContext, 'store' | 'couriers' | 'contents' | 'newId' | 'clock'> & {
  readonly store: DeliveryContext['store'] & AnswerStore;
  /** Messages are dated, and looked for, by the platform's clock; this process's when omitted. */
  readonly clock?: Pick<Clock, 'nowOf'>;
};

/** What became of an answer: `pending` is sent or looked up later, `invalid` is a defect of ours, and another event had `before` begun it. */
export type AnswerOutcome = 'sent' | 'pending' | 'refused' | 'invalid' | 'before';

export type Answering = {
  /** Answers a message unless that was begun before, by any process; never rejects. */
  readonly answer: (
    asked: AskedMessage,
    compose: () => Promise<ComposedAnswer>,
    poster: Pick<Courier, 'send'>,
  ) => Promise<AnswerOutcome>;
};

/** Creates the answering of one process. */
export function createAnswering({ clock, ...context }: AnsweringOptions): Answering {
  const { store, catalogue, now, log, replica } = context;
  const nowOf = clock?.nowOf ?? now;
  const taken = new LRUCache<string, true>({ max: REMEMBERED_MOST });

  const outcomeOf = async (id: string): Promise<AnswerOutcome> => {
    const delivery = await store.delivery(id);
    if (delivery?.state === 'sent') return 'sent';
    if (delivery?.state !== 'refused') return 'pending';
    return delivery.reason.startsWith('invalid') ? 'invalid' : 'refused';
  };

  return {
    answer: async (asked, compose, poster) => {
      // By the platform's clock: this process's may be days ahead, and for so long its claim would hold up an answer that it did not send.
      const timed = (): Temporal.Instant => nowOf(asked.channelRef.platform);
      const at = timed();
      const claim = { by: replica, until: at.add({ seconds: CLAIM_SECONDS }) };
      const first = pageOf(asked, 1, at);
      if (taken.has(first.slot)) return 'before';
      taken.set(first.slot, true);

      let delivery: Delivery | undefined;
      try {
        delivery = await store.addAnswer(first, claim);
      } catch (error) {
        // An answer that is not remembered is better than none. What was written all the same is looked up before it is sent.
        log.error({ err: error }, 'the store could not be used; a message is answered all the same');
        return await sendUnkept(asked, at, await attempt(compose), poster);
      }
      if (delivery === undefined) return 'before';
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
}

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
