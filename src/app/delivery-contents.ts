/** What makes the content of each kind of delivery of a serving bot. */
import { alertContent } from '../digest/alert.ts';
import type { ComposeContent, ContentComposers } from '../digest/delivery/content.ts';
import { digestContent } from '../digest/delivery/digest-content.ts';
import { recallContent } from '../digest/recall/recall-content.ts';
import { createFlagContent } from '../people/inbox-replies.ts';
import { createAnswerContent } from '../conversation/message-answers/content.ts';
import type { Courier } from '../digest/delivery/courier.ts';
import type { Catalogue } from '../search/catalogue.ts';
import type { Store } from '../store/store.ts';

export type ContentsOptions = {
  readonly store: Store;
  readonly catalogue: () => Catalogue;
  readonly now: () => Temporal.Instant;
  /** Settles when a digest may be composed; at once when omitted. */
  readonly turn?: () => Promise<void>;
  /** Returns the content of a share. */
  readonly share: ComposeContent;
  /** What reads messages to the bot again, once it is connected; nothing does when omitted. */
  readonly couriers?: () => ReadonlyMap<string, Courier>;
};

/** Returns the contents of all kinds over a store. */
export function createContents({ share, couriers = () => new Map(), ...context }: ContentsOptions): ContentComposers {
  return {
    digest: (delivery) => digestContent(delivery, context),
    share,
    alert: (delivery) => alertContent(delivery, context),
    flag: createFlagContent(context.store, context.catalogue),
    recall: (delivery) => recallContent(delivery, context),
    answer: createAnswerContent({ ...context, couriers }),
  };
}
