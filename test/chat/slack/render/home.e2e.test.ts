/** The Home tab as Slack would draw it: reviewed files, Slack's limits with few and very many topics and digests, and every empty state. */
import { describe, expect, test } from 'vitest';
import type { Catalogue } from '../../../../src/search/catalogue.ts';
import { encodeAdvice } from '../../../../src/digest/refusal-advice.ts';
import type { Subscription } from '../../../../src/digest/subscription.ts';
import { homeView, type HomeContent } from '../../../../src/chat/slack/render/home.ts';
import { decodeSlackButton } from '../../../../src/chat/slack/render/button-id.ts';
import { realBot } from '../harness.ts';
import { checkView } from './view-check.ts';
import { valuesOf, type Json } from '../view-session.ts';
import { pageText, read } from '../read-view.ts';

const records = realBot().bot.conversation.catalogue();
/** The records as they were on November 25. */
const catalogue: Catalogue = {
  ...records,
  get finder() {
    return records.finder;
  },
  briefs: new Map(
    [...records.briefs].map(([id, one]) => [
      id,
      { ...one, history: one.history.filter(({ on }) => on <= '2026-11-25') },
    ]),
  ),
};
const [brief] = catalogue.briefs.values();
if (brief === undefined) throw new Error('there are no records');
const now = Temporal.Instant.from('2026-11-24T12:00:00Z');

const subscription: Subscription = {
  id: 'abcd2345',
  channelRef: { platform: 'slack', workspace: 'T01TEST', channel: 'C01GEN' },
  topics: ['energy', 'ai-governance'],
  schedule: { days: ['mon', 'tue', 'wed', 'thu', 'fri'], time: '09:00', zone: 'America/New_York' },
  language: 'en',
  whenQuiet: 'skip',
  owner: 'U1',
  createdAt: now,
  pausedBecause: undefined,
  pausedDetail: '',
  dueAt: now,
  baseline: [],
  introduced: false,
  rotated: undefined,
};
const paused: Subscription = {
  ...subscription,
  id: 'efgh6789',
  channelRef: { ...subscription.channelRef, channel: 'C02' },
  topics: 'all',
  pausedBecause: 'bot-removed',
  pausedDetail: encodeAdvice('invite', 'attache'),
  dueAt: undefined,
};

const given: Omit<HomeContent, 'newSince'> = {
  catalogue,
  language: 'en',
  now,
  zone: 'Asia/Shanghai',
  digests: [subscription, paused],
  from: 0,
  keepsQuestions: false,
};
const since = (at: Temporal.Instant, isFirstLook = true): HomeContent['newSince'] => ({ at, isFirstLook });
const fortnightBefore = (at: Temporal.Instant): Temporal.Instant => at.subtract({ hours: 14 * 24 });
const view = (over: Partial<HomeContent> = {}): Json =>
  homeView({ ...given, newSince: since(fortnightBefore(over.now ?? now)), ...over }) as unknown as Json;

const many = (count: number): Catalogue => ({
  ...catalogue,
  briefs: new Map(
    Array.from({ length: count }, (_, index) => {
      const id = `topic-${index}`;
      return [id, { ...brief, id, title: { en: `${'Long <title> & more '.repeat(6)}${index}`, zh: `标题${index}` } }];
    }),
  ),
});
const digests = (count: number): Subscription[] =>
  Array.from({ length: count }, (_, index) => ({ ...subscription, id: `digest${index}` }));

/** The menus of topics. */
const menusOf = (made: Json): readonly Json[] =>
  (made.blocks as readonly Json[]).flatMap(({ accessory }) => (accessory === undefined ? [] : [accessory as Json]));

describe.each(['en', 'zh'] as const)('the Home tab in %s', (language) => {
  test.each([
    ['with-digests', {}],
    ['without-digests', { digests: [] }],
  ])('%s is the reviewed view', async (name, over) => {
    const made = view({ language, ...over });
    expect(checkView(made)).toEqual([]);
    const file = `../../../golden/slack/views/home-${name}-${language}`;
    await expect(`${pageText(made)}\n`).toMatchFileSnapshot(`${file}.txt`);
  });

  test.each([0, 1, 60, 120, 1_000])('keeps within what Slack takes with %i topics', (count) => {
    for (const held of [{ unreadable: 'Reference X.' }, digests(0), digests(9), digests(40)]) {
      const made = view({ language, catalogue: many(count), digests: held, warning: 'x'.repeat(4_000) });
      expect(checkView(made)).toEqual([]);
    }
  });
});

