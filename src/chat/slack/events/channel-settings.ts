/** A channel's settings for answers, on Slack: `/brief settings` opens a form or changes them by text. */
import type { Language } from '../../../records/schema.ts';
import { onChannelSettings } from '../../../conversation/channel-settings/handle.ts';
import type { ChannelSettingsInput } from '../../../conversation/channel-settings/channel-settings.ts';
import type { Reply } from '../../../reply/reply.ts';
import type { AskerOf } from './asker.ts';
import { formView } from '../render/form.ts';
import { render, type SlackMessage } from '../render/render.ts';
import { reportFailure, isFirst, type SlackCommandEvent, type SlackContext } from '../connection/context.ts';
import { isTriggerExpired, show } from '../render/modal.ts';

/** Answers a settings command, with a form where it has no field; never rejects. */
export async function onSettingsCommand(
  slack: SlackContext,
  askerOf: AskerOf,
  input: ChannelSettingsInput,
  { command, ack, respond }: SlackCommandEvent,
): Promise<void> {
  const { bot } = slack;
  const { channel_id: channel, user_id: user, team_id: workspace, trigger_id: trigger } = command;
  let language: Language = 'en';
  const notify = async ({ text, blocks }: SlackMessage): Promise<void> => {
    await respond({ text, blocks, response_type: 'ephemeral', replace_original: false });
  };
  const notifyReply = async (reply: Reply): Promise<void> => {
    for (const message of render(reply)) await notify(message);
  };
  try {
    // The acknowledgement does not wait for the store or for Slack's API.
    await ack();
    if (!(await isFirst(slack, `command:${trigger}`))) return;
    language = (await slack.people.language(user)) ?? 'en';
    const asker = askerOf({ user, workspace, channel, language, eventId: trigger, isTyped: true });
    const result = await onChannelSettings(input, asker, bot.conversation);
    if (result.type !== 'form') return await notifyReply(result.reply);
    const view = Promise.resolve(formView(result.form, channel));
    await show(slack, { trigger, channel, language }, 'settings', view).catch(async (error: unknown) => {
      if (!isTriggerExpired(error)) throw error;
      // Changes by text need no trigger.
      await notifyReply(await bot.conversation.channelSettings.show(asker.channelRef, language));
    });
  } catch (error) {
    await reportFailure(slack, error, 'settings', language, notify);
  }
}
