/** A channel's settings for answers, shown and changed by people who manage the server. */
import { listBlock } from '../../../reply/compose/parts.ts';
import { messages } from '../../../locales/messages.ts';
import type { APIChatInputApplicationCommandInteraction } from 'discord.js';
import { onChannelSettings } from '../../../conversation/channel-settings/handle.ts';
import type { Reply } from '../../../reply/reply.ts';
import type { Bot } from '../../platform.ts';
import { languageOf } from './language.ts';
import type { DiscordMessage } from '../render/payload.ts';
import { askerOf } from './asker.ts';
import { parentChannelOf } from './channel.ts';
import { messagesAtOnce } from '../render/render.ts';
import { subcommandOf } from './subcommand.ts';

/** Returns the settings of the chosen channel, or of this one, after the requested change. */
export async function onSettingsCommand(
  interaction: APIChatInputApplicationCommandInteraction,
  bot: Bot,
): Promise<readonly DiscordMessage[]> {
  const { values } = subcommandOf(interaction);
  const language = languageOf(interaction.locale);
  const channel =
    values.channel === undefined ? interaction.channel : interaction.data.resolved?.channels?.[values.channel];
  // The settings of a channel apply in its threads, so that a thread is resolved to its channel.
  const channelRef = parentChannelOf({ guild_id: interaction.guild_id, channel });
  const asker = askerOf(interaction, { language, channelRef });
  const refused = await asker.refusal({ action: 'settings', channelRef: asker.channelRef });
  if (refused !== undefined || channelRef === undefined) return refused === undefined ? [] : messagesAtOnce(refused);
  const result = await onChannelSettings(
    { language: values.language, answers: values.answers },
    asker,
    bot.conversation,
  );
  // The command has a field for each setting, so that no form is needed.
  const reply =
    result.type === 'reply' ? result.reply : await bot.conversation.channelSettings.show(channelRef, language);
  return messagesAtOnce(named(reply, channelRef.channel, channelRef.channel !== channel?.id));
}

/** Returns a reply about the settings that names their channel, and why it is that one where a thread was meant. */
function named(reply: Reply, channel: string, isOfThread: boolean): Reply {
  const t = messages(reply.language);
  return {
    ...reply,
    title: reply.title === messages(reply.language)('settings.title') ? t('discord.settings') : reply.title,
    blocks: [
      listBlock('', [
        {
          label: messages(reply.language)('digests.labels.channel'),
          channel,
          detail: isOfThread ? t('discord.threadFollows') : '',
        },
      ]),
      ...reply.blocks,
    ],
  };
}
