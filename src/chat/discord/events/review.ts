/** *Needs work*: opens the form, and takes its submission. */
import type { APIMessageComponentInteraction, APIModalSubmitInteraction } from 'discord.js';
import { onClick } from '../../../conversation/handle.ts';
import { submitReviewForm } from '../../../conversation/review/handle.ts';
import type { ReviewButton } from '../../../reply/button.ts';
import type { Bot } from '../../platform.ts';
import type { Sender } from '../delivery/send.ts';
import { readReviewForm, reviewModal } from '../render/review-form.ts';
import { messagesAtOnce } from '../render/render.ts';
import { askerOf } from './asker.ts';
import { messagesOf, openModal, respond, type Answered } from './respond.ts';

/** Opens the form; answers with the reason, in the place of the list, if there is none. */
export async function openReviewForm(
  interaction: APIMessageComponentInteraction,
  action: ReviewButton,
  bot: Bot,
  sender: Sender,
): Promise<void> {
  const opening = onClick(action, askerOf(interaction, action), bot.conversation);
  const opened = await opening.catch(() => undefined);
  return opened?.type === 'form' && opened.form.type === 'review'
    ? openModal(interaction, reviewModal(opened.form.form), bot, sender)
    : respond(interaction, async () => ({ inPlace: messagesOf(await opening) }), bot, sender);
}

/** Answers a submitted form once, privately, in the place of the list; never rejects. */
export async function onReviewForm(
  interaction: APIModalSubmitInteraction,
  { topic, version, language }: Extract<ReviewButton, { readonly answer: 'read' | 'right' | 'work' }>,
  bot: Bot,
  sender: Sender,
): Promise<void> {
  const work = async (): Promise<Answered> => {
    const input = { topic, version, text: readReviewForm(interaction.data.components) };
    const { reply } = await submitReviewForm(input, askerOf(interaction, { language }), bot.conversation);
    return { inPlace: messagesAtOnce(reply) };
  };
  return respond(interaction, work, bot, sender);
}
