import { expect, test } from 'vitest';
import { createMutex } from '../../src/shared/mutex.ts';

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
