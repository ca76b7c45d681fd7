import { describe, expect, test } from 'vitest';
import type { Catalogue } from '../../src/search/catalogue.ts';
import { helpEntriesOf } from '../../src/conversation/help.ts';
import { helpEntries as discordEntries } from '../../src/chat/discord/render/help.ts';
import type { Language } from '../../src/records/schema.ts';
import type { AnswerContext } from '../../src/conversation/conversation.ts';
import { parseCommand, parseMessage } from '../../src/conversation/parse-text.ts';
import { alone } from '../../src/conversation/follow-up/parse.ts';
import { answer } from '../../src/conversation/answer-request.ts';
import type { Action, Reply } from '../../src/reply/reply.ts';
import { type BriefRequest } from '../../src/reply/button.ts';
import { SECTIONS } from '../../src/reply/section.ts';
import { topicRecord, catalogueOf, NOW, ownCatalogue, recordFiles } from '../support/records.ts';

let read: Catalogue | undefined;
/** The made-up records, read once. */
const catalogue = (): Catalogue =>
  (read ??= catalogueOf(
    recordFiles({
      'north-south/topics/tea-trade.yaml': topicRecord('tea trade'),
      'north-south/topics/secret-plan.yaml': topicRecord('secret plan', { status: 'draft' }),
      'north-south/topics/old-ferry.yaml': topicRecord('old ferry', {
        status: 'retracted',
        retraction: { id: 'gone', on: '2026-10-02', what: { en: 'It sank.' } },
      }),
    }),
  ));
const ask = (request: BriefRequest, over: Partial<AnswerContext> = {}): Reply =>
  answer(request, {
    catalogue: catalogue(),
    language: 'en',
    now: NOW,
    audience: 'asker',
    helpEntries: [{ label: '/brief', detail: 'the topics' }],
    ...over,
  });
const question = (text: string, over: Partial<AnswerContext> = {}): Reply => ask({ type: 'ask', question: text }, over);
const first = (reply: Reply): string => {
  const [block] = reply.blocks;
  return block?.type === 'note' ? block.text : `${block?.type}`;
};

/** The answer to a question that nothing is found on. */
const unfound = (text: string): Reply => {
  const known = catalogue();
  const none = {
    result: 'none',
    why: 'nothing',
    nearest: [],
    briefs: [],
    told: [],
    isKnown: false,
    unknown: [],
    meant: [],
  } as const;
  return question(text, { catalogue: { ...known, finder: { ...known.finder, find: () => none } } });
};

