import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { answer } from '../../../src/conversation/answer-request.ts';
import { parseMessage } from '../../../src/conversation/parse-text.ts';
import type { Brief, Language, Statement } from '../../../src/records/schema.ts';
import { decodeButton, encodeButton } from '../../../src/reply/button.ts';
import { composeAnswer, composeAnswerAgain, composeAnswers, firstSentence } from '../../../src/reply/compose/answer.ts';
import { composeBrief } from '../../../src/reply/compose/brief.ts';
import { composeNews } from '../../../src/reply/compose/news.ts';
import { pick, type ComposeContext } from '../../../src/reply/compose/parts.ts';
import type { Claim, Reply } from '../../../src/reply/reply.ts';
import { unitsOf, type Restriction, type TopicAnswer } from '../../../src/search/result.ts';
import { NOW, ownCatalogue, ownIds } from '../../support/records.ts';
import { at, claims, notes, of, wordsOfReply } from './composing.ts';

const own = ownCatalogue();
const LANGUAGES: readonly Language[] = ['en', 'zh'];
/** The most words of a first answer. */
const MAX_WORDS = 150;

const context = (over: Partial<ComposeContext> = {}): ComposeContext => ({
  catalogue: own,
  language: 'en',
  now: NOW,
  audience: 'asker',
  ...over,
});

function topic(id: string): Brief {
  const brief = own.briefs.get(id);
  if (brief === undefined) throw new Error(`there is no ${id}`);
  return brief;
}

const statement = (id: string): Statement => {
  const found = own.statements.get(id);
  if (found === undefined) throw new Error(`there is no ${id}`);
  return found;
};

const COAL = statement('wh-2026-09-25-fact-sheet-china-state-visit/coal-10-million-tons');
const OIL = statement('wh-2026-09-25-fact-sheet-china-state-visit/refined-oil-request');

const answered = (over: Partial<TopicAnswer> = {}, to: Partial<ComposeContext> = {}): Reply =>
  composeAnswer(
    { brief: topic('energy'), kind: 'plain', units: unitsOf(topic('energy'), [COAL]), ...over },
    context(to),
  );

const typesOf = (reply: Reply): string[] => reply.blocks.map(({ type }) => type);

