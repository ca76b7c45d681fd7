/** The courier over real sockets: what each answer of Discord means for a digest, and looking for one in its channel. */
import { describe, expect, onTestFinished, test } from 'vitest';
import type { SendOutcome } from '../../../../src/digest/delivery/courier.ts';
import type { Delivery } from '../../../../src/digest/delivery/delivery.ts';
import { createCourier } from '../../../../src/chat/discord/delivery/courier.ts';
import type { Reply } from '../../../../src/reply/reply.ts';
import { freePort } from '../../../peers/free-port.ts';
import { DISCORD_IDS, PERMISSION, type DiscordPeer, type Fault } from '../../../peers/discord.ts';
import { newPeer } from '../serve.ts';

const { channel, guild, alice } = DISCORD_IDS;
const NOW = Temporal.Instant.from('2026-11-03T01:00:00Z');
const MARKER = 'abcdefghjkmnpqrstvwx';

const REPLY: Reply = {
  title: 'A digest',
  language: 'en',
  audience: 'everyone',
  blocks: [{ type: 'note', tone: 'plain', text: 'It says something.' }],
  actions: [
    { label: 'Topics', target: { verb: 'open', request: { type: 'topics' }, page: 1, language: 'en' }, primary: true },
  ],
  marker: MARKER,
};

function delivery(change: Partial<Delivery> = {}): Delivery {
  return {
    id: MARKER,
    kind: 'digest',
    subscription: 's1',
    channelRef: { platform: 'discord', workspace: guild, channel },
    slot: '2026-11-03',
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
    ...change,
  };
}

function courierOf({ url, token }: Pick<DiscordPeer, 'url' | 'token'>) {
  const ending = new AbortController();
  onTestFinished(() => ending.abort());
  const courier = createCourier({ token, apiUrl: url, now: () => NOW, ending: ending.signal });
  return Object.assign(courier, {
    post: (change: Partial<Delivery> = {}): Promise<SendOutcome> =>
      courier.send(
        delivery(change),
        REPLY,
        async () => true,
        () => true,
      ),
    ending,
  });
}

const isPost = (method: string, path: string): boolean => method === 'POST' && path.endsWith('/messages');
const posts = ({ requests }: DiscordPeer): number => requests.filter(({ method, path }) => isPost(method, path)).length;