/** Topics with titles as short as those of the records. */
const short = (count: number): Catalogue => {
  const { briefs, ...others } = many(count);
  const named = [...briefs].map(([id, topic], index) => [id, { ...topic, title: { en: `Topic ${index}` } }] as const);
  return { ...catalogue, ...others, briefs: new Map(named) };
};

test.each([
  ['short', short(120)],
  ['long', many(120)],
])('with more topics of %s titles than a menu holds says how many are left out and where they are found', (_, all) => {
  const made = view({ catalogue: all, digests: digests(40) });
  const [menu = {}, ...others] = menusOf(made);
  expect(others).toEqual([]);
  const offered = (menu.options as readonly Json[]).length;
  expect(read(made)).toContain(`${120 - offered} more: find them with Pick a topic.`);
  // What is offered is named, and nothing is cut.
  const named = (made.blocks as readonly Json[]).find(({ accessory }) => accessory === menu)?.text as Json;
  expect(String(named.text).split(' · ')).toHaveLength(offered);
  expect(named.text).not.toContain('…');
});

test('with many relationships offers some topics of each, and counts the others', () => {
  const relationships = new Map(
    Array.from({ length: 80 }, (_, index) => [
      `pair-${index}`,
      { id: `pair-${index}`, title: { en: `Pair ${index}` } },
    ]),
  ) as unknown as Catalogue['relationships'];
  const briefs = new Map(
    [...many(1_000).briefs].map(([id, topic], index) => [id, { ...topic, relationship: `pair-${index % 80}` }]),
  );
  const made = view({ catalogue: { ...catalogue, relationships, briefs }, digests: digests(40) });
  expect(checkView(made)).toEqual([]);
  const offered = menusOf(made).map(({ options }) => (options as readonly Json[]).length);
  expect(offered).toHaveLength(20);
  expect(read(made)).toContain(`${1_000 - offered.reduce((sum, count) => sum + count, 0)} more: find them with`);
});