describe('a question', () => {
  test('that one brief answers is answered with it', () => {
    expect(question('what about the grain corridor').title).toBe('The grain corridor');
  });
  test('that two may answer is answered with a choice, and nothing is guessed', () => {
    const known = catalogue();
    const briefs = ['grain-corridor', 'tea-trade'].flatMap((id) => known.briefs.get(id) ?? []);
    const undecided = { ...known, finder: { ...known.finder, find: () => ({ result: 'near', briefs }) as const } };
    const reply = question('harbour things', { catalogue: undecided });
    expect(reply.title).toBe('Which one do you mean?');
    expect(first(reply)).toBe('More than one brief may answer “harbour things”.');
    const [, block] = reply.blocks;
    expect(block?.type === 'choices' && block.choices.map(({ label }) => label)).toEqual([
      'The grain corridor',
      'The tea trade',
    ]);
  });
  test('that nothing answers is answered so, with a way to all topics and to help', () => {
    const reply = unfound('who won the cup final');
    expect(reply.title).toBe('Nothing on that');
    expect(first(reply)).toBe('Nothing here on “who won the cup final”.');
    expect(reply.actions.map(({ target }) => 'request' in target && target.request.type)).toEqual(['topics', 'help']);
  });
  test('in Chinese, on two countries that are written of in English alone, is told that and shown their topics', () => {
    const reply = question('谁重开了粮食走廊？', { language: 'zh' });
    expect(first(reply)).toBe('关于“Northland and Southland”的内容目前只有英文。请用英文提问，或打开以下主题。');
    expect(reply.outcome).toBe('choices');
    expect(JSON.stringify(reply.blocks)).toContain('grain-corridor');
    expect(first(question('moon base', { language: 'zh' }))).not.toContain('只有英文');
    expect(first(question('火星基地', { language: 'zh', catalogue: ownCatalogue() }))).not.toContain('只有英文');
  });
  test('that nothing answers but near which topics are is answered with what is not known, and with these', () => {
    const known = catalogue();
    const nearest = ['grain-corridor', 'tea-trade'].flatMap((id) => known.briefs.get(id) ?? []);
    const find = (some: typeof nearest) => () =>
      ({
        result: 'none',
        why: 'nothing',
        nearest: [],
        briefs: some,
        told: [],
        isKnown: false,
        unknown: ['moon', 'base'],
        meant: [],
      }) as const;
    const near = (some: typeof nearest): Reply =>
      question('moon base', { catalogue: { ...known, finder: { ...known.finder, find: find(some) } } });
    expect(first(near(nearest))).toBe('Nothing here on “moon”, “base”.');
    expect(near(nearest).blocks[2]).toMatchObject({ type: 'choices', prompt: 'Nearest topics' });
    expect(near(nearest.slice(0, 1)).blocks).toHaveLength(2);
    expect(near(nearest.slice(0, 1)).actions[0]).toMatchObject({ label: 'The grain corridor' });
  });
  test('on a draft is answered with nothing, and its title is nowhere', () => {
    const reply = question('what about the secret plan');
    expect(reply.title).toBe('Nothing on that');
    expect(JSON.stringify(reply.blocks).replaceAll('what about the secret plan', '')).not.toContain('The secret');
  });
  test('on a retracted brief is answered with the retraction', () => {
    const reply = question('what about the old ferry');
    expect(reply.blocks).toEqual([
      { type: 'note', tone: 'warning', text: 'This brief was retracted on October 2, 2026: It sank.' },
    ]);
  });
  test('that is long is repeated by its beginning only, in whole characters', () => {
    const long = first(unfound('zebra '.repeat(300)));
    expect(long).toMatch(/^Nothing here on “(?:zebra ){10,}.*…”\.$/u);
    expect(long.length).toBeLessThan(200);
    for (const character of ['👩‍👩‍👧‍👦', '😀', 'x😀', 'e\u0301\u0301\u0301\u0301\u0301']) {
      const told = first(unfound(character.repeat(500)));
      expect(told.isWellFormed()).toBe(true);
      expect(told).toContain('…”');
      expect(told.length).toBeLessThan(600);
    }
  });
  test('that is short is repeated whole', () => {
    expect(first(unfound('zebra'.repeat(20)))).toContain(`“${'zebra'.repeat(20)}”`);
  });
});

const message = (text: string): Reply => ask({ type: 'message', text });

const several = (...topics: string[]): Reply => ask({ type: 'several', topics });

describe('several topics', () => {
  test('are answered as a message that speaks of them is', () => {
    const reply = several('tea-trade', 'grain-corridor');
    expect(reply.title).toBe('Topics in this message');
    expect(reply.again).toEqual({ type: 'several', topics: ['tea-trade', 'grain-corridor'] });
  });
  test('of which one is left are answered with its card', () => {
    expect(several('tea-trade', 'gone')).toEqual(ask({ type: 'brief', topic: 'tea-trade' }));
  });
  test('of which none is left, or which are drafts, are answered with nothing', () => {
    expect(several('secret-plan', 'gone')).toMatchObject({ outcome: 'nothing', title: 'Nothing on that' });
  });
});

describe('a message', () => {
  test('is answered with what bears on its words, each under them', () => {
    const reply = message('Northland told Southland: the ministers met in the customs house. And more.');
    expect(reply.title).toBe('What the file says on this message');
    const block = reply.blocks.find(({ type }) => type === 'claims');
    expect(block).toMatchObject({
      heading: '“Northland told Southland: the ministers met in the customs house”',
      claims: [{ text: 'The ministers met in the customs house.' }],
    });
  });
  test('of none is answered so, and is not repeated', () => {
    const reply = message('My private diary: who won the cup final?');
    expect(reply.title).toBe('Nothing on that');
    expect(first(reply)).toBe('Nothing in the file bears on the words of this message.');
    expect(JSON.stringify(reply)).not.toContain('diary');
  });
  test('on a draft is answered without it', () => {
    const { title, blocks } = message('Northland and Southland agreed on the secret plan.');
    expect(JSON.stringify([title, blocks]).replaceAll('on the secret plan', '')).not.toMatch(/secret/iu);
  });
  test('on a retracted brief is answered with the retraction', () => {
    expect(message('Northland told Southland that the old ferry talks must go on.')).toEqual(
      ask({ type: 'brief', topic: 'old-ferry' }),
    );
  });
});

