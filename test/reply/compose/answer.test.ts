import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { answer } from '../../../src/conversation/answer-request.ts';
import { parseMessage } from '../../../src/conversation/parse-text.ts';
import type { Brief, Language, Statement, Track } from '../../../src/records/schema.ts';
import { decodeButton, encodeButton } from '../../../src/reply/button.ts';
import {
  composeAnswer,
  composeAnswerAgain,
  composeAnswers,
  composeNearest,
  composeNotHere,
  firstSentence,
} from '../../../src/reply/compose/answer.ts';
import { composeBrief } from '../../../src/reply/compose/brief.ts';
import { composeNews } from '../../../src/reply/compose/news.ts';
import { pick } from '../../../src/views/text.ts';
import type { ComposeContext } from '../../../src/reply/compose/parts.ts';
import type { Claim, Reply } from '../../../src/reply/reply.ts';
import { unitsOf, type NoneFound, type Restriction, type TopicAnswer, type Unit } from '../../../src/search/result.ts';
import { NOW, ownCatalogue, ownIds } from '../../support/records.ts';
import { at, claims, linksOf, notes, of, wordsOfReply } from './composing.ts';

const own = ownCatalogue();
const LANGUAGES: readonly Language[] = ['en', 'zh'];
/** The most words of a first answer. */
const MAX_WORDS = 170;

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

const track = (id: string): Track => {
  const found = own.tracks.get(id);
  if (found === undefined) throw new Error(`there is no ${id}`);
  return found;
};

const COAL = statement('wh-2026-09-25-fact-sheet-china-state-visit/coal-10-million-tons');
const OIL = statement('wh-2026-09-25-fact-sheet-china-state-visit/refined-oil-request');

const answered = (over: Partial<TopicAnswer> = {}, to: Partial<ComposeContext> = {}): Reply =>
  composeAnswer({ brief: topic('energy'), units: unitsOf(topic('energy'), [COAL]), ...over }, context(to));

const typesOf = (reply: Reply): string[] => reply.blocks.map(({ type }) => type);

