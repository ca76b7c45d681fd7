/** What people read of digests: how each stands, in words of one language, with its channel as people know it. */
import { describe, expect, test } from 'vitest';
import type { Catalogue } from '../../../src/search/catalogue.ts';
import type { Language } from '../../../src/records/schema.ts';
import { encodeAdvice } from '../../../src/digest/refusal-advice.ts';
import { alertReply } from '../../../src/digest/alert.ts';
import {
  createdReply,
  describe as described,
  doneReply,
  handedOverReply,
  previewReply,
  twiceReply,
  type RenderContext,
} from '../../../src/conversation/digests/status-reply.ts';
import { listReply, whichReply } from '../../../src/conversation/digests/list-reply.ts';
import { deliveryReason, logReply } from '../../../src/conversation/digests/log-reply.ts';
import type { Delivery } from '../../../src/digest/delivery/delivery.ts';
import type { PauseReason, Subscription } from '../../../src/digest/subscription.ts';
import { parseSubscriptionInput } from '../../../src/conversation/digests/subscription-input.ts';
import { render as renderText } from '../../../src/chat/console/render.ts';
import { render as renderDiscord } from '../../../src/chat/discord/render/render.ts';
import { render as renderSlack } from '../../../src/chat/slack/render/render.ts';
import type { Reply } from '../../../src/reply/reply.ts';
import type { Alert } from '../../../src/digest/store.ts';
import { digestContext, digestOf } from '../../support/digest.ts';
import { NOW, ownCatalogue } from '../../support/records.ts';

const catalogue = ownCatalogue();
const context = (language: Language): RenderContext => digestContext(catalogue, language);
const digest = digestOf(['energy']);

const delivery: Delivery = {
  kind: 'digest',
  id: 'd1',
  subscription: digest.id,
  channelRef: digest.channelRef,
  slot: '2026-11-23',
  slotAt: NOW,
  late: false,
  state: 'sent',
  attempts: 1,
  nextAt: undefined,
  begunAt: undefined,
  settledAt: NOW,
  message: '1.1',
  reason: '',
  carried: undefined,
  inReplyTo: undefined,
};

const other = { ...digest, id: 'wxyz6789', channelRef: { ...digest.channelRef, channel: 'C02OPS' } };

const TIMES = {
  en: ['Tue November 24, 2026, 09:00', 'Wed November 25, 2026, 09:00', 'Thu November 26, 2026, 09:00'],
  zh: ['2026年11月24日（周二）09:00', '2026年11月25日（周三）09:00', '2026年11月26日（周四）09:00'],
};

const live: Readonly<Record<string, (told: RenderContext) => Reply>> = {
  subscribed: (told) => createdReply('subscribed', digest, [], told),
  changed: (told) => createdReply('changed', digest, [], told),
  previewed: (told) => previewReply(undefined, digest, told),
  'sent now': (told) => doneReply('queued', digest, told, ['log']),
  'without news': (told) => doneReply('nothing-new', digest, told, []),
  logged: (told) => logReply([delivery], [digest], told),
  'subscribed already': (told) => twiceReply(digest, told),
  'logged before anything was due': (told) => logReply([], [digest], told),
};

describe.each(Object.entries(live))('a digest that is %s', (_, replyOf) => {
  test.each(['en', 'zh'] as const)(
    'shows the next three times by its own clock, and its channel by reference (%s)',
    (language) => {
      const reply = replyOf(context(language));
      // A line may break anywhere in Chinese.
      const text = renderText(reply).replaceAll(/\s+/gu, language === 'zh' ? '' : ' ');
      for (const time of TIMES[language]) expect(text).toContain(time);
      expect(text).toContain('C01GEN');
      expect(JSON.stringify(renderSlack(reply))).toContain('{"type":"channel","channel_id":"C01GEN"}');
      expect(/\p{Script=Han}/u.test(text)).toBe(language === 'zh');
    },
  );
});

