/** Keeps Socket Mode's socket open. The SDK's own reconnecting ends in an unhandled rejection when Slack returns an error meanwhile. */
import { errorCode } from '../../../shared/errors.ts';
import { setTimeout as wait } from 'node:timers/promises';
import type { SocketModeReceiver } from '@slack/bolt';
import type { Logger } from '../../../shared/logger.ts';
import { refusalOf } from '../delivery/outcome.ts';

/** Whether a socket is open now. */
export type SocketState = { readonly isOpen: () => boolean };

type Client = Pick<SocketModeReceiver['client'], 'start' | 'disconnect' | 'once' | 'off'>;

/** The time within which Slack must greet a new socket. */
const GREETING_WITHIN_MS = 20_000;

/** The time to wait for a socket to close. */
const CLOSE_TIMEOUT_MS = 2_000;

/** After a socket that stayed open this long, the next one is opened at once. */
const STABLE_AFTER_MS = 10_000;

const MAX_PAUSE_MS = 30_000;

/** Opens the socket, reopens it whenever it is lost until stopped, and returns its state; rejects where it does not open the first time. */
export async function maintainSocket(client: Client, log: Logger, ending: AbortSignal): Promise<SocketState> {
  const opened = await openSocket(client);
  let isOpen = true;
  void reopen(client, log, ending, opened, (open) => {
    isOpen = open;
  });
  return { isOpen: () => isOpen };
}

/** Closes the socket; never rejects, and waits for a limited time. */
export async function closeSocket(client: Client): Promise<void> {
  await Promise.race([client.disconnect().catch(() => {}), wait(CLOSE_TIMEOUT_MS, undefined, { ref: false })]);
}

/** An open socket: when it opened, and a promise that settles when it is lost. */
type OpenedSocket = { readonly at: number; readonly lost: Promise<void> };

/** Resolves once Slack has greeted a new socket; rejects where it does not, and leaves none half open. */
async function openSocket(client: Client): Promise<OpenedSocket> {
  const lost = Promise.withResolvers<void>();
  const waiting = new AbortController();
  client.once('disconnected', lost.resolve);
  try {
    await Promise.race([
      client.start(),
      wait(GREETING_WITHIN_MS, undefined, { signal: waiting.signal }).then(() => {
        throw new Error('Slack did not greet the socket in time');
      }),
    ]);
    return { at: performance.now(), lost: lost.promise };
  } catch (error) {
    client.off('disconnected', lost.resolve);
    await closeSocket(client);
    throw error;
  } finally {
    waiting.abort();
  }
}

/** Waits for each loss and reopens the socket, reporting each change; never rejects. */
async function reopen(
  client: Client,
  log: Logger,
  ending: AbortSignal,
  first: OpenedSocket,
  onStateChange: (isOpen: boolean) => void,
): Promise<void> {
  let opened = first;
  let failures = 0;
  while (!ending.aborted) {
    await opened.lost;
    onStateChange(false);
    if (performance.now() - opened.at > STABLE_AFTER_MS) failures = 0;
    while (!ending.aborted) {
      try {
        const pause = failures === 0 ? 0 : Math.min(500 * 2 ** failures, MAX_PAUSE_MS);
        failures++;
        await wait(pause, undefined, { signal: ending });
        opened = await openSocket(client);
        onStateChange(true);
        log.info({ tries: failures }, 'socket open again');
        break;
      } catch (error) {
        if (!ending.aborted) log.warn({ reason: reasonOf(error), tries: failures }, 'socket does not open');
      }
    }
  }
  // For a stop while a new socket was opening.
  await closeSocket(client);
}

const reasonOf = (error: unknown): string => refusalOf(error) ?? (errorCode(error) || 'closed');
