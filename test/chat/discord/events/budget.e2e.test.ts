/** A person who asks too much on Discord. */
import { messages } from '../../../../src/locales/messages.ts';
import { expect, test } from 'vitest';
import { createBudget } from '../../../../src/conversation/budget.ts';
import { DISCORD_IDS } from '../../../peers/discord.ts';
import { said } from '../reading.ts';
import { answersIn, answerTo, HERE, mention, serve, topic } from '../serve.ts';

const limited = () => ({ budget: createBudget(() => 0) });
const TOO_MUCH = { en: messages('en')('reply.tooMuch'), zh: messages('zh')('reply.tooMuch') };

test('a hundred mentions by one person are answered ten times, and once that it is too much', async () => {
  const { peer } = await serve({ bot: limited });
  for (let at = 0; at < 100; at += 1) mention(peer);
  await peer.waitFor(() => answersIn(peer)[10]);
  // Somebody else is answered all the same, after all of them.
  peer.message({
    channelId: DISCORD_IDS.channel,
    author: DISCORD_IDS.bob,
    content: `<@${peer.bot.id}> busan-summit`,
  });
  await peer.waitFor(() => answersIn(peer)[11]);
  const answers = answersIn(peer).map(said);
  expect(answers).toHaveLength(12);
  expect(answers.filter((answer) => answer.includes(TOO_MUCH.en))).toHaveLength(1);
});

test('commands are told so once, in the language of the person, and not answered then', async () => {
  const { peer } = await serve({ bot: limited });
  for (let at = 0; at < 10; at += 1) await peer.slash({ ...HERE, ...topic('busan-summit') }).settled();
  const told = peer.slash({ ...HERE, ...topic('busan-summit'), locale: 'zh-CN' });
  expect(said(await told.settled())).toContain(TOO_MUCH.zh);
  const silent = peer.slash({ ...HERE, ...topic('busan-summit') });
  const other = peer.slash({ ...HERE, user: DISCORD_IDS.bob, ...topic('busan-summit') });
  expect(said(await other.settled())).toContain('The Busan summit');
  expect(silent.callbacks).toEqual([]);
});

test('in a direct message among people, whoever asks too much alone is told so', async () => {
  const served = await serve({ bot: limited });
  const { peer } = served;
  const where = { ...HERE, channelId: peer.privateChannel(), installed: 'user' } as const;
  for (let at = 0; at < 10; at += 1) await peer.slash({ ...where, ...topic('busan-summit') }).settled();
  expect(said(await answerTo(served, peer.slash({ ...where, ...topic('busan-summit') })))).toContain(TOO_MUCH.en);
});
