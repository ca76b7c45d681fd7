/** Answers the slash command: privately unless the channel's settings say otherwise, in the acknowledgement where the answer is ready, otherwise after it. */
import { messages } from '../../../locales/messages.ts';
import { onRequest } from '../../../conversation/handle.ts';
import { parseCommand } from '../../../conversation/parse-text.ts';
import type { Language } from '../../../records/schema.ts';
import { resolveLanguage } from '../../resolve-language.ts';
import { settlesInTime } from '../../timeout.ts';
import type { AskerOf } from './asker.ts';
import { onSettingsCommand } from './channel-settings.ts';
import { messagesAtOnce, type SlackMessage } from '../render/render.ts';
import {
  failure,
  reportFailure,
  isFirst,
  postEphemeral,
  type SlackCommandEvent,
  type SlackContext,
} from '../connection/context.ts';
import { parseText } from '../render/escape.ts';

export const COMMAND = '/brief';

/** What a command is answered with, and whether everyone in the channel sees it. */
type Answer = { readonly messages: readonly SlackMessage[]; readonly isOpen: boolean };

/** Answers one command; never rejects. */
export async function onCommand(slack: SlackContext, askerOf: AskerOf, event: SlackCommandEvent): Promise<void> {
  const { command, ack, respond } = event;
  const { people } = slack;
  const { conversation } = slack.bot;
  let language: Language = 'en';
  const { channel_id: channel, user_id: user, team_id: workspace, trigger_id: trigger } = command;
  const recipient = { channel, user };
  try {
    const parsed = parseCommand(parseText(command.text ?? ''), conversation.catalogue());
    if (parsed.settings !== undefined) return await onSettingsCommand(slack, askerOf, parsed.settings, event);
    language = parsed.language ?? 'en';
    const work = (async (): Promise<Answer> => {
      if (!(await isFirst(slack, `command:${trigger}`))) return { messages: [], isOpen: false };
      const channelRef = { platform: 'slack', workspace, channel };
      const own = (): Promise<Language | undefined> => people.language(user);
      const reader = await resolveLanguage({ typed: parsed.language, channelRef, own }, conversation);
      ({ language } = reader);
      const asker = askerOf({ user, workspace, channel, eventId: trigger, isTyped: true, ...reader });
      try {
        const { reply } = await onRequest(parsed.request, 'command', asker, conversation);
        return { messages: messagesAtOnce(reply), isOpen: reply.audience === 'everyone' };
      } catch (error) {
        return { messages: [failure(slack.bot, error, 'answer', language)], isOpen: false };
      }
    })();
    const isReady = await settlesInTime(work);
    if (!isReady) await ack({ text: messages(language)('reply.slow'), response_type: 'ephemeral' });
    const { messages: answer, isOpen } = await work;
    const response_type = isOpen ? 'in_channel' : 'ephemeral';
    const [first, ...rest] = answer;
    if (isReady) await ack(first && { ...first, response_type });
    // A private message cannot be replaced by one for everyone.
    else if (first !== undefined) await respond({ ...first, response_type, replace_original: !isOpen });
    for (const message of rest) await respond({ ...message, response_type, replace_original: false });
  } catch (error) {
    await reportFailure(
      slack,
      error,
      'command',
      language,
      async (message) => await respond({ ...message, response_type: 'ephemeral' }),
      async (message) => await postEphemeral(slack, recipient, message),
    );
  }
}
