/** Slow answers, failing ones, repeated events and lost responses, over real sockets. */
import { describe, expect, test } from 'vitest';
import type { Reply } from '../../../../src/reply/reply.ts';
import { DISCORD_IDS } from '../../../peers/discord.ts';
import { said } from '../reading.ts';
import { held, type BotChange } from '../../../support/bot.ts';
import { answersIn, HERE, mention, NONSENSE, serve, topic } from '../serve.ts';

const { alice, channel } = DISCORD_IDS;
const FAULT = /reference: (\S{8})/u;

const broken = (): BotChange => ({ answer: () => Promise.reject(new Error('broken answer')) });

describe('a slow answer', () => {
  test('to a command and to a mention is acknowledged within the three seconds that Discord allows, then follows', async () => {
    const { change, release } = held();
    const { peer } = await serve({ bot: change });
    const interaction = peer.slash({ ...HERE, ...topic('busan-summit') });
    mention(peer);
    // This Discord refuses what comes after three seconds.
    expect((await interaction.response).type).toBe(5);
    await peer.waitFor(() => peer.requests.find(({ path }) => path === `/channels/${channel}/typing`));
    release();
    const message = await interaction.settled();
    expect(said(message)).toContain('The Busan summit');
    expect(peer.onlyFor(message.id)).toBe(alice);
    expect(interaction.messages).toHaveLength(1);
    expect(said(await peer.waitFor(() => answersIn(peer)[0]))).toContain('The Busan summit');
  });

  test('does not keep others waiting, and comes once however often the event does', async () => {
    const { change, release } = held();
    const { peer } = await serve({ bot: change });
    const interaction = peer.slash({ ...HERE, ...topic('busan-summit') });
    peer.resend(interaction);
    const other = peer.autocomplete({ ...HERE, focused: { name: 'topic', value: 'b' } });
    expect((await other.response).type).toBe(8);
    expect((await interaction.response).type).toBe(5);
    release();
    await interaction.settled();
    peer.resend(interaction);
    await peer.slash(HERE).settled();
    expect(interaction.callbacks).toHaveLength(1);
    expect(interaction.messages).toHaveLength(1);
  });

  test('acknowledges also where it is telling old events from new ones that is slow', async () => {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const { peer } = await serve({ bot: () => ({ isFirst: () => promise }) });
    const interaction = peer.slash(HERE);
    expect(await interaction.response).toMatchObject({ type: 5 });
    resolve(true);
    expect(said(await interaction.settled())).toContain('Topics');
  });
});

test('an answer that hangs is given up while its interaction lives, and sent again', async () => {
  const { peer } = await serve();
  peer.faults.push({ match: (_, path) => path.endsWith('/callback'), kind: 'stall', times: 1 });
  expect((await peer.slash(HERE).response).type).toBe(4);
});

test('the same interaction twice is answered once', async () => {
  const { peer } = await serve();
  const interaction = peer.slash({ ...HERE, ...topic('busan-summit') });
  peer.resend(interaction);
  const message = await interaction.settled();
  const shared = peer.click({ message, user: alice, customId: 'attache1/share/brief/busan-summit/1/en' });
  peer.resend(shared);
  await shared.settled();
  await peer.slash(HERE).settled();
  expect([interaction.callbacks.length, shared.callbacks.length]).toEqual([1, 1]);
  expect(answersIn(peer)).toHaveLength(1);
});

test('a click on share that comes again as another, however late it turns out, is not shared again', async () => {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const served = await serve({
    bot: () => ({ isFirst: (id) => (again.includes(id) ? promise : Promise.resolve(true)) }),
  });
  const again: string[] = [];
  const { peer } = served;
  const message = await peer.slash({ ...HERE, ...topic('busan-summit') }).settled();
  const click = { message, user: alice, customId: 'attache1/share/brief/busan-summit/1/en' };
  await peer.click(click).settled();
  const interaction = peer.click(click);
  again.push(`discord:${interaction.id}`);
  // The click was made in a private message, which an acknowledgement leaves as it is.
  expect(await interaction.response).toMatchObject({ type: 6 });
  resolve(false);
  expect(said(await peer.waitFor(() => interaction.followups[0]))).toContain('already');
  expect(answersIn(peer)).toHaveLength(1);
});