describe('a digest that is sent', () => {
  test('is in the channel, and named by its id', async () => {
    const peer = await newPeer();
    const outcome = await courierOf(peer).post();
    expect(outcome).toEqual({ type: 'sent', message: peer.channelMessages(channel)[0]?.id });
  });

  test('as a reply refers to its message, calls nobody, and is refused where that is gone', async () => {
    const peer = await newPeer();
    const courier = courierOf(peer);
    const { id } = peer.message({ channelId: channel, author: alice, content: 'What of LNG?' });
    expect((await courier.post({ inReplyTo: id })).type).toBe('sent');
    const sent = peer.requests.find(({ method, path }) => isPost(method, path))?.body;
    expect(sent).toMatchObject({
      message_reference: { message_id: id, fail_if_not_exists: true },
      allowed_mentions: { parse: [], replied_user: false },
    });
    expect(peer.channelMessages(channel).at(-1)?.mentions).toEqual([]);
    peer.forgetNonces();
    peer.deleteMessage(id);
    const refused = { type: 'refused', because: 'no-permission', detail: 'no-replies' };
    expect(await courier.post({ inReplyTo: id })).toEqual(refused);
  });

  test('is not sent where its claim is gone, nor once the bot is ending', async () => {
    const peer = await newPeer();
    const courier = courierOf(peer);
    expect(
      await courier.send(
        delivery(),
        REPLY,
        async () => false,
        () => true,
      ),
    ).toEqual({ type: 'not-begun' });
    courier.ending.abort();
    expect(await courier.post()).toEqual({ type: 'not-begun' });
    expect(posts(peer)).toBe(0);
  });

  test.each<[string, (peer: DiscordPeer) => void, Partial<SendOutcome>]>([
    ['an unknown channel', (peer) => peer.deleteChannel(channel), { type: 'refused', because: 'channel-gone' }],
    ['a server that it left', (peer) => peer.leaveGuild(guild), { type: 'refused', because: 'bot-removed' }],
    [
      'a channel that it may not see',
      (peer) => peer.setBotPermissions(channel, 0n),
      { type: 'refused', because: 'bot-removed' },
    ],
    [
      'a channel that it may not write to',
      (peer) => peer.setBotPermissions(channel, PERMISSION.VIEW_CHANNEL),
      { type: 'refused', because: 'no-permission' },
    ],
  ])('to %s is refused for that', async (_, prepare, expected) => {
    const peer = await newPeer();
    prepare(peer);
    expect(await courierOf(peer).post()).toMatchObject(expected);
    expect(posts(peer)).toBe(1);
  });

  test.each<[string, Omit<Fault, 'match'>, Partial<SendOutcome>]>([
    ['401', { kind: 'status', status: 401 }, { type: 'refused', because: 'token-revoked' }],
    ['400', { kind: 'status', status: 400 }, { type: 'invalid' }],
    ['500', { kind: 'status', status: 500 }, { type: 'unknown' }],
    ['502', { kind: 'status', status: 502 }, { type: 'unknown' }],
    ['503', { kind: 'status', status: 503 }, { type: 'unknown' }],
    ['a cut connection', { kind: 'cut-before' }, { type: 'unknown' }],
    ['a cut connection after it was stored', { kind: 'cut-after' }, { type: 'unknown' }],
    ['a reset connection', { kind: 'cut-after', reset: true }, { type: 'unknown' }],
  ])('and is answered with %s is told apart, after one try', async (_, fault, expected) => {
    const peer = await newPeer();
    peer.faults.push({ ...fault, match: isPost });
    expect(await courierOf(peer).post()).toMatchObject(expected);
    expect(posts(peer)).toBe(1);
  });

  test.each<[number, number, Partial<SendOutcome>]>([
    [20_016, 400, { type: 'wait' }],
    [20_028, 400, { type: 'wait' }],
    [40_004, 403, { type: 'wait', until: NOW.add({ minutes: 10 }) }],
    [40_333, 403, { type: 'wait' }],
    [40_001, 403, { type: 'refused', because: 'token-revoked' }],
    [50_083, 400, { type: 'refused', because: 'channel-gone' }],
    [160_005, 400, { type: 'refused', because: 'channel-gone' }],
    [40_007, 403, { type: 'refused', because: 'bot-removed' }],
    [50_008, 400, { type: 'refused', because: 'no-permission', detail: 'role' }],
    [40_058, 400, { type: 'refused', because: 'no-permission', detail: 'role' }],
    [200_000, 400, { type: 'refused', because: 'no-permission', detail: 'automod' }],
    [240_000, 400, { type: 'invalid' }],
    [50_035, 400, { type: 'invalid' }],
    [50_006, 400, { type: 'invalid' }],
    [130_000, 503, { type: 'unknown' }],
  ])('and is answered with the code %i is told apart', async (code, status, expected) => {
    const peer = await newPeer();
    peer.faults.push({ kind: 'status', status, body: { code, message: 'Against a rule' }, match: isPost });
    expect(await courierOf(peer).post()).toMatchObject(expected);
  });

  test('waits where something that is not Discord refuses it with a page', async () => {
    const peer = await newPeer();
    peer.faults.push({ kind: 'status', status: 404, body: { code: undefined }, match: isPost });
    expect(await courierOf(peer).post()).toMatchObject({ type: 'wait', until: NOW.add({ seconds: 30 }) });
  });

  test.each([
    ['two messages', { ...REPLY, blocks: [{ type: 'note', tone: 'plain', text: 'word '.repeat(9_000) }] }],
    ['nothing it can render', { ...REPLY, language: 'xx' }],
  ])('and becomes %s is a defect of ours, and none of it is posted', async (_, odd) => {
    const peer = await newPeer();
    const outcome = await courierOf(peer).send(
      delivery(),
      odd as Reply,
      async () => true,
      () => true,
    );
    expect(outcome.type).toBe('invalid');
    expect(posts(peer)).toBe(0);
  });

  test.each([
    ['7', 7_000],
    ['0.4', 400],
  ])('and is limited waits as long as Discord says (%s)', async (header, milliseconds) => {
    const peer = await newPeer();
    peer.faults.push({ kind: 'status', status: 429, headers: { 'retry-after': header }, match: isPost });
    const outcome = await courierOf(peer).post();
    expect(outcome.type).toBe('wait');
    const waits = outcome.type === 'wait' ? outcome.until.since(NOW).total('milliseconds') : 0;
    expect(waits).toBeGreaterThanOrEqual(milliseconds);
    expect(waits).toBeLessThan(milliseconds + 200);
    expect(posts(peer)).toBe(1);
  });

  test('waits where nobody listens, since it cannot have arrived', async () => {
    const outcome = await courierOf({ url: `http://127.0.0.1:${await freePort()}/api`, token: 'x' }).post();
    expect(outcome).toMatchObject({ type: 'wait', detail: expect.stringContaining('ECONNREFUSED') });
  });
});

