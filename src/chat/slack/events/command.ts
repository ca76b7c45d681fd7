/** Answers the slash command: privately unless the channel's settings say otherwise, in the acknowledgement where the answer is ready, otherwise after it. */
import { messages } from '../../../locales/messages.ts';
import type { RespondArguments } from '@slack/bolt';
import { parseSettingsCommand } from '../../../conversation/channel-settings/channel-settings.ts';
import { onText } from '../../../conversation/handle.ts';
import { parseLanguage } from '../../../conversation/parse-text.ts';
import type { Reply } from '../../../reply/reply.ts';
import { ready } from '../../within.ts';
import type { AskerOf } from './asker.ts';
import { onSettingsCommand } from './channel-settings.ts';
import type { SlackMessage } from '../render/render.ts';
import {
  reportFailure,
  isFirst,
  messagesOf,
  settingsOf,
  postEphemeral,
  type SlackCommandEvent,
  type SlackContext,
} from '../connection/context.ts';
import { parseText } from '../render/escape.ts';

export const COMMAND = '/brief';

/** Tells whether an answer is for the whole channel where that has its answers open: what found nothing or only leads on is of use to who asked alone. */
const isForEveryone = ({ audience, outcome = 'answered', again }: Reply): boolean =>
  audience === 'everyone' && outcome === 'answered' && again?.type !== 'topics' && again?.type !== 'help';

/** Answers one command; never rejects. */
export async function onCommand(slack: SlackContext, askerOf: AskerOf, event: SlackCommandEvent): Promise<void> {
  const { command, ack, respond } = event;
  const text = parseText(command.text ?? '');
  const input = parseSettingsCommand(text);
  if (input !== undefined) return await onSettingsCommand(slack, askerOf, input, event);
  const typed = parseLanguage(text).language;
  let language = typed ?? 'en';
  let open = false;
  const { channel_id: channel, user_id: user, team_id: workspace, trigger_id: trigger } = command;
  const recipient = { channel, user };
  const send = async (message: SlackMessage, over: RespondArguments = {}): Promise<void> => {
    await respond({ ...message, response_type: open ? 'in_channel' : 'ephemeral', ...over });
  };
  try {
    const work = (async (): Promise<SlackMessage[]> => {
      if (!(await isFirst(slack, `command:${trigger}`))) return [];
      const set = await settingsOf(slack, workspace, channel);
      language = typed ?? set.language ?? (await slack.people.language(user)) ?? 'en';
      const asker = askerOf({ user, workspace, channel, language, eventId: trigger, audience: set.audience });
      const answered = onText({ type: 'command', text }, asker, slack.bot.conversation).then((result) => {
        open = isForEveryone(result.reply);
        return result;
      });
      return await messagesOf(slack, answered, language);
    })();
    if (await ready(work)) {
      const [first, ...rest] = await work;
      if (first === undefined) return await ack();
      await ack({ ...first, response_type: open ? 'in_channel' : 'ephemeral' });
      for (const message of rest) await send(message, { replace_original: false });
      return;
    }
    await ack({ text: messages(language)('reply.slow'), response_type: 'ephemeral' });
    // A private message cannot be replaced by one for everyone.
    for (const [index, message] of (await work).entries())
      await send(message, { replace_original: index === 0 && !open });
  } catch (error) {
    open = false;
    await reportFailure(
      slack,
      error,
      'command',
      language,
      send,
      async (message) => await postEphemeral(slack, recipient, message),
    );
  }
}
