/** A document that came in the morning: five statements in two topics, one of which changes how a measure stands, published after seeing what the channel will get; with every input counted, by mouse and by keyboard alone. */
import { cpSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { messages } from '../../../src/locales/messages.ts';
import type { StatusView } from '../../../src/desk/server/records/status.ts';
import { formatDay } from '../../../src/records/dates.ts';
import type { StatementKind } from '../../../src/records/schema.ts';
import { handsWithMouse, type Hands } from '../../day/hands.ts';
import { handsOnKeyboard } from '../../day/keyboard.ts';
import { seriousFaults, useBrowser } from '../../support/browser.ts';
import { folderOf, OWN } from '../../support/records.ts';
import { deskAsked } from '../publish/asking.ts';

const browser = useBrowser();

/** A day so many days from today: what comes in the morning is of these days. */
const dayFromToday = (days: number): string => Temporal.Now.plainDateISO('UTC').add({ days }).toString();
const DAY = dayFromToday(-3);
const END = dayFromToday(344);

const TEXT = [
  `On ${formatDay(DAY, 'en')}, the Trade Representative suspended port fees on ships built in China until ${formatDay(END, 'en')}.`,
  'Treasury Secretary Scott Bessent said that both capitals want calm shipping lanes while talks about tariffs go on.',
  'No operator has paid the port fees since the first suspension, the notice says.',
  'Bessent said that work on rare earths goes slowly and that licenses for magnets come late.',
  `American makers received fewer rare-earth magnets from China on ${formatDay(dayFromToday(-31), 'en')} than they had ordered.`,
];
const NAME = { relationship: 'cn-us', id: 'harbor-gazette-port-fees' };
const DETAILS = {
  title: { en: 'Port fees and rare earths', zh: '港口费与稀土' },
  publisher: { en: 'The Harbor Gazette', zh: '港口公报' },
  authors: ['Ann Lee'],
  kind: 'news',
  party: 'us',
  url: 'https://gazette.example/port-fees',
  publishedOn: dayFromToday(-2),
  language: 'en',
  copy: 'original',
  disclosure: { en: 'A paper that exists for this test only.', zh: '仅为本测试虚构的报纸。' },
} as const;

type Written = {
  readonly paragraph: number;
  readonly words: string;
  readonly kind: StatementKind;
  readonly en: string;
  readonly zh: string;
};
const STATEMENTS: readonly Written[] = [
  {
    paragraph: 1,
    words: 'suspended port fees on ships',
    kind: 'measure',
    en: `U.S. port fees on Chinese-built vessels stay off until ${formatDay(END, 'en')}.`,
    zh: `美国对中国造船舶的港口费继续停收至${formatDay(END, 'zh')}。`,
  },
  {
    paragraph: 2,
    words: 'want calm shipping lanes',
    kind: 'position',
    en: 'Washington and Beijing wish for quiet sea trade during the tariff negotiations.',
    zh: '双方希望关税谈判期间海上贸易保持平稳。',
  },
  {
    paragraph: 3,
    words: 'has paid the port fees',
    kind: 'reported-fact',
    en: 'Nobody was charged U.S. port fees after they were first put on hold.',
    zh: '美国港口费首次停收后，没有船东缴纳。',
  },
  {
    paragraph: 4,
    words: 'work on rare earths goes slowly',
    kind: 'position',
    en: 'Rare-earth licenses are slow, and those for magnets are overdue.',
    zh: '稀土许可进展缓慢，磁体许可迟迟未发。',
  },
  {
    paragraph: 5,
    words: 'received fewer rare-earth magnets',
    kind: 'reported-fact',
    en: 'U.S. manufacturers got less rare-earth magnets from China than ordered.',
    zh: '美国厂商从中国收到的稀土磁体少于订货量。',
  },
];

/** Counts what is done with hands. */
function counted(hands: Hands): { readonly hands: Hands; readonly inputs: () => number } {
  let inputs = 0;
  const once =
    <Given extends readonly unknown[]>(work: (...given: Given) => Promise<void>, many = 1) =>
    async (...given: Given): Promise<void> => {
      inputs += many;
      await work(...given);
    };
  return {
    inputs: () => inputs,
    hands: {
      ...hands,
      press: once(hands.press),
      write: once(hands.write),
      choose: once(hands.choose),
      check: once(hands.check),
      date: once(hands.date),
      // The words are selected, then the statement is begun.
      cite: once(hands.cite, 2),
    },
  };
}

const DAYS: readonly [string, 'en' | 'zh', (page: Page) => Hands][] = [
  ['by mouse, in Chinese', 'zh', handsWithMouse],
  ['by keyboard alone, in English', 'en', handsOnKeyboard],
];

test.each(DAYS)('a document is in service with five statements in two topics, %s', async (_, language, handsOn) => {
  const briefsDir = folderOf({});
  cpSync(OWN, briefsDir, { recursive: true });
  const { desk, get, post, say, posted } = await deskAsked({ briefsDir });
  const t = messages(language);
  await post('documents/draft', { ...NAME, from: 'paste', text: TEXT.join('\n'), details: DETAILS, anyway: false });
  await say('subscribe all');
  await say('now');
  await posted(1);
  const tracks = async (): Promise<string> =>
    (await get<StatusView>('status?language=en')).relationships
      .flatMap((one) => one.tracks)
      .find(({ id }) => id.endsWith('us-ship-fees'))?.state.code ?? '';
  expect(await tracks()).toBe('suspension-passed');

  const page = await browser.open(`${desk.url}/#/documents/${NAME.relationship}/${NAME.id}`, {
    locale: language === 'zh' ? 'zh-CN' : 'en-US',
    viewport: { width: 1440, height: 900 },
  });
  const { hands, inputs } = counted(handsOn(page));
  const button = (name: string): Locator => page.getByRole('button', { name, exact: true });
  const each: number[] = [];
  for (const { paragraph, words, kind, en, zh } of STATEMENTS) {
    const before = inputs();
    await hands.cite(page.locator(`[data-number="${paragraph}"]`), words, button(t('desk.reading.write')));
    // Search proposes a moment after the words.
    await page.locator('.reading-form').getByText(t('desk.reading.from-search')).first().waitFor();
    await hands.press(
      page.getByRole('group', { name: t('desk.reading.take-as') }).getByRole('button', {
        name: t(`desk.kinds.${kind}.name`),
        exact: true,
      }),
    );
    await hands.write(page.locator('[data-path="text.en"]'), en);
    await hands.write(page.locator('[data-path="text.zh"]'), zh);
    await page.getByText(t('desk.reading.right')).waitFor();
    if (kind === 'measure') await page.getByText(t('desk.reading.track-then')).waitFor();
    expect(kind === 'measure' ? await seriousFaults(page) : []).toEqual([]);
    await hands.press(button(t('desk.reading.add')));
    await page.locator('.reading-form').waitFor({ state: 'detached' });
    each.push(inputs() - before);
  }
  expect(each).toEqual(STATEMENTS.map(() => 6));

  await hands.press(button(t('desk.reading.publish')));
  const publishing = page.getByRole('region', { name: t('desk.publish.heard') });
  await publishing.getByText(t('desk.publish.digests', { count: 1 })).waitFor();
  await hands.press(publishing.locator('summary'));
  const preview = publishing.locator('.reply');
  await preview.getByRole('heading').waitFor();
  const shown = (await preview.getByRole('heading').textContent()) ?? '';
  // The channel's language is its own.
  expect(shown).toMatch(/port fees/u);
  expect(await seriousFaults(page)).toEqual([]);
  await hands.press(button(t('desk.publish.do')));
  await page.getByRole('heading', { name: t('desk.doubts.heading') }).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  expect(await tracks()).toBe('suspended');

  await say('now');
  const [, news] = await posted(2);
  expect(news?.title).toBe(shown);
  const { topics } = await get<{ readonly topics: readonly { readonly topic: { readonly id: string } }[] }>(
    'curate/doubts?language=en',
  );
  expect(topics.length).toBeGreaterThan(0);
  expect(inputs()).toBe(33);
  await page.leave();
});
