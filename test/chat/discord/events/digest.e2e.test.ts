/** The command of digests over real sockets: what it does, what it asks back, whom it refuses. */
import { expect, test } from 'vitest';
import { PERMISSION } from '../../../peers/discord.ts';
import { said, seen } from '../reading.ts';
import {
  alice,
  bob,
  channel,
  elsewhere,
  guild,
  opened,
  otherChannel,
  posted,
  serveDigests,
  subscribe,
  WANTED,
} from '../digest-serving.ts';

test('subscribing tells the settings, the zone that was understood and the next three times by its clock', async () => {
  const { told, store } = await serveDigests();
  const text = await told('subscribe', {
    zone: 'New York',
    topics: 'busan-summit, energy',
    days: 'mon wed fri',
    at: '9',
  });
  const [only] = await store.subscriptions({});
  expect(only).toMatchObject({
    channelRef: { platform: 'discord', channel },
    owner: alice,
    topics: ['busan-summit', 'energy'],
    language: 'en',
    whenQuiet: 'skip',
  });
  expect(text).toContain('Monday, Wednesday and Friday at 09:00, New York time');
  expect(text).toContain('New York, UTC-05:00 now');
  // It is still Monday evening in New York.
  const times = [...text.matchAll(/(\w{3} November \d+), 2026, 09:00 \(New York\)/gu)].map((match) => match[1]);
  expect(times).toEqual(['Wed November 4', 'Fri November 6', 'Mon November 9']);
  expect(only?.dueAt?.toString()).toBe('2026-11-04T14:00:00Z');
});

test('the channel option subscribes that channel; left out, the one at hand with the defaults', async () => {
  const served = await serveDigests();
  await subscribe(served, { channel: otherChannel });
  await served.told('subscribe', { zone: 'Beijing', topics: 'all' });
  const [second, ...more] = await served.store.subscriptions({ channel });
  expect(await served.store.subscriptions({ channel: otherChannel })).toHaveLength(1);
  expect(more).toEqual([]);
  expect(second).toMatchObject({
    topics: 'all',
    schedule: { days: ['mon'], time: '09:00', zone: 'Asia/Shanghai' },
  });
});

test('what is wrong is given back in the form, and nothing is subscribed', async () => {
  const { ask, store } = await serveDigests();
  const wrong = { zone: 'Qwertz', at: '25:61', topics: 'energy, qwertz', days: 'someday' };
  const form = JSON.stringify(await opened(ask('subscribe', wrong)));
  for (const part of ['“qwertz”', 'Qwertz', 'someday 25:61']) expect(form).toContain(part);
  expect(await store.subscriptions({})).toEqual([]);
});

test.each<[string, bigint, string]>([
  ['write to', PERMISSION.VIEW_CHANNEL | PERMISSION.READ_MESSAGE_HISTORY, 'may not post in that channel'],
  ['see', 0n, 'not a member of that channel'],
  ['read the history of', PERMISSION.VIEW_CHANNEL | PERMISSION.SEND_MESSAGES, 'may not read the history'],
])('a channel that the bot may not %s is found out when subscribing, with what to do', async (_, rights, why) => {
  const { told, peer, store } = await serveDigests();
  peer.message({ channelId: otherChannel, author: alice, content: 'Hello' });
  peer.setBotPermissions(otherChannel, rights);
  const text = await told('subscribe', { ...WANTED, channel: otherChannel });
  expect(text).toContain(why);
  expect(text).toMatch(/Give its role|let its role view/u);
  expect(await store.subscriptions({})).toEqual([]);
  expect(peer.channelMessages(otherChannel).filter(({ author }) => author.id === peer.bot.id)).toEqual([]);
});

test('a channel whose last message was deleted is no channel without a history', async () => {
  const served = await serveDigests();
  const { peer } = served;
  peer.deleteMessage(peer.message({ channelId: channel, author: alice, content: 'Oops' }));
  const id = await subscribe(served);
  expect((await served.store.subscription(id))?.channelRef.channel).toBe(channel);
});

