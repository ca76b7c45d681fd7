/** Delivers digests to the desk's channel, which is a board in the store: posting the same delivery twice leaves one message. */
import { errorMessage } from '../../shared/errors.ts';
import { retryLater } from '../../chat/delivery.ts';
import type { DeskMessageStore } from '../../digest/delivery/desk-messages.ts';
import type { Courier } from '../../digest/delivery/courier.ts';
import type { ChannelRef } from '../../digest/subscription.ts';

/** The id of the desk's only channel. */
export const DESK_CHANNEL = 'desk';

/** The reference of the desk's channel. */
export const DESK_CHANNEL_REF: ChannelRef = { platform: 'desk', workspace: '', channel: DESK_CHANNEL };

export type DeskCourierOptions = {
  readonly board: DeskMessageStore;
  readonly now: () => Temporal.Instant;
  /** Called when something was posted, so that open pages show it at once. */
  readonly posted: () => void;
  /** Called with the number of a message that was deleted, so that open pages no longer show it. */
  readonly removed: (number: number) => void;
};

/** Returns the courier of the desk. */
export function createCourier({ board, now, posted, removed }: DeskCourierOptions): Courier {
  return {
    platform: DESK_CHANNEL_REF.platform,
    concurrency: 4,
    // There is no rate limit to share.
    share: () => {},

    send: async ({ id, channelRef }, reply, begin) => {
      let begun = false;
      try {
        begun = await begin();
        if (!begun) return { type: 'not-begun' };
        await board.post({ id, channel: channelRef.channel, postedAt: now(), reply });
        posted();
        return { type: 'sent', message: id };
      } catch (error) {
        // The database may have stored a message without confirming it.
        return begun ? { type: 'unknown', detail: errorMessage(error) } : retryLater(now(), errorMessage(error));
      }
    },

    look: async ({ id }) => {
      try {
        return (await board.posted(id)) === undefined ? { type: 'absent' } : { type: 'found', message: id };
      } catch (error) {
        return retryLater(now(), errorMessage(error));
      }
    },

    // A page shows its messages as they were posted: a correction stands below them.
    edit: async () => ({ type: 'uneditable', detail: 'desk' }),

    remove: async (_channelRef, id) => {
      try {
        const message = await board.posted(id);
        await board.remove(id);
        if (message !== undefined) removed(message.number);
        return { type: 'removed' };
      } catch (error) {
        return { type: 'unknown', detail: errorMessage(error) };
      }
    },

    // The page has no addresses of single messages.
    link: async () => undefined,

    // Everybody who opens the desk owns its digests.
    openDirectMessages: async (_person, channelRef) => ({ type: 'open', channelRef }),

    check: async ({ channel }) =>
      channel === DESK_CHANNEL
        ? { ok: true }
        : { ok: false, because: 'channel-gone', detail: `the desk has one channel, ${DESK_CHANNEL}` },
  };
}
