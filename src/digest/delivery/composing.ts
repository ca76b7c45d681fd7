/** Composing one content at a time, each try counted before it begins: one that makes its process hang or end is known by that, and set aside. */
import { createMutex } from '../../shared/mutex.ts';
import type { DigestStore } from '../store.ts';
import type { DeliveryKind } from '../subscription.ts';
import type { ContentOf, Contents } from './content.ts';

/** After so many tries in a row without a message a delivery is set aside. */
export const MAX_COMPOSITIONS = 3;

/** Returns contents that count their tries; one that was tried in vain as often as it may be is a fault, and is not composed again. */
export function countedContents(
  contents: Contents,
  store: Pick<DigestStore, 'countComposition' | 'endCompositions'>,
): Contents {
  // Where the process ends, only the one in its turn may be why.
  const inTurn = createMutex();
  const counted = (contentOf: ContentOf): ContentOf => {
    const compose: ContentOf = async (delivery) => {
      const tries = await store.countComposition(delivery);
      // Another process has it.
      if (tries === undefined) return { type: 'later', until: delivery.slotAt, reason: delivery.reason };
      if (tries > MAX_COMPOSITIONS)
        return { type: 'fault', tries, error: new Error('each time the process ended while it was being composed') };
      const content = await contentOf(delivery);
      if (content.type === 'fault') return { ...content, tries };
      // A process that ends later, such as while it waits for its turn in the channel, ends for another reason.
      if (tries > 1) await store.endCompositions(delivery.id);
      return content;
    };
    return (delivery) => inTurn(() => compose(delivery));
  };
  return {
    digest: counted(contents.digest),
    share: counted(contents.share),
    alert: counted(contents.alert),
    flag: counted(contents.flag),
    recall: counted(contents.recall),
    // It asks the platform, for which the others need not wait, and is given up within minutes in any case.
    answer: contents.answer,
  } satisfies Record<DeliveryKind, ContentOf>;
}
