/** What a channel of the chat hears on the day. */
import { messages } from '../../src/locales/messages.ts';
import type { Day } from './day.ts';
import { until } from './until.ts';
import { STATEMENTS } from './words.ts';

/** What subscribes the channel to all of a pair, and what posts that digest now. */
const WORDS = { en: ['subscribe china-us', 'now china-us'], zh: ['订阅 中美', '立即发送 中美'] } as const;

/** Subscribes the channel, and has it introduced to the topics: what comes later is news. */
export async function subscribe({ started, language }: Day): Promise<void> {
  for (const words of WORDS[language]) await started.command('/digest', words);
  await until('the first digest', async () => (await started.channel()).length === 1);
}

/** Asks for the digest, and waits until it tells what was published. */
export async function hearNews({ started, language }: Day): Promise<void> {
  await started.command('/digest', WORDS[language][1]);
  await until('the digest with the new statements', async () => {
    const [, news = ''] = await started.channel();
    return news.includes(STATEMENTS.cargoes[language]) && news.includes(STATEMENTS.orders[language]);
  });
}

/** Waits until the message that told the former wording carries the correction. */
export async function hearCorrection({ started, language }: Day): Promise<void> {
  const { cargoes } = STATEMENTS;
  await until('the correction on the message that was sent', async () => {
    const [, news = ''] = await started.channel();
    return (
      news.includes(messages(language)('recall.corrected')) &&
      news.includes(cargoes.right[language]) &&
      news.includes(cargoes.why[language])
    );
  });
}
