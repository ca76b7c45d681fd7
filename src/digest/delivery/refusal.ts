/** What follows from a refusal, by the kind of delivery: who is told, and whether it is tried again. */
import type { DeliveryKind } from '../subscription.ts';

export type RefusalRule = {
  /** Its subscription is paused, and the owner told. */
  readonly pauses?: true;
  /** It is tried again after so many minutes for as long as it is not settled; left out where a refusal settles it. */
  readonly againMinutes?: number;
};

export const REFUSALS: Readonly<Record<DeliveryKind, RefusalRule>> = {
  digest: { pauses: true },
  // Who shares is told at once.
  share: {},
  // The owner finds it in the list of digests.
  alert: {},
  // It is in the inbox too, and the operator reads the log.
  flag: { againMinutes: 10 },
  // The operator finds it in the list of what was reached.
  recall: {},
  // Who asked sees that there is none, and the operator reads the log.
  answer: {},
};