describe('an answer that fails', () => {
  test('is told to the asker with the reference that is in the log', async () => {
    const { peer, lines } = await serve({ bot: broken });
    const message = await peer.slash({ ...HERE, ...topic(NONSENSE) }).settled();
    const reference = FAULT.exec(said(message))?.[1];
    expect(lines.find((line) => line.includes('broken answer'))).toContain(reference);
    expect(peer.onlyFor(message.id)).toBe(alice);
  });

  test('slowly is told in the place of its acknowledgement', async () => {
    const { promise, reject } = Promise.withResolvers<Reply>();
    const { peer } = await serve({ bot: () => ({ answer: () => promise }) });
    const interaction = peer.slash(HERE);
    expect((await interaction.response).type).toBe(5);
    reject(new Error('broken answer'));
    expect(said(await interaction.settled())).toMatch(FAULT);
    expect(interaction.messages).toHaveLength(1);
  });

  test('to a mention is told where it was asked', async () => {
    const { peer } = await serve({ bot: broken });
    mention(peer, NONSENSE);
    expect(said(await peer.waitFor(() => answersIn(peer)[0]))).toMatch(FAULT);
  });

  test('because Discord does not take it is told too', async () => {
    const { peer, lines } = await serve();
    peer.faults.push({ match: (_, path) => path.endsWith('/callback'), kind: 'status', status: 400 });
    expect(said(await peer.slash({ ...HERE, ...topic(NONSENSE) }).settled())).toMatch(FAULT);
    expect(lines.join('')).toContain('Discord answered POST with 400');
  });

  test('because nothing can be told any more is in the log', async () => {
    const { peer, lines } = await serve();
    peer.faults.push({ match: (_, path) => path.endsWith('/callback'), kind: 'status', status: 400, times: 2 });
    peer.slash({ ...HERE, ...topic(NONSENSE) });
    const told = await peer.waitFor(() => lines.find((line) => line.includes('could not be told')));
    expect(lines.find((line) => line.includes('"fault"'))).toContain(/"reference":"(\S{8})"/u.exec(told)?.[1]);
  });

  test('because the interaction has run out harms nothing', async () => {
    const { change, release } = held();
    const { peer, lines } = await serve({ bot: change });
    const late = peer.slash(HERE);
    late.expire();
    await peer.waitFor(() => lines.some((line) => line.includes('10062')));
    release();
    expect(said(await peer.slash(HERE).settled())).toContain('Topics');
    expect(late.callbacks).toHaveLength(1);
  });

  test('because its token has run out while it was worked on harms nothing', async () => {
    const { change, release } = held();
    const { peer, lines } = await serve({ bot: change });
    const late = peer.slash(HERE);
    await late.response;
    late.expire();
    release();
    await peer.waitFor(() => lines.some((line) => line.includes('could not be told')));
    expect(said(await peer.slash(HERE).settled())).toContain('Topics');
  });
});

