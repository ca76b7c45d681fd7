import { describe, expect, test } from 'vitest';
import { answer } from '../../src/conversation/answer-request.ts';
import { parseCommand } from '../../src/conversation/parse-text.ts';
import { decodeButton, encodeButton, topicOf, type BriefRequest } from '../../src/reply/button.ts';
import { alone } from '../../src/conversation/follow-up/parse.ts';
import { SECTIONS } from '../../src/reply/section.ts';
import type { Language } from '../../src/records/schema.ts';
import type { Reply } from '../../src/reply/reply.ts';
import type { Catalogue } from '../../src/search/catalogue.ts';
import { NOW, ownCatalogue } from '../support/records.ts';
import { bothRelationships } from '../support/second-relationship.ts';

const both = bothRelationships;

const reply = (request: BriefRequest, catalogue: Catalogue = both(), language: Language = 'en'): Reply =>
  answer(request, { catalogue, language, now: NOW, audience: 'asker', helpEntries: [] });
const typed = (text: string, catalogue: Catalogue = both(), language: Language = 'en'): Reply =>
  reply(alone(parseCommand(text, catalogue).request), catalogue, language);

/** The requests that the choices of a reply open, under their prompts. */
const choicesOf = ({ blocks }: Reply): { readonly prompt: string; readonly topics: readonly string[] }[] =>
  blocks.flatMap((block) =>
    block.type === 'choices'
      ? [
          {
            prompt: block.prompt,
            topics: block.choices.map(({ target }) => (target.verb === 'open' ? (topicOf(target.request) ?? '') : '')),
          },
        ]
      : [],
  );

/** A card without the button that leads to the topic of the same title of another pair. */
const withoutNamesake = (one: Reply): Reply => {
  const { again } = one;
  const own = again !== undefined && 'topic' in again ? again.topic : undefined;
  return {
    ...one,
    actions: one.actions?.filter(
      ({ target }) => target.verb !== 'open' || target.request.type !== 'brief' || target.request.topic === own,
    ),
  };
};

/** Whether anything of the second relationship stands in a reply: its ids, titles, names and texts. */
const hasSecond = (one: Reply): boolean =>
  /is-no|iceland|norway|mackerel|bergen|geysir|fjord|two shores|冰岛|挪威|鲭鱼|渡轮/iu.test(JSON.stringify(one));
/** Whether anything of the first does. */
const hasFirst = (one: Reply): boolean =>
  /china|united states|beijing|trump|xi jinping|中国|美国/iu.test(JSON.stringify(one));

/** The card, and every section together. */
const WHOLE = ['brief', 'sections'] as const;

test.each([
  ['us-china', 'China and the United States', 'energy'],
  ['中美', 'China and the United States', 'energy'],
  ['Iceland-Norway', 'Iceland and Norway', 'northern-energy'],
  ['is-no', 'Iceland and Norway', 'northern-energy'],
  ['china', 'China and the United States', 'energy'],
  ['美国', 'China and the United States', 'energy'],
  ['Iceland', 'Iceland and Norway', 'northern-energy'],
])('%s alone opens the topics of its relationship', (text, title, topic) => {
  const answered = typed(text);
  expect(answered).toMatchObject({ title, outcome: 'choices' });
  expect(choicesOf(answered).flatMap(({ topics }) => topics)).toContain(topic);
  expect(
    choicesOf(answered)
      .flatMap(({ topics }) => topics)
      .every((id) => ownCatalogue().briefs.has(id) === ownCatalogue().briefs.has(topic)),
  ).toBe(true);
});

