/** The desk's channel as it is posted to, for every page that is open. */
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { DESK_CHANNEL } from './courier.ts';
import { createShow, type RenderedReply } from './show.ts';
import type { DeskContext } from './context.ts';

/** A message of the channel. */
export type ChannelMessage = RenderedReply & { readonly number: number; readonly postedAt: string };

/** So many of the newest are there when a page is opened. */
const NEWEST = 20;
/** After this long the board is looked at in any case: another process may have posted. */
const LOOK_MILLISECONDS = 2_000;
/** A connection on which nothing comes for long is cut by what stands between. */
const PING_EVERY_LOOKS = 10;

/** Returns the routes of the channel. */
export function events({ bot, live }: DeskContext) {
  const show = createShow(bot);
  return new Hono().get('/events', (context) => {
    const { board } = bot;
    // A browser that comes back says what it has seen: https://html.spec.whatwg.org/multipage/server-sent-events.html
    const after = Number(context.req.header('last-event-id') ?? 0);
    let seen = Number.isSafeInteger(after) && after > 0 ? after : 0;
    // What a proxy collects is not live.
    context.header('x-accel-buffering', 'no');
    return streamSSE(
      context,
      async (stream) => {
        const leaving = new AbortController();
        stream.onAbort(() => leaving.abort());
        for (let looks = 0; !stream.aborted; looks++) {
          // Listened for before the look, so that what is posted meanwhile is not passed over.
          const next = postedOrLater(live, leaving.signal);
          for (const { number, postedAt, reply } of await board.newest(DESK_CHANNEL, NEWEST, seen)) {
            const message: ChannelMessage = { ...(await show(reply)), number, postedAt: postedAt.toString() };
            await stream.writeSSE({ id: String(number), event: 'posted', data: JSON.stringify(message) });
            seen = number;
          }
          // After the first look: what was there has been told.
          if (looks % PING_EVERY_LOOKS === 0) await stream.writeSSE({ event: 'ready', data: '' });
          await next;
        }
      },
      // The page asks again by itself.
      async (error) => void bot.fault(error, 'desk events'),
    );
  });
}

/** Settles when something was posted here, when it is time to look, or when the page has gone. */
async function postedOrLater(live: EventTarget, signal: AbortSignal): Promise<void> {
  const settled = new AbortController();
  const either = AbortSignal.any([signal, settled.signal]);
  await Promise.race([
    once(live, 'posted', { signal: either }),
    wait(LOOK_MILLISECONDS, undefined, { signal: either }),
  ]).catch(() => {});
  settled.abort();
}
