/** Slack's courier: what each of Slack's answers means for a digest, and how one of unknown outcome is looked up. */
import { webApi } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { refusalText } from '../../../../src/digest/refusal-advice.ts';
import type { EditOutcome, SendOutcome } from '../../../../src/digest/delivery/courier.ts';
import type { Delivery } from '../../../../src/digest/delivery/delivery.ts';
import { createCourier } from '../../../../src/chat/slack/delivery/courier.ts';
import type { Reply } from '../../../../src/reply/reply.ts';
import { startSlackFake, type SlackFake } from '../../../peers/slack-faults.ts';
import { TOKENS } from '../../../peers/slack.ts';
import { until } from '../harness.ts';

const NOW = Temporal.Instant.from('2026-11-24T14:00:00Z');
const MARKER = 'm'.repeat(20);

const delivery: Delivery = {
  id: MARKER,
  kind: 'digest',
  subscription: 's1',
  channelRef: { platform: 'slack', workspace: 'T01TEST', channel: 'C01GEN' },
  slot: '2026-11-24',
  slotAt: NOW,
  late: false,
  state: 'claimed',
  attempts: 0,
  nextAt: NOW.add({ seconds: 90 }),
  begunAt: NOW,
  settledAt: undefined,
  message: undefined,
  reason: '',
  carried: undefined,
  inReplyTo: undefined,
};

const reply: Reply = {
  title: 'Digest',
  language: 'en',
  audience: 'everyone',
  blocks: [{ type: 'note', tone: 'plain', text: 'news' }],
  actions: [],
  marker: MARKER,
};

type Page = { readonly ok: boolean; readonly [key: string]: unknown };

let fake: SlackFake;
let ending: AbortController;
/** Answers conversations.history, one page each; with none left, an empty channel. */
let pages: Page[];
/** What conversations.info answers. */
let info: Page;
/** The courier's clock. */
let now: Temporal.Instant;

beforeEach(async () => {
  pages = [];
  now = NOW;
  info = { ok: false, error: 'missing_scope' };
  ending = new AbortController();
  fake = await startSlackFake({
    'conversations.info': () => info,
    'conversations.history': () => pages.shift() ?? { ok: true, messages: [], has_more: false },
  });
});
afterEach(async () => {
  ending.abort();
  await fake.close();
});

const courier = (over: { readonly url?: string; readonly token?: string; readonly timeout?: number } = {}) =>
  createCourier({
    client: new webApi.WebClient(over.token ?? TOKENS.botToken, {
      slackApiUrl: over.url ?? fake.apiUrl,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      logLevel: webApi.LogLevel.ERROR,
      fetch: async (url, init) => await fetch(url, { ...init, signal: AbortSignal.timeout(over.timeout ?? 6_000) }),
    }),
    during: async (canStillSend, work) => {
      if (!(await canStillSend())) throw new Error('it may no longer be sent');
      return await work();
    },
    name: 'attache',
    now: () => now,
    ending: ending.signal,
    lookupMilliseconds: 1,
  });

const begin = async (): Promise<boolean> => true;
/** The claim holds. */
const held = (): boolean => true;
const send = async (one = courier()): Promise<SendOutcome> => await one.send(delivery, reply, begin, held);
const posts = (): number => fake.calls.filter(({ method }) => method === 'chat.postMessage').length;

