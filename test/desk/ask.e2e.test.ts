/** The conversation in a real browser: asked, completed, pressed, in both languages, by keyboard and on a phone. */
import { messages } from '../../src/locales/messages.ts';
import type { Locator } from 'playwright-core';
import { expect, test } from 'vitest';
import { seriousFaults, useBrowser } from '../support/browser.ts';
import { openStore } from '../../src/store/open.ts';
import { chatOf, openAsk } from './asking.ts';

const browser = useBrowser();

test('a question is answered as both chats show it, and the box is ready for the next', async () => {
  const { page, box, ask } = await openAsk(browser);
  const turn = await ask('what about rare earths');
  for (const chat of ['slack', 'discord'] as const)
    await chatOf(turn, chat).getByRole('heading', { name: 'Critical minerals and supply chains' }).waitFor();
  // Asked in the open, as in a channel: nobody else has to be told.
  expect(await turn.getByText('Only visible to you').count()).toBe(0);
  expect(await box.inputValue()).toBe('');
  expect(await page.evaluate('document.activeElement.getAttribute("role")')).toBe('combobox');
  expect(await page.getByRole('status').filter({ hasText: 'Answer: Critical minerals' }).count()).toBe(1);
  const sources = await ask('sources');
  for (const chat of ['slack', 'discord'] as const)
    await chatOf(sources, chat)
      .getByRole('heading', { name: 'Critical minerals and supply chains: sources' })
      .waitFor();
  const refused = await ask('who won the football world cup');
  for (const chat of ['slack', 'discord'] as const)
    await chatOf(refused, chat)
      .getByRole('heading', { name: messages('en')('reply.nothing') })
      .waitFor();
  await page.leave();
});

