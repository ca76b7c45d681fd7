/** The conversation in a real browser: asked, completed, pressed, in both languages, by keyboard and on a phone. */
import { messages } from '../../src/locales/messages.ts';
import { expect, test } from 'vitest';
import { seriousFaults, useBrowser } from '../support/browser.ts';
import { openStore } from '../../src/store/open.ts';
import { openAsk, replyOf, type Asking } from './asking.ts';
import { deskOfFile } from '../support/desk.ts';

const browser = useBrowser();
const desk = deskOfFile();
const openDesk = async (options?: Parameters<typeof openAsk>[2]): Promise<Asking> =>
  await openAsk(browser, await desk(), options);

test('a question is answered as chats are handed it, and the box is ready for the next', async () => {
  const { page, box, ask } = await openDesk();
  const turn = await ask('what about rare earths from China');
  await replyOf(turn).getByRole('heading', { name: 'Critical minerals and supply chains' }).waitFor();
  // Asked in the open, as in a channel: nobody else has to be told.
  expect(await turn.getByText('only who asked would see this').count()).toBe(0);
  await expect.poll(() => box.inputValue()).toBe('');
  await expect.poll(() => page.evaluate('document.activeElement.getAttribute("role")')).toBe('combobox');
  await page.getByRole('status').filter({ hasText: 'Answer: Critical minerals' }).waitFor({ state: 'attached' });
  const sources = await ask('sources');
  await replyOf(sources).getByRole('heading', { name: 'Critical minerals and supply chains: sources' }).waitFor();
  const refused = await ask('who won the football world cup');
  await replyOf(refused)
    .getByRole('heading', { name: messages('en')('reply.nothing') })
    .waitFor();
  await page.leave();
});