describe('sending', () => {
  test('posts once, with the marker as a block id, and names the message', async () => {
    const outcome = await send();
    expect(outcome).toEqual({ type: 'sent', message: fake.kept[0]?.ts });
    expect(fake.kept).toHaveLength(1);
    expect(fake.kept[0]?.blocks).toContainEqual(expect.objectContaining({ block_id: MARKER }));
  });

  test('sends nothing where the claim has run out', async () => {
    expect(await courier().send(delivery, reply, async () => false, held)).toEqual({ type: 'not-begun' });
    expect(posts()).toBe(0);
  });

  test('where the store fails before it begins waits, and sends nothing', async () => {
    const failing = courier().send(delivery, reply, async () => await Promise.reject(new Error('disk')), held);
    expect(await failing).toMatchObject({ type: 'wait' });
    expect(posts()).toBe(0);
  });

  test.each([
    ['not_in_channel', 'bot-removed'],
    ['channel_not_found', 'channel-gone'],
    ['is_archived', 'channel-gone'],
    ['restricted_action', 'no-permission'],
    ['restricted_action_read_only_channel', 'no-permission'],
    ['missing_scope', 'no-permission'],
    ['invalid_auth', 'token-revoked'],
    ['token_revoked', 'token-revoked'],
    ['account_inactive', 'token-revoked'],
    ['team_not_found', 'token-revoked'],
    ['not_allowed_token_type', 'token-revoked'],
    ['restricted_action_thread_only_channel', 'no-permission'],
    ['slack_connect_canvas_sharing_blocked', 'no-permission'],
    ['ekm_access_denied', 'no-permission'],
    ['accesslimited', 'no-permission'],
  ])('refused with %s pauses because of %s', async (error, because) => {
    fake.fail('chat.postMessage', { error });
    expect(await send()).toMatchObject({ type: 'refused', because });
    expect(posts()).toBe(1);
  });

  test.each(['not_in_channel', 'channel_not_found'])('refused with %s says how to invite the bot', async (error) => {
    fake.fail('chat.postMessage', { error });
    const outcome = await send();
    expect('detail' in outcome ? refusalText(outcome.detail, 'en') : '').toContain('/invite @attache');
  });

  test('refused because the channel is archived says what to do', async () => {
    fake.fail('chat.postMessage', { error: 'is_archived' });
    const outcome = await send();
    expect('detail' in outcome ? refusalText(outcome.detail, 'en') : '').toContain('Unarchive it');
  });

  test('told to wait waits as long as Slack says, without trying again itself', async () => {
    fake.fail('chat.postMessage', { retryAfterSeconds: 37 });
    const outcome = await send();
    expect(outcome).toMatchObject({ type: 'wait', until: NOW.add({ seconds: 37 }) });
    expect(posts()).toBe(1);
  });

  test.each(['ratelimited', 'rate_limited'])('answered %s without a time waits too', async (error) => {
    fake.fail('chat.postMessage', { error });
    const outcome = await send();
    expect(outcome.type).toBe('wait');
  });

  test.each([
    ['message_limit_exceeded', 300],
    ['team_added_to_org', 1_800],
    ['external_channel_migrating', 600],
  ])('answered %s waits until that has passed', async (error, seconds) => {
    fake.fail('chat.postMessage', { error });
    expect(await send()).toEqual({ type: 'wait', until: NOW.add({ seconds }), detail: error });
  });

  test.each([
    ['two messages', { ...reply, blocks: [{ type: 'note', tone: 'plain', text: 'word '.repeat(9_000) }] }],
    ['nothing it can render', { ...reply, language: 'xx' }],
  ])('of a reply that becomes %s is a defect of ours, and posts none of it', async (_, odd) => {
    expect((await courier().send(delivery, odd as Reply, begin, held)).type).toBe('invalid');
    expect(posts()).toBe(0);
  });

  test.each(['msg_blocks_too_long', 'invalid_blocks', 'no_text', 'metadata_too_large', 'never_heard_of'])(
    'answered %s is a defect of ours',
    async (error) => {
      fake.fail('chat.postMessage', { error });
      expect(await send()).toEqual({ type: 'invalid', detail: error });
    },
  );

  test.each([{ error: 'fatal_error' }, { error: 'internal_error' }, { status: 500 }, { status: 502 }, { status: 503 }])(
    'answered %o is unknown, never a failure',
    async (fault) => {
      fake.fail('chat.postMessage', fault);
      expect((await send()).type).toBe('unknown');
      expect(posts()).toBe(1);
    },
  );

  test.each([
    ['cut-before', 0],
    ['cut-after', 1],
  ] as const)('with the connection %s is unknown, and not tried again', async (fault, kept) => {
    fake.fail('chat.postMessage', fault);
    expect((await send()).type).toBe('unknown');
    expect([posts(), fake.kept.length]).toEqual([1, kept]);
  });

  test('without any answer in time is unknown', async () => {
    fake.fail('chat.postMessage', 'silence');
    expect((await send(courier({ timeout: 50 }))).type).toBe('unknown');
  });

  test('where no connection comes about waits: nothing can have arrived', async () => {
    const { apiUrl } = fake;
    await fake.close();
    expect(await send(courier({ url: apiUrl }))).toMatchObject({
      type: 'wait',
      detail: expect.stringContaining('ECONNREFUSED'),
    });
    fake = await startSlackFake();
  });
});