describe('an answer', () => {
  test('is the statements that answer, behind how old the file is, then one quiet line on the whole topic', () => {
    const reply = answered();
    expect(reply.title).toBe('Energy');
    expect(typesOf(reply)).toEqual(['badge', 'claims', 'note']);
    const [claim] = claims(reply).map((one) => one.claim);
    expect(claim).toMatchObject({ id: COAL.id, text: COAL.text.en });
    expect(claim?.marks[0]?.text).toBe('White House account, Sept 25, 2026 ¶10');
    expect(claim?.detail).toEqual(['due 2028']);
    expect(claim?.marks[0]?.url).toContain('#:~:text=');
    expect(notes(reply)[0]).toMatch(/^On Energy overall, as of September 25, 2026: .*\.$/u);
    expect(of(reply, 'note')[0]?.marks).toHaveLength(3);
    expect(reply.about).toEqual({ topic: 'energy', statements: [COAL.id] });
    expect(of(reply, 'badge')[0]?.items).toEqual(['Sources end October 10, 2026; nothing read since (45 days)']);
  });

  test('says until when a bottom line speaks only where a measure of the topic is newer', () => {
    const brief = topic('taiwan');
    const reply = answered({ brief, units: unitsOf(brief, brief.statements.slice(0, 1)) });
    expect(notes(reply)[0]).toMatch(/^On Taiwan overall: /u);
  });

  test('leads to both sides and sources, and shares what it shows', () => {
    const reply = answered({ units: unitsOf(topic('energy'), [COAL, OIL]) });
    expect(reply.actions.map(({ label }) => label)).toEqual([
      'Both sides',
      'Sources',
      'More…',
      'Share in channel',
      'Something wrong?',
    ]);
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

  test('of a track says how it stands first, from the statement that says so, and leads to the status', () => {
    const brief = topic('trade-and-tariffs');
    const [fentanyl, ships] = ['us-fentanyl-tariff', 'us-ship-fees'].map((id) => track(id));
    const reply = answered({ brief, units: [{ unit: 'track', brief, track: fentanyl! }] });
    const [claim] = claims(reply).map((one) => one.claim);
    expect(claim?.state).toBe('U.S. fentanyl tariff on Chinese goods: ended February 20, 2026.');
    expect(linksOf(claim!)[0]?.text).toContain('White House, Feb 20, 2026');
    expect(reply.about).toEqual({ topic: brief.id, track: fentanyl?.id, statements: [claim?.id] });
    expect(reply.actions[0]).toMatchObject({
      label: 'Status',
      target: { request: { type: 'status', topic: brief.id } },
    });
    const passed = claims(answered({ brief, units: [{ unit: 'track', brief, track: ships! }] }))[0]?.claim;
    expect(passed?.state).toBe(
      'U.S. port fees on Chinese ships: suspended until November 9, 2026; nothing later in the file.',
    );
  });

  test('of a disagreement gives the sentence of each side with its sources, and where it stands', () => {
    const brief = topic('energy');
    const [first] = brief.disagreements;
    const reply = answered({ units: [{ unit: 'disagreement', brief, at: 0 }] });
    expect(reply.about?.disagreement).toBe(0);
    const [block] = of(reply, 'points');
    expect(block?.heading).toBe(first?.question.en);
    expect(block?.items.map(({ label }) => label)).toEqual(['The United States', 'China', 'Where it stands']);
    for (const item of block?.items.slice(0, 2) ?? [])
      expect(item.marks.length > 0 || item.text.includes('looked for in')).toBe(true);
  });

  test('of whatever was found is a line with its source, and is found again by its button', () => {
    for (const brief of ownIds().map(topic)) {
      const units: readonly Unit[] = [
        ...brief.disagreements.map((_, index): Unit => ({ unit: 'disagreement', brief, at: index })),
        ...brief.watch.map((_, index): Unit => ({ unit: 'watch', brief, at: index })),
        ...brief.gaps.map((_, index): Unit => ({ unit: 'gap', brief, at: index })),
        ...[...own.tracks.values()]
          .filter(({ topics }) => topics.includes(brief.id))
          .map((one): Unit => ({ unit: 'track', brief, track: one })),
        { unit: 'bottom-line', brief },
      ];
      for (const one of units) {
        const reply = answered({ brief, units: [one] });
        expect(reply.again).toMatchObject({ type: 'answer', topic: brief.id });
        const keys = reply.again?.type === 'answer' ? reply.again.statements : [];
        expect(composeAnswerAgain(brief, keys, context())).toEqual(reply);
        for (const { claim } of claims(reply))
          expect([claim.text, linksOf(claim).length > 0 || claim.detail.join('').includes('looked for in')]).toEqual([
            claim.text,
            true,
          ]);
      }
    }
  });

  test.each<[Restriction, string, string]>([
    [{ party: 'cn' }, 'Energy: what China says', '能源：中国怎么说'],
    [{ from: '2026-05-01', until: '2026-05-31' }, 'Energy, May 2026', '能源，2026年5月'],
    [{ from: '2026-01-01', until: '2026-12-31' }, 'Energy, 2026', '能源，2026年'],
    [{ from: '2026-05-03', until: '2026-05-03' }, 'Energy, May 3, 2026', '能源，2026年5月3日'],
    [
      { party: 'us', from: '2026-05-03', until: '2026-06-01' },
      'Energy, May 3, 2026 to June 1, 2026: what the United States says',
      '能源，2026年5月3日至2026年6月1日：美国怎么说',
    ],
  ])('to a question of %j says so in its title', (restriction, en, zh) => {
    expect(answered({ restriction }).title).toBe(en);
    expect(answered({ restriction }, { language: 'zh' }).title).toBe(zh);
    const none = answered({ restriction, units: [] });
    expect(notes(none)[0]).toBe(`No statement here matches “${en}”.`);
  });

  test('says whose words are not held here, behind what others tell', () => {
    const reply = answered({ silent: 'cn' });
    expect(typesOf(reply)).toEqual(['badge', 'claims', 'note', 'note']);
    expect(notes(reply)[0]).toBe('China has said nothing on this that the file holds.');
    expect(notes(answered({ silent: 'us' }, { language: 'zh' }))[0]).toBe('资料中没有美国对此的说法。');
  });

  test('says for how long nothing was read', () => {
    expect(of(answered({}, at('2030-01-01')), 'badge')[0]?.items[0]).toMatch(/nothing read since \(1,179 days\)$/u);
  });
});

/** What a phone's screen holds beside buttons, measured in both chats; a Chinese character takes the room of two. */
const SCREEN_CHARACTERS = 800;
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
        const reply = composeAnswer({ brief, units: unitsOf(brief, statements) }, context({ language }));
        expect(claims(reply)[0]?.claim.id).toBe(one.id);
        if (wordsOfReply(reply) > MAX_WORDS) long.push([one.id, wordsOfReply(reply)]);
        // Of a phone's screen it is the width that takes the room, citations included.
        if (claims(reply).length > 1 && widthOf(reply) > SCREEN_CHARACTERS) long.push([one.id, widthOf(reply)]);
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
    units: unitsOf(topic('trade-and-tariffs'), topic('trade-and-tariffs').statements.slice(0, 1)),
  };
  const energy: TopicAnswer = { brief: topic('energy'), units: unitsOf(topic('energy'), [COAL]) };

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

  test('tell of a topic without a statement its bottom line', () => {
    const reply = composeAnswers([{ ...energy, units: [] }, trade], context());
    expect(of(reply, 'summary').map(({ heading }) => heading)).toEqual(['Energy, as of September 25, 2026']);
  });
});

