/** What the streams of events share, on which open pages hear of what happens here. */
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';

/** What may have changed elsewhere is looked at after this long in any case. */
const LOOK_MILLISECONDS = 2_000;

/** Proxies close a connection that is silent for long. */
export const PING_EVERY_LOOKS = 10;

/** Resolves when an event of a name has happened, when it is time to look, or when the page has closed; never rejects. */
export async function eventOrLater(events: EventTarget, name: string, closed: AbortSignal): Promise<void> {
  const settled = new AbortController();
  const signal = AbortSignal.any([closed, settled.signal]);
  await Promise.race([once(events, name, { signal }), wait(LOOK_MILLISECONDS, undefined, { signal })]).catch(() => {});
  settled.abort();
}
