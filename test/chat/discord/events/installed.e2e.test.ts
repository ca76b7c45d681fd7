/** The app as a person brings it along: in servers that the bot is not in, in direct messages and among people. */
import { describe, expect, test } from 'vitest';
import { DISCORD_IDS, FLAG, PERMISSION, type DiscordPeerOptions, type Message } from '../../../peers/discord.ts';
import { said } from '../reading.ts';
import { answerTo as answer, press, serve, topic, type Served } from '../serve.ts';

const { alice } = DISCORD_IDS;
const BUSAN = 'busan-summit';
const elsewhere = { guild: '920000000000000001', channel: '920000000000000002', thread: '920000000000000003' };
const MAY = PERMISSION.VIEW_CHANNEL | PERMISSION.SEND_MESSAGES | PERMISSION.SEND_MESSAGES_IN_THREADS;

/** A server in which the bot is not; alice may do this there. */
function without(permissions: bigint = MAY | PERMISSION.USE_EXTERNAL_APPS): DiscordPeerOptions {
  return {
    guilds: [
      {
        id: elsewhere.guild,
        botIsMember: false,
        channels: [{ id: elsewhere.channel }, { id: elsewhere.thread, type: 11, parentId: elsewhere.channel }],
        members: [{ user: { id: alice, username: 'alice' }, permissions }],
      },
    ],
  };
}

const THERE = { channelId: elsewhere.channel, user: alice, name: 'brief', installed: 'user' } as const;

async function shared(served: Served, message: Message, where: string = elsewhere.channel): Promise<Message> {
  press(served, message, 'Share');
  return served.peer.waitFor(() => served.peer.channelMessages(where)[0]);
}

