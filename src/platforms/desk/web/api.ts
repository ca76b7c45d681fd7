/** Asks the desk's server: every fault comes back as one error with a sentence to show. */
import { useCallback, useEffect, useState } from 'react';

/** A fault that the server told, or `unreachable` where it did not answer. */
export class ApiFault extends Error {
  override readonly name = 'ApiFault';
  readonly code: string;
  /** The whole answer, for what a fault holds beside its sentence. */
  readonly body: unknown;

  constructor(code: string, detail: string, body?: unknown) {
    super(detail);
    this.code = code;
    this.body = body;
  }
}

/** Returns what is at a path under /api; rejects with ApiFault. */
export const get = <Answer>(path: string, signal?: AbortSignal): Promise<Answer> =>
  ask<Answer>(path, { ...(signal && { signal }) });

/** Sends a body to a path under /api and returns the answer; rejects with ApiFault. */
export const post = <Answer>(path: string, body: unknown, method: 'POST' | 'PUT' = 'POST'): Promise<Answer> =>
  ask<Answer>(path, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

async function ask<Answer>(path: string, init: RequestInit): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch(`/api${path}`, init);
  } catch (error) {
    if (init.signal?.aborted === true) throw error;
    throw new ApiFault('unreachable', '');
  }
  const body: unknown = await response.json().catch(() => undefined);
  // What nobody waits for any more, or was cut off on its way, is no answer.
  init.signal?.throwIfAborted();
  if (response.ok && body === undefined) throw new ApiFault('unreachable', '');
  if (response.ok) return body as Answer;
  const { error = 'fault', detail = '' } = (body ?? {}) as { readonly error?: string; readonly detail?: string };
  throw new ApiFault(error, detail, body);
}

export type ApiState<Answer> =
  | { readonly state: 'waiting' }
  | { readonly state: 'there'; readonly answer: Answer }
  | { readonly state: 'failed'; readonly fault: ApiFault };

/** Returns what is at a path, and what asks for it again; what was there stays shown until the new is. */
export function useGet<Answer>(path: string): readonly [ApiState<Answer>, () => void] {
  const [asked, setAsked] = useState<{ readonly path: string; readonly asked: ApiState<Answer> }>();
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const leaving = new AbortController();
    get<Answer>(path, leaving.signal)
      .then((answer) => setAsked({ path, asked: { state: 'there', answer } }))
      .catch((error: unknown) => {
        if (leaving.signal.aborted) return;
        const fault = error instanceof ApiFault ? error : new ApiFault('fault', String(error));
        setAsked({ path, asked: { state: 'failed', fault } });
      });
    return () => leaving.abort();
  }, [path, turn]);
  const again = useCallback(() => setTurn((count) => count + 1), []);
  return [asked?.path === path ? asked.asked : { state: 'waiting' }, again];
}
