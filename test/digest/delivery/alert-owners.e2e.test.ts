/** What is kept of an owner who could not be told, so that it is read in each reader's words. */
import { expect, test } from 'vitest';
import { hintText } from '../../../src/digest/hint.ts';
import { alertOwners } from '../../../src/digest/delivery/alert-owners.ts';
import { createLogger } from '../../../src/app/log.ts';
import { subscription } from '../../store/samples.ts';
import { storeOfTest } from '../../support/store.ts';
import { NOW, ownCatalogue } from '../../support/records.ts';
import type { Courier } from '../../../src/digest/delivery/courier.ts';

test('of a digest without an owner it is kept as a code', async () => {
  const { store } = await storeOfTest();
  await store.addSubscription(subscription('s1', { owner: '' }), 1);
  await store.pause('s1', 'channel-gone', '', NOW);
  const courier: Courier = {
    platform: 'slack',
    concurrency: 1,
    send: () => Promise.reject(new Error('nothing is sent')),
    look: () => Promise.reject(new Error('nothing is looked for')),
    remove: async () => ({ type: 'removed' }),
    link: async () => undefined,
    notify: () => Promise.reject(new Error('there is nobody to tell')),
    check: async () => ({ ok: true }) as const,
    share: () => {},
  };
  const log = createLogger('error', [], () => {});
  await alertOwners({ store, catalogue: ownCatalogue, couriers: [courier], now: () => NOW, log });
  const [alert] = await store.alerts('s1');
  expect(alert).toMatchObject({ state: 'failed', detail: 'no-owner' });
  expect(hintText(alert?.detail ?? '', 'zh')).toBe('当时该订阅没有负责人。');
  expect(hintText(alert?.detail ?? '', 'en')).toBe('It had no owner at that time.');
});
