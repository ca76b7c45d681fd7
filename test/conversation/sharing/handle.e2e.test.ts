/** What who clicks on Share or Delete is told, whatever the platform. */
import { messages } from '../../../src/locales/messages.ts';
import { describe, expect, test } from 'vitest';
import { createLogger } from '../../../src/app/log.ts';
import { onClick } from '../../../src/conversation/handle.ts';
import type { Asker } from '../../../src/conversation/conversation.ts';
import type { Removal, SendOutcome } from '../../../src/digest/delivery/courier.ts';
import type { DeleteButton, OpenButton } from '../../../src/reply/button.ts';
import type { Reply } from '../../../src/reply/reply.ts';
import { botInMemory } from '../../support/bot.ts';
import { NOW, ownCatalogue } from '../../support/records.ts';
import { asker, HERE, REFUSED } from '../asking.ts';
import { createCourier } from '../../support/courier.ts';

const catalogue = ownCatalogue();
const t = messages('en');
const SHARE: OpenButton = { verb: 'share', request: { type: 'brief', topic: 'energy' }, page: 1, language: 'en' };

type Sent = { readonly id: string; readonly inReplyTo?: string | undefined; readonly reply: Reply };

/** Returns a bot on a platform that answers as it is told, and what it was sent and asked to delete. */
function newSharer(outcome: SendOutcome = { type: 'sent', message: 'm1' }, removal: Removal = { type: 'removed' }) {
  const sent: Sent[] = [];
  const removed: string[] = [];
  const courier = createCourier({
    platform: HERE.platform,
    send: async ({ id, inReplyTo }, reply, begin) => {
      if (!(await begin())) return { type: 'not-begun' };
      sent.push({ id, inReplyTo, reply });
      return outcome;
    },
    remove: async (_channelRef, message) => {
      removed.push(message);
      return removal;
    },
    link: async (_channelRef, message) => `https://chat.example/${message}`,
  });
  const couriers = new Map([[HERE.platform, courier]]);
  const log = createLogger('silent');
  const { conversation } = botInMemory({ catalogue: () => catalogue, now: () => NOW, log, couriers });
  const click = async (action: OpenButton | DeleteButton, over: Partial<Asker> = {}): Promise<string> => {
    const result = await onClick(action, asker({ clicked: 'c1', ...over }), conversation);
    if (result.type !== 'reply') throw new Error('it opens a form');
    expect(result.reply.audience).toBe('asker');
    return JSON.stringify(result.reply);
  };
  return { sent, removed, couriers, click };
}

const deletionOf = ([one]: readonly Sent[]): DeleteButton => ({ verb: 'delete', share: one?.id ?? '', language: 'en' });