const PARTS = (topic: string): BriefRequest[] => [
  { type: 'brief', topic },
  { type: 'sections', topic },
  { type: 'related', topic },
  ...SECTIONS.map((section) => ({ type: 'section', section, topic }) as const),
];

describe('a topic', () => {
  test.each(PARTS('tea-trad'))('that there is not is answered so, with what its id may have meant (%j)', (request) => {
    const reply = ask(request);
    expect(first(reply)).toBe('There is no brief “tea-trad”; it may have been removed.');
    // A menu of one choice is a button.
    expect(reply.blocks.slice(1)).toMatchObject([{ type: 'note', text: 'Nearest topic: The tea trade.' }]);
    expect(reply.actions[0]).toMatchObject({ label: 'The tea trade', target: { request: { topic: 'tea-trade' } } });
  });
  test.each(PARTS('secret-plan'))('that is a draft is none (%j)', (request) => {
    expect(first(ask(request))).toBe('There is no brief “secret-plan”; it may have been removed.');
  });
  test.each(PARTS('tea-trade'))('is answered with the part asked for, which asks for itself again (%j)', (request) => {
    expect(ask(request)).toMatchObject({ title: expect.stringContaining('The tea trade'), again: request });
  });
  test('has a reply of its own for each part', () => {
    const titles = PARTS('tea-trade').map((request) => ask(request).title);
    expect(titles.slice(0, 4)).toEqual([
      'The tea trade',
      'The tea trade: Sections',
      'Related to: The tea trade',
      'The tea trade: Key points',
    ]);
    expect(new Set(titles).size).toBe(PARTS('').length);
  });
  test('may be named with its relationship', () => {
    expect(ask({ type: 'brief', topic: 'north-south/tea-trade' }).title).toBe('The tea trade');
    expect(first(ask({ type: 'brief', topic: 'south-north/tea-trade' }))).toContain('There is no brief');
  });
});

describe('the topics', () => {
  test('are those that are published, by relationship', () => {
    const reply = ask({ type: 'topics' });
    expect(reply.blocks).toHaveLength(1);
    const [block] = reply.blocks;
    expect(block).toMatchObject({ type: 'choices', prompt: 'Briefs on Northland and Southland' });
    expect(block?.type === 'choices' && block.choices.map(({ label }) => label)).toEqual([
      'The grain corridor',
      'The tea trade',
    ]);
  });
});

const helpTold = (over: Partial<AnswerContext>): string => JSON.stringify(ask({ type: 'help' }, over).blocks);

describe('help', () => {
  test("tells the platform's ways to ask", () => {
    expect(ask({ type: 'help' }).blocks[0]).toEqual({
      type: 'list',
      heading: '',
      items: [{ label: '/brief', detail: 'the topics' }],
    });
  });
  test('is in the language of the asker', () => {
    expect(ask({ type: 'help' }, { language: 'zh' }).title).toBe('如何提问');
  });
  test.each<[string, (language: Language) => AnswerContext['helpEntries']]>([
    ['the console', (language) => helpEntriesOf('terminal', language)],
    ['Slack', (language) => helpEntriesOf('slack', language)],
    ['Discord', discordEntries],
  ])('is of at most twelve lines on %s', (_, entries) => {
    for (const language of ['en', 'zh'] as const) {
      const { blocks } = ask({ type: 'help' }, { language, helpEntries: entries(language) });
      const lines = blocks.reduce((sum, block) => sum + (block.type === 'list' ? block.items.length : 1), 0);
      expect(lines).toBeLessThanOrEqual(12);
    }
  });
  test('says whether questions are kept', () => {
    expect(helpTold({})).toContain('Your questions are not kept.');
    expect(helpTold({ keepsQuestions: false })).toBe(helpTold({}));
    expect(helpTold({ keepsQuestions: true })).toContain('kept for 90 days without your name');
    expect(helpTold({ keepsQuestions: true })).not.toContain('Your questions are not kept.');
  });
  test('names the command for a link to the desk where one can be given', () => {
    expect(helpTold({})).not.toContain('/brief desk');
    for (const language of ['en', 'zh'] as const)
      expect(helpTold({ language, offersSignIn: true })).toContain('/brief desk');
  });
});

