/** What a typed text asks for, and the language that it is in or wishes to be answered in. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  MAX_QUESTION_CHARACTERS,
  parseCommand,
  parseLanguage,
  parseMessage,
} from '../../src/conversation/parse-text.ts';
import { alone } from '../../src/conversation/follow-up/parse.ts';
import { asksNothing } from '../../src/conversation/small-talk.ts';
import type { Brief } from '../../src/records/schema.ts';
import type { BriefRequest } from '../../src/reply/button.ts';
import { catalogueOf, ownCatalogue } from '../support/records.ts';
import { expectProportional } from '../support/growth.ts';

let known: { readonly briefs: ReadonlyMap<string, Brief> } | undefined;

/** A catalogue of the one made-up brief, under two ids. */
function catalogue(): { readonly briefs: ReadonlyMap<string, Brief> } {
  const brief = known === undefined ? catalogueOf().briefs.get('grain-corridor') : undefined;
  if (brief !== undefined) known = { briefs: new Map(['energy', 'ai-governance'].map((id) => [id, { ...brief, id }])) };
  return known ?? { briefs: new Map() };
}

const command = (text: string): BriefRequest => alone(parseCommand(text, catalogue()).request);
const message = (text: string): BriefRequest => alone(parseMessage(text, catalogue()).request);