describe('a list of digests', () => {
  test.each([
    ['en', 'Energy, weekdays 09:00 New York', 'next: Tue November 24, 2026, 09:00 (New York)'],
    ['zh', '能源，工作日 09:00 纽约', '下一期：2026年11月24日（周二）09:00（纽约）'],
  ] as const)('names each with its channel, its owner and its next time (%s)', (language, name, next) => {
    const { blocks } = listReply([digest, { ...other, owner: '' }], [], context(language));
    expect(blocks).toEqual([
      {
        type: 'list',
        heading: '',
        items: [
          { label: name, channel: 'C01GEN', person: 'U1', detail: next, at: digest.dueAt?.epochMilliseconds },
          { label: name, channel: 'C02OPS', detail: next, at: other.dueAt?.epochMilliseconds },
        ],
      },
    ]);
  });

  test('gives each its own actions, and asks before what cannot be undone', () => {
    const paused = { ...other, pausedBecause: 'asked' as const };
    expect(JSON.stringify(listReply([paused], [], context('zh')))).toContain('已暂停：应要求暂停');
    const { actions } = listReply([digest, paused], [], context('en'));
    const told = actions.map(({ label, group, confirm }) => [group, label, confirm !== undefined]);
    expect(told).toEqual([
      [1, 'Change', false],
      [1, 'Pause', false],
      [1, 'Preview', false],
      [1, 'Send now', true],
      [1, 'Log', false],
      [1, 'Remove', true],
      [2, 'Change', false],
      [2, 'Resume', false],
      [2, 'Preview', false],
      [2, 'Send now', true],
      [2, 'Log', false],
      [2, 'Remove', true],
      [undefined, 'All channels', false],
    ]);
    expect(actions[5]?.confirm).toContain('Energy, weekdays 09:00 New York');
  });

  test('of all channels keeps those of a channel together, by name', () => {
    const trade = { ...digest, id: 'trade234', topics: ['trade-and-tariffs'] };
    const { blocks, title } = listReply([trade, other, digest], [], context('en'), true);
    const [list] = blocks;
    const items = list?.type === 'list' ? list.items : [];
    expect(title).toBe('Digests of all channels');
    expect(items.map(({ channel }) => channel)).toEqual(['C01GEN', 'C01GEN', 'C02OPS']);
    expect(items[0]?.label).toMatch(/^Energy/u);
  });

  test('tells two of one name in one channel apart, and offers every one where one is to be chosen', () => {
    const twins = Array.from({ length: 7 }, (_, index) => ({ ...digest, id: `twin000${index}` }));
    const { actions } = whichReply(twins, 'remove', context('en'));
    expect(actions.map(({ label }) => label)).toEqual(twins.map(({ id }) => `Energy, weekdays 09:00 New York · ${id}`));
    expect(actions.every(({ confirm }) => confirm !== undefined)).toBe(true);
  });
});

test('the next times begin with the one that it waits for, and say why it is not the first of the schedule', () => {
  const [first, second] = [
    Temporal.Instant.from('2026-11-24T14:00:00Z'),
    Temporal.Instant.from('2026-11-25T14:00:00Z'),
  ];
  const waiting = createdReply('changed', { ...digest, dueAt: second }, [], context('en'));
  const text = renderText(waiting).replaceAll(/\s+/gu, ' ');
  expect(text).not.toContain('November 24');
  expect(text).toContain('Nothing more comes today: the next one comes Wed November 25, 2026, 09:00 (New York)');
  expect(renderText(createdReply('changed', { ...digest, dueAt: first }, [], context('en')))).not.toContain(
    'Nothing more comes',
  );
});

test('an owner of a digest whose channel is gone is offered another channel first, unless it is only archived', () => {
  const offered = (detail: string) =>
    alertReply({ reason: 'channel-gone', detail }, digest, catalogue).actions.map(({ label }) => label);
  expect(offered('')).toEqual(['Change', 'Remove', 'Resume']);
  expect(offered(encodeAdvice('archived'))).toEqual(['Resume', 'Change', 'Remove']);
  const alert = alertReply({ reason: 'no-permission', detail: '' }, digest, catalogue);
  expect(alert.actions.map(({ label }) => label)).toEqual(['Resume']);
  expect(renderText(alert)).toContain('“Energy, weekdays 09:00 New York” is paused');
});

