/** What every chat platform does with commands, mentions and clicks. */
import { quotedText } from '../../../src/reply/list-text.ts';
import { messages } from '../../../src/locales/messages.ts';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Delivery } from '../../../src/digest/delivery/delivery.ts';
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

export function answersContract(driver: PlatformDriver): void {
  let session: PlatformSession;
  beforeEach(async () => {
    session = await driver.start();
  });

  /** Returns what knows the ids of the answers that are written from now on. */
  const written = (): (() => readonly string[]) => {
    const adding = vi.spyOn(session.store(), 'addAnswer');
    return () => adding.mock.calls.map(([{ id }]) => id);
  };
  const delivery = (id: string | undefined, state: Delivery['state']): Promise<Delivery> =>
    vi.waitFor(
      async () => {
        const found = await session.store().delivery(id ?? '');
        expect(found?.state).toBe(state);
        if (found === undefined) throw new Error(`there is no answer ${id}`);
        return found;
      },
      { timeout: 10_000 },
    );
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
    expect(answer.text).toContain(t('reply.bottomLine'));
    expect(answer.labels).toContain(t('reply.share'));
    expect(session.posted()).toEqual([]);
  });

  test('answers a mention in the open, once, with nothing to share', async () => {
    const answer = await session.mention('energy');
    expect(answer).toMatchObject({ isPrivate: false, pings: false, faults: [] });
    expect(answer.text).toContain(t('reply.bottomLine'));
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
    expect((await session.command('energy', 'chinese')).text).toContain(chinese('reply.bottomLine'));
    expect((await session.command('energy')).text).toContain(t('reply.bottomLine'));
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

    /** Mentions the bot, whose process dies at a step of the answer: from then on it writes nothing. Another one begins. */
    const askAndDie = async (
      step: 'claimed' | 'begun' | 'posted',
    ): Promise<{ readonly id: string; readonly message: string; readonly again: () => Promise<void> }> => {
      const ids = written();
      const dead = new Error('killed');
      const store = session.store();
      const { begin } = store;
      const beginning = vi.spyOn(store, 'begin');
      const settling = vi.spyOn(store, 'settle').mockRejectedValue(dead);
      if (step === 'claimed') beginning.mockRejectedValue(dead);
      if (step === 'begun')
        beginning.mockImplementation(async (...given) => {
          await begin(...given);
          throw dead;
        });
      const { message, again } = await session.ask(asked);
      await vi.waitFor(() => expect(settling).toHaveBeenCalled());
      const id = ids().at(-1) ?? '';
      expect(session.replies(message)).toHaveLength(step === 'posted' ? 1 : 0);
      beginning.mockRestore();
      settling.mockRestore();
      await delivery(id, 'claimed');
      await session.restart();
      return { id, message, again };
    };
    test.each(['claimed', 'begun', 'posted'] as const)(
      'that a process had %s when it died is there once, also where the event comes again',
      async (step) => {
        const { id, message, again } = await askAndDie(step);
        await deliverAgain(again);
        // The claim runs out, then it is looked up, later where it may be on its way.
        session.aMinuteLater();
        if (step !== 'claimed') {
          await delivery(id, 'unknown');
          session.aMinuteLater();
        }
        const { carried, reason } = await delivery(id, 'sent');
        expect(reason).toBe(step === 'posted' ? 'looked-up: found in the channel' : '');
        expect(carried?.briefs).toMatchObject([{ id: 'energy' }]);
        await deliverAgain(again);
        const [answer, ...more] = session.replies(message);
        expect(more).toEqual([]);
        expect(answer).toMatchObject({ isPrivate: false, pings: false, faults: [] });
        expect(answer?.text).toContain(t('reply.bottomLine'));
      },
    );

    test('is not sent any more where the process died long ago, or the message is gone', async () => {
      const late = await askAndDie('claimed');
      session.toSlot(1);
      expect((await delivery(late.id, 'skipped')).reason).toMatch(/^too-late/u);
      const gone = await askAndDie('claimed');
      session.forget(gone.message);
      session.aMinuteLater();
      expect((await delivery(gone.id, 'skipped')).reason).toMatch(/^gone/u);
      expect(session.posted()).toEqual([]);
    });

    test.each(['loseAcknowledgement', 'loseMessage'] as const)('is there once when %s happened', async (lose) => {
      const [ids, settling] = [written(), vi.spyOn(session.store(), 'settle')];
      session[lose]();
      const { message, again } = await session.ask(asked);
      await vi.waitFor(() => expect(settling).toHaveBeenCalled());
      const [id = ''] = ids();
      // Discord keeps a repeated message from doubling, so that it is repeated at once; on Slack it is looked up first.
      const isUnknown = (await session.store().delivery(id))?.state === 'unknown';
      expect(isUnknown).toBe(driver.name === 'Slack');
      if (isUnknown) session.aMinuteLater();
      await delivery(id, 'sent');
      await deliverAgain(again);
      expect(session.replies(message)).toHaveLength(1);
    });

    test('is there though the store fails, once', async () => {
      const store = session.store();
      const { addAnswer } = store;
      // It is unknown to the process that it was written.
      const adding = vi.spyOn(store, 'addAnswer').mockImplementationOnce(async (...given) => {
        await addAnswer(...given);
        throw new Error('the connection was lost');
      });
      const { message, again } = await session.ask(asked);
      await vi.waitFor(() => expect(session.replies(message)).toHaveLength(1));
      const [[given]] = adding.mock.calls as [Parameters<typeof addAnswer>];
      session.aMinuteLater();
      await delivery(given.id, 'sent');
      await deliverAgain(again);
      expect(session.replies(message)).toHaveLength(1);
    });

    test('is told of a correction of what it says', async () => {
      const ids = written();
      const { text } = await session.mention('energy');
      const { carried } = await delivery(ids()[0], 'sent');
      const own = ownCatalogue();
      const wrong = carried?.briefs[0]?.statements
        .flatMap((one) => own.statements.get(one) ?? [])
        .find((one) => text.includes(one.text.en));
      if (wrong === undefined) throw new Error('no statement stands in the answer as it is');
      session.replaceRecords(correctedIn(own, wrong.id));
      await vi.waitFor(() => expect(session.posted()[0]?.text).toContain(WHAT));
      const [answer, ...more] = session.posted();
      expect(more).toEqual([]);
      expect(answer?.text).toContain(RIGHT.en);
    });

    test('keeps neither in the store nor in the log what was asked', async () => {
      const ids = written();
      const { message } = await session.ask(SECRET);
      await vi.waitFor(() => expect(session.replies(message)).toHaveLength(1));
      expect(JSON.stringify(await delivery(ids()[0], 'sent'))).not.toContain(SECRET);
      expect(session.log()).not.toContain(SECRET);
    });

    test('is remembered, those to commands and clicks are not', async () => {
      const ids = written();
      const answer = await session.command('energy');
      await answer.click(t('sections.names.sides'));
      expect(ids()).toEqual([]);
      await session.mention('energy');
      expect(ids()).toHaveLength(1);
    });
  });
}