test('the list shows the next times and buttons that work', async () => {
  const served = await serveDigests();
  const { ask, pressed, store, clock } = served;
  const id = await subscribe(served);
  const list = await ask('list').settled();
  expect(said(list)).toContain('Tue November 3, 2026, 09:00 (Beijing)');
  expect(seen(list).texts.join('\n')).toContain(`<#${channel}>`);
  expect(seen(list).buttons.map(({ label }) => label)).toEqual([
    'Change',
    'Pause',
    'Preview',
    'Send now',
    'Log',
    'Remove',
    'All channels',
  ]);
  const everywhere = await pressed(list, 'All channels');
  expect(said(everywhere)).toContain('Digests of all channels');
  // Of several channels menus and questions name each.
  expect(said(everywhere)).toMatch(/Beijing · #\S+/u);
  expect(said(await pressed(list, 'Preview'))).toContain('Nothing was posted');
  const paused = await pressed(list, 'Pause');
  expect((await store.subscription(id))?.pausedBecause).toBe('asked');
  clock.move({ hours: 26 });
  expect(said(await pressed(paused, 'Resume'))).toContain('Thu November 5, 2026, 09:00');
  expect((await store.subscription(id))?.dueAt?.toString()).toBe('2026-11-05T01:00:00Z');
  const question = await pressed(list, 'Remove');
  expect(said(question)).toContain('Remove “The Busan summit');
  expect(seen(question).buttons.map(({ label }) => label)).toEqual(['Remove', 'Cancel']);
  const kept = await pressed(question, 'Cancel');
  expect([kept.id, said(kept)]).toEqual([question.id, expect.stringContaining('Nothing was done.')]);
  expect(await store.subscriptions({})).toHaveLength(1);
  const again = await pressed(list, 'Remove');
  const removed = await pressed(again, 'Remove');
  expect([removed.id, said(removed)]).toEqual([again.id, expect.stringContaining('Removed.')]);
  expect(await store.subscriptions({})).toEqual([]);
  expect(said(await pressed(list, 'Pause'))).toContain(`no digest “${id}”`);
  expect(posted(served)).toEqual([]);
});

test('the only digest need not be named, whatever is done with it', async () => {
  const served = await serveDigests();
  const { told, store } = served;
  const id = await subscribe(served);
  expect(await told('pause')).toContain('Paused.');
  expect(await told('list')).toContain('<@800000000000000001> · paused it; nothing comes until somebody resumes it');
  expect(await told('resume')).toContain('Digest resumed');
  expect(await told('preview')).toContain('what would be posted now');
  expect(await told('change', { at: '18:30', language: 'zh', 'when-quiet': 'rotate' })).toContain('at 18:30');
  expect(await store.subscription(id)).toMatchObject({
    topics: ['busan-summit'],
    language: 'zh',
    whenQuiet: 'rotate',
    schedule: { time: '18:30', zone: 'Asia/Shanghai' },
  });
  expect(await told('log')).toContain('No deliveries yet');
  // Bob does not manage the server, and the bot is nobody to be told.
  for (const other of [bob, served.peer.bot.id]) {
    expect(await told('handover', { to: other })).toContain('may not manage digests there');
    expect((await store.subscription(id))?.owner).toBe(alice);
  }
  const { id: boss } = served.peer.addMember(guild, {
    user: { username: 'boss' },
    permissions: PERMISSION.ADMINISTRATOR,
  });
  expect(await told('handover', { to: boss })).toContain('new owner');
  expect((await store.subscription(id))?.owner).toBe(boss);
  const asked = await served.ask('remove').settled();
  expect(said(asked)).toContain('Remove “');
  expect(await store.subscription(id)).toBeDefined();
  expect(said(await served.pressed(asked, 'Remove'))).toContain('Removed.');
  expect(await told('pause')).toContain('no digest here yet');
});

test('a digest is called by its topics too', async () => {
  const served = await serveDigests();
  const { told, ask } = served;
  await subscribe(served, { topics: 'energy' });
  // An option holds its own field alone.
  expect(JSON.stringify(await opened(ask('change', { at: '9am Tokyo' })))).toContain('“9am Tokyo” is not a time');
  expect(await told('pause', { digest: 'energy' })).toContain('Nothing is posted until it is resumed');
});

test('of several digests the one meant is asked for, and taken where it is named', async () => {
  const served = await serveDigests();
  const { told, store } = served;
  const first = await subscribe(served);
  const second = await subscribe(served, { topics: 'energy' });
  await subscribe(served, { topics: 'energy', channel: otherChannel });
  for (const act of ['pause', 'resume', 'remove', 'preview', 'now', 'change']) {
    const text = await told(act);
    for (const name of ['The Busan summit, every day 09:00', 'Energy, every day 09:00']) expect(text).toContain(name);
    expect(text).toContain('Which one?');
  }
  expect(await told('pause', { digest: ` ${second.toUpperCase()} ` })).toContain('Paused.');
  expect((await store.subscription(second))?.pausedBecause).toBe('asked');
  expect((await store.subscription(first))?.pausedBecause).toBeUndefined();
});

test('a change that is wrong changes nothing', async () => {
  const served = await serveDigests();
  const id = await subscribe(served);
  const before = await served.store.subscription(id);
  expect(JSON.stringify(await opened(served.ask('change', { at: '26:00', topics: 'energy' })))).toContain('26:00');
  expect(await served.store.subscription(id)).toEqual(before);
});

test('without Manage Server the command is refused, also where it is forged, and so are buttons', async () => {
  const served = await serveDigests();
  const { ask, told, pressed, store, peer } = served;
  const id = await subscribe(served);
  expect(() => ask('list', {}, { user: bob })).toThrow('lacks the permissions');
  for (const act of ['subscribe', 'pause', 'remove', 'now', 'list'])
    expect(await told(act, { ...WANTED, digest: id }, { user: bob, forged: true })).toContain('Manage Server');
  const list = await ask('list').settled();
  const button = seen(list).buttons.find(({ label }) => label === 'Remove');
  const forged = peer.click({ message: list, user: bob, customId: button?.custom_id ?? '', forged: true });
  expect(said(await forged.settled())).toContain('Manage Server');
  expect(await store.subscriptions({})).toHaveLength(1);
  expect(() => pressed(list, 'Remove', bob)).toThrow('only another user sees');
});

test('an administrator may, without Manage Server by name', async () => {
  const served = await serveDigests();
  const { id: boss } = served.peer.addMember(guild, {
    user: { username: 'boss' },
    permissions: PERMISSION.ADMINISTRATOR,
  });
  const id = await subscribe(served, {}, { user: boss });
  expect((await served.store.subscription(id))?.owner).toBe(boss);
});

test('a digest of another server cannot be seen or touched, whoever names it', async () => {
  const served = await serveDigests();
  const { told, store, ask, peer } = served;
  const id = await subscribe(served);
  const as = { user: elsewhere.carol, channelId: elsewhere.channel };
  for (const act of ['pause', 'remove', 'preview', 'now', 'log', 'change', 'resume'])
    expect(await told(act, { digest: id }, as)).toContain(`no digest “${id}”`);
  expect(await told('handover', { digest: id, to: elsewhere.carol }, as)).toContain(`no digest “${id}”`);
  expect(await told('list', {}, as)).toContain('no digest here yet');
  await subscribe(served, {}, as);
  const list = await ask('list', {}, as).settled();
  const click = peer.click({
    message: list,
    user: elsewhere.carol,
    customId: `attache1/digest/remove/${id}/en`,
    forged: true,
  });
  expect(said(await click.settled())).toContain(`no digest “${id}”`);
  expect(await store.subscription(id)).toMatchObject({ owner: alice, pausedBecause: undefined });
});

test('a subcommand that is not known is answered', async () => {
  const { told } = await serveDigests();
  expect(await told('explode', {}, { forged: true })).not.toBe('');
});

test('whoever reads Chinese is answered in Chinese, and subscribes to Chinese', async () => {
  const served = await serveDigests();
  const { told, store } = served;
  const as = { locale: 'zh-CN' };
  const text = await told('subscribe', { zone: '纽约', topics: '釜山会晤', days: '工作日', at: '上午9点' }, as);
  expect(text).toContain('订阅成功');
  expect(text).toContain('2026年11月3日（周二）09:00（纽约）');
  expect(await store.subscriptions({})).toMatchObject([
    { language: 'zh', topics: ['busan-summit'], schedule: { zone: 'America/New_York', time: '09:00' } },
  ]);
  const wrong = { zone: '瞎写', topics: '能源' };
  expect(JSON.stringify(await opened(served.ask('subscribe', wrong, as)))).toContain('没有找到名为“瞎写”');
  expect(await told('pause', {}, as)).toContain('已暂停');
  expect(await told('pause', {}, { ...as, user: bob, forged: true })).toContain('“管理服务器”权限');
});