/** Lets others write, without whom a channel has one page at most. */
function chat(peer: DiscordPeer, count: number): void {
  for (let each = 0; each < count; each++) peer.message({ channelId: channel, author: alice, content: `${each}` });
}

const pages = ({ requests }: DiscordPeer): number =>
  requests.filter(({ method, path }) => method === 'GET' && path.endsWith('/messages')).length;

const isDeletion = (method: string): boolean => method === 'DELETE';

describe('a message that is deleted', () => {
  const { channelRef } = delivery();
  test('is taken out, and one that is not there counts as taken out', async () => {
    const peer = await newPeer();
    const courier = courierOf(peer);
    await courier.post();
    const id = peer.channelMessages(channel)[0]?.id ?? '';
    expect(await courier.remove(channelRef, id)).toEqual({ type: 'removed' });
    expect(peer.channelMessages(channel)).toEqual([]);
    expect(await courier.remove(channelRef, id)).toEqual({ type: 'removed' });
  });

  test.each<[string, Omit<Fault, 'match'>, string]>([
    ['401', { kind: 'status', status: 401 }, 'refused'],
    ['502', { kind: 'status', status: 502 }, 'unknown'],
    ['a cut connection', { kind: 'cut-after' }, 'unknown'],
  ])('and is answered with %s is told apart', async (_, fault, type) => {
    const peer = await newPeer();
    const courier = courierOf(peer);
    await courier.post();
    peer.faults.push({ ...fault, match: isDeletion });
    expect((await courier.remove(channelRef, peer.channelMessages(channel)[0]?.id ?? '')).type).toBe(type);
  });
});

describe('a look', () => {
  test.each([
    [0, 0, 1],
    [99, 0, 1],
    [100, 0, 2],
    [250, 30, 3],
  ])('finds the digest behind %i messages and before %i', async (before, after, expected) => {
    const peer = await newPeer();
    const courier = courierOf(peer);
    chat(peer, before);
    await courier.post();
    const { id } = peer.channelMessages(channel).at(-1) ?? {};
    chat(peer, after);
    expect(await courier.look(delivery())).toEqual({ type: 'found', message: id });
    expect(pages(peer)).toBe(expected);
  });

  test.each([0, 1, 100, 205])('finds none among %i messages of others', async (count) => {
    const peer = await newPeer();
    chat(peer, count);
    expect(await courierOf(peer).look(delivery())).toEqual({ type: 'absent' });
  });

  test.each([
    [1, 1],
    [2, 4],
  ])('of what was tried %i times, long before others wrote, needs %i pages', async (attempts, expected) => {
    const peer = await newPeer();
    chat(peer, 350);
    const [newest] = peer.channelMessages(channel).toReversed();
    const at = Temporal.Instant.from(newest?.timestamp ?? '');
    // All of it was written more than an hour after it was handed over.
    const begunAt = at.subtract({ minutes: 62 });
    expect(await courierOf(peer).look(delivery({ attempts, begunAt }))).toEqual({ type: 'absent' });
    expect(pages(peer)).toBe(expected);
  });

  test('takes no other digest for it, and not the same one of long ago', async () => {
    const peer = await newPeer();
    const courier = courierOf(peer);
    await courier.post();
    expect(await courier.look(delivery({ id: 'zzzzzzzzzzzzzzzzzzzz' }))).toEqual({ type: 'absent' });
    expect(await courier.look(delivery({ begunAt: Temporal.Now.instant().add({ hours: 1 }) }))).toEqual({
      type: 'absent',
    });
  });

  test('knows an empty channel from one whose history is hidden', async () => {
    const peer = await newPeer();
    const courier = courierOf(peer);
    const VISIBLE = PERMISSION.VIEW_CHANNEL | PERMISSION.SEND_MESSAGES;
    peer.setBotPermissions(channel, VISIBLE);
    expect(await courier.look(delivery())).toEqual({ type: 'absent' });
    const { id } = peer.message({ channelId: channel, author: alice, content: 'Hello' });
    expect(await courier.look(delivery())).toMatchObject({ type: 'unreadable', because: 'no-history' });
    peer.setBotPermissions(channel, VISIBLE | PERMISSION.READ_MESSAGE_HISTORY);
    peer.deleteMessage(id);
    expect(await courier.look(delivery())).toEqual({ type: 'absent' });
  });

  test.each<[string, (peer: DiscordPeer) => void, object]>([
    ['is gone', (peer) => peer.deleteChannel(channel), { type: 'unreadable', because: 'channel-gone' }],
    ['cannot be seen', (peer) => peer.setBotPermissions(channel, 0n), { type: 'unreadable', because: 'no-history' }],
    [
      'answers with a fault',
      (peer) => void peer.faults.push({ kind: 'status', status: 503, match: () => true }),
      { type: 'wait' },
    ],
    ['is cut off', (peer) => void peer.faults.push({ kind: 'cut-after', match: () => true }), { type: 'wait' }],
    [
      'is limited',
      (peer) => void peer.faults.push({ kind: 'status', status: 429, match: () => true }),
      { type: 'wait' },
    ],
  ])('in a channel that %s says so', async (_, prepare, expected) => {
    const peer = await newPeer();
    prepare(peer);
    expect(await courierOf(peer).look(delivery())).toMatchObject(expected);
  });
});

