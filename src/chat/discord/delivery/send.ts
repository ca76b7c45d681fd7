/** Sends to Discord: what may be repeated after a lost response is, what could double is not. */
import { setTimeout as wait } from 'node:timers/promises';
import { DiscordAPIError, HTTPError, Routes, type APIInteraction, type REST } from 'discord.js';
import { withAccent, FLAG, type DiscordMessage, type DiscordModal, type PlacedMessage } from '../render/payload.ts';
import { linkCommands, type CommandIds } from '../render/command-links.ts';
import { isAlreadyAnswered, refusedAsReply } from './outcome.ts';
import type { Courier } from '../../../digest/delivery/courier.ts';

// https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-interaction-callback-type
const CALLBACK = { message: 4, defer: 5, deferUpdate: 6, update: 7, choices: 8, modal: 9 } as const;

/** An interaction lives for three seconds unanswered: a try that hangs is given up in time for a second one. */
const CALLBACK_MS = 1_200;
const CALLBACK_RETRY_DELAYS_MS = [250] as const;

export type Choices = readonly { readonly name: string; readonly value: string }[];
export type Sender = ReturnType<typeof createSender>;
/** A message for everyone that is flagged as private is for the asker all the same. */
export type SeenBy = 'asker' | 'everyone';
type SendRequest = Pick<APIInteraction, 'id' | 'token' | 'application_id'>;

/** Returns the ways to send; each rejects with Discord's error if the message is not there, or not known to be. The commands that a message names are clickable once their ids are known. */
export function createSender(rest: REST, commandIds: () => CommandIds) {
  const placed = (message: DiscordMessage, seenBy: SeenBy): PlacedMessage => {
    const linked = linkCommands(message, commandIds());
    return seenBy === 'asker' ? withAccent(linked) : linked;
  };
  const added = (message: DiscordMessage, seenBy: SeenBy): PlacedMessage => {
    const isPrivate = seenBy === 'asker' || (message.flags & FLAG.ephemeral) !== 0;
    const sent = placed(message, isPrivate ? 'asker' : 'everyone');
    return isPrivate ? { ...sent, flags: sent.flags | FLAG.ephemeral } : sent;
  };
  // Repeating one is safe: an interaction is answered once, and says so when it has been.
  const callback = (to: SendRequest, type: number, data?: object): Promise<void> =>
    withRetries(async (again) => {
      try {
        await rest.post(Routes.interactionCallback(to.id, to.token), {
          auth: false,
          body: { type, ...(data && { data }) },
          signal: AbortSignal.timeout(CALLBACK_MS),
        });
      } catch (error) {
        if (!(again && isAlreadyAnswered(error))) throw error;
      }
    }, CALLBACK_RETRY_DELAYS_MS);

  return {
    /** Answers an interaction with a message. */
    reply: (to: SendRequest, message: DiscordMessage, seenBy: SeenBy) =>
      callback(to, CALLBACK.message, added(message, seenBy)),
    /** Acknowledges an interaction; the answer, which the same people see, follows by `edit`. */
    defer: (to: SendRequest, seenBy: SeenBy) =>
      callback(to, CALLBACK.defer, { flags: seenBy === 'asker' ? FLAG.ephemeral : 0 }),
    /** Acknowledges a pressed button and changes nothing. */
    deferUpdate: (to: SendRequest) => callback(to, CALLBACK.deferUpdate),
    /** Answers a pressed button by changing the message that it is on, which the same people see. */
    update: (to: SendRequest, message: DiscordMessage, seenBy: SeenBy) =>
      callback(to, CALLBACK.update, placed(message, seenBy)),
    /** Answers a command or a pressed button by opening a form. */
    modal: (to: SendRequest, modal: DiscordModal) => callback(to, CALLBACK.modal, modal),
    suggest: (to: SendRequest, choices: Choices) => callback(to, CALLBACK.choices, { choices }),
    /** Puts the answer in the place of an acknowledgement: of `defer`, or of the message whose button was acknowledged by `deferUpdate`. */
    edit: (to: SendRequest, message: DiscordMessage, seenBy: SeenBy) =>
      withRetries(() =>
        rest.patch(Routes.webhookMessage(to.application_id, to.token, '@original'), {
          auth: false,
          body: placed(message, seenBy),
        }),
      ),
    /** Deletes the message whose button was acknowledged by `deferUpdate`. */
    removeOriginal: (to: SendRequest) =>
      withRetries(() => rest.delete(Routes.webhookMessage(to.application_id, to.token, '@original'), { auth: false })),
    /** Sends one more message for an interaction, and resolves with its id and who can see it, which Discord may have narrowed. It could double, so that it is never repeated. */
    followUp: async (
      to: SendRequest,
      message: DiscordMessage,
      seenBy: SeenBy,
    ): Promise<{ readonly id: string; readonly seenBy: SeenBy }> => {
      const sent = (await rest.post(Routes.webhook(to.application_id, to.token), {
        auth: false,
        body: added(message, seenBy),
      })) as { readonly id: string; readonly flags?: number };
      return { id: sent.id, seenBy: ((sent.flags ?? 0) & FLAG.ephemeral) === 0 ? 'everyone' : 'asker' };
    },
    /** Posts in a channel, in reply to a message if one is named; the nonce (at most 25 characters) keeps a repeated one from being posted twice. */
    post: (channelId: string, message: DiscordMessage, nonce: string, inReplyTo?: string) => {
      const post = (reference: object): Promise<unknown> =>
        withRetries(() =>
          rest.post(Routes.channelMessages(channelId), {
            body: { ...placed(message, 'everyone'), nonce, enforce_nonce: true, ...reference },
          }),
        );
      if (inReplyTo === undefined) return post({});
      return post({
        message_reference: { message_id: inReplyTo, fail_if_not_exists: false },
        allowed_mentions: { parse: [], replied_user: false },
      }).catch((error: unknown) => {
        // Replying needs the right to read the history, posting does not.
        if (refusedAsReply(error)) return post({});
        throw error;
      });
    },
    typing: (channelId: string) => rest.post(Routes.channelTyping(channelId)),
  };
}

