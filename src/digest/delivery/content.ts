/**
 * What a delivery posts: its message, composed when it is sent, or why there is nothing to post.
 * One is composed at a time, and each try is counted before it begins: a delivery that makes its process hang or end is known by that, and set aside.
 */
import type { EditedMessage } from './courier.ts';
import type { Reply } from '../../reply/reply.ts';
import type { Carried, Delivery, DeliveryKind } from './delivery.ts';
import { createMutex } from '../../shared/mutex.ts';
import type { DigestStore } from '../store.ts';

export type Content =
  | {
      readonly type: 'message';
      readonly reply: Reply;
      readonly carried: Carried;
      /** The platform's id of the person who gets it as a direct message, instead of the delivery's channel. */
      readonly person?: string;
      /** The message that it is put on instead of being sent, where that can be edited. */
      readonly edits?: EditedMessage;
    }
  /** It cannot be composed by this process yet; it waits. */
  | { readonly type: 'later'; readonly until: Temporal.Instant; readonly reason: string }
  /** The delivery is skipped, for a reason of a short code and words. */
  | { readonly type: 'nothing'; readonly reason: string }
  /** Composing it failed, for the so many-th time in a row; where that is not counted, it is not tried again. */
  | { readonly type: 'fault'; readonly error: unknown; readonly tries?: number };

/** Returns the content of a delivery; rejects only if the store does. */
export type ComposeContent = (delivery: Delivery) => Promise<Content>;

/** What makes the content of each kind of delivery. */
export type ContentComposers = Readonly<Record<DeliveryKind, ComposeContent>>;

/** Returns the content of a delivery that is skipped for a reason of a short code and words. */
export const nothingToSend = (reason: string): Content => ({ type: 'nothing', reason });

/** After so many tries in a row without a message a delivery is set aside. */
export const MAX_COMPOSE_TRIES = 3;

/** Returns contents that count their tries; one that was tried in vain as often as it may be is a fault, and is not composed again. */
export function withCountedTries(
  contents: ContentComposers,
  store: Pick<DigestStore, 'countComposition' | 'endCompositions'>,
): ContentComposers {
  // Where the process ends, only the one in its turn may be why.
  const exclusively = createMutex();
  const counted = (contentOf: ComposeContent): ComposeContent => {
    const compose: ComposeContent = async (delivery) => {
      const tries = await store.countComposition(delivery);
      // Another process has it.
      if (tries === undefined) return { type: 'later', until: delivery.slotAt, reason: delivery.reason };
      if (tries > MAX_COMPOSE_TRIES)
        return { type: 'fault', tries, error: new Error('each time the process ended while it was being composed') };
      const content = await contentOf(delivery);
      if (content.type === 'fault') return { ...content, tries };
      // A process that ends later, such as while it waits for its turn in the channel, ends for another reason.
      if (tries > 1) await store.endCompositions(delivery.id);
      return content;
    };
    return (delivery) => exclusively(() => compose(delivery));
  };
  return {
    digest: counted(contents.digest),
    share: counted(contents.share),
    alert: counted(contents.alert),
    flag: counted(contents.flag),
    recall: counted(contents.recall),
    morning: counted(contents.morning),
    answer: contents.answer,
  };
}