describe('what it says on joining a channel', () => {
  test('is what it is for and how to ask, for everyone', () => {
    const reply = ask({ type: 'welcome', mention: '@attache' }, { audience: 'everyone' });
    expect(reply).toMatchObject({ title: 'Attaché is in this channel', audience: 'everyone' });
    expect(first(reply)).toContain('I brief you on Northland and Southland, with a source for every statement.');
    const lines = reply.blocks.find((block) => block.type === 'list');
    expect(lines?.items.map(({ label }) => label.split(' ', 1)[0])).toEqual(['@attache', '/brief', '/digest']);
    // How it works stands behind its button.
    expect(reply.actions.slice(-2).map(({ label }) => label)).toEqual(['Set up a weekly digest', 'How it works']);
    expect(reply.actions.slice(-2).map(({ target }) => target)).toMatchObject([
      { verb: 'digest', action: 'weekly', subscription: '' },
      { verb: 'open', request: { type: 'help' } },
    ]);
    expect(JSON.stringify(reply.blocks)).not.toContain('No text is written by a model');
  });
});

test.each([
  ['台湾', { type: 'brief', topic: 'taiwan' }],
  ['關稅', { type: 'brief', topic: 'trade-and-tariffs' }],
  ['tariffs', { type: 'brief', topic: 'trade-and-tariffs' }],
  ['soybeans', { type: 'ask', question: 'soybeans' }],
  ['tariffs full', { type: 'sections', topic: 'trade-and-tariffs' }],
  ['关税全文', { type: 'sections', topic: 'trade-and-tariffs' }],
])('an alias that stands in the title asks for the card, and any for a part: %s', (text, request) => {
  expect(parseCommand(text, ownCatalogue()).request).toEqual(request);
});

describe.each(['help', 'welcome'] as const)('the questions of %s', (type) => {
  const own = ownCatalogue();
  const asked = (language: 'en' | 'zh', now = NOW): readonly Action[] =>
    ask({ type }, { catalogue: own, language, now }).actions.filter(
      ({ target }) => 'request' in target && target.request.type === 'question',
    );

  test.each(['en', 'zh'] as const)(
    'in %s are three of three briefs, short enough for a button, and each gives what typing it gives',
    (language) => {
      const days = Array.from({ length: own.briefs.size }, (_, day) => NOW.add({ hours: 24 * day }));
      for (const day of days) {
        const actions = asked(language, day);
        expect(new Set(actions.map(({ target }) => JSON.stringify(target))).size).toBe(3);
        for (const { label, target } of actions) {
          const found = own.finder.find(label);
          expect(found.result === 'found' && found.brief.id).toBe(
            'request' in target && 'topic' in target.request && target.request.topic,
          );
          const over = { catalogue: own, language, now: day };
          const pressed = 'request' in target && ask(target.request, over);
          expect(pressed).toEqual(ask(alone(parseMessage(label, own).request), over));
          expect(label.length).toBeLessThanOrEqual(75);
          expect(label).toMatch(language === 'zh' ? /^\p{Script=Han}.*？$/u : /^\p{Lu}\P{Script=Han}*\?$/u);
        }
      }
      // All of which somebody asked in a whole sentence.
      const labels = new Set(days.flatMap((day) => asked(language, day).map(({ label }) => label)));
      expect(labels.size).toBeGreaterThan(own.briefs.size / 2);
    },
  );
  test('are as many as there are briefs that are published', () => {
    const actions = ask({ type }).actions.filter(
      ({ target }) => 'request' in target && target.request.type === 'question',
    );
    expect(actions.map(({ label }) => label).toSorted()).toEqual(['grain corridor', 'tea trade']);
  });
});
