/** The requests of discord.js: their answers set the clock, deliveries leave only while their claim is held, and the token is kept after a refusal. */
import { DefaultRestOptions, type RESTOptions, type REST } from 'discord.js';
import { createGuards, type Guards } from '../../guarded.ts';
import type { Bot } from '../../platform.ts';

export type OutgoingRequests = Pick<Guards, 'during'> & {
  /** Makes discord.js's requests. */
  readonly make: RESTOptions['makeRequest'];
};

/** Returns what makes requests as discord.js does by itself, and has the clock hear their answers. */
export function createOutgoingRequests(clock: Pick<Bot['clock'], 'recordDate'> | undefined): OutgoingRequests {
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
      clock?.recordDate('discord', response.headers, performance.now() - sentAt);
      return response;
    },
    during: guards.during,
  };
}

/** Rejects with what went wrong, as `request` does, where fetch says only that it failed. */
function asRequests(error: unknown): never {
  throw error instanceof TypeError && error.cause instanceof Error ? error.cause : error;
}

/** Returns the requests, with a token that stays: Discord may refuse it for a while and take it again. */
export function keepToken(rest: REST, token: string): REST {
  const set = rest.setToken.bind(rest);
  // A refusal sets it to null, whatever the type says.
  rest.setToken = (next: string | null) => set(next ?? token);
  return rest.setToken(token);
}
