/** Commands that a message names open when they are clicked; nothing else does. */
import { expect, test } from 'vitest';
import { linkCommands } from '../../../../src/chat/discord/render/command-links.ts';
import { notice } from '../../../../src/chat/discord/render/render.ts';
import { helpEntries } from '../../../../src/chat/discord/render/help.ts';
import { commandOf } from '../../../../src/chat/discord/commands/digest.ts';
import { seen } from '../reading.ts';

const IDS = new Map([
  ['brief', '1200000000000000001'],
  ['digest', '1200000000000000002'],
]);
const linked = (text: string, ids = IDS): string => seen(linkCommands(notice(text, 'en'), ids)).texts.join('\n');

test.each([
  ['Ask again with /brief.', 'Ask again with </brief:1200000000000000001>.'],
  ['See /digest list, or /digest when.', 'See </digest list:1200000000000000002>, or /digest when.'],
  ['请用 /brief 重新查询。', '请用 </brief:1200000000000000001> 重新查询。'],
  ['用/订阅 列表查看。', '用/订阅 列表查看。'],
  ['用 /订阅 列表 查看。', '用 /订阅 列表（</digest list:1200000000000000002>） 查看。'],
  ['用 /訂閱 清單 查看。', '用 /訂閱 清單（</digest list:1200000000000000002>） 查看。'],
  // An address, a path and a longer word are no commands.
  ['https://example.org/brief', String.raw`https\://example.org/brief`],
  ['src/brief and /briefing', 'src/brief and /briefing'],
])('%s', (text, expected) => {
  expect(linked(text)).toBe(expected);
});

test('a command whose id is not known stays a text', () => {
  expect(linked('Ask with /brief or /digest list.', new Map([['brief', '1']]))).toBe(
    'Ask with </brief:1> or /digest list.',
  );
  expect(linked('Ask with /brief.', new Map())).toBe('Ask with /brief.');
});

test('where there is no room the text stays as it is', () => {
  const text = '/brief '.repeat(200).trim();
  expect(linked(text)).toBe(text);
});

const labels = (locale: string): string[] => helpEntries('zh', { locale }).map(({ label }) => label);

test('Chinese readers see the commands as their Discord shows them, and the name that can be clicked', () => {
  expect(labels('zh-TW')).toContain('/簡報（/brief）');
  expect(labels('zh-TW')).toContain('/訂閱（/digest）');
  expect(labels('zh-TW')).toContain('应用 › 尋找相關簡報');
  expect(labels('zh-CN')).toContain('/简报（/brief）');
  expect(labels('en-US')[0]).toBe('/brief');
  expect(commandOf('subscribe', 'zh-TW')).toBe('/訂閱 新增');
});

test('help has at most twelve lines, with the four below it', () => {
  for (const language of ['en', 'zh'] as const) expect(helpEntries(language).length).toBeLessThanOrEqual(8);
});
