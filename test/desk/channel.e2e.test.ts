/** The desk's channel in a real browser: subscribed by form, its digests arrive on every open page as they are posted. */
import { expect, test, vi } from 'vitest';
import { useBrowser } from '../support/browser.ts';
import { openStore } from '../../src/store/open.ts';
import { openAsk, replyOf } from './asking.ts';
import { deskOfTest, type DeskOfTest } from '../support/desk.ts';
import { fetchLinked, postLinked } from '../support/linked.ts';
import { OWN } from '../support/records.ts';

const browser = useBrowser();

const post = ({ url }: DeskOfTest, path: string, body: object): Promise<Response> =>
  postLinked(`${url}/api${path}`, body);

const SUBSCRIBE = { text: '/digest subscribe zone: UTC', language: 'en', zone: 'UTC', request: 'r1' };
const NOW = { text: '/digest now', language: 'en', zone: 'UTC', request: 'r2' };

/** Reads events of the channel until so many have come. */
async function eventsOf({ url }: DeskOfTest, most: number, lastSeen?: string) {
  const leaving = new AbortController();
  const response = await fetchLinked(`${url}/api/events`, {
    signal: leaving.signal,
    ...(lastSeen !== undefined && { headers: { 'last-event-id': lastSeen } }),
  });
  const found: { readonly id: string; readonly data: { readonly reply: { readonly title: string } } }[] = [];
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    const whole = text.split('\n\n');
    text = whole.pop() ?? '';
    for (const event of whole) {
      const data = /^data: ?(.*)$/mu.exec(event)?.[1] ?? '';
      if (event.includes('event: posted'))
        found.push({ id: /^id: (.*)$/mu.exec(event)?.[1] ?? '', data: JSON.parse(data) });
    }
    if (found.length >= most) break;
  }
  leaving.abort();
  return found;
}

test('a dozen open pages are no leak to warn of', async () => {
  const warnings: string[] = [];
  const onWarning = ({ name }: Error): void => void warnings.push(name);
  process.on('warning', onWarning);
  const desk = await deskOfTest();
  const leaving = new AbortController();
  await Promise.all(
    Array.from({ length: 12 }, () => fetchLinked(`${desk.url}/api/events`, { signal: leaving.signal })),
  );
  await post(desk, '/say', SUBSCRIBE);
  leaving.abort();
  await desk.stop();
  process.off('warning', onWarning);
  expect(warnings).toEqual([]);
});

test('a digest subscribed by the form and sent now arrives live on another page, once', async () => {
  const { desk, page, ask } = await openAsk(browser, await deskOfTest({ briefsDir: OWN }));
  const { page: other } = await openAsk(browser, desk, { locale: 'zh-CN' });

  const form = await ask('/digest');
  expect(await form.getByLabel('Time zone').inputValue()).toBe('Europe/Berlin');
  await form.getByLabel('Time zone').fill('nowhere at all');
  await form.getByRole('button', { name: 'Save' }).click();
  await form.locator('.field .bad').waitFor();
  expect(await form.getByLabel('Time zone').getAttribute('aria-invalid')).toBe('true');
  await form.getByLabel('Time zone').fill('Beijing');
  await form.getByLabel('Energy', { exact: true }).check();
  await form.getByRole('button', { name: 'Save' }).click();
  await replyOf(form).getByRole('heading', { name: 'Digest subscribed' }).waitFor();
  expect(await replyOf(form).textContent()).toMatch(/Energy.*Monday to Friday at 09:00/su);

  await replyOf(await ask('/digest list'))
    .getByRole('button', { name: /^Send now/u })
    .waitFor();
  await ask('/digest now');
  await other.getByText('条新消息').waitFor();
  expect(await other.getByRole('status').filter({ hasText: '频道有新消息' }).count()).toBe(1);
  await other.getByRole('link', { name: '频道' }).click();
  const posted = other.locator('[data-message]');
  await posted.first().waitFor();
  expect(await posted.count()).toBe(1);
  await replyOf(posted)
    .getByRole('heading', { name: /first digest, on Energy$/u })
    .waitFor();
  await other.getByText('条新消息').waitFor({ state: 'detached' });
  // Its button leads to a brief, in the conversation.
  await replyOf(posted)
    .getByRole('button', { name: /^Energy/u })
    .click();
  await other.locator('.turn').getByRole('heading', { level: 2 }).waitFor();
  // It was there before this page was: nothing is new.
  const { page: later } = await openAsk(browser, desk);
  await later.getByRole('link', { name: 'Channel' }).click();
  await later.locator('[data-message]').waitFor();
  expect(await later.locator('.unread').count()).toBe(0);
  await later.getByRole('link', { name: 'Conversation' }).click();
  await post(desk, '/press', { id: 'attache1/share/brief/energy/1/en', language: 'en', zone: 'UTC', request: 's1' });
  await later.getByText('1 new', { exact: true }).waitFor();
  for (const one of [page, other, later]) await one.leave();
});

