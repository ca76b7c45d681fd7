/** Answers the slash command: privately unless the channel is set otherwise, at once where the answer is ready, otherwise after saying that it comes. */
import type { AckFn, RespondArguments, RespondFn, SlashCommand } from '@slack/bolt';
import { parseSettingsCommand } from '../../../conversation/channel-settings/parse.ts';
import { replyTexts } from '../../../reply/texts/reply.ts';
import { parseCommandText } from '../../../conversation/parse-text.ts';
import { parseLanguage } from '../../../conversation/parse-language.ts';
import { ready } from '../../acknowledge.ts';
import type { ChannelSettingsEvents } from './channel-settings.ts';
import type { SlackMessage } from '../render/render.ts';
import { answer, reportFailure, isFirst, settingsOf, postEphemeral, type SlackContext } from '../connection/context.ts';
import { parseText } from '../render/text.ts';

export const COMMAND = '/brief';

type SlackCommandEvent = {
  readonly command: SlashCommand;
  readonly ack: AckFn<string | RespondArguments>;
  readonly respond: RespondFn;
};

/** Answers one command; never rejects. */
export async function onCommand(
  slack: SlackContext,
  channelSettings: ChannelSettingsEvents,
  event: SlackCommandEvent,
): Promise<void> {
  const { command, ack, respond } = event;
  const text = parseText(command.text ?? '');
  const input = parseSettingsCommand(text);
  if (input !== undefined) return await channelSettings.onCommand(input, event);
  const typed = parseLanguage(text).language;
  let language = typed ?? 'en';
  let open = false;
  const place = { channel: command.channel_id, user: command.user_id };
  const tell = async (message: SlackMessage, over: RespondArguments = {}): Promise<void> => {
    await respond({ ...message, response_type: open ? 'in_channel' : 'ephemeral', ...over });
  };
  try {
    const work = (async (): Promise<SlackMessage[]> => {
      if (!(await isFirst(slack, `command:${command.trigger_id}`))) return [];
      const request = parseCommandText(text, slack.bot.catalogue());
      const set = await settingsOf(slack, command.team_id, command.channel_id);
      language = typed ?? set.language ?? (await slack.people.language(command.user_id)) ?? 'en';
      // How to ask is for who asks.
      open = set.audience === 'everyone' && request.type !== 'help';
      return await answer(slack, request, language, open ? 'everyone' : 'asker');
    })();
    if (await ready(work)) {
      const [first, ...rest] = await work;
      if (first === undefined) return await ack();
      await ack({ ...first, response_type: open ? 'in_channel' : 'ephemeral' });
      for (const message of rest) await tell(message, { replace_original: false });
      return;
    }
    await ack({ text: replyTexts(language).slow, response_type: 'ephemeral' });
    // What only the asker was told cannot become an answer for everybody.
    for (const [index, message] of (await work).entries())
      await tell(message, { replace_original: index === 0 && !open });
  } catch (error) {
    open = false;
    await reportFailure(
      slack,
      error,
      'command',
      language,
      tell,
      async (message) => await postEphemeral(slack, place, message),
    );
  }
}
