import { expect, test } from 'vitest';
import { createMutex, yieldToEventLoop } from '../../src/shared/mutex.ts';

test('work is done one after the other, also after what failed, and settles as it does', async () => {
  const inTurn = createMutex();
  const done: string[] = [];
  const gate = Promise.withResolvers<void>();
  const first = inTurn(async () => {
    await gate.promise;
    done.push('first');
    throw new Error('broken');
  });
  const second = inTurn(async () => (done.push('second'), 2));
  await new Promise(setImmediate);
  expect(done).toEqual([]);
  gate.resolve();
  await expect(first).rejects.toThrow('broken');
  expect(await second).toBe(2);
  expect(done).toEqual(['first', 'second']);
});

test('long works take turns, one each round of the event loop', async () => {
  const done: string[] = [];
  const work = async (name: string): Promise<void> => {
    for (const step of [1, 2]) {
      await yieldToEventLoop();
      done.push(`${name}${step}`);
    }
  };
  const both = Promise.all([work('a'), work('b')]);
  for (let before = 0; before < 4; before = done.length) {
    await new Promise(setImmediate);
    expect(done.length - before).toBeLessThan(2);
  }
  await both;
  expect(done).toEqual(['a1', 'b1', 'a2', 'b2']);
});
