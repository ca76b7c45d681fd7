/** One request to a server that speaks OpenAI's chat completions: within a time and a size, to the address that is set and nowhere else. */
import OpenAI, { APIConnectionError, APIConnectionTimeoutError, APIError } from 'openai';
import type { Message } from './exchange.ts';
import { CHOICE_JSON_SCHEMA } from './exchange.ts';
import type { ModelSettings } from './settings.ts';

/** Far more than three numbers and a word take, a long chain of reasons of the server beside them included. */
const MAX_BODY_BYTES = 256 * 1024;

/** Why a request brought nothing that can be used. */
export type Failure = 'timeout' | 'refused' | 'unusable';

export class ModelError extends Error {
  override readonly name = 'ModelError';
  readonly failure: Failure;
  /** After how many milliseconds the server wants to be asked again, where it says so. */
  readonly retryAfterMs: number | undefined;

  constructor(failure: Failure, retryAfterMs?: number) {
    super(failure);
    this.failure = failure;
    this.retryAfterMs = retryAfterMs;
  }
}

/** Returns the text that the model returned to messages; rejects with `ModelError`, whose message holds nothing of what was sent. */
export type AskModel = (messages: readonly Message[]) => Promise<string>;

/** Returns what asks a model. */
export function createModel({ url, name, key, timeoutMs }: ModelSettings): AskModel {
  const client = new OpenAI({
    baseURL: url,
    // The client refuses to start without one; a server that needs none ignores it.
    apiKey: key ?? 'none',
    organization: null,
    project: null,
    maxRetries: 0,
    timeout: timeoutMs,
    logLevel: 'off',
    fetch: fetchBounded,
  });
  return async (messages) => {
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      const completion = await client.chat.completions.create(
        {
          model: name,
          messages: [...messages],
          response_format: {
            type: 'json_schema',
            json_schema: { name: 'choice', strict: true, schema: CHOICE_JSON_SCHEMA },
          },
        },
        { signal },
      );
      const text: unknown = completion.choices?.[0]?.message?.content;
      if (typeof text !== 'string') throw new ModelError('unusable');
      return text;
    } catch (error) {
      if (error instanceof ModelError) throw error;
      // What the fetch below throws comes back as the cause of the library's own error.
      if (error instanceof Error && error.cause instanceof ModelError) throw error.cause;
      if (signal.aborted || error instanceof APIConnectionTimeoutError) throw new ModelError('timeout');
      if (error instanceof APIError && error.status !== undefined)
        throw new ModelError('refused', waitOf(error.headers?.get('retry-after') ?? undefined));
      throw new ModelError(error instanceof APIConnectionError ? 'refused' : 'unusable');
    }
  };
}

/** Fetches with no word on this machine (the client names its system, its versions and its tries), with no redirect followed, and with the whole body read within its size: a stream that never ends is ended by the signal. */
const fetchBounded: typeof fetch = async (input, init) => {
  const sent = new Headers([...new Headers(init?.headers)].filter(([name]) => !name.startsWith('x-stainless-')));
  sent.set('user-agent', 'Attache');
  const response = await fetch(input, { ...init, headers: sent, redirect: 'error' });
  const { body, status, statusText, headers } = response;
  if (body === null) return response;
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body) {
    size += part.byteLength;
    // Leaving the loop cancels the rest.
    if (size > MAX_BODY_BYTES) throw new ModelError('unusable');
    parts.push(part);
  }
  return new Response(Buffer.concat(parts), { status, statusText, headers });
};

/** Returns what a Retry-After header says, in milliseconds. */
function waitOf(header: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  const seconds = /^\d+$/u.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1_000;
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1_000 : undefined;
}