test('what is shared stands in the channel once, with who shared it, until it is deleted', async () => {
  const { page, ask, after } = await openAsk(browser, await deskOfTest({ briefsDir: OWN }));
  const brief = await ask('/brief energy');
  const told = await after(() => replyOf(brief).getByText('Share in channel').click());
  await replyOf(told).getByText('The card is in this channel now').waitFor();
  const again = await after(() => replyOf(brief).getByText('Share in channel').click());
  await replyOf(again).getByText('This card stands here already').waitFor();
  await page.getByRole('link', { name: /^Channel/u }).click();
  const shared = page.locator('[data-message]');
  await replyOf(shared).getByText('Shared by the desk').waitFor();
  expect(await shared.count()).toBe(1);
  await after(() => replyOf(shared).getByText('Delete', { exact: true }).click());
  await page.getByRole('link', { name: /^Channel/u }).click();
  await shared.waitFor({ state: 'detached' });
  await page.leave();
});

test('a digest is changed, paused, resumed and removed by its buttons', async () => {
  const { desk, page, ask, after } = await openAsk(browser, await deskOfTest({ briefsDir: OWN }));
  await post(desk, '/say', SUBSCRIBE);
  // Slack shows them in a menu.
  const list = replyOf(await ask('/digest list'));
  const press = async (name: string | RegExp): Promise<string> =>
    (await (await after(() => list.getByRole('button', { name }).first().click())).textContent()) ?? '';
  const form = await after(() => list.getByRole('button', { name: /^Change/u }).click());
  await form.getByLabel('Time', { exact: true }).fill('18:30');
  await form.getByRole('button', { name: 'Save' }).click();
  await replyOf(form).getByText('at 18:30').first().waitFor();
  expect(await press(/^Preview/u)).toContain('first digest, on ');
  expect(await press(/^Pause/u)).toContain('Nothing is posted until it is resumed');
  const again = replyOf(await ask('/digest list'));
  const resumed = await after(() => again.getByText(/^Resume/u).click());
  await replyOf(resumed).getByRole('heading', { name: 'Digest resumed' }).waitFor();
  page.once('dialog', (dialog) => void dialog.accept());
  expect(await press(/^Remove/u)).toContain('It will post nothing more');
  const store = await openStore(undefined, { dataDir: desk.dataDir });
  expect(await store.subscriptions({ platform: 'desk' })).toEqual([]);
  await store.close();
  await page.leave();
});

test('a page that comes back is told what it missed, once; one press sends one digest', async () => {
  const desk = await deskOfTest({ briefsDir: OWN });
  await post(desk, '/say', SUBSCRIBE);
  await Promise.all([post(desk, '/say', NOW), post(desk, '/say', NOW)]);
  const [first] = await eventsOf(desk, 1);
  expect(first?.data.reply.title).toContain('first digest');
  const press = { id: 'attache1/share/brief/energy/1/en', language: 'en', zone: 'UTC', request: 'r3' };
  await Promise.all([post(desk, '/press', press), post(desk, '/press', press)]);
  const missed = await eventsOf(desk, 1, first?.id);
  expect(missed.map(({ data }) => data.reply.title)).toEqual(['Energy']);
  const store = await openStore(undefined, { dataDir: desk.dataDir });
  await vi.waitFor(async () =>
    expect((await store.digestLog({ platform: 'desk' }, 9)).map(({ state }) => state)).toEqual(['sent']),
  );
  expect(await store.board.newest('desk', 9)).toHaveLength(2);
  await store.close();
});

test.each([
  ['/say', { text: '' }],
  ['/say', { text: 'x'.repeat(4_001), language: 'en', zone: 'UTC', request: 'r' }],
  ['/say', { text: 'a', language: 'xx', zone: 'UTC', request: 'r' }],
  ['/press', { id: 'attache1', language: 'en', zone: 'UTC', request: '../etc' }],
  ['/digest', { language: 'en', wish: {} }],
  ['/flag', { topic: 'energy' }],
])('what cannot be read is refused with what is wrong: %s %o', async (path, body) => {
  const desk = await deskOfTest();
  const response = await post(desk, path, body);
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ error: 'body', detail: expect.stringMatching(/cannot be read/u) });
});

test('a button that is made up, and a digest of another platform, are answered with a sentence', async () => {
  const desk = await deskOfTest();
  for (const id of ['nothing', 'attache1/open/brief/../1/en', 'attache1/digest/remove/abcd1234/en']) {
    const response = await post(desk, '/press', { id, language: 'en', zone: 'UTC', request: 'r' });
    const said = (await response.json()) as {
      readonly type: string;
      readonly reply: { readonly blocks: readonly object[] };
    };
    expect(said.type).toBe('reply');
    expect(JSON.stringify(said.reply.blocks)).toMatch(/no longer works|There is no digest/u);
  }
});
