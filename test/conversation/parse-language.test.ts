/** The language that a text is in or wishes to be answered in. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseLanguage } from '../../src/conversation/parse-language.ts';

test.each([
  ['energy zh', 'energy', 'zh'],
  ['energy ZH', 'energy', 'zh'],
  ['energy 中文', 'energy', 'zh'],
  ['energy in Chinese?', 'energy', 'zh'],
  ['rare earths --language zh', 'rare earths', 'zh'],
  ['rare earths --lang=Chinese', 'rare earths', 'zh'],
  ['energy language: en', 'energy', 'en'],
  ['稀土 en', '稀土', 'en'],
  ['稀土，用英文', '稀土', 'en'],
  ['关税怎么样？用中文回答。', '关税怎么样', 'zh'],
  ['<@U1> energy ｚｈ', '<@U1> energy', 'zh'],
  ['zh', '', 'zh'],
  ['help 中文', 'help', 'zh'],
  [`${'long '.repeat(1_000)}zh`, 'long '.repeat(1_000).trimEnd(), 'zh'],
])('%j is a wish', (typed, text, language) => {
  expect(parseLanguage(typed)).toEqual({ text, language });
});

test.each([
  ['energy', undefined],
  ['', undefined],
  ['エネルギー', undefined],
  ['能源', 'zh'],
  ['energy 能源', 'zh'],
  ['what do the Chinese say', undefined],
  ['who studies Chinese', undefined],
  ['学中文', 'zh'],
  ['zhen', undefined],
  ['the english language', undefined],
  ['zh is what they say', undefined],
])('%j is none, and is kept whole', (typed, language) => {
  expect(parseLanguage(typed)).toEqual({ text: typed, language });
});

test('no question of the sets of questions is taken for a wish', () => {
  const questions = globSync('*.jsonl', { cwd: join(import.meta.dirname, '..', 'questions') }).flatMap((file) =>
    readFileSync(join(import.meta.dirname, '..', 'questions', file), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => (JSON.parse(line) as { readonly question: string }).question),
  );
  expect(questions.length).toBeGreaterThan(300);
  expect(questions.filter((question) => parseLanguage(question).text !== question)).toEqual([]);
});
