/** Answers the slash command: privately unless the channel's settings say otherwise, in the acknowledgement where the answer is ready, otherwise after it. */
import { messages } from '../../../locales/messages.ts';
import type { RespondArguments } from '@slack/bolt';
import { onRequest } from '../../../conversation/handle.ts';
import { parseCommand } from '../../../conversation/parse-text.ts';
import type { Reply } from '../../../reply/reply.ts';
import type { Language } from '../../../records/schema.ts';
import { resolveReader } from '../../reader.ts';
import { ready } from '../../within.ts';
import type { AskerOf } from './asker.ts';
import { onSettingsCommand } from './channel-settings.ts';
import type { SlackMessage } from '../render/render.ts';
import {
  reportFailure,
  isFirst,
  messagesOf,
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
  const { people } = slack;
  const { conversation } = slack.bot;
  let language: Language = 'en';
  let open = false;
  const { channel_id: channel, user_id: user, team_id: workspace, trigger_id: trigger } = command;
  const recipient = { channel, user };
  const send = async (message: SlackMessage, over: RespondArguments = {}): Promise<void> => {
    await respond({ ...message, response_type: open ? 'in_channel' : 'ephemeral', ...over });
  };
  try {
    const parsed = parseCommand(parseText(command.text ?? ''), conversation.catalogue());
    if (parsed.settings !== undefined) return await onSettingsCommand(slack, askerOf, parsed.settings, event);
    language = parsed.language ?? 'en';
    const work = (async (): Promise<SlackMessage[]> => {
      if (!(await isFirst(slack, `command:${trigger}`))) return [];
      const channelRef = { platform: 'slack', workspace, channel };
      const own = (): Promise<Language | undefined> => people.language(user);
      const reader = await resolveReader({ typed: parsed.language, channelRef, own }, conversation);
      ({ language } = reader);
      const asker = askerOf({ user, workspace, channel, eventId: trigger, ...reader });
      const answered = onRequest(parsed.request, 'command', asker, conversation).then((result) => {
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
