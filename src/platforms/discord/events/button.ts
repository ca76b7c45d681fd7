/** Answers clicks on buttons and choices from menus. */
import { ComponentType, type APIMessageComponentInteraction } from 'discord.js';
import { isAvailable, onClick } from '../../../conversation/converse.ts';
import type { Bot } from '../../platform.ts';
import { askerOf } from './asker.ts';
import { decodeButtonId, turnsPage } from '../render/button-id.ts';
import { openFlagForm } from './flag.ts';
import { FLAG } from '../render/payload.ts';
import { respond, messagesOf, stale } from './respond.ts';
import type { Sender } from '../delivery/send.ts';
import { onCardButton } from './share.ts';

/** Answers a click. */
export async function onButton(interaction: APIMessageComponentInteraction, bot: Bot, sender: Sender): Promise<void> {
  const chosen = chosenIn(interaction);
  const action = decodeButtonId(chosen);
  if (action === undefined) return respond(interaction, async () => stale(interaction), bot, sender);
  if (action.verb === 'flag') return openFlagForm(interaction, action, bot, sender);
  if (action.verb === 'share' || action.verb === 'delete') return onCardButton(interaction, action, bot, sender);
  const isOpenable = action.verb !== 'digest' && isAvailable(action, bot);
  // Pages replace the message where the person alone sees it; a message for everyone stays as it is, and so does the last page of a brief that no longer exists.
  const isPrivate = ((interaction.message.flags ?? 0) & FLAG.ephemeral) !== 0;
  const manner = isOpenable && isPrivate && turnsPage(chosen) ? 'in-place' : 'private';
  const work = async () => messagesOf(interaction, await onClick(action, askerOf(interaction, action), bot));
  return respond(interaction, work, bot, sender, manner);
}

/** Returns the id of a button, or of the option chosen in a menu. */
function chosenIn({ data }: APIMessageComponentInteraction): string {
  return (data.component_type === ComponentType.Button ? data.custom_id : data.values[0]) ?? '';
}
