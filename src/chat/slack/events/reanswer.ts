/** Answers messages that were taken by a process which did not answer them: they are read again. */
import type { ReanswerOutcome, Courier } from '../../../digest/delivery/courier.ts';
import type { SlackContext } from '../connection/context.ts';
import { retryLater } from '../../delivery.ts';
import { readMessage } from '../delivery/lookup.ts';
import { outcomeOf } from '../delivery/outcome.ts';
import type { AskerOf } from './asker.ts';
import { composeAnswer, languageOf, parseQuestion } from './message.ts';

/** Returns how a courier answers a message anew. */
export function createReanswer(slack: SlackContext, askerOf: AskerOf): NonNullable<Courier['reanswer']> {
  const { bot, client, self } = slack;
  return async ({ channelRef: { workspace, channel }, message: ts, inReplyTo }): Promise<ReanswerOutcome> => {
    try {
      const found = await readMessage(client, { channel, ts, thread: inReplyTo });
      if (found?.user === undefined) return { type: 'gone' };
      const thread_ts = inReplyTo === ts ? undefined : inReplyTo;
      const asked = { workspace, channel, ts, thread_ts, user: found.user, parsed: parseQuestion(slack, found.text) };
      return { type: 'answer', ...(await composeAnswer(slack, askerOf, asked, await languageOf(slack, asked))) };
    } catch (error) {
      const outcome = outcomeOf(error, self.name, bot.now());
      if (outcome.type === 'wait' || outcome.type === 'refused') return outcome;
      return outcome.type === 'unknown'
        ? retryLater(bot.now(), outcome.detail)
        : { type: 'refused', because: 'no-history', detail: outcome.detail };
    }
  };
}
