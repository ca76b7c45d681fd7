/** Acknowledges an event once what it asks for is written. Bolt acknowledges before anything is done with it: what a process had not written when it ended would be lost. */
import type { Context, ReceiverEvent } from '@slack/bolt';

/** Slack sends again what is not acknowledged within 3 seconds. https://docs.slack.dev/apis/events-api#responding */
const ACKNOWLEDGED_WITHIN_MS = 2_000;

/** The property of an event, and then of its context, by which it is acknowledged. */
const ACKNOWLEDGE = 'attacheAcknowledge';

/** Returns work on an event that acknowledges it when its listener says so, when it is done, or at the last moment; where it fails before, not at all, so that Slack sends it again. */
export function acknowledgeWhenDone(
  work: (event: ReceiverEvent) => Promise<void>,
): (event: ReceiverEvent) => Promise<void> {
  return async (event) => {
    // Whoever presses or types is answered with the acknowledgement.
    if (event.body.type !== 'event_callback') return await work(event);
    let isAcknowledged = false;
    const once = async (): Promise<void> => {
      if (isAcknowledged) return;
      isAcknowledged = true;
      // Where the socket is gone, Slack sends the event again, which is known by then.
      await Promise.resolve(event.ack()).catch(() => {});
    };
    const timer = setTimeout(() => void once(), ACKNOWLEDGED_WITHIN_MS);
    try {
      const customProperties = { ...event.customProperties, [ACKNOWLEDGE]: once };
      await work({ ...event, ack: async () => {}, customProperties });
    } finally {
      clearTimeout(timer);
    }
    await once();
  };
}

/** Returns the properties of an event that let another app acknowledge what this context is of. */
export const acknowledgeProperties = (context: Context): Record<string, unknown> => ({
  [ACKNOWLEDGE]: context[ACKNOWLEDGE],
});

/** Acknowledges the event that a context is of, since it cannot be lost any more. */
export function acknowledge(context: Context): void {
  const by: unknown = context[ACKNOWLEDGE];
  if (typeof by === 'function') by();
}
