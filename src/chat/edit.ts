/** How the couriers of both chats edit a message of the bot's: it is read, a note is put on it, and it is written back. */
import type { Courier, EditedMessage, EditOutcome, OutgoingMessage } from '../digest/delivery/courier.ts';
import type { Reply } from '../reply/reply.ts';
import { retryLater } from './delivery.ts';

/** What differs between platforms: `FetchedMessage` is a message as it is read, `Message` as it is written. */
export type EditSteps<FetchedMessage, Message> = {
  /** Reads the message once the platform's limits allow it; undefined where it is not there. */
  readonly read: (delivery: OutgoingMessage, edited: EditedMessage) => Promise<FetchedMessage | undefined>;
  readonly hasMarker: (fetched: FetchedMessage, marker: string) => boolean;
  /** Tells whether the note of a marker stands on it. */
  readonly hasNote: (fetched: FetchedMessage, marker: string) => boolean;
  /** Returns the message with a reply's blocks on it, or undefined where it has no room for them. */
  readonly corrected: (fetched: FetchedMessage, reply: Reply, struck: readonly string[]) => Message | undefined;
  /** Settles when the platform's limits allow to write; left out where reading alone is limited. */
  readonly turn?: () => Promise<unknown>;
  /** The request leaves only if `canStillSend` resolves to true right before its first byte, and fails otherwise. */
  readonly write: (
    delivery: OutgoingMessage,
    edited: EditedMessage,
    message: Message,
    canStillSend: () => boolean | Promise<boolean>,
  ) => Promise<unknown>;
  /** Returns what an error means, before the message was handed over or after. */
  readonly outcomeOf: (error: unknown, hasBegun: boolean) => EditOutcome;
  readonly now: () => Temporal.Instant;
  readonly isEnding: () => boolean;
};

/** Returns how a courier edits. */
export function createEdit<FetchedMessage, Message>(steps: EditSteps<FetchedMessage, Message>): Courier['edit'] {
  const { read, hasMarker, hasNote, corrected, turn, write, outcomeOf, now, isEnding } = steps;
  return async (delivery, reply, edited, begin, stillHeld) => {
    const { message, marker, struck } = edited;
    let hasBegun = false;
    let isGivenUp = false;
    const canStillSend = async (): Promise<boolean> => !(isGivenUp = !(await stillHeld()));
    try {
      const fetched = await read(delivery, edited);
      if (fetched === undefined) return { type: 'gone' };
      if (hasNote(fetched, reply.marker ?? '')) return { type: 'sent', message };
      if (!hasMarker(fetched, marker)) return { type: 'uneditable', detail: 'not-ours' };
      const written = corrected(fetched, reply, struck);
      if (written === undefined) return { type: 'uneditable', detail: 'too-long' };
      await turn?.();
      if (!(await begin())) return { type: 'not-begun' };
      hasBegun = true;
      await write(delivery, edited, written, canStillSend);
      return { type: 'sent', message };
    } catch (error) {
      if (isGivenUp) return { type: 'not-begun' };
      const outcome = outcomeOf(error, hasBegun);
      // Nothing was handed to the platform yet, so nothing is lost.
      if (outcome.type !== 'unknown' || hasBegun) return outcome;
      return isEnding() ? { type: 'not-begun' } : retryLater(now(), outcome.detail);
    }
  };
}
