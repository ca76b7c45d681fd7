/** Prints a reply as text or as a platform's payload. */
import { terminalOf } from '../chat/console/connect.ts';
import { render as renderText } from '../chat/console/render.ts';
import { helpEntriesOf } from '../conversation/help.ts';
import type { AnswerContext } from '../conversation/conversation.ts';
import type { Language } from '../records/schema.ts';
import type { Reply } from '../reply/reply.ts';
import { AttacheError } from '../shared/errors.ts';
import { print, printJson, type Io } from './io.ts';

/** Returns the context of an answer on the command line: for everyone, with the console's help entries. */
export const askContext = (language: Language): Omit<AnswerContext, 'catalogue' | 'now'> => ({
  language,
  audience: 'asker',
  helpEntries: helpEntriesOf('terminal', language),
});

/** Prints a reply as `text`, or as the JSON payloads of the platform named; throws AttacheError('usage') for an unknown name. */
export async function printReply(reply: Reply, as: string, io: Io): Promise<void> {
  if (as === 'text') return print(io.output, renderText(reply, terminalOf(io)));
  // Only where one is named: platforms are searched for on the disk, and each imports its settings.
  const { platforms } = await import('../app/platforms.ts');
  const platform = as === 'console' ? undefined : (await platforms()).get(as);
  if (platform === undefined)
    throw new AttacheError('usage', `there is no form "${as}"; --as takes text, json, slack or discord`);
  const render = await platform.render();
  const messages = render(reply);
  return printJson(io.output, messages.length === 1 ? messages[0] : messages, 2);
}