describe('an answer', () => {
  test('is the statements that answer, then the bottom line in one sentence, then how new the documents are', () => {
    const reply = answered();
    expect(reply.title).toBe('Energy');
    expect(typesOf(reply)).toEqual(['claims', 'summary', 'badge']);
    const [claim] = claims(reply).map((one) => one.claim);
    expect(claim).toMatchObject({ id: COAL.id, text: COAL.text.en });
    expect(claim?.marks[0]?.text).toBe('White House account, Sept 25, 2026 ¶10');
    expect(claim?.detail).toEqual(['due 2028']);
    expect(claim?.marks[0]?.url).toContain('#:~:text=');
    expect(of(reply, 'summary')[0]).toMatchObject({ heading: 'Bottom line' });
    expect(of(reply, 'summary')[0]?.text).toMatch(/omit it\.$/u);
    expect(of(reply, 'summary')[0]?.marks.length).toBeGreaterThan(0);
    expect(of(reply, 'badge')[0]?.items).toEqual(['File to October 8, 2026']);
  });

  test('has the buttons of the card, and shares what it shows', () => {
    const reply = answered({ units: unitsOf(topic('energy'), [COAL, OIL]) });
    const card = composeBrief(topic('energy'), context());
    expect(reply.actions.map(({ label }) => label)).toEqual(card.actions.map(({ label }) => label));
    const share = reply.actions.find(({ target }) => target.verb === 'share')?.target;
    const id = share === undefined ? '' : encodeButton(share);
    expect(id.length).toBeLessThanOrEqual(96);
    const decoded = decodeButton(id);
    expect(decoded).toEqual(share);
    const request = decoded !== undefined && 'request' in decoded ? decoded.request : undefined;
    const again =
      request?.type === 'answer' ? composeAnswerAgain(topic('energy'), request.statements, context()) : reply;
    expect(again).toEqual(reply);
    expect(again).not.toBe(reply);
  });

  test('shared in the open has no button to share it again', () => {
    expect(answered({}, { audience: 'everyone' }).actions.map(({ target }) => target.verb)).not.toContain('share');
  });

  test('of statements that are gone is the card', () => {
    expect(composeAnswerAgain(topic('energy'), ['AAAAAA'], context())).toEqual(
      composeBrief(topic('energy'), context()),
    );
  });

  test('where the whole topic is asked for is its card', () => {
    expect(answered({ units: [] })).toEqual(composeBrief(topic('energy'), context()));
  });

  test('says first what is in no statement, with the gap that speaks of it', () => {
    const reply = answered({ units: [], lacking: ['lng'], gap: 1 });
    expect(typesOf(reply)).toEqual(['note', 'gaps', 'summary', 'badge']);
    expect(notes(reply)).toEqual(['Nothing here on “lng”.']);
    expect(of(reply, 'gaps')[0]?.items[0]).toContain('No document covers U.S. LNG');
    expect(of(reply, 'gaps')[0]?.items[0]).toMatch(/\(looked for in 4 documents here\)$/u);
    expect(reply.outcome).toBeUndefined();
    expect(reply.again).toEqual({ type: 'brief', topic: 'energy' });
    // What no gap speaks of is worth telling the curators.
    expect(answered({ units: [], lacking: ['opec'] }).outcome).toBe('nothing');
    expect(typesOf(answered({ lacking: ['opec'] }))).toEqual(['note', 'claims', 'summary', 'badge']);
    expect(notes(answered({ units: [], lacking: ['x'.repeat(500), 'lng'] }))[0]?.length).toBeLessThan(100);
  });

  test.each<[Restriction, string, string]>([
    [{ party: 'cn' }, 'Energy: what China says', '能源：中国怎么说'],
    [{ party: 'us', kinds: ['commitment'] }, 'Energy: commitments of the United States', '能源：美国的承诺'],
    [{ kinds: ['forecast'] }, 'Energy: forecasts', '能源：预测'],
    [{ from: '2026-05-01', until: '2026-05-31' }, 'Energy, May 2026', '能源，2026年5月'],
    [{ from: '2026-01-01', until: '2026-12-31' }, 'Energy, 2026', '能源，2026年'],
    [{ from: '2026-05-03', until: '2026-05-03' }, 'Energy, May 3, 2026', '能源，2026年5月3日'],
    [{ from: '2026-09-25' }, 'Energy, since September 25, 2026', '能源，2026年9月25日以来'],
    [{ until: '2026-09-25' }, 'Energy, until September 25, 2026', '能源，截至2026年9月25日'],
    [
      { document: 'wh-2026-09-25-fact-sheet-china-state-visit', from: '2026-05-03', until: '2026-06-01' },
      'Energy, May 3, 2026 to June 1, 2026: The White House, September 25, 2026',
      '能源，2026年5月3日至2026年6月1日：白宫，2026年9月25日',
    ],
  ])('to a question of %j says so in its title', (restriction, en, zh) => {
    expect(answered({ restriction }).title).toBe(en);
    expect(answered({ restriction }, { language: 'zh' }).title).toBe(zh);
    const none = answered({ restriction, units: [] });
    expect(notes(none)).toEqual([`No statement here matches “${en}”.`]);
  });

  test('says whose words are not held here, before what others tell', () => {
    const reply = answered({ silent: 'cn' });
    expect(reply.title).toBe('Energy');
    expect(typesOf(reply)).toEqual(['note', 'claims', 'summary', 'badge']);
    expect(notes(reply)).toEqual(['Nothing from China on this was found here. What others say:']);
    expect(notes(answered({ silent: 'us' }, { language: 'zh' }))).toEqual([
      '这里没有找到美国对此的说法。其他来源的说法：',
    ]);
    expect(notes(answered({ silent: 'cn', lacking: ['opec'] }))).toEqual(['Nothing here on “opec”.']);
  });

  test('warns where the review is overdue', () => {
    expect(of(answered({}, at('2030-01-01')), 'badge')[0]?.warning).toContain('Review overdue');
  });
});