describe('deleting', () => {
  const { channelRef } = delivery;
  test('takes the message out, and one that is not there counts as taken out', async () => {
    await send();
    const ts = fake.kept[0]?.ts ?? '';
    expect(await courier().remove(channelRef, ts)).toEqual({ type: 'removed' });
    expect(fake.kept).toEqual([]);
    expect(await courier().remove(channelRef, ts)).toEqual({ type: 'removed' });
  });

  test.each([
    [{ error: 'cant_delete_message' }, 'refused'],
    [{ error: 'channel_not_found' }, 'refused'],
    [{ retryAfterSeconds: 3 }, 'unknown'],
    [{ status: 502 }, 'unknown'],
    ['cut-after', 'unknown'],
  ] as const)('answered %o is %s', async (fault, type) => {
    fake.fail('chat.delete', fault);
    expect((await courier().remove(channelRef, '1.1')).type).toBe(type);
  });

  test('a message is opened by the address that Slack names, and by none where it names none', async () => {
    expect(await courier().link(channelRef, '1.2')).toBe('https://t.slack.com/archives/C01GEN/p12');
    fake.fail('chat.getPermalink', { error: 'message_not_found' });
    expect(await courier().link(channelRef, '1.2')).toBeUndefined();
  });
});

describe('looking', () => {
  test('finds the message by its block id on a later page, from before it was begun', async () => {
    pages = [page('two', message('other')), page('three'), page('', message(`${MARKER}x`), message(MARKER, '7.7'))];
    expect(await courier().look(delivery)).toEqual({ type: 'found', message: '7.7' });
    expect(asked().map(({ cursor }) => cursor)).toEqual([undefined, 'two', 'three']);
    const [{ oldest, channel } = {}] = asked();
    expect(channel).toBe('C01GEN');
    expect(Number(oldest)).toBeLessThanOrEqual(NOW.epochMilliseconds / 1_000 - 60);
  });

  test('says absent only when all pages were seen', async () => {
    pages = [page('two', message('other')), page('', message('another'))];
    expect(await courier().look(delivery)).toEqual({ type: 'absent' });
    expect(asked()).toHaveLength(2);
  });

  test.each([
    [1, String(NOW.add({ hours: 1 }).epochMilliseconds / 1_000)],
    [2, undefined],
  ])('after %i attempts asks for what was said until %s', async (attempts, latest) => {
    await courier().look({ ...delivery, attempts });
    const [{ latest: asked_ } = {}] = asked();
    expect(asked_ === undefined ? undefined : String(Number(asked_))).toBe(latest);
  });

  test('does not say absent where there is more that Slack gives no way to', async () => {
    pages = [{ ok: true, messages: [message('other')], has_more: true }];
    expect((await courier().look(delivery)).type).toBe('wait');
  });

  test('reads on where Slack names a next page without saying that there is more', async () => {
    pages = [{ ok: true, messages: [], response_metadata: { next_cursor: 'two' } }, page('', message(MARKER))];
    expect((await courier().look(delivery)).type).toBe('found');
  });

  test.each([
    ['missing_scope', 'no-history'],
    ['channel_not_found', 'channel-gone'],
    ['not_in_channel', 'bot-removed'],
    ['token_revoked', 'token-revoked'],
  ])('that is refused with %s is unreadable', async (error, because) => {
    fake.fail('conversations.history', { error });
    expect(await courier().look(delivery)).toMatchObject({ type: 'unreadable', because });
  });

  test.each([{ status: 500 }, 'cut-before', { error: 'internal_error' }] as const)(
    'that fails with %o is taken up again later',
    async (fault) => {
      fake.fail('conversations.history', fault);
      const lookup = await courier().look(delivery);
      expect(lookup.type).toBe('wait');
    },
  );

  test('that is rate limited goes on at the same page when Slack takes it, and no other look asks before', async () => {
    const one = courier();
    pages = [page('two', message('other'))];
    fake.fail('conversations.history', undefined, { retryAfterSeconds: 1 });
    const first = one.look(delivery);
    await until('the page that is refused', () => asked()[1]);
    pages = [page('', message(MARKER, '7.7')), page('', message(MARKER, '7.7'))];
    // At the pace of these look-ups each would have asked long before.
    const second = one.look(delivery);
    expect((await send(one)).type).toBe('sent');
    expect(asked()).toHaveLength(2);
    for (const look of [first, second]) expect(await look).toEqual({ type: 'found', message: '7.7' });
    expect(asked()).toHaveLength(4);
    expect(asked().filter(({ cursor }) => cursor === 'two')).toHaveLength(2);
  });

  test('that is rate limited ends with the process', async () => {
    fake.fail('conversations.history', { retryAfterSeconds: 60 });
    const look = courier().look(delivery);
    await until('the page that is refused', () => asked()[0]);
    ending.abort();
    expect((await look).type).toBe('wait');
  });
});

