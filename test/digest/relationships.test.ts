/** Digests where there are several relationships: each tells of its own alone, and says of which. */
import { expect, test } from 'vitest';
import { parseSubscriptionInput } from '../../src/conversation/digests/subscription-input.ts';
import { describe as settingsOf, onlyLost } from '../../src/conversation/digests/status-reply.ts';
import { IN_CHAT } from '../../src/conversation/digests/short-replies.ts';
import type { Subscription } from '../../src/digest/subscription.ts';
import { allNews } from '../../src/digest/news.ts';
import { NOW } from '../support/records.ts';
import { subscription } from '../store/samples.ts';
import { digestOf, twoRelationships } from './records.ts';

const FIRST = /(?<!Envoy of )Northland|north-south|[Tt]he grain corridor|[Tt]he tea trade|harbour-notes#/u;
const SECOND = /Eastmark|east-west|eastern corridor|Eastern Star/u;

test.each<[string, Subscription['topics'], RegExp]>([
  ['a relationship', ['north-south'], SECOND],
  ['the other relationship', ['east-west'], FIRST],
  ['a topic', ['tea-trade'], SECOND],
  ['a topic of the other relationship', ['eastern-corridor'], FIRST],
])('a digest of %s tells nothing of another', (_what, topics, other) => {
  const records = twoRelationships();
  for (const introduced of [true, false]) {
    const digest = digestOf(records, { subscription: { topics, introduced } });
    const { title, blocks, actions } = digest?.reply ?? {};
    expect(JSON.stringify([title, blocks, actions, digest?.carried])).not.toMatch(other);
    expect(JSON.stringify(blocks)).toMatch(other === FIRST ? SECOND : FIRST);
  }
});

test('a digest of everything names each relationship that it tells of', () => {
  const records = twoRelationships();
  expect(digestOf(records)?.reply.title).toBe(
    'November 24, Eastmark and Westmark, Northland and Southland: New topic, The eastern corridor',
  );
  expect(digestOf(records, { subscription: { language: 'zh' } })?.reply.title).toBe(
    '11月24日，东境与西境、Northland and Southland：新主题“The eastern corridor”',
  );
  const rest = digestOf(records, {
    carriedKeys: new Set(allNews(records, ['north-south'], NOW).map(({ key }) => key)),
  });
  expect(rest?.reply.title).toBe('November 24, Eastmark and Westmark: New topic, The eastern corridor');
});

test.each([
  ['east-west', ['east-west']],
  ['Eastmark and Westmark', ['east-west']],
  ['东境与西境', ['east-west']],
  ['EAST-WEST, tea-trade', ['east-west', 'tea-trade']],
  ['Eastmark', ['east-west']],
  ['north-south/tea-trade', ['tea-trade']],
  ['east-west/eastern-corridor', ['eastern-corridor']],
  ['north-south, tea-trade', ['north-south']],
  ['north-south/grain-corridor', ['grain-corridor']],
])('“%s” orders %j', (topics, expected) => {
  const catalogue = twoRelationships();
  const read = parseSubscriptionInput({ topics, zone: 'Paris' }, undefined, { catalogue, reader: 'en', now: NOW });
  expect(read).toMatchObject({ ok: true, settings: { topics: expected } });
});

test('the settings of a digest name its relationship, which is not lost', () => {
  const context = { catalogue: twoRelationships(), language: 'en', now: NOW, command: IN_CHAT } as const;
  const one = subscription('s1', { topics: ['east-west'] });
  expect(settingsOf(one, context)).toMatch(/^All Eastmark–Westmark · /u);
  expect(onlyLost(one, context)).toEqual([]);
  expect(onlyLost({ topics: ['sunken'] }, context)).toHaveLength(1);
});
