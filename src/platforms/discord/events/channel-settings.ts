/** What a channel has set for the answers in it, told and changed by those who manage the server. */
import type { APIChatInputApplicationCommandInteraction } from 'discord.js';
import type { Bot } from '../../platform.ts';
import { languageOf } from './language.ts';
import type { Message } from '../render/payload.ts';
import { homeOf } from './channel.ts';
import { notice } from '../render/render.ts';
import { shown } from './respond.ts';
import { asked, mayManage } from './subcommand.ts';
import { discordWords } from '../../../reply/texts/discord.ts';

/** Returns what holds in the channel that was chosen, or in this one, after what was asked to change. */
export async function settingsCommanded(
  interaction: APIChatInputApplicationCommandInteraction,
  bot: Bot,
): Promise<readonly Message[]> {
  const language = languageOf('', interaction.locale);
  const words = discordWords(language);
  const { values } = asked(interaction);
  const place = placeOf(interaction, values.channel);
  if (bot.places === undefined) return [notice(words.noPlaces, language)];
  if (place === undefined || !mayManage(interaction.member?.permissions)) return [notice(words.notManaging, language)];
  const { language: wished, answers } = values;
  if (wished === undefined && answers === undefined) return shown(await bot.places.show(place, language));
  return shown((await bot.places.change(place, { language: wished, answers }, language)).reply);
}

/** What is set for a channel holds in its threads, so that a thread stands for its channel. */
function placeOf(interaction: APIChatInputApplicationCommandInteraction, chosen: string | undefined) {
  if (chosen === undefined) return homeOf(interaction);
  const channel = interaction.data.resolved?.channels?.[chosen];
  return homeOf({ guild_id: interaction.guild_id, channel });
}
