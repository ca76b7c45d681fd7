/** Sends messages so that none is doubled: tried again only where Slack certainly did not take it. */
import { errorCode } from '../../../shared/errors.ts';
import { setTimeout as wait } from 'node:timers/promises';
import { NEVER_ARRIVED } from '../../delivery.ts';

/** How often a message is offered at most, and how long Slack may make us wait for a place in all. */
const TRIES = 3;
const MAX_WAIT_SECONDS = 30;

/**
 * Returns what a call to Slack returns; rejects with its error. It is repeated after a rate limit and where no connection
 * came about. After a lost response or a server's error the message may stand in the channel all the same: repeating it there
 * would double it in the open, so the caller tells the asker instead.
 */
export async function send<Result>(call: () => Promise<Result>, ending: AbortSignal): Promise<Result> {
  let waitedSeconds = 0;
  for (let tried = 1; ; tried++) {
    try {
      return await call();
    } catch (error) {
      const seconds = repeatAfterSeconds(error, tried);
      if (seconds === undefined || tried === TRIES || waitedSeconds + seconds > MAX_WAIT_SECONDS) throw error;
      waitedSeconds += seconds;
      await wait(seconds * 1_000, undefined, { signal: ending });
    }
  }
}

function repeatAfterSeconds(error: unknown, tried: number): number | undefined {
  if (error instanceof Error && 'retryAfter' in error && typeof error.retryAfter === 'number')
    return Math.max(error.retryAfter, 0);
  return NEVER_ARRIVED.has(errorCode(error)) ? tried : undefined;
}
