/** The digest that a subscription gets next, of the news that its channel has not received by now: as it is sent, previewed, and shown before records are published. */
import type { RecordCatalogue } from '../records/catalogue.ts';
import { composeDigest, type ComposeDigestOptions, type Digest } from './compose.ts';
import { correctionsNotShown } from './recall/plan-recalls.ts';
import type { RecallStore } from './recall/store.ts';
import type { DigestStore } from './store.ts';
import type { Subscription } from './subscription.ts';

export type NextDigestOptions = Pick<ComposeDigestOptions, 'lateFor' | 'marker'> & {
  readonly store: Pick<DigestStore, 'carriedKeys'> & Pick<RecallStore, 'shownBefore'>;
  readonly catalogue: RecordCatalogue;
  readonly now: Temporal.Instant;
};

/** Returns the digest, or undefined where there is nothing to post. */
export async function nextDigest(
  subscription: Subscription,
  { store, catalogue, now, ...rest }: NextDigestOptions,
): Promise<Digest | undefined> {
  const carriedKeys = await store.carriedKeys(subscription.channelRef);
  const notShown = await correctionsNotShown(subscription, carriedKeys, now, { catalogue, store });
  return composeDigest({ catalogue, subscription, carriedKeys, notShown, now, ...rest });
}
