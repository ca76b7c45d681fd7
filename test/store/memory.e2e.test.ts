import { expect, test } from 'vitest';
import { memoryStore } from '../../src/store/memory.ts';
import { NOW } from '../support/records.ts';
import { subscription } from './samples.ts';

test('a store in memory keeps what it is given for as long as it is used, each its own', async () => {
  const [store, other] = [memoryStore(() => NOW), memoryStore(() => NOW)];
  expect(await store.addSubscription(subscription('s1'), 25)).toBe(true);
  expect(await store.subscription('s1')).toMatchObject({ id: 's1' });
  expect(await other.subscription('s1')).toBeUndefined();
  await store.close();
  await other.close();
});

test('a store in memory that nothing needs is never opened', async () => {
  let opened = 0;
  const store = memoryStore(() => {
    opened += 1;
    return NOW;
  });
  expect(store.shared).toBe(false);
  await store.close();
  expect(opened).toBe(0);
  await store.subscriptions({});
  await store.subscriptions({});
  expect(opened).toBe(1);
  await store.close();
});
