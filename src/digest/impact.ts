/** What other records change for channels, by the code that posts and corrects: the digests that become others, and the messages that are corrected. */
import type { RecordCatalogue } from '../records/catalogue.ts';
import type { Reply } from '../reply/reply.ts';
import { yieldToEventLoop } from '../shared/mutex.ts';
import type { Delivery } from './delivery/delivery.ts';
import { nextDigest, type NextDigestOptions } from './next-digest.ts';
import { correctionsIn, versionOf, type Correction } from './recall/corrections.ts';
import { unplannedRecalls } from './recall/plan-recalls.ts';
import { composeRecall } from './recall/recall-content.ts';
import type { RecallStore } from './recall/store.ts';
import type { DigestStore } from './store.ts';
import type { Subscription } from './subscription.ts';

/** A digest that becomes another one; undefined where nothing is posted any more. */
export type ChangedDigest = { readonly subscription: Subscription; readonly reply: Reply | undefined };

export type CorrectedMessage = {
  readonly message: Delivery;
  /** What is put on it, or answers it. */
  readonly reply: Reply;
};

export type Impact = {
  /** The one due first in front, those that are paused last. */
  readonly digests: readonly ChangedDigest[];
  /** How many digests there are beyond those that were looked at. */
  readonly unseen: number;
  readonly corrected: readonly CorrectedMessage[];
  /** Whether more messages are corrected than are listed. */
  readonly more: boolean;
};

export type ImpactQuery = {
  /** Returns what channels get of records that come into service in place of others; rejects only if the store does. */
  readonly impactOf: (before: RecordCatalogue, after: RecordCatalogue) => Promise<Impact>;
  /** Returns how many messages tell what other records would no longer say. */
  readonly countOutdatedMessages: (now: RecordCatalogue, undone: RecordCatalogue) => Promise<number>;
};

export type ImpactOptions = {
  readonly store: Pick<DigestStore, 'subscriptions'> &
    NextDigestOptions['store'] &
    Pick<RecallStore, 'shownBefore' | 'recalls'>;
  readonly now: () => Temporal.Instant;
};

/** Each is composed twice. */
const MAX_DIGESTS = 200;
const MAX_CORRECTED = 100;
const MAX_MESSAGES = 10_000;
const MAX_STATEMENTS = 500;

/** Creates the query of what other records change for channels. */
export function createImpact({ store, now }: ImpactOptions): ImpactQuery {
  return {
    impactOf: async (before, after) => {
      const all = (await store.subscriptions({})).toSorted((a, b) => dueIn(a) - dueIn(b));
      const at = now();
      const digests: ChangedDigest[] = [];
      for (const subscription of all.slice(0, MAX_DIGESTS)) {
        await yieldToEventLoop();
        const [then, next] = await Promise.all(
          [before, after].map((catalogue) => nextDigest(subscription, { store, catalogue, now: at })),
        );
        if (JSON.stringify(then?.reply) !== JSON.stringify(next?.reply))
          digests.push({ subscription, reply: next?.reply });
      }
      // What the records in service correct has been planned.
      const planned = new Set(correctionsIn(before).map(identityOf));
      const corrections = correctionsIn(after).filter((one) => !planned.has(identityOf(one)));
      const recalls = await unplannedRecalls(corrections, store, MAX_CORRECTED + 1);
      return {
        digests,
        unseen: Math.max(0, all.length - MAX_DIGESTS),
        corrected: recalls
          .slice(0, MAX_CORRECTED)
          .map(({ message, correction }) => ({ message, reply: composeRecall(correction, message, after, at).reply })),
        more: recalls.length > MAX_CORRECTED,
      };
    },

    countOutdatedMessages: async (current, undone) => {
      const messages = new Set<string>();
      const changed = [...current.statements.values()].filter((one) => {
        const then = undone.statements.get(one.id);
        return then !== one && (then === undefined || versionOf(then) !== versionOf(one));
      });
      for (const { id } of changed.slice(0, MAX_STATEMENTS)) {
        const then = undone.statements.get(id);
        const shown = await store.shownBefore(
          { shown: id, ...(then !== undefined && { version: versionOf(then) }), correction: '' },
          '',
          MAX_MESSAGES,
        );
        for (const { message } of shown) messages.add(message.id);
      }
      // A message that was corrected would be left with a correction that nobody makes any more.
      const stillMade = new Set(correctionsIn(undone).map(({ key }) => key));
      for (const { key } of correctionsIn(current))
        if (!stillMade.has(key))
          for (const { of, delivery } of await store.recalls(key, MAX_MESSAGES))
            if (delivery.state !== 'waiting') messages.add(of);
      return messages.size;
    },
  };
}

const dueIn = ({ dueAt }: Subscription): number => dueAt?.epochMilliseconds ?? Infinity;

/** What tells a correction from those that messages were told of: a bottom line that changes once more concerns others. */
const identityOf = ({ key, shown, version }: Correction): string => JSON.stringify([key, shown, version]);