describe('a reply', () => {
  const inThread = { ...delivery, inReplyTo: '5.5' };

  test('is posted in its thread, and looked for there and not in the history, which has no replies', async () => {
    const outcome = await courier().send(inThread, reply, begin, held);
    expect(fake.kept).toMatchObject([{ thread_ts: '5.5', ts: outcome.type === 'sent' && outcome.message }]);
    expect(fake.kept[0]).not.toHaveProperty('reply_broadcast');
    expect(await courier().look(inThread)).toEqual({ type: 'found', message: fake.kept[0]?.ts });
    expect(await courier().look({ ...inThread, inReplyTo: '6.6' })).toEqual({ type: 'absent' });
    expect(asked()).toEqual([]);
  });

  test('to what has no thread is looked for in the channel, where it may have landed', async () => {
    pages = [page('', message(MARKER, '7.7')), page('')];
    for (const expected of [{ type: 'found', message: '7.7' }, { type: 'absent' }]) {
      fake.fail('conversations.replies', { error: 'thread_not_found' });
      expect(await courier().look(inThread)).toEqual(expected);
    }
  });

  test('that may not be read stays unreadable, and is looked for again when Slack takes it after a rate limit', async () => {
    fake.fail('conversations.replies', { error: 'missing_scope' }, { retryAfterSeconds: 0 });
    expect(await courier().look(inThread)).toMatchObject({ type: 'unreadable', because: 'no-history' });
    expect((await courier().look(inThread)).type).toBe('absent');
    expect(fake.calls.filter(({ method }) => method === 'conversations.replies')).toHaveLength(3);
  });

  test.each(['thread_not_found', 'message_not_found', 'cannot_reply_to_message'])(
    'refused with %s says that the message takes none',
    async (error) => {
      fake.fail('chat.postMessage', { error });
      const refused = { type: 'refused', because: 'no-permission', detail: 'no-replies' };
      expect(await courier().send(inThread, reply, begin, held)).toEqual(refused);
      fake.fail('chat.postMessage', { error });
      const direct = { ...inThread, channelRef: { ...inThread.channelRef, channel: 'D1' } };
      expect(await courier().send(direct, reply, begin, held)).toEqual(refused);
      expect(refusalText('no-replies', 'en')).toContain('takes no replies');
    },
  );
});

