/** Requests that are given up right before their first byte where they may no longer leave: finding the address, connecting and greeting take time in which a claim can end. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { Agent, fetch, type Dispatcher, type Response } from 'undici';

/** A request whose body is text. */
export type GuardedRequest = {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal?: AbortSignal | null;
};

type CanStillSend = () => boolean | Promise<boolean>;

export type GuardedFetch = (
  canStillSend: CanStillSend,
  url: string | URL,
  request: GuardedRequest,
) => Promise<Response>;

/** Returns what fetches if `canStillSend` returns or resolves to true once the connection stands, and rejects otherwise, with nothing sent; connections are kept alive and shared by all of its requests. */
export function createGuardedFetch(): GuardedFetch {
  const agent = new Agent();
  return (canStillSend, url, request) =>
    fetch(url, {
      ...request,
      dispatcher: agent.compose(
        (dispatch) => (options, handler) =>
          dispatch({ ...options, body: guarded(options.body, canStillSend) as never }, handler),
      ),
    });
}

export type Guards = {
  /** Has the requests that `work` makes through `fetch` leave only where `canStillSend` returns or resolves to true right before their first byte, and fail otherwise. */
  readonly during: <Result>(canStillSend: CanStillSend, work: () => Promise<Result>) => Promise<Result>;
  /** Fetches under the guard of the work that asks for it; returns undefined where that has none. */
  readonly fetch: (url: string | URL, request: GuardedRequest) => Promise<Response> | undefined;
};

/**
 * Returns guards for platform libraries that offer no per-request option.
 * The library must send within the same async context.
 */
export function createGuards(): Guards {
  const fetchWhile = createGuardedFetch();
  const guards = new AsyncLocalStorage<CanStillSend>();
  return {
    during: (canStillSend, work) => guards.run(canStillSend, work),
    fetch: (url, request) => {
      const canStillSend = guards.getStore();
      return canStillSend && fetchWhile(canStillSend, url, request);
    },
  };
}

/** Asks once the connection stands: a body that comes piece by piece is asked for then, and with its first piece the head of the request is written. What is thrown here fails it unwritten. */
async function* guarded(
  body: Dispatcher.DispatchOptions['body'],
  canStillSend: CanStillSend,
): AsyncGenerator<Uint8Array> {
  if (!(await canStillSend())) throw new Error('it may no longer be sent');
  yield* body as AsyncIterable<Uint8Array>;
}