describe('the topics of a second relationship', () => {
  test.each([
    ['its full name', 'northern-energy', 'Two shores of one sea talk.'],
    ['its full name in capitals', 'IS-NO/Energy', 'Two shores of one sea talk.'],
    ['a short name that it alone has', 'mackerel-quota', 'Two shores of one sea talk.'],
    ['a country and the topic', 'norwegian energy', 'Two shores of one sea talk.'],
  ])('are answered by %s, with nothing of the first', (_how, text, line) => {
    const card = typed(text);
    expect(JSON.stringify(card)).toContain(line);
    expect(hasFirst(withoutNamesake(card))).toBe(false);
  });

  test('have every part of a brief, with nothing of the first', () => {
    for (const topic of ['northern-energy', 'mackerel-quota', 'bergen-ferry'])
      for (const language of ['en', 'zh'] as const)
        for (const request of [
          { type: 'brief', topic } as const,
          { type: 'sections', topic } as const,
          ...SECTIONS.map((section) => ({ type: 'section', topic, section }) as const),
        ]) {
          const part = reply(request, both(), language);
          expect(part.outcome).not.toBe('nothing');
          expect({ topic, request, first: hasFirst(withoutNamesake(part)) }).toEqual({ topic, request, first: false });
        }
    expect(JSON.stringify(typed('sources northern-energy'))).toContain('Geysir notes');
  });

  test('are opened by the buttons below their cards', () => {
    const targets = typed('northern-energy').actions?.map(({ target }) => target) ?? [];
    const opened = targets.filter((target) => target.verb === 'open' && 'topic' in target.request);
    expect(opened.length).toBeGreaterThan(0);
    for (const target of opened) expect(decodeButton(encodeButton(target))).toEqual(target);
  });
});

const unpaired = (one: unknown): unknown =>
  JSON.parse(JSON.stringify(one).replaceAll(/ \(China–U\.S\.\)|（中美）/gu, ''));

describe('the topics of the first relationship', () => {
  test('are answered as if it were alone', () => {
    const own = ownCatalogue();
    expect(own.briefs.size).toBeGreaterThanOrEqual(15);
    for (const topic of own.briefs.keys())
      for (const language of ['en', 'zh'] as const)
        for (const type of WHOLE) {
          const request = { type, topic };
          const part = reply(request, both(), language);
          const rest = withoutNamesake(part);
          // A title that both have names its pair, and its card leads to the other.
          expect(unpaired(rest)).toEqual(unpaired(reply(request, own, language)));
          expect([topic, hasSecond(part)]).toEqual([topic, topic === 'energy' && type === 'brief']);
          expect(hasSecond(rest)).toBe(false);
        }
  });

  test('are answered by the full name, by a country, and by a short name that they alone have', () => {
    const card = reply({ type: 'brief', topic: 'energy' });
    expect(typed('cn-us/energy')).toEqual(card);
    // Of two topics of one title, the title says whose it is.
    expect(typed('chinese energy')).toMatchObject({ again: { topic: 'energy' } });
    expect(typed('taiwan')).toEqual(reply({ type: 'brief', topic: 'taiwan' }));
    expect(hasSecond(withoutNamesake(card))).toBe(false);
  });
});

test('a title that both have opens the card of the first, and what is asked of it is offered for the other', () => {
  expect(typed('能源', both(), 'zh')).toEqual(reply({ type: 'brief', topic: 'energy' }, both(), 'zh'));
  const asked = typed('what about energy');
  expect(asked.actions[0]).toMatchObject({
    label: 'Iceland–Norway: ask there',
    target: { verb: 'open', request: { topic: 'northern-energy' } },
  });
  expect(JSON.stringify(asked.blocks)).toContain('Iceland–Norway may be meant as well.');
});

test.each(['energy', 'is-no energy', 'IS-NO northern-energy'])('%s opens a topic at once', (text) => {
  const topic = text === 'energy' ? 'energy' : 'northern-energy';
  expect(typed(text)).toEqual(reply({ type: 'brief', topic }));
});

test('the list of topics has each relationship below its own heading', () => {
  const second = ['bergen-ferry', 'northern-energy', 'mackerel-quota'];
  expect(choicesOf(reply({ type: 'topics' }))).toEqual([
    { prompt: 'Briefs on China and the United States', topics: [...ownCatalogue().briefs.keys()] },
    { prompt: 'Briefs on Iceland and Norway', topics: second },
  ]);
});

test('a misspelt name is answered with what it may mean, each below its relationship', () => {
  expect(choicesOf(reply({ type: 'brief', topic: 'is-no/enrgy' }))).toContainEqual({
    prompt: expect.any(String),
    topics: ['northern-energy'],
  });
});
