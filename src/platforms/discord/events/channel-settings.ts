/** A channel's settings for answers, shown and changed by people who manage the server. */
import type { APIChatInputApplicationCommandInteraction } from 'discord.js';
import { onChannelSettings } from '../../../conversation/channel-settings/converse.ts';
import type { Bot } from '../../platform.ts';
import { languageOf } from './language.ts';
import type { DiscordMessage } from '../render/payload.ts';
import { askerOf } from './asker.ts';
import { homeOf } from './channel.ts';
import { pagesOf } from './respond.ts';
import { subcommandOf } from './subcommand.ts';

/** Returns the settings of the chosen channel, or of this one, after the requested change. */
export async function onSettingsCommand(
  interaction: APIChatInputApplicationCommandInteraction,
  bot: Bot,
): Promise<readonly DiscordMessage[]> {
  const { values } = subcommandOf(interaction);
  const language = languageOf('', interaction.locale);
  const asker = askerOf(interaction, { language, channelRef: channelRefOf(interaction, values.channel) });
  const result = await onChannelSettings({ language: values.language, answers: values.answers }, asker, bot);
  // The command has a field for each setting, so that no form is needed.
  return pagesOf(result.type === 'form' ? await bot.channelSettings.show(asker.channelRef, language) : result.reply);
}

/** The settings of a channel apply in its threads, so that a thread is resolved to its channel. */
function channelRefOf(interaction: APIChatInputApplicationCommandInteraction, chosen: string | undefined) {
  if (chosen === undefined) return homeOf(interaction);
  const channel = interaction.data.resolved?.channels?.[chosen];
  return homeOf({ guild_id: interaction.guild_id, channel });
}