describe('what nothing answers', () => {
  const documents =
    /^Looked for in (\d+) documents \((\d+) from China, (\d+) from the United States, (\d+) independent\) up to October \d+, 2026\.$/u;

  test('shows the two nearest entries with their sources and topics, and where it was looked for', () => {
    const brief = topic('energy');
    const near = (why: NoneFound['why'], language: Language = 'en'): Reply =>
      composeNearest(
        {
          result: 'none',
          why,
          nearest: unitsOf(brief, [COAL, OIL, brief.statements[0]!]),
          briefs: [],
          unknown: [],
          meant: [],
        },
        context({ language }),
      );
    const reply = near('nothing');
    expect(near('unsure').title).toBe('Not sure');
    expect(notes(near('unsure'))[0]).toBe('This may not answer it. Nearest in the file:');
    expect(reply.outcome).toBe('nothing');
    expect(typesOf(reply)).toEqual(['note', 'claims', 'note']);
    expect(notes(reply)[0]).toBe('Nothing in the file answers this. Nearest:');
    expect(claims(reply).map(({ claim }) => [claim.id, claim.detail.at(-1)])).toEqual([
      [COAL.id, 'on Energy'],
      [OIL.id, 'on Energy'],
    ]);
    const [, all, ...sides] = documents.exec(notes(reply)[1] ?? '') ?? [];
    expect(Number(all)).toBe(sides.reduce((sum, side) => sum + Number(side), 0));
    expect(reply.actions.map(({ label }) => label)).toEqual(['Energy', 'All topics']);
  });

  test('says what was looked for and where, where nothing is near', () => {
    const reply = composeNotHere(['x'.repeat(500), 'lng'], [], context());
    expect(reply.outcome).toBe('nothing');
    expect(notes(reply)[0]).toMatch(/^Nothing here on “x+…”, “lng”\.$/u);
    expect(notes(reply)[1]).toMatch(documents);
  });
});

describe('what is new', () => {
  test('says how long nothing new has come, and which briefs changed lately', () => {
    expect(notes(composeNews(context()))).toEqual([
      'The newest document here is from October 10, 2026.',
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
  const counts = lines.flatMap((line) => {
    const { question } = JSON.parse(line) as { readonly question: string };
    const request = parseMessage(question, own).request;
    // A board is a list, as long as it is; cards have a limit of their own.
    if (request.type === 'status') return [];
    const reply = answer(request, { ...context({ language }), catalogue: own, helpEntries: [] });
    return reply.again?.type === 'brief' ? [] : [wordsOfReply(reply)];
  });
  const sorted = counts.toSorted((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  console.log(`${set}: ${counts.length} answers, median ${median} words, most ${sorted.at(-1)}`);
  expect(sorted.at(-1)).toBeLessThanOrEqual(MAX_WORDS);
});

test('a measure says how it stood before, where it stood otherwise', () => {
  const [tariffs, coal] = ['are the fentanyl tariffs still on', 'how much coal will China buy'].map((question) =>
    JSON.stringify(
      answer({ type: 'ask', question }, { ...context({ language: 'en' }), catalogue: own, helpEntries: [] }),
    ),
  );
  expect(tariffs).toContain('Before: in force since March 3, 2025');
  expect(coal).not.toContain('Before: ');
});
