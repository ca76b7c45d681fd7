/** Answers clicks on buttons and choices from menus. */
import { messages } from '../../../locales/messages.ts';
import { ComponentType, type APIMessageComponentInteraction } from 'discord.js';
import { isAvailable, onClick } from '../../../conversation/handle.ts';
import type { ConversationResult } from '../../../conversation/conversation.ts';
import type { Bot } from '../../platform.ts';
import { askerOf } from './asker.ts';
import { cancelled, decodeButtonId, stepOf } from '../render/button-id.ts';
import { notice } from '../render/render.ts';
import { questionBefore } from './confirm.ts';
import { openFlagForm } from './flag.ts';
import type { Servers } from '../connection/servers.ts';
import type { Reply } from '../../../reply/reply.ts';
import { finishedPost } from '../render/edited-message.ts';
import { digestFormOf } from '../render/digest-form.ts';
import { openForm, openFormAgain } from './digest-form.ts';
import { respond, messagesOf, stale, type Answered } from './respond.ts';
import type { Sender } from '../delivery/send.ts';
import { askedAbout, offeringReplyIn, onCardButton } from './share.ts';

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
    if (nothing.length > 0) return respond(interaction, async () => ({ inPlace: nothing }), bot, sender);
    const form = digestFormOf(chosen);
    return form === undefined
      ? respond(interaction, async () => stale(interaction), bot, sender)
      : openFormAgain(interaction, form, bot, sender, servers);
  }
  if (action.verb === 'flag') return openFlagForm(interaction, action, bot, sender);
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
  if (action.verb === 'digest' && action.action === 'change')
    return openForm(interaction, onClick(action, asker, bot.conversation), {}, bot, sender);
  const step = stepOf(chosen);
  const isOpenable = action.verb === 'review' || (action.verb !== 'digest' && isAvailable(action, bot.conversation));
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

/** Returns the id of a button, or of the option chosen in a menu. */
function chosenIn({ data }: APIMessageComponentInteraction): string {
  return (data.component_type === ComponentType.Button ? data.custom_id : data.values[0]) ?? '';
}

/** The cards that an answer about a message leads to may reply to it, too. */
const offered = (result: ConversationResult, interaction: APIMessageComponentInteraction): ConversationResult =>
  result.type === 'reply' && askedAbout(interaction) !== undefined
    ? { ...result, reply: offeringReplyIn(interaction, result.reply) }
    : result;

const textOf = ({ blocks }: Reply): string =>
  blocks.flatMap((block) => (block.type === 'note' ? [block.text] : [])).join(' ');
