/** What follows from a refusal, by the kind of delivery: who is told, and whether it is tried again. */
import type { DeliveryKind } from '../subscription.ts';

export type RefusalRule = {
  /** What the log says. */
  readonly told: string;
  /** Its subscription is paused, and the owner told. */
  readonly pauses?: true;
  /** It is tried again after so many minutes for as long as it is not settled; left out where a refusal settles it. */
  readonly againMinutes?: number;
};

export const REFUSALS: Readonly<Record<DeliveryKind, RefusalRule>> = {
  digest: { told: 'a digest was refused', pauses: true },
  // Who shares is told at once.
  share: { told: 'a share was refused' },
  // The owner finds it in the list of digests.
  alert: { told: 'an owner could not be told what is wrong with a digest' },
  // It is in the inbox too.
  flag: { told: 'a flag could not be posted to the curators; it is kept and tried again', againMinutes: 10 },
  // `attache recall` lists it.
  recall: { told: 'a message could not be corrected' },
  // Who asked sees that there is no answer.
  answer: { told: 'a message could not be answered' },
};
