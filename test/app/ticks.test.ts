/** Work at times of the clock, and what is said of times that were missed. */
import { expect, onTestFinished, test, vi } from 'vitest';
import { createLogger } from '../../src/app/log.ts';
import { startTicks } from '../../src/app/ticks.ts';

test('a machine that slept goes on with its work, and neither that nor a failure is written beside the log', async () => {
  vi.useFakeTimers({ now: new Date('2026-11-24T12:00:30Z') });
  const console_ = (['log', 'info', 'warn', 'error'] as const).map((name) =>
    vi.spyOn(console, name).mockImplementation(() => {}),
  );
  const lines: string[] = [];
  const work = vi.fn<() => void>();
  const stop = startTicks(
    { '* * * * *': work },
    createLogger('info', ['xoxb-secret'], (line) => void lines.push(line)),
  );
  onTestFinished(() => {
    stop();
    vi.useRealTimers();
    vi.restoreAllMocks();
  });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(work).toHaveBeenCalledTimes(1);

  vi.setSystemTime(new Date('2026-11-24T20:00:40Z'));
  await vi.advanceTimersByTimeAsync(150_000);
  expect(work.mock.calls.length).toBeGreaterThan(1);
  expect(lines).toStrictEqual([]);

  work.mockImplementation(() => {
    throw new Error('it failed with xoxb-secret');
  });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
    { level: 'error', err: { message: expect.stringMatching(/^it failed with (?!xoxb)/u) as string } },
  ]);
  for (const said of console_) expect(said).not.toHaveBeenCalled();
});
