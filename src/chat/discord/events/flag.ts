/** "Something wrong?": opens the form, takes its submission, and reports its faults as far as Discord supports it. */
import type { APIMessageComponentInteraction, APIModalSubmitInteraction } from 'discord.js';
import { onClick } from '../../../conversation/handle.ts';
import { submitFlagForm } from '../../../conversation/flags/handle.ts';
import type { FlagButton } from '../../../reply/button.ts';
import type { Bot } from '../../platform.ts';
import { askerOf } from './asker.ts';
import { decodeButtonId } from '../render/button-id.ts';
import {
  flagFaultMessage,
  flagModal,
  staleFlagMessage,
  readFlagForm,
  showsTyped,
  typedFromMessage,
} from '../render/flag-form.ts';
import { languageOf } from './language.ts';
import type { DiscordMessage } from '../render/payload.ts';
import { messagesAtOnce } from '../render/render.ts';
import { messagesOf, openModal, respond, type Answered } from './respond.ts';
import type { Sender } from '../delivery/send.ts';

/** Opens the form for a brief, filled with the fields shown in the message if that reports a flag that could not be stored; answers with the reason if there is no form. */
export async function openFlagForm(
  interaction: APIMessageComponentInteraction,
  action: FlagButton,
  bot: Bot,
  sender: Sender,
): Promise<void> {
  const opening = onClick(action, askerOf(interaction, action), bot.conversation);
  const opened = await opening.catch(() => undefined);
  if (opened?.type !== 'form' || opened.form.type !== 'flag')
    return respond(interaction, async () => messagesOf(await opening), bot, sender);
  const { components } = interaction.message;
  const modal = flagModal(opened.form.form, typedFromMessage(components, interaction.data.custom_id));
  return openModal(interaction, modal, bot, sender);
}

/** Answers a submitted form once, privately; never rejects. */
export async function onFlagForm(interaction: APIModalSubmitInteraction, bot: Bot, sender: Sender): Promise<void> {
  // The answer replaces the message about the previous submission, which is outdated.
  const isAgain = showsTyped(interaction.message?.components);
  const work = async (): Promise<Answered> => {
    const messages = await submitted(interaction, bot);
    return isAgain ? { inPlace: messages } : messages;
  };
  return respond(interaction, work, bot, sender);
}

async function submitted(interaction: APIModalSubmitInteraction, bot: Bot): Promise<readonly DiscordMessage[]> {
  const { data, locale } = interaction;
  const typed = readFlagForm(data.components);
  const target = decodeButtonId(data.custom_id);
  if (target?.verb !== 'flag') return [staleFlagMessage(typed, languageOf(locale))];
  const { statement, text, link } = typed;
  const input = { topic: target.topic, statement, text, link };
  const { reply, faults } = await submitFlagForm(input, askerOf(interaction, target), bot.conversation);
  return faults.length === 0 ? messagesAtOnce(reply) : [flagFaultMessage(reply, target, typed)];
}
