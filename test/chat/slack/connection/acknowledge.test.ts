import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  acknowledge,
  acknowledgeWhenDone,
  acknowledgeProperties,
} from '../../../../src/chat/slack/connection/acknowledge.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Hands an event to a listener that is in the midst of it; `context` is what Bolt makes of its properties. */
function underWay(type = 'event_callback') {
  const ack = vi.fn<() => Promise<void>>(async () => {});
  const ending = Promise.withResolvers<void>();
  let context: Record<string, unknown> = {};
  const work = acknowledgeWhenDone(async (event) => {
    context = { ...event.customProperties };
    // As Bolt does with an event before it calls a listener.
    await event.ack();
    await ending.promise;
  })({ body: { type }, ack });
  return { ack, ending, work, context: { isEnterpriseInstall: false, ...context } };
}

test('an event is acknowledged when its listener says so, once, also where another app listens to it', async () => {
  const { ack, ending, work, context } = underWay();
  expect(ack).not.toHaveBeenCalled();
  acknowledge({ isEnterpriseInstall: false, ...acknowledgeProperties(context) });
  expect(ack).toHaveBeenCalledOnce();
  acknowledge(context);
  ending.resolve();
  await work;
  await vi.advanceTimersByTimeAsync(5_000);
  expect(ack).toHaveBeenCalledOnce();
});

test('an event is acknowledged when all is done, and before Slack loses its patience', async () => {
  const soon = underWay();
  soon.ending.resolve();
  await soon.work;
  expect(soon.ack).toHaveBeenCalledOnce();
  const late = underWay();
  await vi.advanceTimersByTimeAsync(1_900);
  expect(late.ack).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(200);
  expect(late.ack).toHaveBeenCalledOnce();
});

test('an event that failed before it was written is not acknowledged, and one whose socket is gone does no harm', async () => {
  const failed = underWay();
  failed.ending.reject(new Error('failed'));
  await expect(failed.work).rejects.toThrow('failed');
  await vi.advanceTimersByTimeAsync(5_000);
  expect(failed.ack).not.toHaveBeenCalled();
  const gone = underWay();
  gone.ack.mockRejectedValue(new Error('the socket is closed'));
  gone.ending.resolve();
  await expect(gone.work).resolves.toBeUndefined();
});

test('a command and a click acknowledge themselves', () => {
  expect(underWay('block_actions').ack).toHaveBeenCalledOnce();
});
