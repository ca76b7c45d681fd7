/** A person who asks too much on Slack. */
import { messages } from '../../../../src/locales/messages.ts';
import { expect, test } from 'vitest';
import { createBudget } from '../../../../src/conversation/budget.ts';
import { textOf } from '../read-message.ts';
import { CHANNEL, mention, useSession } from '../session.ts';

const session = useSession();
const limited = () => ({ budget: createBudget(() => 0) });
const TOO_MUCH = { en: messages('en')('reply.tooMuch'), zh: messages('zh')('reply.tooMuch') };

test('a thousand mentions by one person are answered ten times, and once that it is too much, to them alone', async () => {
  await session().connect(limited());
  const { fake } = session();
  for (let at = 0; at < 1_000; at += 1) await fake.deliver('events_api', mention());
  await session().stop();
  expect(fake.kept).toHaveLength(10);
  expect(fake.shown.map(textOf)).toEqual([expect.stringContaining(TOO_MUCH.en)]);
  expect(fake.shown[0]).toMatchObject({ channel: CHANNEL, user: 'U1' });
});

test('commands and clicks are told so once, in the language of the person, and others are answered', async () => {
  await session().connect(limited());
  const { fake, command, press } = session();
  for (let at = 0; at < 10; at += 1) await fake.deliver('slash_commands', command(`c${at}`));
  const { payload: told } = await fake.deliver('slash_commands', command('c10', '能源'));
  expect(told).toMatchObject({ text: TOO_MUCH.zh, response_type: 'ephemeral' });
  const { payload: silent } = await fake.deliver('slash_commands', command('c11'));
  expect(silent).not.toHaveProperty('text');
  await fake.deliver('interactive', press('p1', 'attache1/open/brief/energy/1/en'));
  const { payload: other } = await fake.deliver('slash_commands', { ...command('c12'), user_id: 'U2' });
  expect(JSON.stringify(other)).not.toContain(TOO_MUCH.en);
  expect(JSON.stringify(other)).toContain('Energy');
  await session().stop();
  expect(fake.responses).toEqual([]);
});