/** What a phone's screen holds beside buttons, measured in both chats; a Chinese character takes the room of two. */
const SCREEN_CHARACTERS = 730;
const markTexts = (cited: Claim['marks']): string => cited.map((mark) => mark.text).join(' ');
const widthOf = (reply: Reply): number => {
  const text = [
    reply.title,
    ...claims(reply).flatMap(({ claim: { text: said, detail, marks: cited } }) => [
      said,
      detail.join(' '),
      markTexts(cited),
    ]),
    ...of(reply, 'summary').flatMap((block) => [block.text, markTexts(block.marks)]),
  ].join(' ');
  return text.length + (text.match(/[^\p{ASCII}¶·’]/gu)?.length ?? 0);
};

describe.each(LANGUAGES)('answers in %s', (language) => {
  const briefs = ownIds().map(topic);

  test('stay within a screen, whichever statements answer, and never leave the first out', () => {
    const long: unknown[] = [];
    for (const brief of briefs) {
      for (const [index, one] of brief.statements.entries()) {
        const statements = brief.statements.slice(index, index + 3);
        const reply = composeAnswer({ brief, kind: 'plain', units: unitsOf(brief, statements) }, context({ language }));
        expect(claims(reply)[0]?.claim.id).toBe(one.id);
        if (wordsOfReply(reply) > MAX_WORDS) long.push([one.id, wordsOfReply(reply)]);
        // Of a phone's screen it is the width that takes the room, citations included.
        if (claims(reply).length > 1 && widthOf(reply) > SCREEN_CHARACTERS) long.push([one.id, widthOf(reply)]);
      }
    }
    expect(long).toEqual([]);
  });

  test('that begin with a gap stay within a screen as well', () => {
    const long: unknown[] = [];
    for (const brief of briefs) {
      for (const gap of brief.gaps.keys()) {
        for (const statements of [[], brief.statements.slice(0, 1), brief.statements.slice(-1)]) {
          const reply = composeAnswer(
            { brief, kind: 'plain', units: unitsOf(brief, statements), lacking: ['lng'], gap },
            context({ language }),
          );
          if (wordsOfReply(reply) > MAX_WORDS) long.push([brief.id, gap, wordsOfReply(reply)]);
          expect(of(reply, 'gaps')).toHaveLength(1);
        }
      }
    }
    expect(long).toEqual([]);
  });

  test('end with a whole sentence of the bottom line', () => {
    for (const { bottomLine } of briefs) {
      const text = pick(bottomLine.text, language);
      const sentence = firstSentence(text);
      expect(text.startsWith(sentence)).toBe(true);
      expect(sentence).toMatch(/[.。]$/u);
      expect(sentence.length).toBeGreaterThan(language === 'zh' ? 15 : 50);
      for (const [opening, closing] of ['()', '（）', '“”'])
        expect(sentence.split(opening ?? '').length).toBe(sentence.split(closing ?? '').length);
    }
  });

  test('say of several topics each under its title, within a screen', () => {
    for (const [index, brief] of briefs.entries()) {
      const others = [...briefs.slice(index), ...briefs].slice(0, 4);
      const answers = others.map((one) => ({
        brief: one,
        kind: 'plain' as const,
        units: unitsOf(one, one.statements.slice(0, 2)),
      }));
      for (const some of [answers.slice(0, 2), answers]) {
        const reply = composeAnswers(some, context({ language }));
        expect(wordsOfReply(reply)).toBeLessThanOrEqual(MAX_WORDS);
        expect(claims(reply)[0]).toMatchObject({ heading: pick(brief.title, language) });
        expect(reply.actions.slice(0, some.length).map(({ label }) => label)).toEqual(
          some.map((one) => pick(one.brief.title, language)),
        );
      }
    }
  });

  test('say what is new in a screen, each with its topic and one link of document and day', () => {
    const reply = composeNews(context({ language }));
    expect(wordsOfReply(reply)).toBeLessThanOrEqual(MAX_WORDS);
    const items = of(reply, 'points').flatMap((block) => block.items);
    expect(items.length).toBeGreaterThan(1);
    expect(items.length + notes(reply).length).toBeLessThanOrEqual(6);
    for (const item of items) {
      expect(item.label).not.toBe('');
      expect(item.marks[0]?.text).toMatch(/2026.* ¶\d/u);
    }
    expect(reply.again).toEqual({ type: 'news' });
    expect(reply.actions.length).toBe(items.length + 1);
  });
});

