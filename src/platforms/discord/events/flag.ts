/** "Something wrong?": opens the form, takes what is sent, and tells what is wrong with it as far as Discord lets it. */
import type { APIMessageComponentInteraction, APIModalSubmitInteraction } from 'discord.js';
import type { Language } from '../../../records/schema.ts';
import type { ChannelRef } from '../../../digest/subscription.ts';
import type { Flags } from '../../../conversation/flags/types.ts';
import type { FlagButton } from '../../../reply/button.ts';
import { ready } from '../../acknowledge.ts';
import type { Bot } from '../../platform.ts';
import { flagButtonOf } from '../render/button-id.ts';
import { flagAgain, flagModal, flagStale, parseForm, showsTyped, typedIn } from '../render/flag-form.ts';
import { languageOf } from './language.ts';
import { FLAG, type DiscordMessage } from '../render/payload.ts';
import { notice } from '../render/render.ts';
import { claim, respond, pagesOf } from './respond.ts';
import type { Sender } from '../delivery/send.ts';
import { discordTexts } from '../../../reply/texts/discord.ts';

/** Opens the form for a brief, filled in with what the message shows if it is one that could not be kept; says why if there is none. */
export async function openFlagForm(
  interaction: APIMessageComponentInteraction,
  { topic, language }: FlagButton,
  bot: Bot,
  sender: Sender,
): Promise<void> {
  const refuse = (messages: readonly DiscordMessage[]): Promise<void> =>
    respond(interaction, async () => messages, bot, sender);
  if (bot.flags === undefined) return refuse([notice(discordTexts(language).noInbox, language)]);
  const opened = formOf(bot.flags, topic, language);
  if (opened instanceof Error) return respond(interaction, () => Promise.reject(opened), bot, sender);
  if (!opened.ok) return refuse(pagesOf(opened.reply));
  const claimed = claim(interaction, bot);
  // A form must be the first answer, so that it cannot wait for long.
  if ((await ready(claimed)) && !(await claimed)) return;
  const { components } = interaction.message;
  await sender.modal(interaction, flagModal(opened.form, typedIn(components, interaction.data.custom_id)));
}

function formOf(flags: Flags, topic: string, language: Language): ReturnType<Flags['form']> | Error {
  try {
    return flags.form(topic, language);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** Takes a form that was sent: one answer, privately. It never rejects. */
export async function onFlagForm(interaction: APIModalSubmitInteraction, bot: Bot, sender: Sender): Promise<void> {
  const { message } = interaction;
  // What was said of the form the time before has had its day.
  const isAgain = ((message?.flags ?? 0) & FLAG.ephemeral) !== 0 && showsTyped(message?.components);
  return respond(interaction, () => taken(interaction, bot), bot, sender, isAgain ? 'in-place' : 'private');
}

async function taken(interaction: APIModalSubmitInteraction, bot: Bot): Promise<readonly DiscordMessage[]> {
  const { data, locale } = interaction;
  const typed = parseForm(data.components);
  const target = flagButtonOf(data.custom_id);
  if (target === undefined) return [flagStale(typed, languageOf('', locale))];
  const { topic, language } = target;
  if (bot.flags === undefined) return [notice(discordTexts(language).noInbox, language)];
  const given = { topic, statement: typed.statement, text: typed.text, link: typed.link };
  const person = interaction.member?.user.id ?? interaction.user?.id ?? '';
  const flagged = await bot.flags.flag(given, { channelRef: channelRefOf(interaction), person, language });
  return flagged.ok ? pagesOf(flagged.reply) : [flagAgain(flagged.reply, target, typed)];
}

/** Where it was flagged; of private conversations it is not kept which. */
function channelRefOf({ guild_id: workspace, channel }: APIModalSubmitInteraction): ChannelRef {
  return workspace === undefined
    ? { platform: 'discord', workspace: '', channel: '' }
    : { platform: 'discord', workspace, channel: channel?.id ?? '' };
}
