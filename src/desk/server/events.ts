/** The messages of the desk's channel as a stream, for every open page. */
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { withPermittedButtons } from './conversation.ts';
import { shownReply, type ShownReply } from './shown-reply.ts';
import { DESK_CHANNEL } from './courier.ts';
import type { DeskContext } from './context.ts';
import { type DeskEnv, needs } from './access/access.ts';

/** A message of the channel. */
export type ChannelMessage = { readonly reply: ShownReply; readonly number: number; readonly postedAt: string };

/** The number of recent messages sent when a page is opened. */
const NEWEST = 20;

/** What another process has posted is looked for after this long in any case. */
const LOOK_MS = 2_000;
/** Proxies close a connection that is silent for long. */
const PING_EVERY_LOOKS = 10;

/** Returns the routes of the channel. */
export function eventRoutes({ bot, live }: DeskContext) {
  return new Hono<DeskEnv>().get('/events', needs('read'), (context) => {
    const { board } = bot;
    // A browser that reconnects sends the last id it has received: https://html.spec.whatwg.org/multipage/server-sent-events.html
    const person = context.get('person');
    const { isStill } = person;
    const after = Number(context.req.header('last-event-id') ?? 0);
    let seen = Number.isSafeInteger(after) && after > 0 ? after : 0;
    // A proxy that buffers would delay the events.
    context.header('x-accel-buffering', 'no');
    return streamSSE(
      context,
      async (stream) => {
        const leaving = new AbortController();
        stream.onAbort(() => leaving.abort());
        const onRemoved = (event: Event): void => {
          if (event instanceof CustomEvent) void stream.writeSSE({ event: 'removed', data: String(event.detail) });
        };
        live.addEventListener('removed', onRemoved, { signal: leaving.signal });
        // Whoever was removed meanwhile hears no more.
        for (let looks = 0; !stream.aborted && (await isStill()); looks++) {
          // The listener is added before the board is read, so that messages posted meanwhile are not missed;
          // another process may have posted too.
          const next = eventOrLater(live, 'posted', leaving.signal);
          for (const { number, postedAt, reply } of await board.newest(DESK_CHANNEL, NEWEST, seen)) {
            const message: ChannelMessage = {
              reply: shownReply(withPermittedButtons(person, reply)),
              number,
              postedAt: postedAt.toString(),
            };
            await stream.writeSSE({ id: String(number), event: 'posted', data: JSON.stringify(message) });
            seen = number;
          }
          // After the first read: the existing messages have been sent.
          if (looks % PING_EVERY_LOOKS === 0) await stream.writeSSE({ event: 'ready', data: '' });
          await next;
        }
      },
      // The page reconnects by itself.
      async (error) => void bot.fault(error, 'desk events'),
    );
  });
}

/** Resolves when an event of a name has happened, when it is time to look, or when the page has closed; never rejects. */
async function eventOrLater(target: EventTarget, name: string, closed: AbortSignal): Promise<void> {
  const settled = new AbortController();
  const signal = AbortSignal.any([closed, settled.signal]);
  await Promise.race([once(target, name, { signal }), wait(LOOK_MS, undefined, { signal })]).catch(() => {});
  settled.abort();
}