test('a handover names both owners, by reference on each platform', () => {
  const reply = handedOverReply(
    { ...digest, owner: 'U02BOB' },
    'U01ANN',
    'The new owner has been notified.',
    context('en'),
  );
  const drawn = JSON.stringify(renderSlack(reply));
  for (const user of ['U02BOB', 'U01ANN']) expect(drawn).toContain(`{"type":"user","user_id":"${user}"}`);
  const onDiscord = handedOverReply({ ...digest, owner: '900000000000000001' }, '@everyone', '', context('en'));
  const said = JSON.stringify(renderDiscord(onDiscord));
  expect(said).toContain('<@900000000000000001>');
  expect(said).toContain('"allowed_mentions":{"parse":[]}');
  expect(said).not.toMatch(/(?<!\\)@everyone/u);
});

const listIn = (channel: string): Reply =>
  listReply([{ ...digest, channelRef: { ...digest.channelRef, channel } }], [], context('en'));

test.each(['en', 'zh'] as const)('an owner is told of which channel a digest needs them (%s)', (language) => {
  const reply = alertReply(
    { reason: 'channel-gone', detail: encodeAdvice('archived') },
    { ...digest, language },
    catalogue,
  );
  expect(JSON.stringify(renderSlack(reply))).toContain('{"type":"channel","channel_id":"C01GEN"}');
  expect(renderText(reply)).toContain(language === 'zh' ? '取消归档' : 'Unarchive it');
});

test('that an owner could not be told is told until they were', () => {
  const paused: Subscription = { ...digest, pausedBecause: 'bot-removed', pausedDetail: '' };
  const alert = {
    id: 'a',
    subscription: digest.id,
    platform: 'slack',
    owner: 'U1',
    reason: 'bot-removed',
    detail: 'x',
  } as const;
  const told = (...states: readonly Alert['state'][]): string => {
    const alerts: Alert[] = [];
    for (const state of states) alerts.push({ ...alert, state });
    return JSON.stringify(listReply([paused], alerts, context('en')));
  };
  expect(told('failed')).toContain('could not be notified');
  expect(told('sent', 'failed')).toContain('could not be notified');
  expect(told('failed', 'sent')).not.toContain('could not be notified');
  expect(told('failed', 'waiting')).not.toContain('could not be notified');
});

const slack = (channel: string): string => JSON.stringify(renderSlack(listIn(channel)));
const discord = (channel: string): string => JSON.stringify(renderDiscord(listIn(channel)));

test('a channel is a reference only by an id of its platform, and text elsewhere', () => {
  expect(discord('900000000000000002')).toContain('<#900000000000000002>');
  for (const odd of ['D01', '<!channel>', '@everyone', '<@U1>']) {
    expect(slack(odd)).not.toContain('channel_id');
    // A moment is no mention.
    expect(discord(odd).replace(/<t:\d+:R>/gu, '')).not.toMatch(/(?<!\\)[<@]/u);
  }
  expect(slack('900000000000000002')).not.toContain('channel_id');
});

