/** Answers messages, each once: written and claimed in the store, then delivered as digests are. */
import { LRUCache } from 'lru-cache';
import type { Content } from '../../digest/delivery/content.ts';
import type { Clock } from '../../digest/delivery/clock.ts';
import type { DeliveryContext } from '../../digest/delivery/context.ts';
import type { AskedMessage, ComposedAnswer, Courier } from '../../digest/delivery/courier.ts';
import { sendDelivery } from '../../digest/delivery/send-delivery.ts';
import { NOTHING_CARRIED, type Delivery } from '../../digest/subscription.ts';
import { pageOf } from './page.ts';
import { carriedBy } from './shown.ts';
import type { AnswerStore } from './store.ts';

/** Far above what composing and one request take: what its process did not send by then, another one looks up. */
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
export function createAnswering(options: AnsweringOptions): Answering {
  const { clock, ...context } = options;
  const { store, catalogue, now, log, replica } = context;
  const nowOf = clock?.nowOf ?? now;
  const taken = new LRUCache<string, true>({ max: REMEMBERED_MOST });

  const outcomeOf = async (id: string): Promise<AnswerOutcome> => {
    const settled = await store.delivery(id);
    if (settled?.state === 'sent') return 'sent';
    if (settled?.state !== 'refused') return 'pending';
    return settled.reason.startsWith('invalid') ? 'invalid' : 'refused';
  };

  return {
    answer: async (asked, compose, poster) => {
      const at = nowOf(asked.channelRef.platform);
      const claim = { by: replica, until: now().add({ seconds: CLAIM_SECONDS }) };
      const first = pageOf(asked, 1, at);
      if (taken.has(first.slot)) return 'before';
      taken.set(first.slot, true);

      /** Sends one message of the answer, which is written already. */
      const deliver = async (delivery: Delivery, page: number, composed: Composed): Promise<void> =>
        await sendDelivery(delivery, poster, {
          ...context,
          // Who asks is answered by whatever clock.
          clock: { nowOf, isRight: () => true },
          contentOf: async () => contentOf(composed, delivery.id, page),
        });
      const contentOf = (composed: Composed, id: string, page: number): Content => {
        if ('error' in composed) return { type: 'fault', error: composed.error };
        const { reply, isOpen } = composed;
        const carried = isOpen && page === 1 ? carriedBy(reply, catalogue()) : NOTHING_CARRIED;
        return { type: 'message', reply: { ...reply, marker: id }, carried, page };
      };
      /** The store failed: an answer that is not remembered is better than none. What it may have written all the same is looked up before it is sent. */
      const sendUnkept = async (error: unknown): Promise<AnswerOutcome> => {
        log.error({ err: error }, 'the store could not be used; a message is answered all the same');
        const composed = await settled(compose);
        if ('error' in composed) return 'invalid';
        for (let page = 1; page <= composed.pages; page += 1) {
          const delivery = { ...pageOf(asked, page, at), begunAt: at, attempts: 0, page };
          const { type } = await poster.send(delivery, { ...composed.reply, marker: delivery.id }, async () => true);
          if (type !== 'sent') return type === 'invalid' || type === 'refused' ? type : 'pending';
        }
        return 'sent';
      };

      let delivery: Delivery | undefined;
      try {
        delivery = await store.addAnswer(first, claim);
      } catch (error) {
        return await sendUnkept(error);
      }
      if (delivery === undefined) return 'before';
      try {
        const composed = await settled(compose);
        const pages = 'error' in composed ? 1 : composed.pages;
        const written = [{ page: 1, delivery }];
        for (let page = 2; page <= pages; page += 1) {
          const added = await store.addAnswer(pageOf(asked, page, at), claim);
          if (added !== undefined) written.push({ page, delivery: added });
        }
        for (const one of written) await deliver(one.delivery, one.page, composed);
        return await outcomeOf(delivery.id);
      } catch (error) {
        log.error({ err: error, delivery: delivery.id }, 'an answer could not be settled; its claim will run out');
        return 'pending';
      }
    },
  };
}

type Composed = ComposedAnswer | { readonly error: unknown };

async function settled(compose: () => Promise<ComposedAnswer>): Promise<Composed> {
  try {
    return await compose();
  } catch (error) {
    return { error };
  }
}
