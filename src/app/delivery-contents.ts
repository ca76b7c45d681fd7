/** What makes the content of each kind of delivery of a serving bot. */
import { alertContent } from '../digest/alert.ts';
import { nothingToSend, type ComposeContent, type ContentComposers } from '../digest/delivery/content.ts';
import { encodeReason } from '../digest/delivery/reason.ts';
import { digestContent } from '../digest/delivery/digest-content.ts';
import { recallContent } from '../digest/recall/recall-content.ts';
import { createFlagContent } from '../people/inbox-replies.ts';
import type { Catalogue } from '../search/catalogue.ts';
import type { Store } from '../store/store.ts';

export type ContentsOptions = {
  readonly store: Store;
  readonly catalogue: () => Catalogue;
  readonly now: () => Temporal.Instant;
  /** Returns the content of a share. */
  readonly share: ComposeContent;
  /** Returns the content of the morning message; there is none when omitted. */
  readonly morning?: ComposeContent;
};

/** An answer is written once it was sent. */
const NO_ANSWER: ComposeContent = async () => nothingToSend(encodeReason('over', 'it was sent when it was asked for'));
const NO_MORNING: ComposeContent = async () => nothingToSend(encodeReason('over', 'there is no morning message'));

/** Returns the contents of all kinds over a store. */
export function createContents({ share, morning = NO_MORNING, ...context }: ContentsOptions): ContentComposers {
  return {
    digest: (delivery) => digestContent(delivery, context),
    share,
    alert: (delivery) => alertContent(delivery, context),
    flag: createFlagContent(context.store, context.catalogue),
    recall: (delivery) => recallContent(delivery, context),
    morning,
    answer: NO_ANSWER,
  };
}
