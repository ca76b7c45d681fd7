/** Digests delivered to Discord by the whole deliverer: once each, found again, and their owners told of what is wrong. */
import { describe, expect, test, vi } from 'vitest';
import { everyComponent, PERMISSION } from '../../../peers/discord.ts';
import { fields } from '../../../peers/discord-types.ts';
import { said, seen } from '../reading.ts';
import {
  alertsTo,
  alice,
  bob,
  guild,
  nine,
  otherChannel,
  posted,
  sends,
  type ServedDigests,
  serveDigests,
  subscribe,
} from '../digest-serving.ts';

const ROTATING = { 'when-quiet': 'rotate' } as const;

test('a digest is posted at its minute, once, with its marker and nonce, and pings nobody', async () => {
  const served = await serveDigests();
  const { clock, store, peer } = served;
  const id = await subscribe(served);
  served.deliver();
  clock.to('2026-11-03T00:59:59Z');
  await served.passed();
  expect(posted(served)).toEqual([]);
  clock.to(nine());
  await peer.waitFor(() => posted(served)[0]);
  await served.passed();
  const [message] = posted(served);
  const [delivery] = await store.digestLog({ subscription: id }, 9);
  expect(delivery).toMatchObject({ state: 'sent', slot: '2026-11-03T01:00Z', attempts: 1, message: message?.id });
  const ids = everyComponent(message?.components ?? []).flatMap(({ custom_id }) => custom_id ?? []);
  expect(ids.filter((one) => one.endsWith(`#${delivery?.id}`))).toHaveLength(1);
  expect(fields(sends(served)[0]?.body)).toMatchObject({
    nonce: delivery?.id,
    enforce_nonce: true,
    allowed_mentions: { parse: [] },
  });
  expect(posted(served)).toHaveLength(1);
  expect(said(message ?? {})).toContain('The Busan summit');
});

test('the buttons of a posted digest answer whoever uses them, marker and all', async () => {
  const served = await serveDigests();
  await subscribe(served, { topics: 'all' });
  served.deliver();
  served.clock.to(nine());
  const message = await served.peer.waitFor(() => posted(served)[0]);
  const marked = everyComponent(message.components).find(({ custom_id }) => custom_id?.includes('#') === true);
  expect(marked).toBeDefined();
  const { buttons, menus } = seen(message);
  expect(menus).toEqual([]);
  expect(buttons.map(({ label }) => label).slice(3)).toEqual(['All topics', 'Manage']);
  const titles: Readonly<Record<string, string>> = { 'All topics': 'Topics', Manage: 'Managing digests here needs' };
  for (const { custom_id, label = '' } of buttons)
    expect(said(await served.peer.click({ message, user: bob, customId: custom_id }).settled())).toContain(
      titles[label] ?? label,
    );
});

test('after a restart on the same store nothing is posted again, and the next day goes on', async () => {
  const served = await serveDigests();
  const { clock, peer } = served;
  await subscribe(served, ROTATING);
  const first = served.deliver();
  clock.to(nine());
  await peer.waitFor(() => posted(served)[0]);
  await first.stop();
  served.deliver();
  await served.passed();
  clock.move({ hours: 23 });
  await served.passed();
  expect(sends(served)).toHaveLength(1);
  clock.to(nine(4));
  await peer.waitFor(() => posted(served).length === 2);
  await served.passed();
  expect(sends(served)).toHaveLength(2);
});

test('after three missed slots one late digest is posted, which says so, and the older ones are recorded', async () => {
  const served = await serveDigests();
  const { clock, peer, store } = served;
  const id = await subscribe(served, ROTATING);
  clock.to('2026-11-05T06:00:00Z');
  served.deliver();
  const message = await peer.waitFor(() => posted(served)[0]);
  await served.passed();
  expect(said(message)).toContain('Late: due 09:00, sent 14:00 (Beijing time), since the bot was not running.');
  const deliveries = await store.digestLog({ subscription: id }, 9);
  expect(deliveries.map(({ slot, state, late }) => [slot, state, late])).toEqual([
    ['2026-11-05T01:00Z', 'sent', true],
    ['2026-11-04T01:00Z', 'missed', false],
    ['2026-11-03T01:00Z', 'missed', false],
  ]);
  expect(posted(served)).toHaveLength(1);
  const log = await served.told('log');
  expect(log).toContain('missed · the bot was not running');
  expect(log).toContain('Thu November 5, 2026, 09:00 (Beijing)');
});

test('it is posted now where somebody asks, once, and shown in the log', async () => {
  const served = await serveDigests();
  // A topic in which no date comes up soon, of which the next digest would tell.
  await subscribe(served, { topics: 'energy' });
  served.deliver();
  const asked = served.ask('now');
  await asked.settled();
  served.peer.resend(asked);
  await served.peer.waitFor(() => posted(served)[0]);
  await served.passed();
  expect(posted(served)).toHaveLength(1);
  expect(await served.told('log')).toContain('sent');
  expect(await served.told('now')).toContain('Nothing new');
  await served.passed();
  expect(sends(served)).toHaveLength(1);
});

test('a Chinese digest is posted in Chinese, also where it is late', async () => {
  const served = await serveDigests();
  await subscribe(served, { language: 'zh' });
  served.clock.to('2026-11-03T05:00:00Z');
  served.deliver();
  const text = said(await served.peer.waitFor(() => posted(served)[0]));
  expect(text).toContain('本频道今后将收到1个主题的更新');
  expect(text).toContain('补发：本期应于09:00发出，因机器人当时未在运行，13:00才发出（北京时间）。');
});

