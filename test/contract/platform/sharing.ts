/** What every chat platform does with a card that is shared: it is there once, whatever becomes of its way there, until it is deleted. */
import { messages } from '../../../src/locales/messages.ts';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Share } from '../../../src/conversation/sharing/share.ts';
import type { Delivery } from '../../../src/digest/delivery/delivery.ts';
import type { Brief, Statement } from '../../../src/records/schema.ts';
import type { Catalogue } from '../../../src/search/catalogue.ts';
import { ownCatalogue } from '../../support/records.ts';
import type { PlatformDriver, PlatformSession, Shown } from './driver.ts';

const SHARE = messages('en')('reply.share');
const t = messages('en');
const own = ownCatalogue();

export function sharingContract(driver: PlatformDriver): void {
  let session: PlatformSession;
  beforeEach(async () => {
    session = await driver.start();
  });

  /** The shared cards in the channel. */
  const shared = (): readonly Shown[] =>
    session.posted().filter(({ text }) => text.includes(t('sharing.by', { who: '' })));
  /** Notes the ids of shares as they are written. */
  const written = (): string[] => {
    const ids: string[] = [];
    const { claimShare } = session.store();
    vi.spyOn(session.store(), 'claimShare').mockImplementation(async (...args) => {
      const result = await claimShare(...args);
      if (result.isClaimed) ids.push(result.delivery.id);
      return result;
    });
    return ids;
  };
  const delivery = (id: string | undefined, state: Delivery['state']): Promise<Delivery> =>
    vi.waitFor(
      async () => {
        const found = await session.store().delivery(id ?? '');
        expect(found?.state).toBe(state);
        if (found === undefined) throw new Error(`there is no share ${id}`);
        return found;
      },
      { timeout: 10_000 },
    );

  describe('sharing', () => {
    test('posts the card once for everyone, however often it is pressed or delivered, also from another one of it', async () => {
      const card = await session.command('energy');
      const [first, second] = await card.clickTwice(SHARE);
      const said = [first?.text, second?.text].join(' ');
      expect(said).toContain(t('sharing.shared'));
      expect(said).toMatch(/posted right now|already/u);
      await card.clickDeliveredTwice(SHARE);
      const again = await card.click(SHARE);
      expect(again).toMatchObject({ isPrivate: true, pings: false, faults: [] });
      expect(again.text).toContain(t('sharing.sharedBefore'));
      expect(again.text).toContain(t('sharing.open'));
      const [posted, ...more] = shared();
      expect(more).toEqual([]);
      expect(posted).toMatchObject({ isPrivate: false, pings: false, faults: [] });
      expect(posted?.text).toContain(messages('en')('card.differ'));
      expect(posted?.labels).not.toContain(SHARE);
      const other = await (await session.command('energy')).click(SHARE);
      expect(other.text).toContain(t('sharing.sharedBefore'));
      expect(other.text).toContain(t('sharing.open'));
      expect(shared()).toHaveLength(1);
    });

    test('whose acknowledgement is lost is told as being checked, found by its marker, also past a restart, and not posted again', async () => {
      const ids = written();
      const card = await session.command('energy');
      session.loseAcknowledgement();
      expect((await card.click(SHARE)).text).toContain(t('sharing.checking'));
      expect((await card.click(SHARE)).text).toContain(t('sharing.checking'));
      await session.restart();
      session.aMinuteLater();
      const { message, carried } = await delivery(ids[0], 'sent');
      expect(message).toMatch(/^\d[\d.]+$/u);
      expect(carried?.briefs).toMatchObject([{ id: 'energy' }]);
      expect(carried?.briefs[0]?.versions).toHaveLength(carried?.briefs[0]?.statements.length ?? 0);
      expect((await card.click(SHARE)).text).toContain(t('sharing.sharedBefore'));
      expect(shared()).toHaveLength(1);
    });

    test('that was lost on its way is posted after a look, once', async () => {
      const ids = written();
      const card = await session.command('energy');
      session.loseMessage();
      expect((await card.click(SHARE)).text).toContain(t('sharing.checking'));
      expect(shared()).toEqual([]);
      session.aMinuteLater();
      await delivery(ids[0], 'sent');
      expect(shared()).toHaveLength(1);
    });

    test('whose process was killed with the card in the channel finds it after the restart', async () => {
      const ids = written();
      const card = await session.command('energy');
      // As if it had ended before it could note what came of it.
      const settle = vi.spyOn(session.store(), 'settle').mockRejectedValue(new Error('killed'));
      await card.click(SHARE);
      settle.mockRestore();
      await delivery(ids[0], 'claimed');
      await session.restart();
      // The claim runs out, then the look-up is due.
      session.aMinuteLater();
      session.aMinuteLater();
      await delivery(ids[0], 'unknown');
      session.aMinuteLater();
      await delivery(ids[0], 'sent');
      expect(shared()).toHaveLength(1);
    });

    test('whose process was killed before anything was sent is posted after the restart, as the records are then', async () => {
      const ids = written();
      const card = await session.command('energy');
      const begin = vi.spyOn(session.store(), 'begin').mockRejectedValue(new Error('killed'));
      const settle = vi.spyOn(session.store(), 'settle').mockRejectedValue(new Error('killed'));
      await card.click(SHARE);
      begin.mockRestore();
      settle.mockRestore();
      await delivery(ids[0], 'claimed');
      session.replaceRecords(corrected());
      await session.restart();
      session.aMinuteLater();
      session.aMinuteLater();
      await delivery(ids[0], 'sent');
      const [posted, ...more] = shared();
      expect(more).toEqual([]);
      expect(posted?.text).toContain('Put right.');
    });

    test('shows what a statement says now, not what the card said before it was corrected', async () => {
      const card = await session.command('energy');
      session.replaceRecords(corrected());
      await card.click(SHARE);
      expect(shared()[0]?.text).toContain('Put right.');
    });

    test('of a topic that was retracted meanwhile posts nothing and says why', async () => {
      const card = await session.command('energy');
      session.replaceRecords(withBrief((brief) => ({ ...brief, status: 'retracted', retraction: RETRACTION })));
      const { text, isPrivate } = await card.click(SHARE);
      expect(isPrivate).toBe(true);
      expect(text).toContain(t('sharing.retracted'));
      expect(text).toContain(RETRACTION.what.en);
      expect(shared()).toEqual([]);
    });

    test('where the bot may not post says so, and works with the same button once it may', async () => {
      const card = await session.command('energy');
      session.closeChannel();
      expect((await card.click(SHARE)).text).toContain(t('sharing.forbidden'));
      session.openChannel();
      expect((await card.click(SHARE)).text).toContain(t('sharing.shared'));
      expect(shared()).toHaveLength(1);
    });
  });

  describe('replying', () => {
    const MESSAGE = 'Has anybody read what became of LNG and crude oil?';

    test('to the message that was asked about posts the answer there once, for who replied to delete', async () => {
      const { card, message } = await session.briefThis(MESSAGE);
      expect(card.labels).toContain(session.replyLabel);
      const said = (await card.clickTwice(session.replyLabel)).map(({ text }) => text).join(' ');
      expect(said).toContain(t('sharing.replied'));
      expect(said).toMatch(/posted right now|already/u);
      await card.clickDeliveredTwice(session.replyLabel);
      const told = await card.click(session.replyLabel);
      expect(told.text).toContain(t('sharing.repliedBefore'));
      const [reply, ...more] = session.replies(message);
      expect(more).toEqual([]);
      expect(reply).toMatchObject({ isPrivate: false, pings: false, faults: [] });
      expect(reply?.text).toContain(t('sharing.by', { who: '' }));
      expect(reply?.text).toContain('Energy');
      expect(reply?.labels).not.toContain(session.replyLabel);
      // Sharing the same card in the channel is something else.
      expect((await card.click(SHARE)).text).toContain(t('sharing.shared'));
      expect(shared()).toHaveLength(2);

      expect((await reply?.click(t('sharing.delete'), 'stranger'))?.text).toContain('Only');
      expect((await reply?.click(t('sharing.delete')))?.text).toContain(t('sharing.deleted'));
      expect(session.replies(message)).toEqual([]);
      expect((await card.click(session.replyLabel)).text).toContain(t('sharing.deletedBefore'));
    });

    test('with one of several topics replies with the card that was opened', async () => {
      const { card, message } = await session.briefThis(
        'China will buy U.S. coal. The Busan summit brought a truce on tariffs.',
      );
      expect(card.labels).not.toContain(session.replyLabel);
      const opened = await card.click('Energy');
      expect((await opened.click(session.replyLabel)).text).toContain(t('sharing.replied'));
      expect(session.replies(message)).toHaveLength(1);
    });

    test.each(['loseAcknowledgement', 'loseMessage'] as const)(
      'when %s happened is looked for among the replies, also past a restart, and there once',
      async (lose) => {
        const ids = written();
        const { card, message } = await session.briefThis(MESSAGE);
        session[lose]();
        expect((await card.click(session.replyLabel)).text).toContain(t('sharing.checking'));
        await session.restart();
        session.aMinuteLater();
        expect((await delivery(ids[0], 'sent')).inReplyTo).toBe(message);
        expect(session.replies(message)).toHaveLength(1);
        expect((await card.click(session.replyLabel)).text).toContain(t('sharing.repliedBefore'));
        expect(shared()).toHaveLength(1);
      },
    );

    test('to a message that is gone meanwhile posts nothing and says so', async () => {
      const { card, message } = await session.briefThis(MESSAGE);
      session.forget(message);
      expect((await card.click(session.replyLabel)).text).toContain(t('sharing.noReplies'));
      expect(shared()).toEqual([]);
    });

    test('by a button that was asked about no message, as only a forged one is, posts nothing', async () => {
      const card = await session.command('energy');
      expect(card.labels).not.toContain(session.replyLabel);
      expect((await card.clickId('attache1/reply/brief/energy/1/en')).text).toContain(t('sharing.staleReply'));
      expect(shared()).toEqual([]);
    });
  });

  describe('deleting', () => {
    test('is for who shared, others are told whose it is; it may be pressed twice, and the card is not shared again', async () => {
      const ids = written();
      const card = await session.command('energy');
      const told = await card.click(SHARE);
      const [posted] = shared();
      const refused = await posted?.click(t('sharing.delete'), 'stranger');
      expect(refused).toMatchObject({ isPrivate: true, pings: false, faults: [] });
      expect(refused?.text).toContain(t('sharing.notYours', { who: (await shareOf(ids[0])).name }));
      expect(shared()).toHaveLength(1);

      expect((await posted?.click(t('sharing.delete')))?.text).toContain(t('sharing.deleted'));
      expect(shared()).toEqual([]);
      // Also with the button of the message that told of it.
      expect((await told.click(t('sharing.delete'))).text).toContain(t('sharing.deleted'));
      expect((await card.click(SHARE)).text).toContain(t('sharing.deletedBefore'));
      expect(shared()).toEqual([]);
    });

    test('a card whose outcome is unknown takes it out, and it is not posted again when it is not found', async () => {
      const ids = written();
      const card = await session.command('energy');
      session.loseAcknowledgement();
      await card.click(SHARE);
      const [posted] = shared();
      expect((await posted?.click(t('sharing.delete')))?.text).toContain(t('sharing.deleted'));
      session.aMinuteLater();
      await delivery(ids[0], 'skipped');
      expect(shared()).toEqual([]);
    });
  });

  const shareOf = async (id: string | undefined): Promise<Share> => {
    const found = await session.store().share(id ?? '');
    if (found === undefined) throw new Error(`there is no share ${id}`);
    return found;
  };
}

const RETRACTION = { id: 'retraction', on: '2026-11-02', what: { en: 'A source was withdrawn.' }, statements: [] };

/** Returns the records with the brief on energy changed. */
function withBrief(change: (brief: Brief) => Brief): Catalogue {
  const brief = own.briefs.get('energy');
  if (brief === undefined) throw new Error('there is no brief on energy');
  return { ...own, briefs: new Map(own.briefs).set('energy', change(brief)) };
}

const putRight = (statement: Statement): Statement => ({ ...statement, text: { en: 'Put right.' } });

/** Returns the records with every statement on energy put right. */
function corrected(): Catalogue {
  const records = withBrief((brief) => ({ ...brief, statements: brief.statements.map(putRight) }));
  const changed = records.briefs.get('energy')?.statements ?? [];
  return { ...records, statements: new Map([...own.statements, ...changed.map((one) => [one.id, one] as const)]) };
}
