/** Type-ahead where two relationships have a topic of one title: its label says of which it is, and what is chosen means that one. */
import { expect, test } from 'vitest';
import { createLogger } from '../../src/app/log.ts';
import { parseCommand } from '../../src/conversation/parse-text.ts';
import { parseSubscriptionInput } from '../../src/conversation/digests/subscription-input.ts';
import { Hono } from 'hono';
import { ON_THIS_MACHINE } from '../../src/people/roles.ts';
import type { DeskEnv } from '../../src/desk/server/access/access.ts';
import { suggestionRoutes } from '../../src/desk/server/suggest.ts';
import { digestForm } from '../../src/conversation/digests/form.ts';
import type { Subscription } from '../../src/digest/subscription.ts';
import { formView } from '../../src/chat/slack/render/form.ts';
import { pickerOptions } from '../../src/chat/slack/render/picker.ts';
import type { Language } from '../../src/records/schema.ts';
import type { Catalogue } from '../../src/search/catalogue.ts';
import { fields, list } from '../peers/discord-types.ts';
import { subscription } from '../store/samples.ts';
import { botInMemory } from '../support/bot.ts';
import { NOW, ownCatalogue } from '../support/records.ts';
import { bothRelationships } from '../support/second-relationship.ts';
import { HERE, serve } from './discord/serve.ts';

const LABELS = {
  en: ['Energy (China–U.S.)', 'Energy (Iceland–Norway)'],
  zh: ['能源（中美）', '能源（冰岛与挪威）'],
} as const;
const NAMES = ['energy', 'northern-energy'];
const TYPED = { en: 'energy', zh: '能源' } as const;

const energyOf = (labels: readonly string[]): string[] =>
  labels.filter((label) => /^Energy|^能源/u.test(label)).toSorted();

test.each(['en', 'zh'] as const)('of Discord (%s)', async (language) => {
  // Read before, since Discord does not wait for it.
  const catalogue = bothRelationships();
  const { peer } = await serve({ bot: () => ({ catalogue: () => catalogue }) });
  const { data } = await peer.autocomplete({
    ...HERE,
    locale: language === 'zh' ? 'zh-CN' : 'en-US',
    focused: { name: 'topic', value: TYPED[language] },
  }).response;
  const choices = list(data['choices']).map(fields);
  expect(energyOf(choices.map(({ name }) => String(name)))).toEqual(LABELS[language]);
  expect(choices.map(({ value }) => value)).toEqual(expect.arrayContaining(NAMES));
  expect(parseCommand('northern-energy', bothRelationships()).request).toEqual({
    type: 'brief',
    topic: 'northern-energy',
  });
});

test('of Discord for digests, one after another', async () => {
  // Read before, since Discord does not wait for it.
  const catalogue = bothRelationships();
  const { peer } = await serve({ bot: () => ({ catalogue: () => catalogue }) });
  const offered = async (typed: string) => {
    const { data } = await peer.autocomplete({
      ...HERE,
      name: 'digest',
      // Whether somebody may manage digests is not what this is about.
      forged: true,
      focused: { name: 'topics', value: typed, type: 3 },
      options: [{ name: 'subscribe', type: 1, options: [] }],
    }).response;
    return list(data['choices'])
      .map(fields)
      .map(({ name, value }) => [String(name), String(value)]);
  };
  expect(await offered('energ')).toEqual(
    expect.arrayContaining([
      ['Energy (China–U.S.)', 'energy'],
      ['Energy (Iceland–Norway)', 'northern-energy'],
    ]),
  );
  const second = await offered('Energy (Iceland–Norway), ener');
  expect(second[0]).toEqual(['Energy (Iceland–Norway), Energy (China–U.S.)', 'northern-energy,energy']);
  expect(second.flat().join('\n')).not.toContain('northern-energy,northern-energy');
});

test.each(['en', 'zh'] as const)('of Slack (%s)', (language) => {
  const labels = (catalogue: Catalogue, typed: string = TYPED[language]): string[] =>
    pickerOptions(catalogue, typed, language, NOW).map(({ text }) => text.text);
  expect(energyOf(labels(bothRelationships()))).toEqual(LABELS[language]);
  expect(labels(bothRelationships(), '')).toContain(language === 'en' ? 'Taiwan' : '台湾问题');
  expect(energyOf(labels(ownCatalogue()))).toEqual([TYPED[language] === 'energy' ? 'Energy' : '能源']);
});

test.each(['en', 'zh'] as const)('of the desk (%s)', async (language) => {
  const bot = botInMemory({ catalogue: () => bothRelationships(), log: createLogger('silent', []), now: () => NOW });
  const desk = new Hono<DeskEnv>()
    .use(async (context, next) => {
      context.set('person', { ...ON_THIS_MACHINE, isMachine: true });
      await next();
    })
    .route('/', suggestionRoutes({ bot }));
  const offered = async (text: string): Promise<unknown> =>
    (await desk.request(`/suggest?${new URLSearchParams({ text, language })}`)).json();
  const expected = (before: string) => LABELS[language].map((label, at) => ({ text: `${before}${NAMES[at]}`, label }));
  expect(await offered(`/brief ${TYPED[language]}`)).toEqual(expect.arrayContaining(expected('/brief ')));
  expect(await offered(`/digest subscribe ${TYPED[language]}`)).toEqual([]);
});

const order = (topics: string, language: Language = 'en') =>
  parseSubscriptionInput({ topics, zone: 'Paris' }, undefined, {
    catalogue: bothRelationships(),
    reader: language,
    now: NOW,
  });

test('a digest of a title that both have is not subscribed; an id is its topic alone', () => {
  const message = '“能源”可能指：能源（中美）、能源（冰岛与挪威）。请选择。';
  expect(order('能源', 'zh')).toMatchObject({ ok: false, faults: [{ field: 'topics', message }] });
  expect(order('energy')).toMatchObject({ settings: { topics: ['energy'] } });
});

test('a digest of a whole name is, and one that has the topic keeps it', () => {
  expect(order('cn-us/energy, northern-energy')).toMatchObject({ settings: { topics: ['energy', 'northern-energy'] } });
  const before = { ...subscription('s1', { topics: ['energy'] }) };
  const kept = parseSubscriptionInput({ topics: 'energy' }, before, {
    catalogue: bothRelationships(),
    reader: 'en',
    now: NOW,
  });
  expect(kept).toMatchObject({ ok: true, settings: { topics: ['energy'] } });
});

/** The labels and values of a menu's options. */
const options = (of: unknown): unknown[] =>
  list(of)
    .map(fields)
    .map(({ text, value }) => [fields(text)['text'], value]);

/** The form that changes a digest, as Slack shows it. */
function formOf(digest: Subscription) {
  const context = { catalogue: bothRelationships(), language: 'en' } as const;
  return formView(digestForm({ subscription: digest, channel: '', zone: undefined }, context), '');
}

test('the forms of digests offer both by name, and have chosen what the digest has', () => {
  const digest = subscription('s1', { topics: ['energy'] });
  const slack = formOf(digest);
  const element = fields(fields(slack.blocks.find(({ block_id: id }) => id === 'topics'))['element']);
  expect(options(element['options'])).toEqual(expect.arrayContaining(LABELS.en.map((label, at) => [label, NAMES[at]])));
  expect(options(element['initial_options'])).toEqual([['Energy (China–U.S.)', 'energy']]);
  const form = JSON.stringify(formOf(subscription('s2', { topics: ['is-no'] })));
  expect(form).toContain('"value":"is-no"');
  expect(form).not.toContain('No longer published');
});
