import { expect, test } from 'vitest';
import { sampled } from '../../src/shared/sampled.ts';

test('of many alike the first is told at once, and the others once a minute, the last of them too', () => {
  let now = 0;
  const told: (readonly [number, number])[] = [];
  const planned: { readonly at: number; readonly work: () => void }[] = [];
  const pass = (milliseconds: number): void => {
    now += milliseconds;
    for (const one of planned.splice(0))
      if (one.at <= now) one.work();
      else planned.push(one);
  };
  const happen = sampled(
    (count) => void told.push([now, count]),
    () => now,
    (work, milliseconds) => void planned.push({ at: now + milliseconds, work }),
  );
  for (let at = 0; at < 5; at += 1) happen();
  expect(told).toEqual([[0, 1]]);
  pass(59_999);
  expect(told).toHaveLength(1);
  pass(1);
  expect(told).toEqual([
    [0, 1],
    [60_000, 4],
  ]);
  // Nothing more happens, nothing more is told.
  pass(600_000);
  expect(told).toHaveLength(2);
  happen();
  happen();
  pass(60_000);
  expect(told.slice(2)).toEqual([
    [660_000, 1],
    [720_000, 1],
  ]);
});
