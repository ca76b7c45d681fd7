/** The bot as every platform meets it: the catalogue in service, answers, events seen once, faults with a reference. */
import type { Catalogue } from './brief/catalogue.ts';
import { newReference } from './errors.ts';
import type { Logger } from './log.ts';
import type { Bot } from './platforms/platform.ts';
import { wordsOf } from './reply/words.ts';
import { answer } from './request/answer.ts';

/** How many event ids are remembered, far more than a platform redelivers within its minutes of retrying. */
const EVENTS_REMEMBERED = 20_000;

export type BotOptions = {
  readonly catalogue: () => Catalogue;
  readonly log: Logger;
  readonly now: () => Temporal.Instant;
};

/** Returns a bot that answers from the catalogue in service at the moment of each question. */
export function createBot({ catalogue, log, now }: BotOptions): Bot {
  const seen = new Set<string>();
  const fault = (error: unknown, about: string): string => {
    const reference = newReference();
    log.error({ reference, about, err: error }, 'fault');
    return reference;
  };
  return {
    catalogue,
    log,
    fault,
    first: async (eventId) => {
      if (seen.has(eventId)) return false;
      seen.add(eventId);
      // A Set keeps the order of insertion, so the first is the oldest.
      if (seen.size > EVENTS_REMEMBERED)
        for (const oldest of seen) {
          seen.delete(oldest);
          break;
        }
      return true;
    },
    answer: async (request, asking) => {
      try {
        return answer(request, { ...asking, catalogue: catalogue(), now: now() });
      } catch (error) {
        const words = wordsOf(asking.language);
        return {
          title: words.nothing,
          language: asking.language,
          audience: 'asker',
          blocks: [{ type: 'note', tone: 'warning', text: words.failed(fault(error, request.type)) }],
          actions: [],
        };
      }
    },
  };
}