describe('a lost response', () => {
  test.each(['cut-after', 'cut-before'] as const)(
    'to a callback (%s) is made up for without a second answer',
    async (kind) => {
      const { peer, lines } = await serve();
      peer.faults.push({ match: (_, path) => path.endsWith('/callback'), kind });
      const interaction = peer.slash({ ...HERE, ...topic('busan-summit') });
      expect(said(await interaction.settled())).toContain('The Busan summit');
      await peer.waitFor(() => peer.requests.findLast(({ path }) => path.endsWith('/callback'))?.status);
      await peer.slash(HERE).settled();
      expect(interaction.messages).toHaveLength(1);
      expect(lines.join('')).not.toContain('"fault"');
    },
  );

  test.each(['cut-after', 'cut-before'] as const)(
    'to a message (%s) is made up for without a second message',
    async (kind) => {
      const { peer } = await serve();
      peer.faults.push({ match: (method, path) => method === 'POST' && path.endsWith('/messages'), kind });
      mention(peer);
      const tries = (): number[] =>
        peer.requests.filter(({ path }) => path.endsWith(`/${channel}/messages`)).flatMap(({ status }) => status ?? []);
      await peer.waitFor(
        () =>
          tries().at(-1) === 200 &&
          peer.requests.filter(({ path }) => path.endsWith(`/${channel}/messages`)).length === 2,
      );
      expect(answersIn(peer)).toHaveLength(1);
    },
  );

  test('by a failing server is tried again, but not for ever', async () => {
    const { peer, lines } = await serve();
    peer.faults.push({ match: (_, path) => path.endsWith('/messages'), kind: 'status', status: 502, times: 3 });
    mention(peer);
    expect(said(await peer.waitFor(() => answersIn(peer)[0]))).toContain('Discord has not confirmed the answer');
    expect(lines.some((line) => line.includes('a message could not be answered, or only perhaps'))).toBe(true);
    expect(peer.requests.filter(({ path }) => path.endsWith(`/${channel}/messages`))).toHaveLength(3 + 1);
  });
});

describe('an event of a shape that Discord does not send', () => {
  const forwarded = {
    id: '1411111111111111111',
    channel_id: channel,
    type: 0,
    content: '',
    author: { id: alice, username: 'alice', discriminator: '0', avatar: null },
    mentions: [],
    mention_roles: [],
    attachments: [],
    embeds: [],
    timestamp: '2026-10-01T10:00:00.000Z',
    edited_timestamp: null,
    tts: false,
    mention_everyone: false,
    pinned: false,
    message_reference: null,
    message_snapshots: [{ message: { content: 'energy', embeds: [], attachments: [] } }],
  };
  const interaction = {
    id: '1411111111111111112',
    application_id: '1411111111111111119',
    token: 'token',
    version: 1,
    channel_id: channel,
    guild_id: DISCORD_IDS.guild,
    locale: 'en-US',
    member: { user: forwarded.author, permissions: '0', roles: [], joined_at: forwarded.timestamp },
  };
  const briefThis = {
    ...interaction,
    type: 2,
    data: {
      id: '1411111111111111113',
      type: 3,
      name: 'Brief this',
      target_id: forwarded.id,
      resolved: { messages: { [forwarded.id]: forwarded } },
    },
  };

  test('ends nothing: the next one is answered', async () => {
    const { peer, lines } = await serve();
    for (const [name, payload] of [
      ['INTERACTION_CREATE', briefThis],
      ['INTERACTION_CREATE', { ...interaction, type: 2, data: null }],
      ['INTERACTION_CREATE', { ...interaction, type: 3, data: { component_type: 3, custom_id: null }, message: null }],
      ['INTERACTION_CREATE', { ...interaction, type: 5, data: { components: [null] } }],
      ['INTERACTION_CREATE', {}],
      ['MESSAGE_CREATE', forwarded],
      ['MESSAGE_CREATE', { ...forwarded, author: null }],
      ['MESSAGE_CREATE', { ...forwarded, guild_id: undefined, content: null }],
      ['MESSAGE_CREATE', null],
      ['GUILD_CREATE', {}],
      ['GUILD_CREATE', null],
      ['CHANNEL_UPDATE', null],
      ['THREAD_UPDATE', null],
      ['GUILD_ROLE_UPDATE', null],
      ['THREAD_LIST_SYNC', { threads: [null] }],
      ['GUILD_MEMBER_UPDATE', null],
      ['READY', null],
      ['GUILD_DELETE', null],
      ['NOBODY_KNOWS', null],
    ] as const)
      peer.dispatch(name, payload);
    mention(peer);
    await peer.waitFor(() => answersIn(peer).find((answer) => said(answer).includes('The Busan summit')));
    expect(lines.filter((line) => line.includes('"about":"discord event"')).length).toBeGreaterThan(3);
  });
});
