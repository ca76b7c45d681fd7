/** What every chat platform does with commands, mentions and clicks. */
import { quotedText } from '../../../src/views/text.ts';
import { messages } from '../../../src/locales/messages.ts';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { SentAnswer } from '../../../src/conversation/message-answers/page.ts';
import { ownCatalogue } from '../../support/records.ts';
import { correctedIn, RIGHT, WHAT } from '../recall-run.ts';
import type { PlatformDriver, PlatformSession } from './driver.ts';

const t = messages('en');
const chinese = messages('zh');

/** What a hostile or careless person types, and what of it the answer repeats: the words that nothing here knows, all of it where each is known; mentions and addresses are no part of a question. */
const HOSTILE = [
  ['@everyone @here', ['@everyone @here']],
  ['@everyone @here zzqx', ['zzqx']],
  ['<!channel> <!here> <@U1> <@U1|x> <#C1|general> zzqx', ['zzqx']],
  ['<@123456789012345678> <@&123456789012345678> </brief:1> zzqx', ['zzqx']],
  ['*zzqx* **zzqx** _zzqx_ __zzqx__ ~zzqx~ ~~zzqx~~ `zzqx` ||zzqx||', ['zzqx']],
  ['[zzqy](x) <https://evil.example|zzqy> &lt;b&gt; &amp;', ['zzqy', 'lt', 'gt', 'amp']],
  ['> # the -# of', ['> # the -# of']],
  ['zzqx :smile: <t:0:R>', ['zzqx', 'smile']],
] as const;

/** Whether an answer is there, or was given up. */
const isSettled = ([answers, log]: readonly [number, string]): boolean =>
  answers > 0 || log.includes('a message could not be answered, or only perhaps');

