/** What a channel has set for the answers in it, told and changed by those who manage the server. */
import type { APIChatInputApplicationCommandInteraction } from 'discord.js';
import type { Bot } from '../../platform.ts';
import { languageOf } from './language.ts';
import type { DiscordMessage } from '../render/payload.ts';
import { homeOf } from './channel.ts';
import { notice } from '../render/render.ts';
import { pagesOf } from './respond.ts';
import { subcommandOf, mayManage } from './subcommand.ts';
import { discordTexts } from '../../../reply/texts/discord.ts';

/** Returns what holds in the channel that was chosen, or in this one, after what was asked to change. */
export async function onSettingsCommand(
  interaction: APIChatInputApplicationCommandInteraction,
  bot: Bot,
): Promise<readonly DiscordMessage[]> {
  const language = languageOf('', interaction.locale);
  const texts = discordTexts(language);
  const { values } = subcommandOf(interaction);
  const channelRef = channelRefOf(interaction, values.channel);
  if (bot.channelSettings === undefined) return [notice(texts.noChannelSettings, language)];
  if (channelRef === undefined || !mayManage(interaction.member?.permissions))
    return [notice(texts.notManaging, language)];
  const { language: wished, answers } = values;
  if (wished === undefined && answers === undefined)
    return pagesOf(await bot.channelSettings.show(channelRef, language));
  return pagesOf((await bot.channelSettings.change(channelRef, { language: wished, answers }, language)).reply);
}

/** What is set for a channel holds in its threads, so that a thread stands for its channel. */
function channelRefOf(interaction: APIChatInputApplicationCommandInteraction, chosen: string | undefined) {
  if (chosen === undefined) return homeOf(interaction);
  const channel = interaction.data.resolved?.channels?.[chosen];
  return homeOf({ guild_id: interaction.guild_id, channel });
}
