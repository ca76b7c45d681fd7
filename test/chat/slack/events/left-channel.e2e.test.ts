/** Who has left a channel manages its digests no more, whatever they opened while they were in it. */
import { expect, test } from 'vitest';
import { targetsOf, textOf } from '../read-message.ts';
import { until } from '../harness.ts';
import { CHANNEL, READER, useViews, WORKSPACE, type Json } from '../view-session.ts';

const members: string[] = [];
const session = useViews(undefined, undefined, {
  'conversations.members': () => ({ ok: true, members: [...members], response_metadata: { next_cursor: '' } }),
});

const command = async (text: string): Promise<Json> => {
  const { fake } = session();
  const id = text.replaceAll(' ', '-');
  await fake.deliver('slash_commands', {
    command: '/digest',
    text,
    team_id: WORKSPACE,
    channel_id: CHANNEL,
    user_id: READER,
    trigger_id: id,
    response_url: fake.responseUrl(id),
  });
  return await until('an answer', () => fake.responses.find(({ to }) => to === id));
};

/** Presses a button or an option below a private message of the channel. */
const pressed = (value: string): Json => ({
  type: 'block_actions',
  team: { id: WORKSPACE },
  user: { id: READER, name: 'one' },
  channel: { id: CHANNEL, name: 'general' },
  container: { type: 'message', channel_id: CHANNEL, message_ts: '9.1', is_ephemeral: true },
  trigger_id: `p${value}`,
  actions: [{ type: 'button', action_id: 'attache/0', value, action_ts: '1' }],
});

const subscribed = async (): Promise<readonly string[]> =>
  (await session().bot.store().subscriptions({})).map(({ id }) => id);

test.each(['Remove', 'Send now'])(
  '%s: neither the answer to a question asked before counts, nor is it asked again',
  async (label) => {
    members.splice(0, members.length, READER);
    await command('subscribe energy');
    const before = await subscribed();
    expect(before).toHaveLength(1);
    const value = targetsOf(await command('list')).get(label) ?? '';
    const opened = async (): Promise<Json> =>
      (
        await session().next(
          async () => await session().deliver({ ...pressed(value), trigger_id: `p${members.length}` }),
        )
      ).view;
    const question = await opened();
    expect(textOf(question)).toContain('Energy, Mon 09:00');

    members.length = 0;
    const yes = {
      type: 'view_submission',
      team: { id: WORKSPACE },
      user: { id: READER },
      trigger_id: 'yes',
      view: question,
    };
    const { payload } = await session().fake.deliver('interactive', yes);
    expect(textOf((payload as { readonly view: Json }).view)).toContain('needs a member of that channel');
    expect(textOf(await opened())).toContain('needs a member of that channel');
    expect(await subscribed()).toEqual(before);
    expect(await session().bot.store().digestLog({}, 9)).toEqual([]);
  },
);