export function answersContract(driver: PlatformDriver): void {
  let session: PlatformSession;
  beforeEach(async () => {
    session = await driver.start();
  });

  /** Returns what knows the answers that are stored from now on. */
  const stored = (): (() => readonly SentAnswer[]) => {
    const adding = vi.spyOn(session.store(), 'addAnswer');
    return () => adding.mock.calls.map(([answer]) => answer);
  };
  /** Delivers an event again, and returns once what came behind it is answered. */
  const deliverAgain = async (again: () => Promise<void>): Promise<void> => {
    await again();
    const { message } = await session.ask('help');
    await vi.waitFor(() => expect(session.replies(message)).toHaveLength(1));
  };

  test('answers a command privately', async () => {
    const answer = await session.command('energy');
    expect(answer).toMatchObject({ isPrivate: true, pings: false, faults: [] });
    expect(answer.text).toContain('Energy');
    expect(answer.text).toContain(t('card.differ'));
    expect(answer.labels).toContain(t('reply.share'));
    expect(session.posted()).toEqual([]);
  });

  test('answers a mention in the open, once, with nothing to share', async () => {
    const answer = await session.mention('energy');
    expect(answer).toMatchObject({ isPrivate: false, pings: false, faults: [] });
    expect(answer.text).toContain(t('card.differ'));
    expect(answer.labels).not.toContain(t('reply.share'));
    expect(session.posted()).toHaveLength(1);
  });

  test.each(['attache0/open/brief/energy/1/en', 'attache1/open/brief/../1/en', 'attache1/digest/explode/a1/en', 'x'])(
    'says of a button that it no longer knows (%s) that it is stale',
    async (id) => {
      const stale = await (await session.command('energy')).clickId(id);
      expect(stale).toMatchObject({ text: t('reply.staleButton'), isPrivate: true, faults: [] });
    },
  );

  test.each(HOSTILE)('repeats %j as text, pinging nobody, in private and in the open', async (hostile, repeated) => {
    for (const answer of [await session.command(hostile), await session.mention(hostile)]) {
      expect(answer).toMatchObject({ pings: false, faults: [] });
      expect(answer.text).toContain(t('answer.nothingOn', { quoted: quotedText(repeated, t) }));
    }
  });

  test('answers in the language that who asks reads the platform in', async () => {
    expect((await session.command('energy', 'chinese')).text).toContain(chinese('card.differ'));
    expect((await session.command('energy')).text).toContain(t('card.differ'));
  });

  test('answers a question in Chinese in Chinese', async () => {
    expect((await session.command('能源合作')).text).toMatch(/能源[^]*资料截至/u);
    expect((await session.mention('能源合作')).text).toMatch(/能源[^]*资料截至/u);
  });

  test('answers a click privately, and leaves the message as it is', async () => {
    const open = await session.mention('energy');
    const opened = await open.click(t('sections.names.sides'));
    expect(opened).toMatchObject({ isPrivate: true, pings: false, faults: [] });
    expect(opened.text).toContain(t('reply.about', { title: 'Energy', what: t('sections.names.sides') }));
    expect(session.posted().map(({ text }) => text)).toEqual([open.text]);
  });

  test('welcomes once where it is brought into, in the open', async () => {
    const greetings = await session.join();
    expect(greetings).toHaveLength(1);
    expect(greetings[0]).toMatchObject({ pings: false, faults: [] });
    expect(greetings[0]?.text).toMatch(/Attaché is in this (?:channel|server)/u);
  });

  describe('the answer to a mention', () => {
    const SECRET = 'zzqx-secret';
    const asked = 'energy';

    test('that is delivered again, also to another process, is there once', async () => {
      const { message, again } = await session.ask(asked);
      await vi.waitFor(() => expect(session.replies(message)).toHaveLength(1));
      await deliverAgain(again);
      await session.restart();
      await deliverAgain(again);
      const [answer, ...more] = session.replies(message);
      expect(more).toEqual([]);
      expect(answer).toMatchObject({ isPrivate: false, pings: false, faults: [] });
      expect(answer?.text).toContain(t('card.differ'));
    });

    test('that a process had claimed when it died is never sent', async () => {
      const store = session.store();
      const { claimEvent } = store;
      const died = Promise.withResolvers<void>();
      // It writes nothing and sends nothing from then on.
      vi.spyOn(store, 'claimEvent').mockImplementationOnce(async (...given) => {
        expect(await claimEvent(...given)).toBe(true);
        died.resolve();
        return await new Promise(() => {});
      });
      const { message, again } = await session.ask(asked);
      await died.promise;
      await session.restart();
      await deliverAgain(again);
      session.aMinuteLater();
      await deliverAgain(again);
      expect(session.replies(message)).toEqual([]);
    });

    test('that a process had sent when it died is there once, and its process stores nothing of it', async () => {
      const adding = vi.spyOn(session.store(), 'addAnswer').mockRejectedValueOnce(new Error('killed'));
      const { message, again } = await session.ask(asked);
      await vi.waitFor(() => expect(adding).toHaveBeenCalled());
      await session.restart();
      await deliverAgain(again);
      session.aMinuteLater();
      await deliverAgain(again);
      expect(session.replies(message)).toHaveLength(1);
    });

    test.each(['loseAcknowledgement', 'loseMessage'] as const)('is not there twice when %s happened', async (lose) => {
      session[lose]();
      const answers = stored();
      const { message, again } = await session.ask(asked);
      // Stored once the platform has acknowledged it, so that no second try is under way any more.
      await vi.waitFor(() => expect([answers().length, session.log()]).toSatisfy(isSettled));
      await deliverAgain(again);
      session.aMinuteLater();
      await deliverAgain(again);
      // Discord keeps a repeated message from doubling, so that it is repeated at once.
      const isThere = lose === 'loseAcknowledgement' || driver.name !== 'Slack';
      expect(session.replies(message)).toHaveLength(isThere ? 1 : 0);
    });

    test('is not begun where the store cannot claim it, of which the log tells', async () => {
      const claiming = vi
        .spyOn(session.store(), 'claimEvent')
        .mockRejectedValueOnce(new Error('the connection was lost'));
      const { message } = await session.ask(asked);
      await vi.waitFor(() => expect(claiming).toHaveBeenCalled());
      await deliverAgain(async () => {});
      expect(session.replies(message).filter(({ text }) => text.includes(t('card.differ')))).toEqual([]);
      expect(session.log()).toContain('the connection was lost');
    });

    test('is told of a correction of what it says', async () => {
      const answers = stored();
      const { text } = await session.mention('energy');
      await vi.waitFor(() => expect(answers()).toHaveLength(1));
      const own = ownCatalogue();
      const wrong = answers()[0]
        ?.carried.briefs[0]?.statements.flatMap((one) => own.statements.get(one) ?? [])
        .find((one) => text.includes(one.text.en));
      if (wrong === undefined) throw new Error('no statement stands in the answer as it is');
      session.replaceRecords(correctedIn(own, wrong.id));
      await vi.waitFor(() => expect(session.posted()[0]?.text).toContain(WHAT));
      const [answer, ...more] = session.posted();
      expect(more).toEqual([]);
      expect(answer?.text).toContain(RIGHT.en);
    });

    test('keeps neither in the store nor in the log what was asked', async () => {
      const answers = stored();
      await session.ask(SECRET);
      await vi.waitFor(() => expect(answers()).toHaveLength(1));
      expect(JSON.stringify(await session.store().delivery(answers()[0]?.id ?? ''))).not.toContain(SECRET);
      expect(session.log()).not.toContain(SECRET);
    });

    test('is remembered, those to commands and clicks are not', async () => {
      const answers = stored();
      const answer = await session.command('energy');
      await answer.click(t('sections.names.sides'));
      expect(answers()).toEqual([]);
      await session.mention('energy');
      await vi.waitFor(() => expect(answers()).toHaveLength(1));
    });
  });
}
