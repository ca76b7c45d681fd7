/** The form of a digest: opens it, takes its submission, and reports its faults as far as Discord supports it. */
import type { APIMessageComponentInteraction, APIModalSubmitInteraction } from 'discord.js';
import { onDigestButton, openDigestForm, submitDigestForm } from '../../../conversation/digests/handle.ts';
import type { Asker, ConversationResult } from '../../../conversation/conversation.ts';
import type { Language } from '../../../records/schema.ts';
import type { Bot } from '../../platform.ts';
import type { Servers } from '../connection/servers.ts';
import type { Sender } from '../delivery/send.ts';
import {
  digestModal,
  type DigestFormContent,
  readDigestForm,
  subscriptionInput,
  type DigestFormKey,
  type digestFormOf,
  type FilledDigest,
  digestFaultMessage,
  filledFromMessage,
  showsFilled,
} from '../render/digest-form.ts';
import { askerOf } from './asker.ts';
import { channelOf } from './channel.ts';
import { messagesAtOnce } from '../render/render.ts';
import { messagesOf, openModal, respond, type Answerable, type Answered } from './respond.ts';

/** Returns the form of a digest, or of a new one, if the asker may manage it; otherwise the reply that says why not. */
export async function digestFormFor(
  subscription: string | undefined,
  asker: Asker,
  bot: Bot,
): Promise<ConversationResult> {
  if (subscription !== undefined)
    return onDigestButton(
      { verb: 'digest', action: 'change', subscription, language: asker.language },
      asker,
      bot.conversation,
    );
  const refused = await asker.refusal({ action: 'subscribe', channelRef: asker.channelRef });
  return refused === undefined ? openDigestForm(asker) : { type: 'reply', reply: refused };
}

/** Opens the form that `opening` results in, with what is filled in and what is told of it; answers with its reply if it results in none. */
export async function openForm(
  interaction: Answerable,
  opening: Promise<ConversationResult>,
  filled: FilledDigest,
  bot: Bot,
  sender: Sender,
  told: Pick<DigestFormContent, 'typed' | 'note'> = {},
): Promise<void> {
  const opened = await opening.catch(() => undefined);
  if (opened?.type !== 'form' || opened.form.type !== 'digest')
    return respond(interaction, async () => messagesOf(await opening), bot, sender);
  const modal = digestModal({ ...opened.form, ...told }, filled, { catalogue: bot.conversation.catalogue() });
  return openModal(interaction, modal, bot, sender);
}

/** Opens a form that could not be kept again, with what was filled in. */
export async function openFormAgain(
  interaction: APIMessageComponentInteraction,
  key: NonNullable<ReturnType<typeof digestFormOf>>,
  bot: Bot,
  sender: Sender,
  servers: Servers,
): Promise<void> {
  const asker = askerOf(interaction, key, servers);
  const filled = filledFromMessage(interaction.message.components, key);
  return openForm(interaction, digestFormFor(key.subscription, asker, bot), filled, bot, sender);
}

/** Answers a submitted form once, privately; never rejects. */
export async function onDigestForm(
  interaction: APIModalSubmitInteraction,
  key: DigestFormKey,
  bot: Bot,
  sender: Sender,
  servers: Servers,
): Promise<void> {
  // The answer replaces the message about the previous submission, which is outdated.
  const isAgain = showsFilled(interaction.message?.components);
  const work = async (): Promise<Answered> => {
    const { subscription } = key;
    const filled = readDigestForm(interaction.data.components);
    const whenQuiet = filled.whenQuiet ?? (key.whenQuiet || undefined);
    const asker = await submitterOf(interaction, key, filled, bot, servers);
    const input = subscriptionInput({ ...filled, whenQuiet });
    const { reply, faults } = await submitDigestForm({ id: subscription, input }, asker, bot.conversation);
    const messages =
      faults.length === 0
        ? messagesAtOnce(reply)
        : [digestFaultMessage(reply, key, filled, bot.conversation.catalogue())];
    return isAgain ? { inPlace: messages } : messages;
  };
  return respond(interaction, work, bot, sender);
}

/** Returns the submitter, in the channel that was chosen; outside servers, in that of the digest if it is theirs. */
async function submitterOf(
  interaction: APIModalSubmitInteraction,
  { subscription, language, channel }: DigestFormKey & { readonly language: Language },
  filled: FilledDigest,
  bot: Bot,
  servers: Servers,
): Promise<Asker> {
  const chosen = filled.channel ?? (subscription === undefined && channel !== '' ? channel : undefined);
  const asker = askerOf(interaction, { language, channelRef: channelOf(interaction, chosen) }, servers);
  if (!asker.isPrivate) return asker;
  const owned = await bot.conversation.digests.subscriptions({
    platform: asker.channelRef.platform,
    owner: asker.person,
  });
  const own = owned.find(({ id }) => id === subscription);
  return own === undefined ? asker : askerOf(interaction, { language, channelRef: own.channelRef }, servers);
}
