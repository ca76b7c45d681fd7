/** Who subscribes a channel is named in it, and a digest for oneself comes by direct message. */
import { expect, test } from 'vitest';
import { submitDigestForm } from '../../../src/conversation/digests/handle.ts';
import { onDigestText } from '../../../src/conversation/digests/typed-command.ts';
import { understand } from '../../../src/conversation/digests/understand.ts';
import type { Reply } from '../../../src/reply/reply.ts';
import { createCourier } from '../../support/courier.ts';
import { asker, HERE, newBot, REFUSED } from '../asking.ts';

const DIRECT = { ...HERE, channel: 'D1' };

/** A conversation on a platform that keeps what is sent. */
function chatting(opens = true) {
  const sent: { readonly channel: string; readonly reply: Reply }[] = [];
  const courier = createCourier({
    platform: HERE.platform,
    send: async ({ channelRef }, reply, begin) => {
      if (await begin()) sent.push({ channel: channelRef.channel, reply });
      return { type: 'sent', message: 'm' };
    },
    openDirectMessages: async () =>
      opens ? { type: 'open', channelRef: DIRECT } : { type: 'refused', because: 'no-permission', detail: 'cannot_dm' },
  });
  const { conversation } = newBot({ couriers: new Map([[HERE.platform, courier]]) });
  const typed = (text: string, who = asker()) => onDigestText(text, who, conversation, () => REFUSED);
  return { conversation, sent, typed };
}

test('a channel is told who subscribed it to what and when it comes, and nobody is called', async () => {
  const { conversation, sent, typed } = chatting();
  await typed('subscribe energy', asker({ name: 'Alice Wu' }));
  expect(sent).toHaveLength(1);
  const [{ channel, reply } = { channel: '', reply: REFUSED }] = sent;
  expect(channel).toBe(HERE.channel);
  expect(reply.audience).toBe('everyone');
  expect(JSON.stringify(reply.blocks)).toMatch(
    /Alice Wu subscribed this channel: Energy, Mon 09:00 Beijing\. First: Mon /u,
  );
  // A person in a list would be notified on some platforms: the name is text.
  expect(JSON.stringify(reply.blocks)).not.toContain('"person"');
  expect(reply.actions).toMatchObject([{ target: { verb: 'digest', action: 'list' } }]);
  const form = { id: undefined, input: { topics: 'taiwan', zone: 'Beijing' } };
  await submitDigestForm(form, asker({ name: 'Bo' }), conversation);
  expect(JSON.stringify(sent[1]?.reply)).toContain('Bo subscribed this channel: Taiwan, Mon 09:00 Beijing');
  // A digest that is refused, or made twice, tells nobody.
  await typed('subscribe taiwan');
  expect(sent).toHaveLength(2);
});

test.each(['subscribe energy to me', '订阅能源给我', '订阅 能源 私信我', 'subscribe energy for me'])(
  '“%s” subscribes the person by direct message, weekly, and tells no channel',
  async (text) => {
    const { conversation, sent, typed } = chatting();
    expect(await typed(text)).toMatchObject({ isDone: true });
    expect(await conversation.digests.subscriptions(HERE)).toEqual([]);
    expect(await conversation.digests.subscriptions(DIRECT)).toMatchObject([
      { owner: 'alice', topics: ['energy'], schedule: { days: ['mon'], time: '09:00', zone: 'Asia/Shanghai' } },
    ]);
    expect(sent).toEqual([]);
  },
);

test('a digest for oneself is refused to who may not subscribe, and where direct messages are closed', async () => {
  const { conversation, typed } = chatting();
  expect(await typed('subscribe energy to me', asker({ refusal: async () => REFUSED }))).toMatchObject({
    reply: REFUSED,
  });
  expect(await conversation.digests.subscriptions(DIRECT)).toEqual([]);
  const closed = chatting(false);
  expect(JSON.stringify(await closed.typed('subscribe energy to me'))).toContain('cannot send you direct messages');
  expect(await closed.conversation.digests.subscriptions({ platform: HERE.platform })).toEqual([]);
});

test('what says more opens the form, which says that it is of the channel', async () => {
  const { typed } = chatting();
  const opened = await typed('subscribe energy daily to me');
  expect(opened).toMatchObject({
    type: 'form',
    form: { about: [expect.any(String), expect.stringContaining('this form is of the channel')] },
  });
  expect(understand('energy to mexico').input.isPersonal).toBeUndefined();
});
