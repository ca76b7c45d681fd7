/** What the couriers of both chats share: a digest is one message, and where its outcome is unknown it is looked for in a stretch of the channel's history. Pure. */
import type { Delivery } from '../digest/delivery/delivery.ts';
import { errorMessage } from '../shared/errors.ts';
import type { Reply } from '../reply/reply.ts';

/** No connection came about: what was to be sent cannot have arrived, so it may be sent again. By Node's and undici's codes. */
export const NEVER_ARRIVED: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Where a platform cannot be reached at all, or its answer does not say more, the next try comes after this long. */
export const RETRY_SECONDS = 30;

/** Returns that nothing was done, and that it is tried again soon. */
export const retryLater = (now: Temporal.Instant, detail: string) =>
  ({ type: 'wait', until: now.add({ seconds: RETRY_SECONDS }), detail }) as const;

/** Returns the message that a reply renders into, or what is wrong where it is none, several or a fault: that is a defect of ours that no further try mends. */
export function oneMessage<Message>(
  render: (reply: Reply) => readonly Message[],
  reply: Reply,
): { readonly message: Message } | { readonly fault: string } {
  try {
    const [message, ...more] = render(reply);
    if (message === undefined) return { fault: 'it renders into nothing' };
    return more.length === 0 ? { message } : { fault: `it renders into ${more.length + 1} messages` };
  } catch (error) {
    return { fault: `it cannot be rendered: ${errorMessage(error)}` };
  }
}

/** Returns what renders the message to send: of an answer the one on a page, counted from 1, of those that are sent at once. */
export function shownOn<Message>(
  page: number | undefined,
  render: (reply: Reply) => readonly Message[],
  atOnce: (reply: Reply) => readonly Message[],
): (reply: Reply) => readonly Message[] {
  return page === undefined ? render : (reply) => atOnce(reply).slice(page - 1, page);
}

/** Beside the difference that was measured, and is in `begunAt` (clock.ts), the platform's clock and ours may differ by this much: where its answers are not dated, or a clock drifts between comparisons. */
const CLOCK_SECONDS = 300;
/** Nothing is stored this long after it was handed over: what a busy channel has heard since need not be looked through. */
const STORED_WITHIN_HOURS = 1;

/** A stretch of a channel's history. */
export type LookWindow = { readonly from: Temporal.Instant; readonly to: Temporal.Instant | undefined };

/** Returns from when to when the message may have been stored; `to` is undefined where it was tried more than once, the last time of which is not kept. */
export function lookWindow({
  begunAt,
  slotAt,
  attempts,
}: Pick<Delivery, 'begunAt' | 'slotAt' | 'attempts'>): LookWindow {
  const first = begunAt ?? slotAt;
  return {
    from: first.subtract({ seconds: CLOCK_SECONDS }),
    to: begunAt !== undefined && attempts === 1 ? first.add({ hours: STORED_WITHIN_HOURS }) : undefined,
  };
}
