import { expect, test } from 'vitest';
import { createTurns, inParts } from '../../src/platforms/parts.ts';
import { mapSteps, workOf } from '../../src/shared/steps.ts';

const spin = (milliseconds: number): void => {
  for (const until = performance.now() + milliseconds; performance.now() < until;);
};

test('work in parts lets others run meanwhile, and returns its value', async () => {
  let others = 0;
  const timer = setInterval(() => (others += 1), 1);
  const made = await inParts(mapSteps(Array.from({ length: 100 }).keys(), (at) => (spin(1), at * 2)));
  clearInterval(timer);
  expect(made.at(-1)).toBe(198);
  expect(others).toBeGreaterThan(3);
});

test('work is done once, whether it is waited for or needed at once', async () => {
  let steps = 0;
  const work = workOf(function* () {
    for (; steps < 5; steps += 1) {
      spin(5);
      yield;
    }
    return 'made';
  });
  const later = inParts(work.steps());
  expect(steps).toBeLessThan(5);
  expect(work.now()).toBe('made');
  expect(await later).toBe('made');
  expect(steps).toBe(5);
});

test('what work throws is thrown to everyone who needs its value', async () => {
  const work = workOf<string>(function* () {
    yield;
    throw new Error('broken');
  });
  await expect(inParts(work.steps())).rejects.toThrow('broken');
  expect(() => work.now()).toThrow('broken');
});

test('of many who wait for their turn at once, each goes on after others had theirs', async () => {
  const turn = createTurns();
  let round = 0;
  const count = (): void => {
    round += 1;
    counting = setImmediate(count);
  };
  let counting = setImmediate(count);
  const rounds = await Promise.all(
    Array.from({ length: 20 }, async () => {
      await turn();
      return round;
    }),
  );
  clearImmediate(counting);
  expect(new Set(rounds).size).toBeGreaterThan(15);
});
