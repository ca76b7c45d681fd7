/** Answers clicks on buttons and choices from menus, and asks before what cannot be undone. */
import { messages } from '../../../locales/messages.ts';
import { ComponentType, type APIMessageComponentInteraction } from 'discord.js';
import { isAvailable, onClick } from '../../../conversation/handle.ts';
import type { ConversationResult, Asker } from '../../../conversation/conversation.ts';
import type { Bot } from '../../platform.ts';
import { askerOf } from './asker.ts';
import { cancelled, decodeButtonId, stepOf, cancelId, yesId } from '../render/button-id.ts';
import { notice } from '../render/render.ts';
import type { Servers } from '../connection/servers.ts';
import { finishedPost } from '../render/edited-message.ts';
import { onFormButton, openingOf } from './form.ts';
import { respond, messagesOf, staleReply, type Answered } from './respond.ts';
import type { Sender } from '../delivery/send.ts';
import { askedAbout, offeringReplyIn, onCardButton } from './share.ts';
import { digestName } from '../../../digest/digest-name.ts';
import { findManaged } from '../../../conversation/digests/handle.ts';
import { button as digestButton, textOf } from '../../../conversation/digests/short-replies.ts';
import type { ButtonAction, DigestButton } from '../../../reply/button.ts';
import type { DiscordMessage } from '../render/payload.ts';
import { button, withButtons } from '../render/rows.ts';

/** Answers a click. */
export async function onButton(
  interaction: APIMessageComponentInteraction,
  bot: Bot,
  sender: Sender,
  servers: Servers,
): Promise<void> {
  const chosen = chosenIn(interaction);
  const action = decodeButtonId(chosen);
  if (action === undefined) {
    const language = cancelled(chosen);
    const nothing = language === undefined ? [] : [notice(messages(language)('discord.nothingDone'), language)];
    const answered = nothing.length > 0 ? { inPlace: nothing } : staleReply(interaction);
    return respond(interaction, async () => answered, bot, sender);
  }
  if (action.verb === 'done') {
    const work = async (): Promise<Answered> => {
      const result = await onClick(action, askerOf(interaction, action), bot.conversation);
      const text = result.type === 'reply' ? textOf(result.reply) : '';
      return { inPlace: [finishedPost(interaction.message.components, text)] };
    };
    return respond(interaction, work, bot, sender, { seenBy: 'everyone', mayReplace: true });
  }
  if (action.verb === 'share' || action.verb === 'reply' || action.verb === 'delete')
    return onCardButton(interaction, action, bot, sender);
  const asker = askerOf(interaction, action, servers);
  if (opensForm(action)) return onFormButton(interaction, openingOf(action, asker, bot), bot, sender);
  const step = stepOf(chosen);
  const isOpenable = action.verb === 'open' && isAvailable(action, bot.conversation);
  const work = async (): Promise<Answered> => {
    const question = step === 'ask' && action.verb === 'digest' ? await questionBefore(action, asker, bot) : undefined;
    if (question !== undefined) return [question];
    const result = offered(await onClick(action, asker, bot.conversation), interaction);
    const shown = messagesOf(result);
    // The answer takes the place of the question.
    if (step === 'yes') return { inPlace: shown };
    // What somebody is reading stays where there is nothing to show in its place: the last page of a brief that is gone.
    return isOpenable && result.type === 'reply' && result.replaces === true ? { inPlace: shown } : shown;
  };
  return respond(interaction, work, bot, sender);
}

const opensForm = (action: ButtonAction): boolean =>
  action.verb === 'digest'
    ? action.action === 'change' || action.action === 'weekly'
    : action.verb === 'fill' || action.verb === 'flag' || action.verb === 'settings';

/** Returns the id of a button, or of the option chosen in a menu. */
function chosenIn({ data }: APIMessageComponentInteraction): string {
  return (data.component_type === ComponentType.Button ? data.custom_id : data.values[0]) ?? '';
}

/** The cards that an answer about a message leads to may reply to it, too. */
const offered = (result: ConversationResult, interaction: APIMessageComponentInteraction): ConversationResult =>
  result.type === 'reply' && askedAbout(interaction) !== undefined
    ? { ...result, reply: offeringReplyIn(interaction, result.reply) }
    : result;

/** Returns the question; undefined where there is nothing to ask about, and the action itself says why. */
export async function questionBefore(
  action: DigestButton,
  asker: Asker,
  bot: Bot,
): Promise<DiscordMessage | undefined> {
  const { subscription: id, language } = action;
  const managed = await findManaged(action.action, id, asker, bot.conversation);
  if ('refused' in managed) return undefined;
  const { channelRef } = managed.subscription;
  const name = digestName(managed.subscription, { catalogue: bot.conversation.catalogue(), language });
  const channel = channelRef.channel === asker.channelRef.channel ? undefined : asker.channelName?.(channelRef.channel);
  const named = channel === undefined ? name : `${name} · #${channel}`;
  const { label, confirm } = digestButton(action.action, id, language, named);
  return withButtons(
    notice(confirm ?? named, language),
    button(label, yesId(action), true),
    button(messages(language)('discord.cancel'), cancelId(language)),
  );
}
