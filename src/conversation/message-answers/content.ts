/** The content of an answer that the process which took the message did not send: the message is read again. */
import { encodeReason } from '../../digest/delivery/reason.ts';
import { nothingToSend, type ComposeContent } from '../../digest/delivery/content.ts';
import type { Courier } from '../../digest/delivery/courier.ts';
import { NOTHING_CARRIED } from '../../digest/delivery/delivery.ts';
import type { Catalogue } from '../../search/catalogue.ts';
import { askedOf, pageOf, type AnswerStore } from './page.ts';
import { carriedBy } from './shown.ts';

/** Who has waited longer has asked somebody else. */
export const YOUNG_MINUTES = 5;
/** Where the platform is not connected yet, the next try comes after this long. */
const RETRY_SECONDS = 5;

export type AnswerContentOptions = {
  readonly store: AnswerStore;
  readonly catalogue: () => Catalogue;
  readonly couriers: () => ReadonlyMap<string, Courier>;
  readonly now: () => Temporal.Instant;
};

/** Returns what makes the content of answers: nothing where the message is too old, gone or cannot be read. */
export function createAnswerContent({ store, catalogue, couriers, now }: AnswerContentOptions): ComposeContent {
  return async (delivery) => {
    if (Temporal.Instant.compare(delivery.slotAt.add({ minutes: YOUNG_MINUTES }), now()) <= 0)
      return nothingToSend(encodeReason('too-late', 'asked too long ago to be answered now'));
    const { asked, page } = askedOf(delivery);
    const outcome = await couriers().get(delivery.channelRef.platform)?.reanswer?.(asked);
    if (outcome === undefined)
      return { type: 'later', until: now().add({ seconds: RETRY_SECONDS }), reason: 'not connected yet' };
    switch (outcome.type) {
      case 'wait':
        return { type: 'later', until: outcome.until, reason: encodeReason('rate-limit', outcome.detail) };
      case 'gone':
        return nothingToSend(encodeReason('gone', 'the message was deleted'));
      case 'refused':
        return nothingToSend(encodeReason(outcome.because, outcome.detail));
      case 'answer': {
        const { reply, pages, isOpen } = outcome;
        if (page > pages) return nothingToSend(encodeReason('over', 'the answer has become shorter'));
        // The first process may have ended before it wrote them, or have sent them without the store.
        if (page === 1)
          for (let next = 2; next <= pages; next += 1)
            await store.addAnswer(pageOf(asked, next, delivery.slotAt), { lookAt: now() });
        const carried = isOpen && page === 1 ? carriedBy(reply, catalogue()) : NOTHING_CARRIED;
        return { type: 'message', reply: { ...reply, marker: delivery.id }, carried, page };
      }
    }
  };
}
