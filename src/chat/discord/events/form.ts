/** Forms: opens them, takes what is submitted, and reports its faults as far as Discord supports it. */
import type { APIMessageComponentInteraction, APIModalSubmitInteraction } from 'discord.js';
import { onClick, submitForm } from '../../../conversation/handle.ts';
import type { Asker, ConversationResult } from '../../../conversation/conversation.ts';
import { openForm as openManagedForm } from '../../../conversation/digests/handle.ts';
import { refilled, type Form, type FormButton, type FormValues } from '../../../conversation/form.ts';
import type { Bot } from '../../platform.ts';
import type { Servers } from '../connection/servers.ts';
import type { Sender } from '../delivery/send.ts';
import {
  faultMessage,
  formModal,
  formOf,
  lostMessage,
  showsFilled,
  staleNotice,
  valuesIn,
  valuesInMessage,
} from '../render/form.ts';
import type { DiscordMessage } from '../render/payload.ts';
import { messagesAtOnce, render } from '../render/render.ts';
import { askerOf } from './asker.ts';
import { channelOf } from './channel.ts';
import { languageOf } from './language.ts';
import { messagesOf, openModal, respond, type Answerable, type Answered } from './respond.ts';

/** Opens the form that `opening` results in, with the values that stand in it instead; answers with its reply if it results in none. */
export async function openForm(
  interaction: Answerable,
  opening: Promise<ConversationResult>,
  valuesOf: (form: Form) => FormValues,
  bot: Bot,
  sender: Sender,
): Promise<void> {
  const opened = await opening.catch(() => undefined);
  if (opened?.type !== 'form') return respond(interaction, async () => messagesOf(await opening), bot, sender);
  return openModal(interaction, formModal(refilled(opened.form, valuesOf(opened.form))), bot, sender);
}

/** Opens the form of a button, filled with what the message shows if that reports a form that could not be taken. */
export async function onFormButton(
  interaction: APIMessageComponentInteraction,
  opening: Promise<ConversationResult>,
  bot: Bot,
  sender: Sender,
): Promise<void> {
  const { data, message } = interaction;
  const valuesOf = (form: Form): FormValues => ({
    ...formOf(data.custom_id)?.kept,
    ...valuesInMessage(message.components, form),
  });
  return openForm(interaction, opening, valuesOf, bot, sender);
}

/** Returns the form of a button, or the reply that says why there is none: rights to a new digest are checked before it is filled in. */
export const openingOf = (
  button: Parameters<typeof onClick>[0],
  asker: Asker,
  { conversation }: Bot,
): Promise<ConversationResult> =>
  button.verb === 'digest' && button.action === 'weekly'
    ? openManagedForm(undefined, asker, conversation)
    : onClick(button, asker, conversation);

/** Answers a submitted form once, privately; never rejects. */
export async function onForm(
  interaction: APIModalSubmitInteraction,
  bot: Bot,
  sender: Sender,
  servers: Servers,
): Promise<void> {
  // The answer replaces the message about the previous submission, which is outdated.
  const isAgain = showsFilled(interaction.message?.components);
  const work = async (): Promise<Answered> => {
    const messages = await submitted(interaction, bot, servers);
    return isAgain ? { inPlace: messages } : messages;
  };
  return respond(interaction, work, bot, sender);
}

async function submitted(
  interaction: APIModalSubmitInteraction,
  bot: Bot,
  servers: Servers,
): Promise<readonly DiscordMessage[]> {
  const { data, locale } = interaction;
  const typed = valuesIn(data.components);
  const form = formOf(data.custom_id);
  if (form === undefined) {
    const language = languageOf(locale);
    return [lostMessage([staleNotice(language)], typed, language)];
  }
  const { button, kept } = form;
  const values = { ...kept, ...typed };
  const asker = await submitterOf(interaction, button, values, bot, servers);
  const { reply, faults } = await submitForm(button, values, asker, bot.conversation);
  if (faults.length === 0) return messagesAtOnce(reply);
  const again = await openingOf(button, asker, bot);
  return [
    again.type === 'form'
      ? faultMessage(reply, refilled(again.form, values))
      : lostMessage(render({ ...reply, actions: [] })[0]?.components ?? [], typed, button.language),
  ];
}

/** Returns the submitter: of a new digest in the channel that was chosen; of one that is changed outside servers in that of the digest if it is theirs. */
async function submitterOf(
  interaction: APIModalSubmitInteraction,
  button: FormButton,
  { channel }: FormValues,
  bot: Bot,
  servers: Servers,
): Promise<Asker> {
  const { language } = button;
  if (button.verb !== 'digest') return askerOf(interaction, { language }, servers);
  const chosen = button.subscription === '' ? channel : undefined;
  const asker = askerOf(interaction, { language, channelRef: channelOf(interaction, chosen) }, servers);
  if (!asker.isPrivate) return asker;
  const owned = await bot.conversation.digests.subscriptions({
    platform: asker.channelRef.platform,
    owner: asker.person,
  });
  const own = owned.find(({ id }) => id === button.subscription);
  return own === undefined ? asker : askerOf(interaction, { language, channelRef: own.channelRef }, servers);
}