describe('a command', () => {
  test.each(['', ' ', '\n\t', '\u200B', '\u200F\u202E', '\u0000', 'topics', ' LIST ', '主题', '<@U1|x>', '<!channel>'])(
    'of nothing or the topics asks for the topics: %j',
    (text) => {
      expect(command(text)).toEqual({ type: 'topics' });
    },
  );
  test.each(['help', '?', '--help', '-h', '帮助', '幫助', 'HELP', '\u202Ehelp\u202C', 'ｈｅｌｐ'])(
    'of help asks for help: %j',
    (text) => {
      expect(command(text)).toEqual({ type: 'help' });
    },
  );
  test.each(['desk', ' DESK ', '工作台'])('of the desk asks for a link to sign in: %j', (text) => {
    expect(command(text)).toEqual({ type: 'desk' });
    expect(command('desk of energy')).toMatchObject({ type: 'ask' });
  });
  test.each([
    ['link 7K3MP-Q9XTD', '7K3MP-Q9XTD'],
    ['LINK 7k3mpq9xtd', '7k3mpq9xtd'],
    ['绑定 7K3MP-Q9XTD', '7K3MP-Q9XTD'],
    // Mistyped, it is a code all the same, and no question that could be kept.
    ['link 7K3MP', '7K3MP'],
    ['link 7F257 6KF2J', '7F257 6KF2J'],
    ['Link 7f257 – 6kf2j', '7f257 – 6kf2j'],
    ['绑定：`7Ｆ257—6KF2J`', '7F257—6KF2J'],
    ['link 7F257 6KF2', '7F257 6KF2'],
    ['link', undefined],
  ])('of a code ties who types it: %j', (text, code) => {
    expect(command(text)).toEqual({ type: 'link', code });
    expect(message(`<@U1> ${text}`)).toEqual({ type: 'link', code });
    for (const question of ['link tariffs', 'link 2025 tariffs', 'link between chips and soybeans in 2026'])
      expect(command(question)).toMatchObject({ type: 'ask' });
  });
  test.each(['energy', ' Energy ', 'ENERGY', '\u200Fenergy', '<@U1> energy', '<!here> energy'])(
    'of an id asks for that brief: %j',
    (text) => {
      expect(command(text)).toEqual({ type: 'brief', topic: 'energy' });
    },
  );
  test.each(['energy zh', 'energy in English', 'energy 中文', 'energy --language zh'])(
    'of an id and a language asks for that brief: %j',
    (text) => {
      expect(command(text)).toEqual({ type: 'brief', topic: 'energy' });
      expect(message(`<@U1> ${text}`)).toEqual({ type: 'brief', topic: 'energy' });
    },
  );
  test('of a language alone asks for the topics, and a message of it for help', () => {
    expect(command('zh')).toEqual({ type: 'topics' });
    expect(message('<@U1> 中文')).toEqual({ type: 'help' });
    expect(command('sources energy en')).toEqual({ type: 'section', section: 'sources', topic: 'energy' });
  });
  test.each([
    ['sources energy', 'sources'],
    ['Source ai-governance', 'sources'],
    ['energy sources', 'sources'],
    ['changes energy', 'changes'],
    ['changed energy', 'changes'],
    ['what changed in energy', 'changes'],
    ['What has changed in ai-governance?', 'changes'],
    ['energy sides', 'sides'],
    ['both sides energy', 'sides'],
    ['key points ai-governance', 'key-points'],
    ['energy key-points', 'key-points'],
    ['energy disagreements', 'disagreements'],
    ['energy measures', 'measures'],
    ['energy commitments', 'commitments'],
    ['energy views', 'views'],
    ['energy what to watch', 'watch'],
    ['energy gaps', 'gaps'],
    ['来源 energy', 'sources'],
    ['更新 energy', 'changes'],
    ['energy 双方', 'sides'],
    ['energy 分歧', 'disagreements'],
    ['中美在energy上有什么分歧', 'disagreements'],
    ['what do they disagree on about energy', 'disagreements'],
    ['energy 措施', 'measures'],
    ['energy 承诺', 'commitments'],
    ['energy 观点', 'views'],
    ['energy 关注', 'watch'],
    ['energy 空白', 'gaps'],
    ['energy 要点', 'key-points'],
  ])('%j asks for a section of a brief', (text, section) => {
    const topic = /energy|ai-governance/u.exec(text)?.[0];
    expect(command(text)).toEqual({ type: 'section', section, topic });
  });
  test.each([
    ['energy full', { type: 'sections', topic: 'energy' }],
    ['full brief energy', { type: 'sections', topic: 'energy' }],
    ['全文 energy', { type: 'sections', topic: 'energy' }],
    ['related energy', { type: 'related', topic: 'energy' }],
    ['相关 energy', { type: 'related', topic: 'energy' }],
    ['energy summary', { type: 'brief', topic: 'energy' }],
    ['energy 摘要', { type: 'brief', topic: 'energy' }],
    ['energy概况如何？', { type: 'brief', topic: 'energy' }],
    ['energy的要点是什么？', { type: 'section', topic: 'energy', section: 'key-points' }],
    ['energy status', { type: 'status', topic: 'energy' }],
    ['status energy', { type: 'status', topic: 'energy' }],
    ['energy 现状', { type: 'status', topic: 'energy' }],
    ['dates energy', { type: 'dates', topic: 'energy' }],
    ['energy日期', { type: 'dates', topic: 'energy' }],
    ['status', { type: 'status' }],
    ['現狀', { type: 'status' }],
    ['dates', { type: 'dates' }],
    ['日期', { type: 'dates' }],
  ])('%j asks for the sections of a brief, what is related, or a board', (text, request) => {
    expect(command(text)).toEqual(request);
  });
  test.each(['north-south/energy', 'NORTH-SOUTH/Energy'])('takes a topic with its relationship: %j', (name) => {
    expect(command(name)).toEqual({ type: 'brief', topic: 'energy' });
    expect(command(`${name} sides`)).toEqual({ type: 'section', section: 'sides', topic: 'energy' });
    expect(command('south-north/energy').type).toBe('ask');
  });
  test('takes the title of a topic with a part of its brief, also in Chinese without spaces, where one topic alone has it', () => {
    const brief = catalogue().briefs.get('energy');
    if (brief === undefined) throw new Error('there is no energy');
    const titled = (ids: readonly string[]) => ({
      briefs: new Map(ids.map((id) => [id, { ...brief, id, title: { en: 'Clean energy', zh: '能源' } }])),
    });
    for (const text of ['clean energy measures', '能源 措施', '能源措施', '能源措施？'])
      expect(parseCommand(text, titled(['energy'])).request).toEqual({
        type: 'section',
        section: 'measures',
        topic: 'energy',
      });
    expect(parseCommand('能源措施', titled(['energy', 'power'])).request.type).toBe('ask');
    expect(parseCommand('energy', titled(['one'])).request).toEqual({ type: 'brief', topic: 'one' });
  });
  test.each([
    'sources',
    'sources of energy',
    'sources energy now',
    'sources nowhere',
    'related to',
    'topics of today',
    'energy prices',
    'nowhere',
  ])('of anything else is a question: %j', (text) => {
    expect(command(text)).toEqual({ type: 'ask', question: text });
  });
  test.each([
    'constructor energy',
    '__proto__ energy',
    'toString energy',
    'hasOwnProperty energy',
    'constructor',
    '__proto__',
  ])('that names a part of the language is a question like any other: %j', (text) => {
    expect(command(text)).toEqual({ type: 'ask', question: text });
  });
});