describe('a channel that takes no digests any more', () => {
  type Trouble = (served: ServedDigests) => void;
  test.each<[string, string, Trouble, Trouble | undefined]>([
    ['is deleted', 'channel-gone', ({ peer }) => peer.deleteChannel(otherChannel), undefined],
    [
      'is closed to it',
      'no-permission',
      ({ peer }) => peer.setBotPermissions(otherChannel, PERMISSION.VIEW_CHANNEL | PERMISSION.READ_MESSAGE_HISTORY),
      ({ peer }) =>
        peer.setBotPermissions(
          otherChannel,
          PERMISSION.VIEW_CHANNEL | PERMISSION.READ_MESSAGE_HISTORY | PERMISSION.SEND_MESSAGES,
        ),
    ],
    [
      'lost its server the bot',
      'bot-removed',
      ({ peer }) => peer.leaveGuild(guild),
      ({ peer }) => peer.joinGuild(guild),
    ],
  ])('because it %s pauses the digest, and its owner is told once, with a button', async (_, because, break_, mend) => {
    const served = await serveDigests();
    const { clock, peer, store } = served;
    const id = await subscribe(served, { ...ROTATING, channel: otherChannel });
    served.deliver();
    break_(served);
    clock.to(nine());
    const alert = await peer.waitFor(() => alertsTo(served, alice)[0]);
    expect(said(alert)).toContain('is paused: ');
    expect(said(alert)).toContain(`<#${otherChannel}>`);
    expect(await store.subscription(id)).toMatchObject({ pausedBecause: because, dueAt: undefined });
    expect(await store.digestLog({ subscription: id }, 9)).toMatchObject([{ state: 'refused' }]);
    clock.to(nine(5));
    await served.passed();
    expect(alertsTo(served, alice)).toHaveLength(1);
    expect(sends(served, otherChannel)).toHaveLength(1);

    const still = await served.pressed(alert, 'Resume');
    expect(said(still)).toMatch(/cannot be found|may not post|not a member/u);
    expect((await store.subscription(id))?.pausedBecause).toBe(because);
    if (mend === undefined) return;
    mend(served);
    expect(said(await served.pressed(alert, 'Resume'))).toContain('Digest resumed');
    clock.to(nine(6));
    await peer.waitFor(() => posted(served, otherChannel)[0]);
    await served.passed();
    expect(posted(served, otherChannel)).toHaveLength(1);
    // What was answered stays in the conversation; the alert came once.
    expect(alertsTo(served, alice).filter((one) => said(one).includes('is paused: '))).toHaveLength(1);
  });

  test('whose owner takes no direct messages shows it in the list, until it is resumed', async () => {
    const served = await serveDigests();
    const { clock, peer } = served;
    const id = await subscribe(served, { channel: otherChannel });
    peer.closeDms(alice);
    served.deliver();
    peer.setBotPermissions(otherChannel, PERMISSION.VIEW_CHANNEL | PERMISSION.READ_MESSAGE_HISTORY);
    clock.to(nine());
    await peer.waitFor(() => served.lines.some((line) => line.includes('an owner could not be told')));
    const list = await served.told('list', { channel: otherChannel });
    expect(list).toContain('may not post there any more');
    expect(list).toContain('The owner could not be notified. They take no direct messages from the bot.');
    expect(await served.told('list', { channel: otherChannel }, { locale: 'zh-CN' })).toContain(
      '未能将此事通知负责人。对方不接收机器人的私信。',
    );
    peer.setBotPermissions(
      otherChannel,
      PERMISSION.VIEW_CHANNEL | PERMISSION.READ_MESSAGE_HISTORY | PERMISSION.SEND_MESSAGES,
    );
    await served.told('resume', { digest: id });
    expect(await served.told('list', { channel: otherChannel })).not.toContain('could not be told');
  });

  test('is resumed by nobody but its owner from a direct message, and only as long as they manage the server', async () => {
    const served = await serveDigests();
    const { clock, peer, store } = served;
    const id = await subscribe(served, { channel: otherChannel });
    peer.setMemberPermissions(guild, bob, PERMISSION.VIEW_CHANNEL | PERMISSION.MANAGE_GUILD);
    await served.told('handover', { to: bob, digest: id });
    served.deliver();
    peer.deleteChannel(otherChannel);
    clock.to(nine());
    // The first message tells that the digest is theirs now.
    const alert = await peer.waitFor(() => alertsTo(served, bob).find((one) => said(one).includes('needs you')));
    expect(alertsTo(served, alice)).toEqual([]);
    const customId = seen(alert).buttons[0]?.custom_id ?? '';
    const conversation = peer.message({ channelId: peer.dmWith(peer.user(alice)), author: alice, content: 'hi' });
    const forged = peer.click({ message: conversation, user: alice, customId, forged: true });
    expect(said(await forged.settled())).toContain(`no digest “${id}”`);
    expect((await store.subscription(id))?.pausedBecause).toBe('channel-gone');
    expect(said(await served.pressed(alert, 'Resume', bob))).toContain('cannot be found');
    peer.setMemberPermissions(guild, bob, PERMISSION.VIEW_CHANNEL);
    await vi.waitFor(async () =>
      expect(said(await served.pressed(alert, 'Resume', bob))).toContain('needs the permission Manage Server'),
    );
    expect((await store.subscription(id))?.pausedBecause).toBe('channel-gone');
  });
});