describe('a digest of which nothing is published any more', () => {
  const [brief] = catalogue.briefs.values();
  if (brief === undefined) throw new Error('there are no records');
  const { id } = brief;
  const retracted: Pick<Catalogue, 'briefs' | 'relationships' | 'finder'> = {
    finder: catalogue.finder,
    relationships: catalogue.relationships,
    briefs: new Map([...catalogue.briefs, [id, { ...brief, status: 'retracted' as const }]]),
  };
  const only = { ...digest, topics: [id, 'burnt-record'] };

  test.each(['en', 'zh'] as const)('says so where it is shown (%s)', (language) => {
    const told: RenderContext = { ...context(language), catalogue: retracted };
    const mark = language === 'zh' ? '（已撤回）' : ' (retracted)';
    expect(described(only, told)).toContain(`${brief.title[language]}${mark}`);
    for (const reply of [createdReply('changed', only, [], told), listReply([only], [], told)])
      expect(reply.blocks).toContainEqual({
        type: 'note',
        tone: 'warning',
        text: expect.stringMatching(language === 'zh' ? /不再发布/u : /It posts nothing any more/u),
      });
    expect(listReply([{ ...only, topics: [id, 'energy'] }], [], told).blocks).toHaveLength(1);
  });

  const read = (topics: string, before: Subscription | undefined) =>
    parseSubscriptionInput({ topics, zone: 'Paris' }, before, { catalogue: retracted, reader: 'en', now: NOW });

  test('keeps its topics when it is changed, and no other digest can take them', () => {
    expect(read(`${id},burnt-record`, only)).toMatchObject({
      ok: true,
      settings: { topics: ['burnt-record', id].toSorted() },
    });
    expect(read(`${id},energy`, only)).toMatchObject({ ok: true, settings: { topics: [id, 'energy'].toSorted() } });
    expect(read(id, undefined)).toMatchObject({
      ok: false,
      faults: [{ field: 'topics', message: expect.stringContaining('was retracted') }],
    });
    expect(read('burnt-record', digest)).toMatchObject({ ok: false, faults: [{ field: 'topics' }] });
  });
});

const logged = (deliveries: readonly Delivery[], digests: readonly Subscription[]): string =>
  JSON.stringify(renderSlack(logReply(deliveries, digests, context('en'))));

describe('a delivery', () => {
  const REASONS = [
    'not-running: the bot was not running at this time; the newest missed digest was posted instead',
    'removed: the subscription was removed',
    'paused: asked',
    'paused: bot-removed',
    'attempts: given up after 20 attempts; last: no-answer: x',
    'rate-limit: Slack said to wait',
    'invalid: invalid_blocks',
    'no-answer: ECONNRESET',
    'looked-up: found in the channel',
    'looked-up: not in the channel',
    'nothing-new',
    ...(
      ['channel-gone', 'no-permission', 'bot-removed', 'token-revoked', 'no-history'] satisfies PauseReason[]
    ).flatMap((because) => [`${because}: `, `${because}: ${encodeAdvice('role')}`, `${because}: restricted_action`]),
  ];

  test.each(REASONS)('%s is told in words', (reason) => {
    const zh = deliveryReason(reason, 'zh');
    expect(zh).toMatch(/\p{Script=Han}/u);
    // Of a platform's own words no more than its code is left.
    expect(zh).not.toMatch(/[a-z]{3,} [a-z]{2,} [a-z]/u);
    expect(deliveryReason(reason, 'en')).not.toMatch(/\p{Script=Han}|^[a-z-]+:/u);
  });

  test('of a later version is told as it is', () => {
    expect(deliveryReason('moon: full', 'zh')).toBe('moon: full');
  });

  test('says that it was late or asked for, and of which digest it is where there are several', () => {
    expect(logged([{ ...delivery, late: true }], [digest])).toContain('(late)');
    expect(logged([{ ...delivery, slot: 'now-1' }], [digest])).toContain('(sent on request)');
    const both = logged(
      [delivery, { ...delivery, subscription: other.id, channelRef: other.channelRef }],
      [digest, other],
    );
    for (const part of ['Energy, weekdays 09:00 New York · sent', '"channel_id":"C01GEN"', '"channel_id":"C02OPS"'])
      expect(both).toContain(part);
  });
});

test('what keeps a digest from posting is told with what to do, in the language of whoever reads it', () => {
  const paused = { ...digest, pausedBecause: 'bot-removed' as const, pausedDetail: encodeAdvice('invite', 'attache') };
  expect(renderText(listReply([paused], [], context('en'))).replaceAll(/\s+/gu, ' ')).toContain('/invite @attache');
  const zh = renderText(listReply([paused], [], context('zh')));
  expect(zh.replaceAll(/\s/gu, '')).toContain('机器人已不在该频道。请在该频道用/invite@attache邀请它。');
});