test('shows eight digests at once, and buttons that lead through all of them and back', () => {
  const seen: string[] = [];
  let from: number | undefined = 0;
  for (let step = 0; from !== undefined && step < 5; step++) {
    const made: Json = view({ digests: digests(20), from });
    seen.push(
      ...JSON.stringify(made)
        .matchAll(/attache1\/digest\/change\/(digest\d+)\//gu)
        .map(([, id]) => id ?? ''),
    );
    const next = decodeSlackButton(valuesOf(made).get('Show the next') ?? '');
    from = next?.verb === 'home' ? next.from : undefined;
    expect(valuesOf(made).has('Back to the first')).toBe(step > 0);
  }
  expect(seen).toEqual(digests(20).map(({ id }) => id));
});

test('from beyond the last digest, as after removing some, begins anew', () => {
  expect(read(view({ digests: digests(3), from: 8 }))).toContain('#C01GEN');
});

test('tells next times by the clock of the reader, and by that of the digest where Slack does not tell it', () => {
  expect(read(view())).toContain('Next: Tue November 24, 2026, 22:00 (Beijing)');
  expect(read(view({ zone: undefined }))).toContain('Next: Tue November 24, 2026, 09:00 (New York)');
});

/** The records with what was written anew told as if it had moved in the world. */
const moved: Catalogue = {
  ...catalogue,
  briefs: new Map(
    [...catalogue.briefs].map(([id, one]) => [
      id,
      { ...one, history: one.history.map((entry) => ({ ...entry, rewritten: undefined })) },
    ]),
  ),
};

test('tells what moved in the last two weeks, newest first, and the dates of the next thirty days, cited', () => {
  const december = { now: Temporal.Instant.from('2026-12-01T12:00:00Z') };
  const partsOf = (made: ReturnType<typeof view>): readonly string[] =>
    /# What is new\n([^#]*)# Dates to come\n([^#]*?)---/u.exec(read(made))?.slice(1) ?? [];
  // What was first published, written anew or put right is no news.
  expect(partsOf(view(december))[0]).toContain('Nothing has moved in the last 14 days.');
  const [news = '', dates = ''] = partsOf(view({ ...december, catalogue: moved }));
  expect(news.match(/^- November 25, 2026 · /gmu)).toHaveLength(3);
  expect(news).not.toContain('First published');
  expect(news).toMatch(/\[\d+ more\]/u);
  expect(dates).toContain('- December 4, 2026 · ');
  expect(dates.match(/^- .* ¶\d.*$/gmu)?.length).toBe(dates.match(/^- /gmu)?.length);
  expect(
    [...valuesOf(view({ ...december, catalogue: moved })).entries()].filter(([label]) => label.endsWith(' more')),
  ).toEqual(expect.arrayContaining([[expect.any(String), 'attache1/open/dates//1/en']]));
  const later = read(view({ now: Temporal.Instant.from('2027-06-20T12:00:00Z') }));
  expect(later).toContain('Nothing has moved in the last 14 days.');
  expect(later).not.toContain('December 4, 2026');
});

test('to who looked before tells what moved since, of the day of that look too, and says where nothing did', () => {
  const later = Temporal.Instant.from('2026-12-20T12:00:00Z');
  const newsOf = (at: string): string => {
    const said = read(view({ now: later, catalogue: moved, newSince: since(Temporal.Instant.from(at), false) }));
    return /# New since you last looked\n([^#]*)# Dates/u.exec(said)?.[1] ?? '';
  };
  // The records of the tests change last on November 25.
  expect(newsOf('2026-11-25T23:00:00Z')).toContain('- November 25, 2026 · ');
  expect(newsOf('2026-11-26T11:00:00Z')).toContain('- November 25, 2026 · ');
  expect(newsOf('2026-11-26T13:00:00Z')).toContain('Nothing has moved since you last looked.\n');
  const chinese = read(view({ now: later, language: 'zh', newSince: since(later, false) }));
  expect(chinese).toContain('# 上次查看以来的更新\n自您上次查看以来没有新动向。');
});

test('begins with the digests and what is new; the topics are folded below, by name, in a menu of each relationship', () => {
  const said = read(view());
  const headings = [...said.matchAll(/^(?:# |Briefs on )(?<heading>.*)$/gmu)].map(({ groups }) => groups?.['heading']);
  expect(headings.slice(1)).toEqual([
    'Your digests',
    'What is new',
    'Dates to come',
    ...[...catalogue.relationships.values()].map(({ title }) => title.en),
  ]);
  expect((view().blocks as readonly Json[]).length).toBeLessThanOrEqual(20);
  const menus = menusOf(view());
  expect(menus).toHaveLength(catalogue.relationships.size);
  const offered = menus.flatMap(({ options }) => (options as readonly Json[]).map(({ value }) => value));
  expect(new Set(offered)).toEqual(
    new Set([...catalogue.briefs.keys()].map((topic) => `attache1/open/brief/${topic.replace('/', ':')}/1/en`)),
  );
  for (const { title } of catalogue.briefs.values()) expect(said).toContain(title.en);
  expect(said.match(/File to/gu)).toHaveLength(1);
});

test('counts and marks the topics whose review is overdue', () => {
  const late = pageText(view({ now: Temporal.Instant.from('2028-01-01T00:00:00Z') }));
  expect(late.match(/⚠ Review overdue since/gu)).toHaveLength(catalogue.briefs.size);
  expect(late).toContain(`${catalogue.briefs.size} reviews are overdue`);
});

test('names topics that are gone by their ids, and shows no drafts, retracted or removed ones', () => {
  const gone = view({ digests: [{ ...subscription, topics: ['gone-topic'] }] });
  expect(read(gone)).toContain('gone-topic');
  const retracted = new Map([...catalogue.briefs].map(([id, one]) => [id, { ...one, status: 'retracted' as const }]));
  const empty = view({ catalogue: { ...catalogue, briefs: retracted } });
  expect(checkView(empty)).toEqual([]);
  expect(read(empty)).toContain('There are no briefs yet.');
});

test('asks before it removes a digest or posts one for everybody', () => {
  const elements = (view().blocks as readonly Json[]).flatMap(({ elements: all }) => (all ?? []) as readonly Json[]);
  const asked = elements.filter(({ confirm }) => confirm !== undefined).map(({ text }) => (text as Json).text);
  expect(new Set(asked)).toEqual(new Set(['Remove', 'Send now']));
});

test('says what went wrong above all else, and where the digests could not be read in their place', () => {
  expect(read(view({ warning: 'That took too long.' })).split('\n')[2]).toBe('⚠ That took too long.');
  const unreadable = read(view({ digests: { unreadable: 'Reference X.' } }));
  expect(unreadable).toContain('# Your digests\n⚠ Reference X.');
});