test('what the page and its first answer load is less than 300 kB, as it is sent', async () => {
  const { page, ask } = await openDesk();
  const turn = await ask('/brief energy');
  await replyOf(turn).getByRole('button', { name: 'Both sides' }).waitFor();
  const sent = await page.evaluate<number[]>(
    "performance.getEntriesByType('resource').filter(({ name }) => name.includes('/assets/')).map((one) => one.encodedBodySize)",
  );
  expect(sent.length).toBeGreaterThan(3);
  expect(sent.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThan(300_000);
  await page.leave();
});

test('what is typed is completed by keyboard and by mouse', async () => {
  const { page, box, ask } = await openDesk();
  await box.pressSequentially('/br');
  const options = page.locator('.combobox [role="option"]');
  await options.first().waitFor();
  expect(await box.getAttribute('aria-expanded')).toBe('true');
  await box.press('ArrowDown');
  await box.press('ArrowDown');
  const active = await box.getAttribute('aria-activedescendant');
  expect(await page.locator(`[id="${active}"]`).getAttribute('aria-selected')).toBe('true');
  await box.press('Enter');
  expect(await box.inputValue()).toBe('/brief help');
  expect(await box.getAttribute('aria-expanded')).toBe('false');

  await box.fill('');
  await box.pressSequentially('/brief energ');
  await page.getByRole('option', { name: '/brief energy Energy', exact: true }).click();
  expect(await box.inputValue()).toBe('/brief energy');
  await box.press('Enter');
  await page.getByRole('heading', { level: 2, name: '/brief energy' }).waitFor();

  await box.pressSequentially('/brief energ');
  await options.first().waitFor();
  await box.press('Escape');
  expect(await options.first().isVisible()).toBe(false);
  expect(await box.inputValue()).toBe('/brief energ');
  await ask('/brief');
  await page.leave();
});

test('every button and choice of a brief works', async () => {
  const { page, ask, after } = await openDesk();
  const drawn = replyOf(await ask('/brief ai-governance'));
  const buttons = drawn.locator('.actions button');
  const labels = await buttons.allTextContents();
  expect(labels).toEqual(expect.arrayContaining(['Both sides', 'Something wrong?']));
  for (const label of labels.filter((one) => !one.startsWith('Continue'))) {
    const pressed = await after(() => buttons.getByText(label, { exact: true }).click());
    expect(await pressed.getByRole('heading', { level: 2 }).textContent()).toBe(`You pressed ${label}`);
    expect(await pressed.locator('.fault').count()).toBe(0);
  }
  // A topic of a list.
  const topics = replyOf(await ask('/brief'));
  const chosen = await after(() => topics.getByRole('button', { name: 'Energy', exact: true }).click());
  await replyOf(chosen).getByRole('heading', { name: 'Energy', exact: true }).waitFor();
  await page.leave();
});

test('what the desk does not have is said to be in chats', async () => {
  const { ask } = await openDesk();
  for (const text of ['/digest', '/digest now', '/brief settings'])
    expect(await replyOf(await ask(text)).textContent()).toContain(messages('en')('answer.inChat'));
});

test('what is pressed by keyboard leads to what came of it', async () => {
  const { page, ask, after } = await openDesk();
  const topics = replyOf(await ask('/brief'));
  await topics.getByRole('button', { name: 'Energy', exact: true }).focus();
  const turn = await after(() => page.keyboard.press('Enter'));
  const heading = turn.getByRole('heading', { level: 2 });
  await expect.poll(() => heading.evaluate((one) => one === one.ownerDocument.activeElement)).toBe(true);
  await page.leave();
});

test('what is wrong in a brief is told at its field, then kept', async () => {
  const { desk: served, page, ask, after } = await openDesk();
  const brief = await ask('/brief energy');
  const turn = await after(() => replyOf(brief).getByRole('button', { name: 'Something wrong?' }).click());
  const statement = turn.getByLabel('Which statement?');
  // What the card showed first.
  expect(await statement.inputValue()).toBe('*bottom-line');
  await statement.selectOption('');
  await turn.getByRole('button', { name: 'Send' }).click();
  await turn.getByText('Choose what it is about.').waitFor();
  expect(await turn.getByLabel('What is wrong?').getAttribute('aria-invalid')).toBe('true');
  await statement.selectOption('*bottom-line');
  await turn.getByLabel('What is wrong?').fill('The <b>second</b> paragraph says otherwise.');
  await turn.getByRole('button', { name: 'Send' }).click();
  await replyOf(turn).getByText('Thank you: your report is saved').waitFor();
  const store = await openStore(undefined, { dataDir: served.dataDir });
  const flags = await store.openFlags(10);
  await store.close();
  expect(flags).toMatchObject([
    {
      topic: 'energy',
      statement: '*bottom-line',
      text: 'The <b>second</b> paragraph says otherwise.',
      channelRef: { platform: 'desk' },
    },
  ]);
  await page.leave();
});

test('the page and its answers are in the language that is chosen', async () => {
  const { page, ask, after } = await openDesk();
  await page.getByLabel('Language').selectOption('zh');
  const turn = await ask('/brief ai-governance');
  await replyOf(turn).getByText('在聊天中仅提问者可见。').waitFor();
  await replyOf(turn).getByRole('heading', { name: '人工智能治理' }).waitFor();
  const pressed = await after(() => replyOf(turn).getByRole('button', { name: '双方说法' }).first().click());
  expect(await pressed.getByRole('heading', { level: 2 }).textContent()).toContain('您按下了');
  const topic = await after(() =>
    page.getByRole('complementary', { name: '主题' }).getByRole('button', { name: '台湾问题' }).click(),
  );
  await replyOf(topic).getByRole('heading', { name: '台湾问题' }).waitFor();
  // What is typed says more than the page.
  const english = await ask('/brief energy en');
  await replyOf(english).getByRole('heading', { name: 'Energy', exact: true }).waitFor();
  await page.leave();
});

test('scripts and markup in a question are shown as text', async () => {
  const { page, ask } = await openDesk();
  const hostile = '<img src=x onerror="document.title=1"><script>document.title=2</script> **b** <@U1> football';
  const turn = await ask(hostile);
  expect(await turn.getByRole('heading', { level: 2 }).textContent()).toBe(`You asked ${hostile}`);
  // Of a question that finds nothing the words are named that no document has.
  expect(await replyOf(turn).textContent()).toContain('“img”, “src”, “onerror”, “title”, “script”, “football”');
  expect(await replyOf(turn).locator('script, img[src="x"]').count()).toBe(0);
  expect(await page.title()).toBe('Ask · Attaché');
  await page.leave();
});

test('on a phone nothing scrolls sideways', async () => {
  const { page, ask } = await openDesk({
    viewport: { width: 360, height: 740 },
    hasTouch: true,
    isMobile: true,
  });
  const width = 'document.documentElement.scrollWidth';
  await replyOf(await ask('x'.repeat(199)))
    .getByText('Nothing here on')
    .waitFor();
  expect(await page.evaluate(width)).toBe(360);
  await ask('/brief ai-governance');
  expect(await page.evaluate(width)).toBe(360);
  await page.leave();
});

test.each(['light', 'dark'] as const)(
  'answers, lists and forms have no serious fault of accessibility in %s',
  async (colorScheme) => {
    const { page, box, ask, after } = await openDesk({ colorScheme });
    const brief = await ask('/brief ai-governance');
    await after(() => replyOf(brief).getByRole('button', { name: 'Something wrong?' }).click());
    await ask('/brief');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.locator('.field .bad').first().waitFor();
    await box.pressSequentially('/brief');
    await page.locator('.combobox [role="option"]').first().waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.leave();
  },
);

test('what the bot cannot be asked is told, and asked again when it is there', async () => {
  const { page, ask, newest } = await openDesk();
  let isCut = true;
  // Never taken off again: a request that is held up while it is would stay so.
  await page.route('**/api/say', (route) => (isCut ? route.abort() : route.continue()));
  const turn = await ask('/brief');
  await turn.getByText('The bot cannot be reached; is it still running?').waitFor();
  isCut = false;
  await ask('/brief');
  await newest.locator('.reply').waitFor();
  expect(await newest.locator('.fault').count()).toBe(0);
  // Not left like the others: the browser's console tells of the request that was cut off.
  await page.context().close();
});
