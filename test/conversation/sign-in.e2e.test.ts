/** `/brief desk` away from any platform: which setting is missing, and whose an identity is. */
import { expect, test } from 'vitest';
import type { DeskAddress } from '../../src/conversation/conversation.ts';
import { sendSignInLink } from '../../src/conversation/sign-in.ts';
import { createAskerOf } from '../../src/chat/slack/events/asker.ts';
import type { SlackContext } from '../../src/chat/slack/connection/context.ts';
import { newId } from '../../src/digest/ids.ts';
import { createAccounts } from '../../src/people/accounts.ts';
import { createChatTies } from '../../src/people/chat-ties.ts';
import { memoryStore } from '../../src/store/memory.ts';
import { mayBeOpen } from '../../src/conversation/handle.ts';
import { createLogger } from '../../src/app/log.ts';
import { botInMemory, reader } from '../support/bot.ts';
import { NOW, ownCatalogue } from '../support/records.ts';

const now = (): Temporal.Instant => NOW;
const DESK = { address: 'https://desk.example.org' };

/** What people on Slack are answered, of whom U1 of T1 is tied to Ann. */
async function chatOfTest() {
  const store = memoryStore(now);
  const accounts = createAccounts({ store, now });
  const added = await accounts.add({ name: 'Ann', role: 'admin' }, { id: '', name: 'test' });
  if (!added.ok) throw new Error(added.because);
  const chatTies = createChatTies({ store, now, newId });
  const { code = '' } = (await chatTies.newCode(added.account)) ?? {};
  await chatTies.tie({ platform: 'slack', identity: 'T1/U1', name: 'ann' }, code);
  const askerOf = createAskerOf(
    {} as SlackContext,
    async () => undefined,
    () => {},
  );
  const answer = async (workspace: string, user: string, desk: DeskAddress = DESK): Promise<string> => {
    const asker = askerOf({ user, workspace, channel: 'C1', language: 'en', eventId: 'e1' });
    const { reply } = await sendSignInLink(
      asker,
      { chatTies, deskSignIn: { desk, inviteSelf: accounts.inviteSelf } },
      true,
    );
    return JSON.stringify(reply);
  };
  return { accounts, answer };
}

test('an identity is one of its workspace: the same id in another is somebody else', async () => {
  const { accounts, answer } = await chatOfTest();
  expect(await answer('T1', 'U1')).toContain('https://desk.example.org/sign-in#');
  for (const [workspace, user] of [
    ['T2', 'U1'],
    ['T1', 'U2'],
  ] as const)
    expect(await answer(workspace, user)).toContain('You are not linked to a person of the desk here.');
  expect(await answer('', 'U1')).toContain('Here the bot cannot tell who you are.');
  const made = await accounts.audit({ act: 'link-made' }, 9);
  expect(made).toMatchObject([{ name: 'Ann', about: 'Ann', detail: 'slack' }]);
});

test('the answer is private where those to commands are open', () => {
  expect([mayBeOpen({ type: 'desk' }), mayBeOpen({ type: 'status' })]).toEqual([false, true]);
});

test('without a desk, or an address of it, the missing setting is named and no link made', async () => {
  const { accounts, answer } = await chatOfTest();
  expect(await answer('T1', 'U1', { missing: 'DESK' })).toContain('sets DESK=on, and DESK_HOSTS');
  const unnamed = await answer('T1', 'U1', { missing: 'DESK_HOSTS' });
  expect(unnamed).toContain('sets DESK_HOSTS');
  expect(unnamed).not.toContain('DESK=on');
  expect(await accounts.audit({ act: 'link-made' }, 9)).toEqual([]);
});

/** What the help on a platform tells somebody. */
async function helpOf(desk: DeskAddress, identity?: string): Promise<string> {
  const { conversation } = botInMemory({ catalogue: ownCatalogue, log: createLogger('silent'), now, desk });
  return JSON.stringify(await conversation.answer({ type: 'help' }, reader({ identity })));
}

test('help names the command to whom the bot can tell from others, where the desk has an address', async () => {
  expect(await helpOf(DESK, 'T1/U1')).toContain('/brief desk');
  expect(await helpOf(DESK)).not.toContain('/brief desk');
  expect(await helpOf({ missing: 'DESK_HOSTS' }, 'T1/U1')).not.toContain('/brief desk');
});
