/** Edits a message of the bot's: reads it, puts a note on it and writes it back: https://docs.slack.dev/reference/methods/chat.update */
import type { webApi } from '@slack/bolt';
import type { Courier, EditOutcome } from '../../../digest/delivery/courier.ts';
import { corrected, isMarked, type ToldMessage } from '../render/corrected.ts';
import { AGAIN_SECONDS, outcomeOf, RATE_LIMITED, refusalOf } from './outcome.ts';

export type SlackEditOptions = {
  readonly client: webApi.WebClient;
  readonly name: string;
  readonly now: () => Temporal.Instant;
  /** Settles when one message more may be read; reading is limited more than editing is. */
  readonly turn: () => Promise<unknown>;
  /** Called when Slack said to wait with reading. */
  readonly limited: () => void;
  readonly isEnding: () => boolean;
};

/** The message cannot be edited: by who wrote it, after the time that the workspace sets, or for its length. */
const FIXED = new Set([
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
export function createEdit({ client, name, now, turn, limited, isEnding }: SlackEditOptions): Courier['edit'] {
  const read = async (channel: string, ts: string, thread: string | undefined): Promise<ToldMessage | undefined> => {
    const at = { channel, oldest: ts, latest: ts, inclusive: true, limit: 2 };
    const { messages } = await (thread === undefined
      ? client.conversations.history(at)
      : client.conversations.replies({ ...at, ts: thread }));
    return messages?.find((message) => message.ts === ts);
  };

  return async ({ channelRef: { channel } }, reply, { message: ts, marker, inReplyTo, struck }, begin) => {
    let hasBegun = false;
    try {
      await turn();
      const told = await read(channel, ts, inReplyTo);
      if (told === undefined) return { type: 'gone' };
      if (isMarked(told, reply.marker ?? '')) return { type: 'sent', message: ts };
      if (!isMarked(told, marker)) return { type: 'fixed', detail: 'not-ours' };
      const edited = corrected(told, reply, struck);
      if (edited === undefined) return { type: 'fixed', detail: 'too-long' };
      if (!(await begin())) return { type: 'not-begun' };
      hasBegun = true;
      const { text, blocks } = edited;
      await client.chat.update({ channel, ts, text, blocks, parse: 'none', link_names: false });
      return { type: 'sent', message: ts };
    } catch (error) {
      return outcome(error, hasBegun);
    }
  };

  function outcome(error: unknown, hasBegun: boolean): EditOutcome {
    const refusal = refusalOf(error) ?? '';
    if (refusal === 'message_not_found' || refusal === 'thread_not_found') return { type: 'gone' };
    if (FIXED.has(refusal) || (!hasBegun && UNREADABLE.has(refusal))) return { type: 'fixed', detail: refusal };
    const ended = outcomeOf(error, name, now());
    if (ended.type === 'wait' && ended.detail === RATE_LIMITED && !hasBegun) limited();
    // Nothing was handed to Slack yet, so nothing is lost.
    if (ended.type !== 'unknown' || hasBegun) return ended;
    return isEnding()
      ? { type: 'not-begun' }
      : { type: 'wait', until: now().add({ seconds: AGAIN_SECONDS }), detail: ended.detail };
  }
}
