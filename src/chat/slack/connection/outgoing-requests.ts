/** The requests of Slack’s clients: their answers set the clock, and deliveries leave only while their claim is held. */
import type { webApi } from '@slack/bolt';
import type { Guards } from '../../guarded.ts';
import type { Bot } from '../../platform.ts';

type Fetch = NonNullable<webApi.WebClientOptions['fetch']>;

/** The timeout of a call to Slack; three of them fit within the 20 seconds of a start. */
const REQUEST_MS = 6_000;

/** Returns what makes the requests of Slack's clients until the connection ends, and has the clock hear their answers. */
export const createFetch =
  (guards: Guards, { clock }: Pick<Bot, 'clock'>, ending: AbortSignal): Fetch =>
  async (url, init) => {
    const sentAt = performance.now();
    const body = init?.body;
    const request = { ...init, signal: AbortSignal.any([ending, AbortSignal.timeout(REQUEST_MS)]) };
    const underGuard = typeof body === 'string' ? guards.fetch(url, { ...request, body }) : undefined;
    const response = await (underGuard ?? fetch(url, request));
    clock.recordDate('slack', response.headers, performance.now() - sentAt);
    return response;
  };
