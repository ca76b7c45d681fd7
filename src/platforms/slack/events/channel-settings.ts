/** What a channel has set for its answers, in Slack: `/brief settings` opens a form or changes them by text. */
import type { AckFn, RespondArguments, RespondFn, SlashCommand } from '@slack/bolt';
import type { Language } from '../../../records/schema.ts';
import type { Place } from '../../../digest/subscription.ts';
import type { PlaceWish } from '../../../conversation/channel-settings/types.ts';
import type { Reply } from '../../../reply/reply.ts';
import { answerForm, type Outcome, type Submitted } from './form.ts';
import { placeErrors, placeForm, readPlaceForm } from '../render/channel-settings-form.ts';
import { render, type Message } from '../render/render.ts';
import type { Rights } from './rights.ts';
import { confess, isFirst, type Slack } from '../connection/context.ts';
import { isLate, show } from '../render/modal.ts';
import { slackWords } from '../../../reply/texts/slack.ts';

type Heard = {
  readonly command: SlashCommand;
  readonly ack: AckFn<string | RespondArguments>;
  readonly respond: RespondFn;
};

export type PlaceDesk = {
  /** Answers a command that asks to change settings, or, where it names none, to see them; never rejects. */
  readonly onCommand: (wish: PlaceWish, heard: Heard) => Promise<void>;
  /** Answers a form that was sent; never rejects. */
  readonly onForm: (submitted: Submitted) => Promise<void>;
};

/** Returns the settings of the channels of one connection. */
export function createPlaceDesk(slack: Slack, rights: Rights): PlaceDesk {
  const { bot } = slack;
  return {
    onCommand: async (wish, { command, ack, respond }) => {
      const { channel_id: channel, user_id: user, team_id: workspace, trigger_id: trigger } = command;
      const place: Place = { platform: 'slack', workspace, channel };
      let language: Language = 'en';
      const tell = async ({ text, blocks }: Message): Promise<void> => {
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
        const { places } = bot;
        if (places === undefined) return await tellReply(noPlaces(language));
        const refused = await rights(user, channel, channel, language, undefined);
        if (refused !== undefined) return await tellReply(refused);
        if (Object.keys(wish).length > 0) return await tellReply((await places.change(place, wish, language)).reply);
        const form = places.read(place).then((settings) => placeForm(settings, channel, language));
        await show(slack, { trigger, channel, language }, 'settings', form).catch(async (error: unknown) => {
          if (!isLate(error)) throw error;
          // By text it can be done without a trigger.
          await tellReply(await places.show(place, language));
        });
      } catch (error) {
        await confess(slack, error, 'settings', language, tell);
      }
    },

    onForm: async (submitted) => {
      const { body } = submitted;
      const filled = readPlaceForm(body.view.private_metadata, body.view.state.values);
      const language = filled?.language ?? 'en';
      await answerForm(
        slack,
        submitted,
        { language, about: 'settings', field: 'language' },
        async (): Promise<Outcome> => {
          const { places } = bot;
          if (places === undefined || filled === undefined) return { reply: noPlaces(language), errors: {} };
          const { channel, wish } = filled;
          // It was opened by somebody in that channel; admins may have changed since.
          const refused = await rights(body.user.id, channel, channel, language, undefined);
          if (refused !== undefined) return { reply: refused, errors: {} };
          const place = { platform: 'slack', workspace: body.team?.id ?? '', channel };
          const done = await places.change(place, wish, language);
          return { reply: done.reply, errors: done.ok ? {} : placeErrors(done.faults) };
        },
      );
    },
  };
}

const noPlaces = (language: Language): Reply => ({
  title: slackWords(language).settings.title,
  language,
  audience: 'asker',
  blocks: [{ type: 'note', tone: 'plain', text: slackWords(language).settings.noStore }],
  actions: [],
});