describe('sharing', () => {
  test('is told with a link, and stands once in a channel and a language, whoever shares it from whichever message', async () => {
    const { sent, click } = newSharer();
    expect(await click(SHARE)).toContain('https://chat.example/m1');
    expect(await click(SHARE, { person: 'bob', eventId: 'e2' })).toContain(t('sharing.sharedBefore'));
    expect(sent).toHaveLength(1);
    const other = await click(SHARE, { person: 'bob', clicked: 'c2', eventId: 'e3' });
    expect(other).toContain(t('sharing.sharedBefore'));
    expect(other).toContain('https://chat.example/m1');
    await click({ ...SHARE, language: 'zh' });
    await click(SHARE, { channelRef: { ...HERE, channel: 'c9' } });
    expect(sent.map(({ reply }) => reply.language)).toEqual(['en', 'zh', 'en']);
  });

  test.each<[SendOutcome, string]>([
    [{ type: 'wait', until: NOW.add({ seconds: 30 }), detail: 'limited' }, t('sharing.waiting')],
    [{ type: 'unknown', detail: 'cut' }, t('sharing.checking')],
    [{ type: 'invalid', detail: 'too long' }, t('sharing.failed')],
    [{ type: 'refused', because: 'bot-removed', detail: 'invite:attache' }, t('sharing.invite', { bot: 'attache' })],
    [{ type: 'refused', because: 'channel-gone', detail: 'archived' }, t('sharing.archived')],
    [{ type: 'refused', because: 'no-permission', detail: 'a rule: of theirs' }, t('sharing.forbidden')],
  ])('that ends as %o says so', async (outcome, said) => {
    const { click } = newSharer(outcome);
    expect(await click(SHARE)).toContain(JSON.stringify(said).slice(1, -1));
  });

  test('waits where the platform is not connected yet', async () => {
    const { couriers, sent, click } = newSharer();
    couriers.clear();
    expect(await click(SHARE)).toContain(t('sharing.waiting'));
    expect(await click(SHARE)).toContain(t('sharing.waiting'));
    expect(sent).toEqual([]);
  });

  test('as a reply goes to the message that was asked about, which is no other share, and nowhere without one', async () => {
    const { sent, click } = newSharer();
    const reply: OpenButton = { ...SHARE, verb: 'reply' };
    expect(await click(reply)).toContain(t('sharing.staleReply'));
    expect(sent).toEqual([]);
    expect(await click(reply, { askedAbout: 'm7' })).toContain(t('sharing.replied'));
    expect(await click(reply, { askedAbout: 'm7' })).toContain(t('sharing.repliedBefore'));
    await click(SHARE, { askedAbout: 'm7' });
    await click(reply, { askedAbout: 'm8' });
    expect(sent.map(({ inReplyTo }) => inReplyTo)).toEqual(['m7', undefined, 'm8']);
  });

  test('of anything but a card is not offered any more', async () => {
    const { sent, click } = newSharer();
    await click({ ...SHARE, request: { type: 'topics' } });
    expect(sent).toEqual([]);
  });
});

describe('deleting', () => {
  test('is for who shared and for who manages, who are asked for as such', async () => {
    const { sent, removed, click } = newSharer();
    await click(SHARE);
    const asked: unknown[] = [];
    const refusal: Asker['refusal'] = async (managed) => (asked.push(managed), REFUSED);
    expect(await click(deletionOf(sent), { person: 'bob', refusal })).toContain(
      t('sharing.notYours', { who: 'Alice' }),
    );
    expect([removed, asked]).toEqual([[], [{ action: 'share', channelRef: HERE, owner: 'alice' }]]);
    expect(await click(deletionOf(sent), { person: 'bob' })).toContain(t('sharing.deleted'));
    expect(await click(deletionOf(sent), { refusal })).toContain(t('sharing.deleted'));
    expect(removed).toEqual(['m1', 'm1']);
  });

  test('a share that is known no more is for who manages, by the message that was clicked', async () => {
    const { removed, click } = newSharer();
    const unknown: DeleteButton = { verb: 'delete', share: 'long0ago', language: 'en' };
    expect(await click(unknown, { refusal: async () => REFUSED })).toContain(t('sharing.notYoursNobody'));
    expect(await click(unknown, { clicked: 'm9' })).toContain(t('sharing.deleted'));
    expect(removed).toEqual(['m9']);
  });

  test('that the platform refuses leaves it as shared, one without an answer as deleted', async () => {
    const refusing = newSharer(undefined, { type: 'refused', detail: '' });
    await refusing.click(SHARE);
    expect(await refusing.click(deletionOf(refusing.sent))).toContain(t('sharing.mayNotDelete'));
    expect(await refusing.click(SHARE)).toContain(t('sharing.sharedBefore'));
    const silent = newSharer(undefined, { type: 'unknown', detail: 'cut' });
    await silent.click(SHARE);
    expect(await silent.click(deletionOf(silent.sent))).toContain(t('sharing.notDeleted'));
    expect(await silent.click(SHARE)).toContain(t('sharing.deletedBefore'));
  });
});