test('what the page and its first answer load is less than 420 kB, as it is sent', async () => {
  const { page, ask } = await openAsk(browser);
  const turn = await ask('/brief energy');
  // Discord's elements come with the first answer.
  await chatOf(turn, 'discord').getByRole('button', { name: 'Both sides' }).waitFor();
  const sent = await page.evaluate<number[]>(
    "performance.getEntriesByType('resource').filter(({ name }) => name.includes('/assets/')).map((one) => one.encodedBodySize)",
  );
  expect(sent.length).toBeGreaterThan(3);
  expect(sent.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThan(420_000);
  await page.leave();
});

test('what is typed is completed by keyboard and by mouse', async () => {
  const { page, box, ask } = await openAsk(browser);
  await box.pressSequentially('/dig');
  const options = page.locator('.combobox [role="option"]');
  await options.first().waitFor();
  expect(await box.getAttribute('aria-expanded')).toBe('true');
  await box.press('ArrowDown');
  await box.press('ArrowDown');
  const active = await box.getAttribute('aria-activedescendant');
  expect(await page.locator(`[id="${active}"]`).getAttribute('aria-selected')).toBe('true');
  await box.press('Enter');
  expect(await box.inputValue()).toBe('/digest list');
  expect(await box.getAttribute('aria-expanded')).toBe('false');

  await box.fill('');
  await box.pressSequentially('/brief energ');
  await options.filter({ hasText: '/brief energy' }).click();
  expect(await box.inputValue()).toBe('/brief energy');
  await box.press('Enter');
  await page.getByRole('heading', { level: 2, name: '/brief energy' }).waitFor();

  await box.pressSequentially('/digest subscribe zone: shang');
  await options.filter({ hasText: 'Asia/Shanghai' }).first().waitFor();
  await box.press('Escape');
  expect(await options.first().isVisible()).toBe(false);
  expect(await box.inputValue()).toBe('/digest subscribe zone: shang');
  await ask('/brief');
  await page.leave();
});

/** The title of the card of energy in a chat: in Slack it begins the text. */
const cardOf = (turn: Locator, chat: 'slack' | 'discord'): Locator =>
  chat === 'slack'
    ? chatOf(turn, chat).getByText('Energy · Bottom line').first()
    : chatOf(turn, chat).getByRole('heading', { name: 'Energy', exact: true });

test.each(['slack', 'discord'] as const)('every button and choice of a brief works on %s', async (chat) => {
  const { page, ask, after } = await openAsk(browser);
  const turn = await ask('/brief ai-governance');
  const drawn = chatOf(turn, chat);
  const buttons = drawn.locator('button:not(.menu button)');
  const labels = (await drawn.locator('.slack-button, discord-button').allTextContents()).map((label) => label.trim());
  expect(labels).toEqual(expect.arrayContaining(['Both sides', 'Share in channel', 'Something wrong?']));
  for (const label of labels.filter((one) => !one.startsWith('Continue'))) {
    const pressed = await after(() =>
      buttons
        .getByText(label)
        .or(drawn.getByRole('button', { name: label }))
        .first()
        .click(),
    );
    expect(await pressed.getByRole('heading', { level: 2 }).textContent()).toBe(`You pressed ${label}`);
    expect(await pressed.locator('.fault').count()).toBe(0);
  }
  // The menu of topics of a list, or of the brief itself.
  const topics = await ask('/brief');
  const menu = chatOf(topics, chat).locator('.menu').first();
  await menu.getByRole('button').first().click();
  const chosen = await after(() => menu.getByRole('button', { name: /^Energy/u }).click());
  await cardOf(chosen, chat).waitFor();
  await page.leave();
});

test('a page that turns does so in its place, and back', async () => {
  const { page, ask } = await openAsk(browser);
  const turn = await ask('/brief sources trade-and-tariffs');
  const discord = chatOf(turn, 'discord');
  await discord.getByRole('button', { name: /^Continue/u }).click();
  await discord.getByText(/part 2 of \d+/u).waitFor();
  expect(await page.locator('.turn').count()).toBe(1);
  await discord.getByRole('button', { name: /^Back \(1/u }).click();
  await discord.getByText(/part 1 of \d+/u).waitFor();
  await page.leave();
});

test('a menu is opened, walked and closed by keyboard alone', async () => {
  const { page, ask, after } = await openAsk(browser);
  const menu = chatOf(await ask('/brief'), 'slack')
    .locator('.menu')
    .first();
  const opener = menu.getByRole('button').first();
  await opener.focus();
  await page.keyboard.press('Enter');
  expect(await opener.getAttribute('aria-expanded')).toBe('true');
  await page.keyboard.press('Escape');
  expect(await opener.getAttribute('aria-expanded')).toBe('false');
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowDown');
  const turn = await after(() => page.keyboard.press('Enter'));
  // Who pressed is led to what came of it.
  expect(
    await turn
      .getByRole('heading', { level: 2 })
      .evaluate((heading) => heading === heading.ownerDocument.activeElement),
  ).toBe(true);
  await page.leave();
});

test('what is wrong in a brief is told at its field, then kept', async () => {
  const { desk, page, ask, after } = await openAsk(browser);
  const brief = await ask('/brief energy');
  const turn = await after(() => chatOf(brief, 'slack').getByRole('button', { name: 'Something wrong?' }).click());
  await turn.getByRole('button', { name: 'Send' }).click();
  await turn.getByText('Choose what it is about.').waitFor();
  expect(await turn.getByLabel('What is wrong?').getAttribute('aria-invalid')).toBe('true');
  await turn.getByLabel('Which statement?').selectOption({ index: 1 });
  await turn.getByLabel('What is wrong?').fill('The <b>second</b> paragraph says otherwise.');
  await turn.getByRole('button', { name: 'Send' }).click();
  await chatOf(turn, 'discord').getByText('Thank you: your report is saved').waitFor();
  const store = await openStore(undefined, { dataDir: desk.dataDir });
  const flags = await store.openFlags(10);
  await store.close();
  expect(flags).toMatchObject([
    {
      topic: 'energy',
      statement: expect.any(String),
      text: 'The <b>second</b> paragraph says otherwise.',
      channelRef: { platform: 'desk' },
    },
  ]);
  await page.leave();
});

test('the page and its answers are in the language that is chosen', async () => {
  const { page, ask, after } = await openAsk(browser);
  await page.getByLabel('Language').selectOption('zh');
  const turn = await ask('/brief ai-governance');
  await chatOf(turn, 'slack').getByText('仅对你可见').waitFor();
  await chatOf(turn, 'discord').getByRole('heading', { name: '人工智能治理' }).waitFor();
  const pressed = await after(() => chatOf(turn, 'slack').getByRole('button', { name: '双方说法' }).first().click());
  expect(await pressed.getByRole('heading', { level: 2 }).textContent()).toContain('您按下了');
  // What is typed says more than the page.
  const english = await ask('/brief energy en');
  await cardOf(english, 'slack').waitFor();
  await page.leave();
});

test('scripts and markup in a question are shown as text', async () => {
  const { page, ask } = await openAsk(browser);
  const hostile = '<img src=x onerror="document.title=1"><script>document.title=2</script> **b** <@U1> football';
  const turn = await ask(hostile);
  expect(await turn.getByRole('heading', { level: 2 }).textContent()).toBe(`You asked ${hostile}`);
  for (const chat of ['slack', 'discord'] as const) {
    // Of a question that finds nothing the words are named that no document has.
    expect(await chatOf(turn, chat).textContent()).toContain('“img”, “src”, “onerror”, “title”, “script”, “football”');
    expect(await chatOf(turn, chat).locator('script, img[src="x"]').count()).toBe(0);
  }
  expect(await page.title()).toBe('Ask · Attaché');
  await page.leave();
});

test('on a phone one chat is shown, the other behind a switch, and nothing scrolls sideways', async () => {
  const { page, ask } = await openAsk(browser, {
    viewport: { width: 360, height: 740 },
    hasTouch: true,
    isMobile: true,
  });
  const width = 'document.documentElement.scrollWidth';
  await chatOf(await ask('x'.repeat(199)), 'slack')
    .getByText('Nothing here on')
    .waitFor();
  expect(await page.evaluate(width)).toBe(360);
  const turn = await ask('/brief ai-governance');
  // Previews of one name stand on a page as often as replies do, so none is a landmark of it.
  expect(await page.getByRole('group', { name: 'Slack' }).count()).toBe(2);
  expect(await page.getByRole('region', { name: 'Slack' }).count()).toBe(0);
  expect(await chatOf(turn, 'discord').isVisible()).toBe(false);
  await turn.getByRole('button', { name: 'Discord' }).click();
  expect(await chatOf(turn, 'discord').isVisible()).toBe(true);
  expect(await chatOf(turn, 'slack').isVisible()).toBe(false);
  await ask('/digest');
  expect(await page.evaluate(width)).toBe(360);
  await page.getByRole('link', { name: 'Channel' }).click();
  expect(await page.evaluate(width)).toBe(360);
  await page.leave();
});

test.each(['light', 'dark'] as const)(
  'answers, lists and forms have no serious fault of accessibility in %s',
  async (colorScheme) => {
    const { page, box, ask, after } = await openAsk(browser, { colorScheme });
    const brief = await ask('/brief ai-governance');
    await after(() => chatOf(brief, 'slack').getByRole('button', { name: 'Something wrong?' }).click());
    await ask('/brief');
    await ask('/digest');
    await page.getByLabel('Time zone').fill('nowhere at all');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.locator('.field .bad').first().waitFor();
    await box.pressSequentially('/brief');
    await page.locator('.combobox [role="option"]').first().waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.leave();
  },
);

test('what the bot cannot be asked is told, and asked again when it is there', async () => {
  const { page, ask, newest } = await openAsk(browser);
  let isCut = true;
  // Never taken off again: a request that is held up while it is would stay so.
  await page.route('**/api/say', (route) => (isCut ? route.abort() : route.continue()));
  const turn = await ask('/brief');
  await turn.getByText('The bot cannot be reached; is it still running?').waitFor();
  isCut = false;
  await ask('/brief');
  await newest.locator('.previews').waitFor();
  expect(await newest.locator('.fault').count()).toBe(0);
  // Not left like the others: the browser's console tells of the request that was cut off.
  await page.context().close();
});