describe('a board', () => {
  const own = ownCatalogue();
  test.each<[BriefRequest, ...string[]]>([
    [
      { type: 'status', kind: 'in-force' },
      'what is in force',
      'What’s still in force?',
      '目前有哪些措施有效',
      '现在什么措施仍在实施？',
    ],
    [{ type: 'status', topic: 'energy', kind: 'in-force' }, 'what is in force on energy?'],
    [
      { type: 'dates', month: '12', kind: 'ends' },
      'what expires in December',
      'what ends in dec?',
      '12月有哪些措施到期',
      '12月什么会到期？',
    ],
    [{ type: 'dates', month: 'next', kind: 'ends' }, 'what expires next month?', '下个月有哪些措施到期'],
    [
      { type: 'dates', month: 'next', kind: 'begins' },
      'what takes effect next month?',
      'What comes into force next month',
      '下个月有什么生效',
      '下月哪些措施将实施？',
    ],
    [
      { type: 'dates', month: '12', kind: 'begins' },
      'what takes effect in December?',
      'what tariffs are to take effect in Dec',
      '12月有哪些措施生效',
    ],
    [{ type: 'dates', kind: 'begins' }, 'what takes effect soon?', '近期有哪些措施将生效'],
    [{ type: 'dates' }, 'what is coming up?', 'What’s coming', '近期有哪些日期'],
    [{ type: 'dates', month: '2027-01', kind: 'ends' }, 'what is due in January 2027', '2027年1月有哪些承诺到期'],
    [
      { type: 'status', party: 'cn', kind: 'commitment' },
      'what did China promise',
      'What has Beijing promised?',
      '中国承诺了什么',
      '中方都承诺了哪些？',
    ],
    [{ type: 'status', party: 'us', kind: 'commitment' }, 'what did the United States promise?', '美国答应了什么'],
    [{ type: 'status', topic: 'energy', party: 'cn', kind: 'commitment' }, 'what did China promise on energy'],
  ])('%j is asked for in a sentence', (request, ...texts) => {
    for (const text of texts) {
      const parsed = parseMessage(text, own).request;
      expect([text, parsed]).toEqual([text, { ...request }]);
    }
  });
  test.each([
    ['cn-us status', { type: 'status', relationship: 'cn-us' }],
    ['status of china', { type: 'status', relationship: 'cn-us' }],
    ['China–U.S. dates', { type: 'dates', relationship: 'cn-us' }],
    ['/brief china dates', { type: 'dates', relationship: 'cn-us' }],
    ['中美现状', { type: 'status', relationship: 'cn-us' }],
    ['中國 日期', { type: 'dates', relationship: 'cn-us' }],
  ] as const)('%j is of the pair that is named', (text, request) => {
    expect(parseMessage(text, own).request).toEqual(request);
  });
  test('of a party of several pairs none is meant', () => {
    const [[id, relationship] = ['', undefined]] = own.relationships;
    const relationships = new Map([...own.relationships, ['other', { ...relationship!, id: 'other' }]]);
    expect(id).toBe('cn-us');
    expect(parseMessage('china status', { briefs: own.briefs, relationships }).request).toEqual({ type: 'status' });
    expect(parseMessage('other status', { briefs: own.briefs, relationships }).request).toEqual({
      type: 'status',
      relationship: 'other',
    });
  });
  test.each([
    'what did China promise on soybeans',
    'what did Huawei promise',
    'what expires in Paris',
    'what takes effect in Paris',
    'what starts the talks?',
    'what is coming from China?',
    'what is in force on pandas',
    'how many soybeans did China promise to buy',
    '中国承诺购买多少大豆',
  ])('is not asked for by %j', (text) => {
    expect(parseMessage(text, own).request.type).toBe('ask');
  });
});

