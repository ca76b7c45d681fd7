/** Requests to Discord whose answers tell the clock how they are dated, and those of them that leave only while a claim is held. */
import { DefaultRestOptions, type RESTOptions } from 'discord.js';
import { createGuards, type Guards } from '../../guarded.ts';
import type { Bot } from '../../platform.ts';

export type DatedRequests = Pick<Guards, 'during'> & {
  /** Makes discord.js's requests. */
  readonly make: RESTOptions['makeRequest'];
};

/** Returns what makes requests as discord.js does by itself, and has the clock hear their answers. */
export function datedRequests(clock: Pick<Bot['clock'], 'heard'> | undefined): DatedRequests {
  const guards = createGuards();
  return {
    make: async (url, init) => {
      const sentAt = performance.now();
      const { method = 'GET', body, signal = null } = init;
      // discord.js makes a plain object of the headers.
      const headers = init.headers as Readonly<Record<string, string>>;
      const underGuard =
        typeof body === 'string' ? guards.fetch(url, { method, body, signal, headers })?.catch(asRequests) : undefined;
      const response = await (underGuard ?? DefaultRestOptions.makeRequest(url, init));
      clock?.heard('discord', response.headers, performance.now() - sentAt);
      return response;
    },
    during: guards.during,
  };
}

/** Rejects with what went wrong, as `request` does, where fetch says only that it failed. */
function asRequests(error: unknown): never {
  throw error instanceof TypeError && error.cause instanceof Error ? error.cause : error;
}
