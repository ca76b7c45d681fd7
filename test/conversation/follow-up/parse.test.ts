/** What is asked after an answer, in the words that people use; and questions of their own, which are none. */
import { describe, expect, test } from 'vitest';
import { isGeneric, withFollowUp } from '../../../src/conversation/follow-up/parse.ts';
import { parseCommand, parseMessage } from '../../../src/conversation/parse-text.ts';
import { ownCatalogue } from '../../support/records.ts';

const catalogue = ownCatalogue();
const asked = (text: string) => {
  const { request, language } = parseMessage(`<@U0BOT> ${text}`, catalogue);
  return request.type === 'follow-up' ? { ...request.followUp, in: language } : undefined;
};

describe('a follow-up', () => {
  test.each([
    [
      'why',
      ['why?', 'Why is that?', 'and why did they do that', 'for what reason?', '为什么？', '为何', '那原因是什么'],
    ],
    [
      'until',
      ['when does it expire?', 'until when?', 'how long?', 'when does this end', '什么时候到期', '到什么时候为止？'],
    ],
    ['still', ['is it still on?', 'is it over?', 'are they still in force?', '还有效吗', '現在還有效嗎', '还在执行吗']],
    [
      'sources',
      ['sources', 'Source?', 'what are the sources', 'where is that from?', '来源', '有出处吗？', '原文链接'],
    ],
    ['more', ['more', 'tell me more', 'anything else?', 'give us more details', '更多', '再多说点', '还有吗']],
    [
      'shorter',
      ['shorter', 'make it shorter please', 'tl;dr', 'in one sentence', '短一点', '能简单点吗', '一句话总结'],
    ],
    ['sides', ['both sides', 'where do they differ?', 'what do the two sides say', '双方怎么说', '两边各自怎么看']],
    ['who', ['who said that?', 'who says so', '这话是谁说的？', '谁说的']],
    [
      'changed',
      [
        'what changed?',
        'what has changed since?',
        'any update on that?',
        'what replaced it',
        '有什么变化',
        '有更新吗',
        '之后变了什么',
      ],
    ],
    ['next', ['what’s next?', 'what comes next', '接下来呢', '下一步是什么']],
    ['unclear', ['what does it mean?', 'really?', 'is that true', '它是什么意思', '这样好吗']],
  ])('asks %s', (type, texts) => {
    for (const text of texts) expect([text, asked(text)?.type]).toEqual([text, type]);
  });

  test.each([
    ['the second one', 1],
    ['and the first point?', 0],
    ['the last one', -1],
    ['第二个呢', 1],
    ['最后一条', -1],
  ])('%s is one of what was told', (text, at) => {
    expect(asked(text)).toMatchObject({ type: 'nth', at });
  });

  test.each(['the next round', 'who announced that extension', 'the rules', '上次会谈在哪儿', '为什么会降'])(
    '%s names nothing else than what was told',
    (text) => {
      expect(isGeneric(text)).toBe(true);
    },
  );

  test.each(['国会', '何立峰', 'the pandas', '大豆协议'])('%s names something', (text) => {
    expect(isGeneric(text)).toBe(false);
  });

  test.each([
    ['and China?', 'china'],
    ['and the US?', 'the us'],
    ['what about Taiwan', 'taiwan'],
    ['and the tariffs?', 'the tariffs'],
    ['中方呢', '中方'],
    ['那美国呢？', '美国'],
    ['大豆呢', '大豆'],
  ])('%s names something', (text, name) => {
    expect(asked(text)).toMatchObject({ type: 'and', name });
  });

  test.each([
    ['what does China say about it?', 'china'],
    ['how did Beijing respond?', 'beijing'],
    ['has the US confirmed that?', 'the us'],
    ['US position', 'us'],
    ['what’s china’s side of it', 'chinas'],
    ['中方什么反应', '中方'],
    ['美方怎么看', '美方'],
    ['那中国有什么回应', '中国'],
  ])('%s asks for a side', (text, name) => {
    expect(asked(text)).toMatchObject({ type: 'side', name });
  });

  test.each([
    ['in Chinese', 'zh'],
    ['can you say that in Chinese please?', 'zh'],
    ['English please', 'en'],
    ['用中文', 'zh'],
    ['能用英文说吗', 'en'],
    ['翻译成英文', 'en'],
  ])('%s asks for a language', (text, language) => {
    expect(asked(text)).toMatchObject({ type: 'language', language });
  });

  test('may name its language as well', () => {
    expect(asked('why? in Chinese')).toEqual({ type: 'why', in: 'zh' });
    expect(asked('sources 用英文')).toEqual({ type: 'sources', in: 'en' });
  });
});

const OWN = [
  'how many soybeans? | is the fentanyl tariff still on? | what does China say about soybeans?',
  'when do the ship fees expire? | who said that tariffs are over? | 大豆承诺什么时候到期 | 中方对台湾怎么说',
  'energy | energy sources | what changed in energy | help | topics | thanks | hello | chinese | en | what are you',
  `${'x'.repeat(4_000)} | why ${'is that '.repeat(400)} | `,
].flatMap((line) => line.split(' | '));
test.each(OWN)('%j is a question of its own', (text) => {
  expect(asked(text)).toBeUndefined();
});

test('a command asks the same, and says what it asks for where nothing was said before', () => {
  expect(parseCommand('what changed?', catalogue).request).toMatchObject({
    type: 'follow-up',
    followUp: { type: 'changed' },
    otherwise: { type: 'news' },
  });
  expect(withFollowUp('status', 'status', { type: 'status' }, undefined)).toEqual({ type: 'status' });
});
