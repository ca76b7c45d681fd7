/** Asks the desk's server: every fault comes back as one error with a sentence to show. */
import { hc } from 'hono/client';
import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { RecordName } from '../../records/publish/change-set.ts';
import type { Fault } from '../../records/fault.ts';
import type { Api } from '../server/routes.ts';
import {
  isConnected,
  noteConnectivity,
  onConnectivity,
  isSessionOver,
  noteStatus,
  onSession,
} from './server-signals.ts';
import type { Bilingual } from './language.ts';

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

  /** What the server says of it in each language; undefined where it says it in the reader's already, or did not answer. */
  get said(): Bilingual | undefined {
    return (this.body as { readonly said?: Bilingual } | undefined)?.said;
  }
}

/** Returns what a refusal holds beside its sentence: the faults of a record, and of several records the one that it is about. */
export const refusalIn = ({ body }: ApiFault): { readonly faults: readonly Fault[]; readonly record?: RecordName } => ({
  faults: [],
  ...(body as { readonly faults?: readonly Fault[]; readonly record?: RecordName } | undefined),
});

/** The routes of the server, each by its path and method, with the types of what it takes and answers. */
export const { api } = hc<Api>('/');

/** How a request is sent: `signal` ends it. */
export type RequestOptions = { readonly init: RequestInit };

/** Returns what a request to the server is answered with; rejects with ApiFault. */
export async function receive<Answer>(
  request: Promise<Pick<Response, 'ok' | 'status'> & { readonly json: () => Promise<Answer> }>,
  signal?: AbortSignal,
): Promise<Answer> {
  const response = await request.catch((error: unknown) => {
    if (signal?.aborted === true) throw error;
    noteConnectivity(false);
    throw new ApiFault('unreachable', '');
  });
  noteConnectivity(true);
  noteStatus(response.status);
  const body = await response.json().catch(() => undefined);
  // What nobody waits for any more, or was cut off on its way, is no answer.
  signal?.throwIfAborted();
  if (response.ok && body !== undefined) return body;
  if (response.ok) throw new ApiFault('unreachable', '');
  const { error = 'fault', detail = '' } = (body ?? {}) as { readonly error?: string; readonly detail?: string };
  throw new ApiFault(error, detail, body);
}

/** Returns whatever was thrown as a fault to show. */
export const faultOf = (error: unknown): ApiFault =>
  error instanceof ApiFault ? error : new ApiFault('fault', error instanceof Error ? error.message : String(error));

/** Asks again what failed because the server was gone or the session had ended, as soon as it is back or its person has signed in anew. */
export function useAskAgain(fault: ApiFault | undefined, ask: () => void): void {
  const again = useEffectEvent(ask);
  const code = fault?.code;
  useEffect(() => {
    if (code === 'unreachable')
      return onConnectivity(() => {
        if (isConnected()) again();
      });
    if (code === 'signed-out')
      return onSession(() => {
        if (!isSessionOver()) again();
      });
    return undefined;
  }, [code]);
}

export type ApiState<Answer> =
  | { readonly state: 'waiting' }
  | { readonly state: 'loaded'; readonly answer: Answer }
  | { readonly state: 'failed'; readonly fault: ApiFault };

/** Returns what a request is answered with, and what sends it again; it is sent when `key` changes, and what was there stays shown until the new is. */
export function useGet<Answer>(
  key: string,
  request: (options: RequestOptions) => Parameters<typeof receive<Answer>>[0],
): readonly [ApiState<Answer>, () => void] {
  const [received, setReceived] = useState<{ readonly key: string; readonly state: ApiState<Answer> }>();
  const [attempt, setAttempt] = useState(0);
  const newest = useRef(request);
  newest.current = request;
  useEffect(() => {
    const controller = new AbortController();
    receive(newest.current({ init: { signal: controller.signal } }), controller.signal)
      .then((answer) => setReceived({ key, state: { state: 'loaded', answer } }))
      .catch((error: unknown) => {
        if (!controller.signal.aborted) setReceived({ key, state: { state: 'failed', fault: faultOf(error) } });
      });
    return () => controller.abort();
  }, [key, attempt]);
  const reload = useCallback(() => setAttempt((count) => count + 1), []);
  const isFailed = received?.key === key && received.state.state === 'failed';
  useAskAgain(isFailed ? received.state.fault : undefined, reload);
  return [received?.key === key ? received.state : { state: 'waiting' }, reload];
}
