/** The deliveries of all channels on the desk. */
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Deliveries } from '../../src/desk/server/deliveries.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { at, claim, delivery, subscription } from '../store/samples.ts';
import { seriousFaults, useBrowser } from '../support/browser.ts';
import { deskOfTest } from '../support/desk.ts';
import { fetchLinked } from '../support/linked.ts';

const TOMORROW = Temporal.Now.instant().add({ hours: 24 });
const browser = useBrowser();
/** A machine with other work takes longer than a second to show a page. */
const until = (read: () => Promise<unknown>) => expect.poll(read);

/** A desk over a log with a delivery that was refused, one that was sent, and one that waits. */
async function desk(): Promise<{ readonly url: string; readonly store: Store }> {
  const { url, dataDir } = await deskOfTest();
  const store = await openStore(undefined, { dataDir });
  onTestFinished(async () => await store.close());
  for (const id of ['a', 'b'])
    await store.addSubscription(
      subscription(id, { channelRef: { platform: 'slack', workspace: 'T1', channel: `C-${id}` }, dueAt: TOMORROW }),
      9,
    );
  const settle = async (id: string, state: 'refused' | 'sent', reason: string): Promise<void> => {
    // Far ahead: the desk's own deliverer ends what has run out.
    const [claimed] = await claim(store, Temporal.Now.instant().add({ seconds: 1 }));
    if (claimed?.id !== id) throw new Error(`${id} could not be claimed`);
    await store.settle(claimed, { state, reason }, at(1));
  };
  await store.addDigest('a', delivery('refused', { slotAt: at(-1) }));
  await settle('refused', 'refused', 'no-permission: <b>scopes</b>');
  await store.addDigest('b', delivery('sent'));
  await settle('sent', 'sent', '');
  await store.addDigest('b', delivery('waits', { slot: 'now-1', slotAt: at(2), nextAt: TOMORROW }));
  return { url, store };
}

describe('the deliveries', () => {
  test('are told with their states and reasons, in the language asked for, by state and page', async () => {
    const { url } = await desk();
    const ask = async (query: string): Promise<readonly [number, Deliveries & { readonly error?: string }]> => {
      const response = await fetchLinked(`${url}/api/deliveries?${query}`);
      return [response.status, (await response.json()) as Deliveries];
    };
    const [, all] = await ask('language=en');
    expect(all.lines.map(({ id, stateText }) => [id, stateText])).toEqual([
      ['waits', 'waiting'],
      ['sent', 'sent'],
      ['refused', 'refused'],
    ]);
    expect(all).toMatchObject({ open: { waiting: 1 }, dueNext: [{ subscription: 'a' }, { subscription: 'b' }] });
    const [, refused] = await ask('language=zh&state=refused');
    expect(refused.lines).toMatchObject([
      { id: 'refused', stateText: '被拒', reason: expect.stringContaining('不再有发言权限') },
    ]);
    for (const wrong of ['', 'language=fr', 'language=en&state=lost', `language=en&after=${'x'.repeat(65)}`])
      expect(await ask(wrong)).toMatchObject([400, { error: 'query' }]);
    expect(await ask('language=en&after=x')).toMatchObject([400, { error: 'no-page' }]);
  });

  test('are shown as a table that is filtered and keeps itself up to date, what a platform said as text', async () => {
    const { url, store } = await desk();
    const page = await browser.open(`${url}/#/admin/deliveries`);
    const rows = page.getByRole('region', { name: 'Log, newest first' }).locator('tbody tr');
    await until(() => rows.count()).toBe(3);
    await until(() => rows.last().textContent()).toContain('The platform said: <b>scopes</b>');
    expect(await page.locator('main b').count()).toBe(0);
    expect(await rows.first().textContent()).toContain('on request');
    expect(await seriousFaults(page)).toEqual([]);

    await page.getByLabel('State').selectOption('refused');
    await until(() => rows.count()).toBe(1);
    await page.getByLabel('State').selectOption('missed');
    await page.getByText('There is none.').waitFor();
    // Nothing is paged where nothing is.
    await until(() => page.getByRole('button', { name: 'Older' }).count()).toBe(0);
    await store.addDigest('a', delivery('missed', { state: 'missed', reason: 'not-running' }));
    // What every few seconds do as well.
    await page.evaluate('document.dispatchEvent(new Event("visibilitychange"))');
    await page.getByText('the bot was not running; the newest missed digest was posted instead').waitFor();
    await page.leave();
  });

  test('are paged, in Chinese, on a narrow phone without sideways scrolling of the page', async () => {
    const { url, store } = await desk();
    for (let number = 0; number < 110; number += 1)
      await store.addDigest(
        'a',
        delivery(`m${number}`, { slotAt: at(-9 - number), state: 'missed', reason: 'removed' }),
      );
    const page = await browser.open(`${url}/#/admin/deliveries`, {
      viewport: { width: 360, height: 740 },
      locale: 'zh-CN',
    });
    const rows = page.getByRole('region', { name: '记录，最新的在前' }).locator('tbody tr');
    await until(() => rows.count()).toBe(50);
    const time = rows.first().locator('th time');
    const newest = await time.getAttribute('datetime');
    await page.getByRole('button', { name: '更早' }).focus();
    await page.keyboard.press('Enter');
    await until(() => time.getAttribute('datetime')).not.toBe(newest);
    // The button is where it was for whoever goes on pressing it.
    await page.keyboard.press('Enter');
    await until(() => rows.count()).toBe(13);
    expect(await page.getByRole('button', { name: '更早' }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: '最新' }).click();
    await until(() => rows.count()).toBe(50);
    // What has nothing to say, such as why something was sent, is not there; a word of it alone would stand for nothing.
    expect((await rows.locator('td:visible').allTextContents()).filter((text) => text.trim() === '')).toEqual([]);
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
    expect(await seriousFaults(page)).toEqual([]);
    await page.leave();
  });
});
