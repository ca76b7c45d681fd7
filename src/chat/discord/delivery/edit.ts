/** Edits a message of the bot's in Discord: https://docs.discord.com/developers/resources/message#edit-message */
import { DiscordAPIError, RESTJSONErrorCodes as Code, Routes, type REST } from 'discord.js';
import type { Courier, EditedMessage, OutgoingMessage } from '../../../digest/delivery/courier.ts';
import { createEdit } from '../../edit.ts';
import type { OutgoingRequests } from '../connection/outgoing-requests.ts';
import { corrected, hasNote, type CorrectedMessage } from '../render/edited-message.ts';
import { hasMarker, type Component } from '../render/marker.ts';
import { outcomeOf } from './outcome.ts';

export type DiscordEditOptions = {
  readonly rest: REST;
  readonly now: () => Temporal.Instant;
  /** Settles when one request more may leave. */
  readonly turn: () => Promise<unknown>;
  readonly isEnding: () => boolean;
  readonly during: OutgoingRequests['during'];
};

/** Returns how a courier edits. */
export function createDiscordEdit({ rest, now, turn, isEnding, during }: DiscordEditOptions): Courier['edit'] {
  return createEdit<readonly Component[], CorrectedMessage>({
    now,
    isEnding,
    read: async (...of) => {
      await turn();
      const { components = [] } = (await rest.get(routeOf(...of))) as { readonly components?: readonly Component[] };
      return components;
    },
    hasMarker,
    hasNote,
    corrected,
    turn,
    write: (delivery, edited, body, canStillSend) =>
      during(canStillSend, () => rest.patch(routeOf(delivery, edited), { body })),
    outcomeOf: (error) => {
      if (error instanceof DiscordAPIError) {
        if (error.code === Code.UnknownMessage) return { type: 'gone' };
        // Somebody else's, of a kind without components, or longer than we think.
        if (
          error.code === Code.CannotEditMessageAuthoredByAnotherUser ||
          error.code === Code.InvalidFormBodyOrContentType
        )
          return { type: 'uneditable', detail: String(error.code) };
      }
      return outcomeOf(error, now());
    },
  });
}

const routeOf = ({ channelRef }: OutgoingMessage, { message }: EditedMessage) =>
  Routes.channelMessage(channelRef.channel, message);