describe('a message that is corrected', () => {
  const NOTE = { ...REPLY, title: '', marker: 'zyxwvutsrqpnmkjhgfed' };
  const set = async () => {
    const peer = await newPeer();
    const courier = courierOf(peer);
    const sent = await courier.post();
    if (sent.type !== 'sent') throw new Error('it was not sent');
    let begun = 0;
    const edit = (message = sent.message, marker = MARKER, may = true, isHeld = true) =>
      courier.edit(
        delivery({ id: NOTE.marker }),
        NOTE,
        { message, marker, inReplyTo: undefined, struck: ['It says something.'] },
        async () => {
          begun += 1;
          return may;
        },
        () => isHeld,
      );
    const edits = (): number => peer.requests.filter(({ method }) => method === 'PATCH').length;
    return { peer, sent, edit, edits, begun: () => begun };
  };

  test('stays as it is where the claim runs out right before the request', async () => {
    const { sent, edit, edits, begun } = await set();
    expect(await edit(sent.message, MARKER, true, false)).toEqual({ type: 'not-begun' });
    expect(begun()).toBe(1);
    expect(edits()).toBe(0);
  });

  test('is edited once, however often it is tried', async () => {
    const { sent, edit, edits, begun } = await set();
    expect(await edit()).toEqual(sent);
    expect(await edit()).toEqual(sent);
    expect([edits(), begun()]).toEqual([1, 1]);
  });

  test('is not edited where it is gone, or is not ours, or the claim is over', async () => {
    const { peer, sent, edit, edits } = await set();
    expect(await edit(sent.message, 'another')).toMatchObject({ type: 'uneditable', detail: 'not-ours' });
    const { id } = peer.message({ channelId: channel, author: alice, content: 'It says something.' });
    expect(await edit(id)).toMatchObject({ type: 'uneditable', detail: 'not-ours' });
    expect(await edit(sent.message, MARKER, false)).toEqual({ type: 'not-begun' });
    peer.deleteMessage(sent.message);
    expect(await edit()).toEqual({ type: 'gone' });
    expect(edits()).toBe(0);
  });

  test('whose channel takes nothing any more says so', async () => {
    const { peer, edit } = await set();
    peer.setBotPermissions(channel, 0n);
    expect(await edit()).toMatchObject({ type: 'refused' });
  });
});

describe('an owner', () => {
  const place = { platform: 'discord', workspace: guild, channel };

  const tell = async (peer: DiscordPeer, person: string): Promise<unknown> => {
    const courier = courierOf(peer);
    const opened = await courier.openDirectMessages(person, place);
    if (opened.type !== 'open') return opened;
    return courier.send(
      delivery({ channelRef: opened.channelRef }),
      REPLY,
      async () => true,
      () => true,
    );
  };

  test('is told in the direct conversation', async () => {
    const peer = await newPeer();
    expect(await tell(peer, alice)).toMatchObject({ type: 'sent' });
    expect(peer.channelMessages(peer.dmWith(peer.user(alice)))).toHaveLength(1);
  });

  test('who is nobody, or takes no messages, is not, and it says why', async () => {
    const peer = await newPeer();
    peer.closeDms(alice);
    expect(await tell(peer, alice)).toMatchObject({ type: 'refused', detail: 'no-direct-messages' });
    expect(await tell(peer, '1')).toMatchObject({ type: 'refused' });
  });
});

/** Returns how far apart ten messages arrive that one of so many replicas sends at once. */
async function spread(of: number): Promise<number> {
  const peer = await newPeer();
  const courier = courierOf(peer);
  courier.share({ position: 0, of });
  await Promise.all(Array.from({ length: 10 }, () => courier.post()));
  const times = peer.requests.map(({ atMs }) => atMs);
  expect(times).toHaveLength(10);
  return Math.max(...times) - Math.min(...times);
}

test('replicas share the limit of requests in a second', async () => {
  // One of seven sends ten in seven times the time that one alone does.
  expect(await spread(7)).toBeGreaterThan(2 * (await spread(1)));
});