describe('several answers', () => {
  const trade: TopicAnswer = {
    brief: topic('trade-and-tariffs'),
    kind: 'plain',
    units: unitsOf(topic('trade-and-tariffs'), topic('trade-and-tariffs').statements.slice(0, 1)),
  };
  const energy: TopicAnswer = { brief: topic('energy'), kind: 'plain', units: unitsOf(topic('energy'), [COAL]) };

  test('are titled by their topics, or by what the question restricts them all to', () => {
    expect(composeAnswers([trade, energy], context()).title).toBe('Trade and tariffs · Energy');
    const restriction = { from: '2026-05-01', until: '2026-05-31' };
    const may = [trade, energy].map((one) => Object.assign({}, one, { restriction }));
    expect(composeAnswers(may, context()).title).toBe('May 2026');
    expect(claims(composeAnswers(may, context())).map(({ heading }) => heading)).toEqual([
      'Trade and tariffs',
      'Energy',
    ]);
    expect(composeAnswers([energy], context())).toEqual(composeAnswer(energy, context()));
  });

  test('tell of a topic without a statement its bottom line, or that there is nothing', () => {
    const reply = composeAnswers(
      [{ ...energy, units: [] }, trade, { ...energy, brief: topic('taiwan'), units: [], lacking: ['lng'] }],
      context(),
    );
    expect(of(reply, 'summary').map(({ heading }) => heading)).toEqual(['Energy', 'Taiwan']);
    expect(of(reply, 'summary')[1]?.text).toBe('Nothing here on “lng”.');
  });
});

describe('what is new', () => {
  test('says how long nothing new has come, and which briefs changed lately', () => {
    expect(notes(composeNews(context()))).toEqual([
      'The newest document here is from October 8, 2026.',
      // The others were written anew: nothing happened.
      'Briefs last changed on November 25, 2026: Taiwan.',
    ]);
    expect(notes(composeNews(context(at('2026-10-10'))))).toEqual([]);
    expect(notes(composeNews(context(at('2027-10-10'))))).toHaveLength(1);
  });
});

test('a first sentence ends at no abbreviation', () => {
  expect(firstSentence('The U.S. State Department (No. 2) spoke. Then it left.')).toBe(
    'The U.S. State Department (No. 2) spoke.',
  );
  expect(firstSentence('She said “go.” He went.')).toBe('She said “go.”');
  expect(firstSentence('双方会谈。之后离开。')).toBe('双方会谈。');
  expect(firstSentence('Without an end')).toBe('Without an end');
});

const SETS = ['english', 'english-sealed', 'chinese', 'chinese-sealed'];

test.each(SETS)('the answers to the questions of %s are short', (set) => {
  const lines = readFileSync(join(import.meta.dirname, '..', '..', 'questions', `${set}.jsonl`), 'utf8')
    .trim()
    .split('\n');
  const language = set.startsWith('chinese') ? 'zh' : 'en';
  const counts = lines.map((line) => {
    const { question } = JSON.parse(line) as { readonly question: string };
    const request = parseMessage(question, own).request;
    return wordsOfReply(answer(request, { ...context({ language }), catalogue: own, helpEntries: [] }));
  });
  const sorted = counts.toSorted((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  console.log(`${set}: ${counts.length} answers, median ${median} words, most ${sorted.at(-1)}`);
  expect(sorted.at(-1)).toBeLessThanOrEqual(MAX_WORDS);
});