describe('in a server that the bot is not in', () => {
  test('a command and its buttons are answered privately', async () => {
    const served = await serve({ peer: without() });
    const message = await answer(served, served.peer.slash({ ...THERE, ...topic(BUSAN) }));
    expect(said(message)).toContain('The Busan summit');
    expect(said(await answer(served, press(served, message, 'Both sides')))).toContain('The Busan summit: Both sides');
    const typing = served.peer.autocomplete({ ...THERE, focused: { name: 'topic', value: 'busa' } });
    expect((await typing.response).data['choices']).toContainEqual({ name: 'The Busan summit', value: BUSAN });
  });

  test('help does not send people to mention a bot that does not hear them', async () => {
    const served = await serve({ peer: without() });
    const help = said(await answer(served, served.peer.slash({ ...THERE, ...topic('help') })));
    expect(help).not.toContain('Mention me');
    expect(help).toContain('Write to me');
  });

  test('sharing posts by the interaction, and nothing is posted in the channel otherwise', async () => {
    const served = await serve({ peer: without() });
    const message = await answer(served, served.peer.slash({ ...THERE, ...topic(BUSAN) }));
    const posted = await shared(served, message);
    expect(said(posted)).toContain('Shared by alice');
    expect(posted.webhook_id).toBe(served.peer.applicationId);
    expect(served.peer.requests.filter(({ path }) => path.startsWith('/channels/'))).toEqual([]);
  });

  test('a card is shared once, and deleted by the interaction of who shared it', async () => {
    const served = await serve({ peer: without() });
    const { peer } = served;
    const message = await answer(served, peer.slash({ ...THERE, ...topic(BUSAN) }));
    const posted = await shared(served, message);
    const again = press(served, message, 'Share');
    const told = await peer.waitFor(() => again.followups[0]);
    expect(said(told)).toContain('already');
    expect(peer.channelMessages(elsewhere.channel)).toHaveLength(1);
    const deleted = press(served, posted, 'Delete');
    expect(said(await peer.waitFor(() => deleted.followups[0]))).toContain('no longer in the channel');
    expect(peer.channelMessages(elsewhere.channel)).toEqual([]);
  });

  test('a card whose response was lost is not repeated, since nobody can look whether it arrived', async () => {
    const served = await serve({ peer: without() });
    const { peer } = served;
    const message = await answer(served, peer.slash({ ...THERE, ...topic(BUSAN) }));
    peer.faults.push({
      match: (method, path) => method === 'POST' && path.startsWith('/webhooks/'),
      kind: 'cut-after',
      reset: true,
    });
    const onlyHers = (click: ReturnType<typeof press>): Promise<Message> =>
      peer.waitFor(() => click.followups.find(({ id }) => peer.onlyFor(id) === alice));
    expect(said(await onlyHers(press(served, message, 'Share')))).toContain('I cannot look in this channel');
    expect(said(await onlyHers(press(served, message, 'Share')))).toContain('I cannot look in this channel');
    expect(peer.channelMessages(elsewhere.channel)).toHaveLength(1);
  });

  test.each([
    ['does not let people post through their own apps', MAY],
    ['does not let the person write', PERMISSION.USE_EXTERNAL_APPS | PERMISSION.VIEW_CHANNEL],
  ])('that %s, sharing says so privately', async (_, permissions) => {
    const served = await serve({ peer: without(permissions) });
    const message = await answer(served, served.peer.slash({ ...THERE, ...topic(BUSAN) }));
    expect(said(await answer(served, press(served, message, 'Share')))).toContain('Use External Apps');
    const chinese = served.peer.slash({ ...THERE, ...topic(BUSAN), locale: 'zh-CN' });
    expect(said(await answer(served, press(served, await answer(served, chinese), '分享')))).toContain('使用外部应用');
    expect(served.peer.channelMessages(elsewhere.channel)).toEqual([]);
  });

  test('whose rights change on the way, sharing that stayed private is not called shared', async () => {
    const served = await serve({ peer: without() });
    const { peer } = served;
    const message = await answer(served, peer.slash({ ...THERE, ...topic(BUSAN) }));
    const click = press(served, message, 'Share');
    peer.setMemberPermissions(elsewhere.guild, alice, MAY);
    await peer.waitFor(() => click.followups.length === 2);
    const [brief, told] = click.followups;
    expect((brief?.flags ?? 0) & FLAG.EPHEMERAL).toBe(FLAG.EPHEMERAL);
    expect(said(told ?? {})).toContain('Use External Apps');
    expect(peer.channelMessages(elsewhere.channel)).toEqual([]);
  });

  test('in a thread it is the right to write in threads that counts', async () => {
    const served = await serve({
      peer: without(PERMISSION.SEND_MESSAGES_IN_THREADS | PERMISSION.USE_EXTERNAL_APPS),
    });
    const message = await answer(served, served.peer.slash({ ...THERE, channelId: elsewhere.thread, ...topic(BUSAN) }));
    expect(said(await shared(served, message, elsewhere.thread))).toContain('Shared by alice');
  });

  test('digests are not offered', async () => {
    const { peer } = await serve({ peer: without() });
    expect(() => peer.slash({ ...THERE, name: 'digest', options: [{ name: 'list', type: 1, options: [] }] })).toThrow(
      'not offered to this kind of installation',
    );
  });
});

describe('among people', () => {
  test('a command is answered privately and can be shared with them', async () => {
    const served = await serve();
    const conversation = served.peer.privateChannel();
    const where = { ...THERE, channelId: conversation };
    const message = await answer(served, served.peer.slash({ ...where, ...topic(BUSAN) }));
    expect(said(message)).toContain('The Busan summit');
    expect(said(await shared(served, message, conversation))).toContain('Shared by alice');
    expect(said(await answer(served, served.peer.slash({ ...where, ...topic('help') })))).not.toContain('Mention me');
  });
});

describe('an application', () => {
  test('that people cannot add to their account offers the commands to servers, and the log says how to change it', async () => {
    const { peer, lines } = await serve({ peer: { installs: [0] } });
    expect(peer.commands().map((command) => command.integration_types)).toEqual([[0], [0], [0]]);
    expect(lines.join('')).toContain('switch on User Install');
  });

  test('that cannot be read offers them to all', async () => {
    const { peer } = await serve({
      faults: [{ match: (_, path) => path === '/applications/@me', kind: 'status', status: 500 }],
    });
    expect(peer.commands().find(({ name }) => name === 'brief')?.integration_types).toEqual([0, 1]);
  });
});
