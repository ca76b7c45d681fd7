/** Answers messages that were taken by a process which did not answer them: they are read again. */
import type { AnewOutcome, Courier } from '../../../digest/delivery/courier.ts';
import type { SlackContext } from '../connection/context.ts';
import { AGAIN_SECONDS, outcomeOf } from '../delivery/outcome.ts';
import type { AskerOf } from './asker.ts';
import { composeAnswer, languageOf } from './message.ts';

/** Returns how a courier answers a message anew. */
export function createAnswerAnew(slack: SlackContext, askerOf: AskerOf): NonNullable<Courier['answerAnew']> {
  const { bot, client, self } = slack;
  return async ({ channelRef: { workspace, channel }, message: ts, inReplyTo }): Promise<AnewOutcome> => {
    try {
      const at = { channel, oldest: ts, latest: ts, inclusive: true, limit: 2 };
      // https://docs.slack.dev/reference/methods/conversations.replies: the first of a thread stands in the channel too.
      const { messages } = await (inReplyTo === undefined || inReplyTo === ts
        ? client.conversations.history(at)
        : client.conversations.replies({ ...at, ts: inReplyTo }));
      const found = messages?.find((message) => message.ts === ts);
      if (found?.user === undefined) return { type: 'gone' };
      const asked = { workspace, channel, ts, user: found.user, text: found.text };
      return { type: 'answer', ...(await composeAnswer(slack, askerOf, asked, await languageOf(slack, asked))) };
    } catch (error) {
      const outcome = outcomeOf(error, self.name, bot.now());
      if (outcome.type === 'wait' || outcome.type === 'refused') return outcome;
      return outcome.type === 'unknown'
        ? { type: 'wait', until: bot.now().add({ seconds: AGAIN_SECONDS }), detail: outcome.detail }
        : { type: 'refused', because: 'no-history', detail: outcome.detail };
    }
  };
}
