/** Who may manage digests on Slack is what Slack says at the moment of the press. */
import { expect, test } from 'vitest';
import { createRights, type Managers } from '../../../../src/chat/slack/events/rights.ts';
import type { Person, SlackContext } from '../../../../src/chat/slack/connection/context.ts';

const CHANNEL = 'C1';
const OWN_MESSAGES = 'D1';

/** A workspace whose members and admins change. */
function workspace(managers: Managers) {
  const members = new Set(['U1']);
  const admins = new Set(['U1']);
  let isSeen = true;
  const present = async (user: string): Promise<Person> => ({
    zone: undefined,
    language: undefined,
    admin: admins.has(user),
    human: true,
  });
  const client = {
    conversations: {
      members: async () => {
        if (!isSeen) throw Object.assign(new Error('refused'), { data: { error: 'channel_not_found' } });
        return { members: [...members] };
      },
    },
  };
  // What a click tells of the person was true when the message was posted: it is never asked for.
  const people = { present, person: () => Promise.reject(new Error('asked for what was known')), language: present };
  const rights = createRights({ client, people, self: { name: 'attache' } } as unknown as SlackContext, managers);
  const press = async (here = CHANNEL, typed = false): Promise<'may' | 'may not'> =>
    (await rights({ user: 'U1', channel: CHANNEL, here, typed, owner: 'U2' }, 'en')) === undefined ? 'may' : 'may not';
  return { members, admins, press, hide: () => void (isSeen = false) };
}

test('a member who has left the channel may manage its digests no more, from an old message or a direct one', async () => {
  const { members, press } = workspace('members');
  expect([await press(), await press(OWN_MESSAGES)]).toEqual(['may', 'may']);
  members.delete('U1');
  expect([await press(), await press(OWN_MESSAGES)]).toEqual(['may not', 'may not']);
  // Only a member can type a command there.
  expect(await press(CHANNEL, true)).toBe('may');
});

test('an admin who is none any more may not, from the next press on', async () => {
  const { admins, press } = workspace('admins');
  expect([await press(), await press(OWN_MESSAGES)]).toEqual(['may', 'may']);
  admins.delete('U1');
  expect([await press(), await press(OWN_MESSAGES), await press(CHANNEL, true)]).toEqual(Array(3).fill('may not'));
});

test('in a channel that the bot cannot see, those may whom Slack shows it', async () => {
  const { press, hide } = workspace('members');
  hide();
  expect([await press(), await press(OWN_MESSAGES)]).toEqual(['may', 'may not']);
});