describe('a question', () => {
  test('is cleaned of mentions, channel links, emoji codes and marks that turn text around', () => {
    expect(
      command('<@U1|x> what  about <#C1|general> \u202Erare\u202C <:e:123456789012345678> earths <!date^0^{date}|x>?'),
    ).toEqual({ type: 'ask', question: 'what about rare earths ?' });
  });
  test('keeps the words of a link and drops its address', () => {
    expect(command('what about <https://evil.example/?q=energy|rare earths> or https://evil.example/energy')).toEqual({
      type: 'ask',
      question: 'what about rare earths or',
    });
  });
  test('keeps @everyone as the word that it is; only renderers know what would ping', () => {
    expect(command('@everyone energy?')).toEqual({ type: 'ask', question: '@everyone energy?' });
  });
  test('loses control characters and halves of characters', () => {
    expect(command('a\u0000b\u001B[31mc\u009Bd\uD800e')).toEqual({ type: 'ask', question: 'a b [31mc d e' });
  });
  test.each([
    ['words', 'word '],
    ['one word', 'x'],
    ['spaces and a word', ' '],
    ['Chinese', '中'],
    ['emoji', '😀'],
    ['ligatures that unfold', 'ﷺ'],
    ['open mentions', '<@'],
    ['brackets', '<'],
    ['marks', '\u0301'],
  ])('of 40,000 characters of %s is read by its beginning, whole and by work in proportion', (_what, unit) => {
    for (const read of [command, message])
      expectProportional((size) => {
        const request = read(`${unit.repeat(size / unit.length)} end`);
        const question = request.type === 'ask' ? request.question : '';
        expect(question.length).toBeLessThanOrEqual(MAX_QUESTION_CHARACTERS);
        expect(question.isWellFormed()).toBe(true);
      }, 40_000);
  });
  test('is never cut inside a character', () => {
    for (const shift of ['', 'x']) {
      const request = command(`${shift}${'😀'.repeat(3_000)}`);
      expect(request.type === 'ask' && request.question.isWellFormed()).toBe(true);
    }
  });
});

