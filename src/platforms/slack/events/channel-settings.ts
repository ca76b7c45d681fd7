/** What a channel has set for its answers, in Slack: `/brief settings` opens a form or changes them by text. */
import type { AckFn, RespondArguments, RespondFn, SlashCommand } from '@slack/bolt';
import type { Language } from '../../../records/schema.ts';
import type { ChannelRef } from '../../../digest/subscription.ts';
import type { ChannelSettingsInput } from '../../../conversation/channel-settings/types.ts';
import type { Reply } from '../../../reply/reply.ts';
import { answerForm, type FormOutcome, type Submitted } from './form.ts';
import {
  channelSettingsErrors,
  channelSettingsForm,
  parseChannelSettingsForm,
} from '../render/channel-settings-form.ts';
import { render, type SlackMessage } from '../render/render.ts';
import type { Rights } from './rights.ts';
import { reportFailure, isFirst, type SlackContext } from '../connection/context.ts';
import { isLate, show } from '../render/modal.ts';
import { slackTexts } from '../../../reply/texts/slack.ts';

type SettingsCommandEvent = {
  readonly command: SlashCommand;
  readonly ack: AckFn<string | RespondArguments>;
  readonly respond: RespondFn;
};

export type ChannelSettingsEvents = {
  /** Answers a command that asks to change settings, or, where it names none, to see them; never rejects. */
  readonly onCommand: (input: ChannelSettingsInput, event: SettingsCommandEvent) => Promise<void>;
  /** Answers a form that was sent; never rejects. */
  readonly onForm: (submitted: Submitted) => Promise<void>;
};

/** Returns the settings of the channels of one connection. */
export function createChannelSettingsEvents(slack: SlackContext, rights: Rights): ChannelSettingsEvents {
  const { bot } = slack;
  return {
    onCommand: async (input, { command, ack, respond }) => {
      const { channel_id: channel, user_id: user, team_id: workspace, trigger_id: trigger } = command;
      const channelRef: ChannelRef = { platform: 'slack', workspace, channel };
      let language: Language = 'en';
      const tell = async ({ text, blocks }: SlackMessage): Promise<void> => {
        await respond({ text, blocks, response_type: 'ephemeral', replace_original: false });
      };
      const tellReply = async (reply: Reply): Promise<void> => {
        for (const message of render(reply)) await tell(message);
      };
      try {
        // What follows asks the store and Slack: the acknowledgement does not wait for either.
        await ack();
        if (!(await isFirst(slack, `command:${trigger}`))) return;
        language = (await slack.people.language(user)) ?? 'en';
        const { channelSettings } = bot;
        if (channelSettings === undefined) return await tellReply(noPlaces(language));
        const refused = await rights(user, channel, channel, language, undefined);
        if (refused !== undefined) return await tellReply(refused);
        if (Object.keys(input).length > 0)
          return await tellReply((await channelSettings.change(channelRef, input, language)).reply);
        const form = channelSettings
          .read(channelRef)
          .then((settings) => channelSettingsForm(settings, channel, language));
        await show(slack, { trigger, channel, language }, 'settings', form).catch(async (error: unknown) => {
          if (!isLate(error)) throw error;
          // By text it can be done without a trigger.
          await tellReply(await channelSettings.show(channelRef, language));
        });
      } catch (error) {
        await reportFailure(slack, error, 'settings', language, tell);
      }
    },

    onForm: async (submitted) => {
      const { body } = submitted;
      const filled = parseChannelSettingsForm(body.view.private_metadata, body.view.state.values);
      const language = filled?.language ?? 'en';
      await answerForm(
        slack,
        submitted,
        { language, about: 'settings', field: 'language' },
        async (): Promise<FormOutcome> => {
          const { channelSettings } = bot;
          if (channelSettings === undefined || filled === undefined) return { reply: noPlaces(language), errors: {} };
          const { channel, input } = filled;
          // It was opened by somebody in that channel; admins may have changed since.
          const refused = await rights(body.user.id, channel, channel, language, undefined);
          if (refused !== undefined) return { reply: refused, errors: {} };
          const place = { platform: 'slack', workspace: body.team?.id ?? '', channel };
          const done = await channelSettings.change(place, input, language);
          return { reply: done.reply, errors: done.ok ? {} : channelSettingsErrors(done.faults) };
        },
      );
    },
  };
}

const noPlaces = (language: Language): Reply => ({
  title: slackTexts(language).settings.title,
  language,
  audience: 'asker',
  blocks: [{ type: 'note', tone: 'plain', text: slackTexts(language).settings.noStore }],
  actions: [],
});