/** Tries again what may be: the client itself, which would retry at once and count no doubles, retries nothing. */
async function withRetries<Result>(
  work: (again: boolean) => Promise<Result>,
  delays: readonly number[] = RETRY_DELAYS_MS,
): Promise<Result> {
  for (const [index, delay] of delays.entries()) {
    try {
      return await work(index > 0);
    } catch (error) {
      if (!isTransient(error)) throw error;
      await wait(delay);
    }
  }
  return work(true);
}

/** Tells whether the same request may succeed when repeated: the connection or the server failed, not the request. */
function isTransient(error: unknown): boolean {
  if (error instanceof HTTPError) return error.status >= 500;
  return error instanceof Error && !(error instanceof DiscordAPIError);
}

/** Waits before a second and a third try. */
const RETRY_DELAYS_MS = [250, 1_000] as const;
/** Well within the "past few minutes" for which Discord compares nonces: a machine may sleep between two tries. https://docs.discord.com/developers/resources/message#create-message */
const RETRY_WITHIN_MS = 20_000;

/** Returns what sends as `poster` does, and again while it is unknown whether the message was stored. */
export function retryUnknown<Poster extends Pick<Courier, 'send'>>(poster: Poster): Poster {
  return {
    ...poster,
    send: async (message, reply, begin, stillHeld) => {
      const startedAt = Date.now();
      const canRetry = async (): Promise<boolean> => Date.now() - startedAt < RETRY_WITHIN_MS && (await stillHeld());
      let outcome = await poster.send(message, reply, begin, stillHeld);
      for (const delay of RETRY_DELAYS_MS) {
        if (outcome.type !== 'unknown') break;
        await wait(delay);
        const again = await poster.send(message, reply, canRetry, canRetry);
        // What was sent before may have been stored, whatever becomes of the repetition.
        if (again.type === 'sent') outcome = again;
      }
      return outcome;
    },
  };
}