describe('a message', () => {
  test.each(['', '<@U1>', ' <@!123456789012345678>  ', '<@&1>', '\u200F<@U1>\u200F'])(
    'of nothing but the mention asks for help: %j',
    (text) => {
      expect(message(text)).toEqual({ type: 'help' });
    },
  );
  test.each(['/brief', 'brief', '<@U1> brief', '<@U1> /brief ', 'BRIEF', '<@U1>topics'])(
    'of the command alone asks for the topics: %j',
    (text) => {
      expect(message(text)).toEqual({ type: 'topics' });
    },
  );
  test.each([
    '/brief energy',
    '<@U1> brief energy',
    '<@U1><@U2> /brief energy',
    'brief   energy',
    'energy <@U1>',
    'Energy',
  ])('of an id asks for that brief: %j', (text) => {
    expect(message(text)).toEqual({ type: 'brief', topic: 'energy' });
  });
  test.each([['what is in brief', 'what is in brief']])('%j is read as the question %j', (text, question) => {
    expect(message(text)).toEqual({ type: 'ask', question });
  });
  test.each([
    'brief me on energy',
    'briefing on energy',
    'give me a brief on energy',
    'energy, please',
    'show me the energy brief',
    'please send us a short brief on energy',
  ])('%j asks for the card', (text) => {
    expect(message(text)).toEqual({ type: 'brief', topic: 'energy' });
  });
  test.each(['给我一份能源简报', '请给我能源的简报，谢谢'])('%j asks what its topic alone does', (text) => {
    expect(message(text)).toEqual(message('能源'));
  });
  test.each<[BriefRequest['type'], ...string[]]>([
    ['greeting', 'hello', '<@U1> Hi there!', 'hey', 'Good morning', '你好', '您好！', '在吗？', 'Hello Attaché'],
    ['thanks', 'thanks!', 'Thank you so much', '谢谢', '謝謝', 'ok thanks'],
    [
      'news',
      'what’s new?',
      'Latest',
      'latest news',
      'brief me',
      'What changed',
      'hi, what is new today?',
      '最新消息',
      '最新动态呢',
    ],
    ['about', 'who are you', 'are you an AI?', 'What can you do?', '你是谁', '你是机器人吗？'],
    ['sharing', 'share', 'How do I share this?', '如何分享'],
    ['digests', 'digest', '<@U1> digests', 'my digests please', '订阅', '訂閱'],
    ['settings', 'settings', 'Channel settings', '设置'],
    ['help', 'help me', 'help', '怎么用'],
  ])('that names no topic but means %s is read as that', (type, ...texts) => {
    expect(texts.map((text) => [text, message(text)])).toEqual(texts.map((text) => [text, { type }]));
    expect(texts.map((text) => command(text.replace('<@U1> ', '')))).toEqual(texts.map(() => ({ type })));
  });
  test.each([
    'share of trade',
    'latest on energy prices',
    'who are you sanctioning',
    'settings of the talks',
    'history',
    '更新关税',
  ])('that says more is a question: %j', (text) => {
    expect(message(text)).toEqual({ type: 'ask', question: text });
  });
  test.each(['hello, what about energy', '你好，关税怎么样了', 'hey energy'])(
    'that greets and asks is a question: %j',
    (text) => {
      expect(message(text).type).toBe('ask');
    },
  );
  test('reads a section of a brief behind the mention', () => {
    expect(message('<@U1> sources energy')).toEqual({ type: 'section', section: 'sources', topic: 'energy' });
  });
});

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
  ['zh energy', 'energy', 'zh'],
  ['EN：稀土', '稀土', 'en'],
  ['/brief zh energy', '/brief energy', 'zh'],
  ['<@U1> zh energy', '<@U1> energy', 'zh'],
  ['<@U1> brief en 稀土', '<@U1> brief 稀土', 'en'],
  ['in Chinese: what about energy?', 'what about energy?', 'zh'],
  ['lang:zh energy', 'energy', 'zh'],
  ['用英文回答：稀土', '稀土', 'en'],
  ['英文 稀土', '稀土', 'en'],
  [`en ${'long '.repeat(1_000)}`, 'long '.repeat(1_000), 'en'],
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
  ['chinese energy', undefined],
  ['in Chinese waters', undefined],
  ['english-language schools', undefined],
  ['中文教育', 'zh'],
  ['end of the truce', undefined],
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

describe('a message that asks nothing', () => {
  test.each([
    'lol <@U1> is great',
    '<@U1> :thinking_face:',
    '<@U1> 👍🏽',
    '<:parrot:123456789012345678> <@U1>',
    ':+1::skin-tone-2: :tada:',
    '🇺🇸🇨🇳',
    '<@U1> :-) <3',
    'haha nice one!',
    'Great job, bot',
    '<@U1> cool',
    '<@U1> 哈哈哈太棒了！',
    '<@U1> 这个机器人真厉害',
    '好用',
  ])('is praise or emoji: %j', (text) => {
    expect(asksNothing(text)).toBe(true);
  });
  test.each([
    '',
    '<@U1>',
    '<@U1> ?',
    '<@U1> 👍 energy',
    'is this any good?',
    'great power competition',
    'what is good for trade',
    'thanks 🙏',
    'hello 👋',
    '你好',
    '更多',
    '美国真强吗',
    'nice, and China',
    'why',
    '好的谢谢',
    '中国喜欢什么',
  ])('is none of it: %j', (text) => {
    expect(asksNothing(text)).toBe(false);
  });
});
