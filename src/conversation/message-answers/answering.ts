/** Answers messages, each once: its id is claimed in the store before it is answered, and what was sent is stored, so that corrections reach it. */
import { LRUCache } from 'lru-cache';
import { lruOptions } from '../../shared/lru-options.ts';
import type { AskedMessage, ComposedAnswer, Courier, SendOutcome } from '../../digest/delivery/courier.ts';
import { NOTHING_CARRIED } from '../../digest/delivery/delivery.ts';
import { TIMERS } from '../../digest/delivery/timing.ts';
import type { DigestStore } from '../../digest/store.ts';
import type { Catalogue } from '../../search/catalogue.ts';
import type { Logger } from '../../shared/logger.ts';
import { messageId, pageOf, type AnswerStore } from './page.ts';
import { carriedBy } from './shown.ts';

/** How many messages are remembered, so that none is answered twice where the database loses its claim: far more than a platform redelivers. */
const MAX_REMEMBERED = 20_000;
/** How often a message is offered to a platform that asks to wait, and for how long that is waited for in all: who asked waits too. */
const MAX_TRIES = 3;
const MAX_WAIT_MS = 60_000;

export type AnsweringOptions = {
  readonly store: AnswerStore & Pick<DigestStore, 'claimEvent'>;
  readonly catalogue: () => Catalogue;
  readonly now: () => Temporal.Instant;
  readonly log: Logger;
};

/** What became of an answer: it is `unconfirmed` where the platform did not say whether it has it, and another event had `before` begun it. */
export type AnswerOutcome = 'sent' | 'unconfirmed' | 'failed' | 'before';

export type Answering = {
  /** Answers a message unless that was begun before, by any process. Rejects where the store cannot claim it, or it cannot be composed: then nothing was sent. */
  readonly answer: (
    asked: AskedMessage,
    compose: () => Promise<ComposedAnswer>,
    poster: Pick<Courier, 'send'>,
  ) => Promise<AnswerOutcome>;
};

/** Creates the answering of one process. */
export function createAnswering({ store, catalogue, now, log }: AnsweringOptions): Answering {
  const begun = new LRUCache<string, true>(lruOptions(MAX_REMEMBERED));
  return {
    answer: async (asked, compose, poster) => {
      const id = messageId(asked);
      if (begun.has(id)) return 'before';
      begun.set(id, true);
      if (!(await store.claimEvent(id, now()))) return 'before';
      const at = now();
      const { reply, pages, isOpen } = await compose();
      for (let number = 1; number <= pages; number += 1) {
        const page = pageOf(asked, number, at);
        const carried = isOpen && number === 1 ? carriedBy(reply, catalogue()) : NOTHING_CARRIED;
        const outgoing = { ...page, begunAt: at, attempts: 0, page: number };
        const outcome = await sendInTime(() =>
          poster.send(
            outgoing,
            { ...reply, marker: page.id },
            async () => true,
            () => true,
          ),
        );
        if (outcome.type !== 'sent') {
          log.warn({ delivery: page.id, outcome }, 'a message could not be answered, or only perhaps');
          return outcome.type === 'unknown' ? 'unconfirmed' : 'failed';
        }
        const sent = { ...page, message: outcome.message, carried: { ...carried, language: reply.language } };
        await store.addAnswer(sent, now()).catch((error: unknown) => {
          log.error({ err: error, delivery: page.id }, 'an answer is not stored: no correction will reach it');
        });
      }
      return 'sent';
    },
  };

  /** Sends, and again as long as the platform asks to wait and who asked still does. */
  async function sendInTime(send: () => Promise<SendOutcome>): Promise<SendOutcome> {
    let waited = 0;
    for (let tries = 1; ; tries += 1) {
      const outcome = await send();
      if (outcome.type !== 'wait' || tries === MAX_TRIES) return outcome;
      const milliseconds = Math.max(0, outcome.until.epochMilliseconds - now().epochMilliseconds);
      waited += milliseconds;
      if (waited > MAX_WAIT_MS) return outcome;
      await new Promise<void>((resolve) => void TIMERS.after(milliseconds, resolve));
    }
  }
}
