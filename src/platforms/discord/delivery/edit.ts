/** Edits a message of the bot's: reads it, puts a note on it and writes it back: https://docs.discord.com/developers/resources/message#edit-message */
import { DiscordAPIError, RESTJSONErrorCodes as Code, Routes, type REST } from 'discord.js';
import type { Courier, EditOutcome } from '../../../digest/delivery/courier.ts';
import { corrected, hasNote } from '../render/corrected.ts';
import { hasMarker, type Component } from './marker.ts';
import { AGAIN_SECONDS, outcomeOf } from './outcome.ts';

export type DiscordEditOptions = {
  readonly rest: REST;
  readonly now: () => Temporal.Instant;
  /** Settles when one request more may leave. */
  readonly turn: () => Promise<unknown>;
  readonly isEnding: () => boolean;
};

/** Returns how a courier edits. */
export function createEdit({ rest, now, turn, isEnding }: DiscordEditOptions): Courier['edit'] {
  return async ({ channelRef: { channel } }, reply, { message, marker, struck }, begin) => {
    const route = Routes.channelMessage(channel, message);
    let hasBegun = false;
    try {
      await turn();
      const { components } = (await rest.get(route)) as { readonly components?: readonly Component[] };
      if (hasNote(components, reply.marker ?? '')) return { type: 'sent', message };
      if (!hasMarker(components, marker)) return { type: 'fixed', detail: 'not-ours' };
      const body = corrected(components, reply, struck);
      if (body === undefined) return { type: 'fixed', detail: 'too-long' };
      await turn();
      if (!(await begin())) return { type: 'not-begun' };
      hasBegun = true;
      await rest.patch(route, { body });
      return { type: 'sent', message };
    } catch (error) {
      return outcome(error, hasBegun);
    }
  };

  function outcome(error: unknown, hasBegun: boolean): EditOutcome {
    if (error instanceof DiscordAPIError) {
      if (error.code === Code.UnknownMessage) return { type: 'gone' };
      // Somebody else's, of a kind without components, or longer than we think.
      if (
        error.code === Code.CannotEditMessageAuthoredByAnotherUser ||
        error.code === Code.InvalidFormBodyOrContentType
      )
        return { type: 'fixed', detail: String(error.code) };
    }
    const ended = outcomeOf(error, now());
    // Nothing was handed to Discord yet, so nothing is lost.
    if (ended.type !== 'unknown' || hasBegun) return ended;
    return isEnding()
      ? { type: 'not-begun' }
      : { type: 'wait', until: now().add({ seconds: AGAIN_SECONDS }), detail: ended.detail };
  }
}
