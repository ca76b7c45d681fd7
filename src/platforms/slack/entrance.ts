/** Opens the way by which Slack reaches the bot, and closes it in two steps: first nothing new, then nothing at all. */
import type { HTTPReceiver, SocketModeReceiver } from '@slack/bolt';
import { AttacheError } from '../../errors.ts';
import type { Logger } from '../../log.ts';
import { codeOf } from './send.ts';
import { closeSocket, keepSocket } from './socket.ts';
import { startError } from './start.ts';

export type Entered = {
  /** Lets nothing new in, while what is in hand can still be answered. */
  readonly refuse: () => void;
  /** Closes; never rejects. */
  readonly leave: () => Promise<void>;
};

/** Opens a socket to Slack; rejects with an AttacheError where Slack refuses the token or does not answer. */
export async function enterBySocket(
  { client }: SocketModeReceiver,
  apiUrl: string,
  log: Logger,
  ending: AbortSignal,
): Promise<Entered> {
  try {
    await keepSocket(client, log, ending);
  } catch (error) {
    throw startError(error, 'SLACK_APP_TOKEN', apiUrl);
  }
  return { refuse: () => {}, leave: async () => await closeSocket(client) };
}

/** Listens for Slack's requests; rejects with an AttacheError where the port cannot be had. */
export async function enterByHttp(receiver: HTTPReceiver, host: string, port: number): Promise<Entered> {
  try {
    const server = await receiver.start({ host, port });
    return {
      refuse: () => void server.close(),
      leave: async () => {
        server.closeAllConnections();
      },
    };
  } catch (error) {
    throw new AttacheError(
      'settings',
      `Slack's requests cannot be listened for on ${host}, port ${port} (${codeOf(error)}); set PORT and HOST to an address of this machine that is free.`,
      { cause: error },
    );
  }
}
