/** Sends an answer again at once where its response was lost: Discord keeps one message of a nonce for some minutes, so that it cannot double. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Courier } from '../../../digest/delivery/courier.ts';

/** Waits before a second and a third try. */
export const RETRY_DELAYS_MS = [250, 1_000] as const;
/** Well within the "past few minutes" for which Discord compares nonces: a machine may sleep between two tries. https://docs.discord.com/developers/resources/message#create-message */
const REPEATED_WITHIN_MS = 60_000;

/** Returns what sends as `poster` does, and again while it is unknown whether the message was stored. */
export function repeated<Poster extends Pick<Courier, 'send'>>(poster: Poster): Poster {
  return {
    ...poster,
    send: async (message, reply, begin, stillHeld) => {
      const startedAt = Date.now();
      const mayRepeat = async (): Promise<boolean> =>
        Date.now() - startedAt < REPEATED_WITHIN_MS && (await stillHeld());
      let outcome = await poster.send(message, reply, begin, stillHeld);
      // What is unknown even then is looked up, as it is for every delivery.
      for (const delay of RETRY_DELAYS_MS) {
        if (outcome.type !== 'unknown') break;
        await wait(delay);
        const again = await poster.send(message, reply, mayRepeat, mayRepeat);
        // What was sent before may have been stored, whatever becomes of the repetition.
        if (again.type === 'sent') outcome = again;
      }
      return outcome;
    },
  };
}
