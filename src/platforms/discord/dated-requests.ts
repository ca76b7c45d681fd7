/** Requests to Discord whose answers tell the clock how they are dated, and those of them that leave only while a claim is held. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { DefaultRestOptions, type RESTOptions } from 'discord.js';
import { createGuardedFetch } from '../guarded.ts';
import type { Bot } from '../platform.ts';

export type DatedRequests = {
  /** Makes discord.js's requests. */
  readonly make: RESTOptions['makeRequest'];
  /** Has the requests that `work` makes leave only where `mayLeave` returns true right before their first byte, and fail otherwise. */
  readonly during: <Result>(mayLeave: () => boolean, work: () => Promise<Result>) => Promise<Result>;
};

/** Returns what makes requests as discord.js does by itself, and has the clock hear their answers. */
export function datedRequests(clock: Pick<Bot['clock'], 'heard'> | undefined, now: Bot['now']): DatedRequests {
  const fetch = createGuardedFetch();
  // discord.js passes nothing on that could tell one request from another.
  const guards = new AsyncLocalStorage<() => boolean>();
  return {
    make: async (url, init) => {
      const sentAt = now();
      const mayLeave = guards.getStore();
      const { method = 'GET', body, signal = null } = init;
      // discord.js makes a plain object of the headers.
      const response = await (mayLeave === undefined || typeof body !== 'string'
        ? DefaultRestOptions.makeRequest(url, init)
        : fetch(mayLeave, url, {
            method,
            body,
            signal,
            headers: init.headers as Readonly<Record<string, string>>,
          }).catch(asRequests));
      clock?.heard('discord', response.headers, sentAt);
      return response;
    },
    during: (mayLeave, work) => guards.run(mayLeave, work),
  };
}

/** Rejects with what went wrong, as `request` does, where fetch says only that it failed. */
function asRequests(error: unknown): never {
  throw error instanceof TypeError && error.cause instanceof Error ? error.cause : error;
}
