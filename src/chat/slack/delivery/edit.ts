/** Edits a message of the bot's in Slack: https://docs.slack.dev/reference/methods/chat.update */
import type { webApi } from '@slack/bolt';
import type { Courier } from '../../../digest/delivery/courier.ts';
import { createEdit } from '../../edit.ts';
import type { Guards } from '../../guarded.ts';
import { corrected, isMarked, type FetchedMessage } from '../render/edited-message.ts';
import type { SlackMessage } from '../render/render.ts';
import { readMessage } from './lookup.ts';
import { limitedUntil, outcomeOf, refusalOf } from './outcome.ts';

export type SlackEditOptions = {
  readonly client: webApi.WebClient;
  readonly during: Guards['during'];
  readonly name: string;
  readonly now: () => Temporal.Instant;
  /** Settles when one message more may be read; reading is limited more than editing is. */
  readonly turn: () => Promise<unknown>;
  /** Called when Slack said until when to wait with reading. */
  readonly onRateLimit: (until: Temporal.Instant) => void;
  readonly isEnding: () => boolean;
};

/** The message cannot be edited: by who wrote it, after the time that the workspace sets, or for its length. */
const UNEDITABLE = new Set([
  'cant_update_message',
  'edit_window_closed',
  'cant_broadcast_message',
  'message_locked',
  'msg_too_long',
  'msg_blocks_too_long',
  'invalid_blocks',
  'invalid_blocks_format',
]);
/** The history cannot be read, without which nothing of the message could be kept. */
const UNREADABLE = new Set(['missing_scope', 'not_in_channel', 'not_allowed_token_type']);

/** Returns how a courier edits. */
export function createSlackEdit({
  client,
  during,
  name,
  now,
  turn,
  onRateLimit,
  isEnding,
}: SlackEditOptions): Courier['edit'] {
  return createEdit<FetchedMessage, SlackMessage>({
    now,
    isEnding,
    read: async ({ channelRef: { channel } }, { message: ts, inReplyTo }) => {
      await turn();
      return await readMessage(client, { channel, ts, thread: inReplyTo });
    },
    hasMarker: isMarked,
    hasNote: isMarked,
    corrected,
    write: ({ channelRef: { channel } }, { message: ts }, { text, blocks }, canStillSend) =>
      during(canStillSend, () => client.chat.update({ channel, ts, text, blocks, parse: 'none', link_names: false })),
    outcomeOf: (error, hasBegun) => {
      const refusal = refusalOf(error) ?? '';
      if (refusal === 'message_not_found' || refusal === 'thread_not_found') return { type: 'gone' };
      if (UNEDITABLE.has(refusal) || (!hasBegun && UNREADABLE.has(refusal)))
        return { type: 'uneditable', detail: refusal };
      const until = limitedUntil(error, now());
      if (until !== undefined && !hasBegun) onRateLimit(until);
      return outcomeOf(error, name, now());
    },
  });
}