test('an edit and a look-up wait for a rate limit of each other', async () => {
  const one = courier();
  const edit = async (): Promise<EditOutcome> =>
    await one.edit(
      delivery,
      { ...reply, marker: 'other' },
      { message: '1.2', marker: delivery.id, struck: [], inReplyTo: undefined },
      begin,
      held,
    );
  fake.fail('conversations.history', { retryAfterSeconds: 60 });
  expect(await edit()).toMatchObject({ type: 'wait', until: NOW.add({ seconds: 60 }) });
  const waiting = [one.look(delivery), edit()];
  expect((await send(one)).type).toBe('sent');
  expect(asked()).toHaveLength(1);
  ending.abort();
  await Promise.all(waiting);
});

describe('checking a channel', () => {
  test.each([
    [{ is_archived: true }, 'channel-gone', 'archived'],
    [{ is_read_only: true }, 'no-permission', 'read-only'],
    [{ is_thread_only: true }, 'no-permission', 'thread-only'],
    [{ is_member: false }, 'bot-removed', 'invite:attache'],
  ])('that is %o says what to do', async (more, because, detail) => {
    info = { ok: true, channel: { id: 'C01GEN', is_archived: false, is_member: true, ...more } };
    expect(await courier().check(delivery.channelRef)).toEqual({ ok: false, because, detail });
  });

  test.each([
    { ok: false, error: 'missing_scope' },
    { ok: true, channel: { id: 'C01GEN', is_member: true } },
  ])('of which Slack tells %o asks for its history', async (told) => {
    info = told;
    expect(await courier().check(delivery.channelRef)).toEqual({ ok: true });
    fake.fail('conversations.history', { error: 'not_in_channel' });
    expect(await courier().check(delivery.channelRef)).toMatchObject({ ok: false, because: 'bot-removed' });
  });

  test.each([{ status: 500 }, { retryAfterSeconds: 5 }, 'cut-before'] as const)(
    'of which Slack does not tell whether it is archived (%o) may be so, though its history can be read',
    async (fault) => {
      fake.fail('conversations.info', fault);
      expect(await courier().check(delivery.channelRef)).toEqual({ ok: true, isUnsure: true });
    },
  );

  test('finds nothing wrong where its history can be read', async () => {
    expect(await courier().check(delivery.channelRef)).toEqual({ ok: true });
  });

  test.each([
    ['missing_scope', 'no-history', 'channels:history'],
    ['not_in_channel', 'bot-removed', '/invite @attache'],
    ['channel_not_found', 'channel-gone', '/invite @attache'],
    ['token_revoked', 'token-revoked', 'token_revoked'],
  ])('told %s says what to do', async (error, because, detail) => {
    fake.fail('conversations.history', { error });
    const checked = await courier().check(delivery.channelRef);
    expect(checked).toMatchObject({ ok: false, because });
    for (const language of ['en', 'zh'] as const)
      expect(checked.ok ? '' : refusalText(checked.detail, language)).toContain(detail);
  });

  test.each([{ status: 500 }, { retryAfterSeconds: 5 }, 'cut-before'] as const)(
    'that cannot be told (%o) does not stand in the way',
    async (fault) => {
      fake.fail('conversations.history', fault);
      expect(await courier().check(delivery.channelRef)).toEqual({ ok: true, isUnsure: true });
    },
  );
});

const block = (id: string) => ({
  type: 'rich_text',
  block_id: id,
  elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'news' }] }],
});
const edits = (): number => fake.calls.filter(({ method }) => method === 'chat.update').length;
const tell = async (person: string): Promise<unknown> => {
  const opened = await courier().openDirectMessages(person, delivery.channelRef);
  return opened.type === 'open'
    ? courier().send({ ...delivery, channelRef: opened.channelRef }, reply, begin, held)
    : opened;
};

describe('correcting a message', () => {
  const ts = '1795000000.000100';
  const note: Reply = { ...reply, title: '', marker: 'n'.repeat(24) };
  const there = (id: string): Page => ({ ok: true, messages: [{ ts, text: 'Digest', blocks: [block(id)] }] });
  const edit = async (may = true, isHeld = true): Promise<unknown> =>
    await courier().edit(
      { ...delivery, id: note.marker ?? '' },
      note,
      { message: ts, marker: MARKER, inReplyTo: undefined, struck: ['news'] },
      async () => may,
      () => isHeld,
    );

  test.each<[string, Page, unknown]>([
    ['that has the correction already is left as it is', there(note.marker ?? ''), { type: 'sent', message: ts }],
    ['of somebody else is left as it is', there('other'), { type: 'uneditable', detail: 'not-ours' }],
    ['that was deleted is gone', { ok: true, messages: [] }, { type: 'gone' }],
    ['of a channel that cannot be read is answered', { ok: false, error: 'missing_scope' }, { type: 'uneditable' }],
    ['of a channel that is archived is refused', { ok: false, error: 'is_archived' }, { type: 'refused' }],
    ['while Slack has no answer waits', { ok: false, error: 'internal_error' }, { type: 'wait' }],
  ])('%s', async (_what, page, expected) => {
    pages = [page];
    expect(await edit()).toMatchObject(expected as object);
    expect(edits()).toBe(0);
  });

  test('stays undone where the claim runs out right before the request', async () => {
    pages = [there(MARKER)];
    expect(await edit(true, false)).toEqual({ type: 'not-begun' });
    expect(edits()).toBe(0);
  });

  test('is not begun without the claim', async () => {
    pages = [there(MARKER)];
    expect(await edit(false)).toEqual({ type: 'not-begun' });
    expect(edits()).toBe(0);
  });

  test.each<[string, unknown]>([
    ['edit_window_closed', { type: 'uneditable', detail: 'edit_window_closed' }],
    ['message_not_found', { type: 'gone' }],
    ['internal_error', { type: 'unknown' }],
    ['is_archived', { type: 'refused' }],
  ])('that ends in %s says what that means', async (error, expected) => {
    pages = [there(MARKER)];
    fake.fail('chat.update', { error });
    expect(await edit()).toMatchObject(expected as object);
  });
});

describe('telling a person', () => {
  test('writes to them directly', async () => {
    expect(await tell('U1')).toMatchObject({ type: 'sent' });
    expect(fake.kept[0]?.channel).toBe('DU1');
  });

  test('that fails says why', async () => {
    fake.fail('chat.postMessage', { error: 'messages_tab_disabled' });
    expect(await tell('U1')).toMatchObject({ type: 'refused', detail: 'messages_tab_disabled' });
    fake.fail('conversations.open', { error: 'user_disabled' });
    expect(await tell('U1')).toMatchObject({ type: 'refused', detail: 'user_disabled' });
  });

  test('goes by their id where the app was installed before it could open direct messages', async () => {
    fake.fail('conversations.open', { error: 'missing_scope' });
    expect(await tell('U1')).toMatchObject({ type: 'sent' });
    expect(fake.kept[0]?.channel).toBe('U1');
  });
});

// How late each arrives is up to the machine.
test(
  'two digests for one channel keep a second between them, and other channels do not wait',
  { retry: 3 },
  async () => {
    const one = courier();
    const elsewhere = { ...delivery, channelRef: { ...delivery.channelRef, channel: 'C02' } };
    await Promise.all([
      one.send(delivery, reply, begin, held),
      one.send(delivery, { ...reply, marker: 'second' }, begin, held),
      one.send(elsewhere, reply, begin, held),
    ]);
    await until('three posts', () => (posts() === 3 ? true : undefined));
    const [first, other, second] = fake.calls;
    expect(other?.args.channel).toBe('C02');
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(1_000);
  },
);

const message = (id: string, ts = '1.1') => ({
  ts,
  blocks: [{ type: 'header' }, { type: 'rich_text', block_id: id }],
});
const page = (next: string, ...messages: readonly object[]): Page => ({
  ok: true,
  messages,
  has_more: next !== '',
  response_metadata: { next_cursor: next },
});
const asked = () => fake.calls.filter(({ method }) => method === 'conversations.history').map(({ args }) => args);
