/** Answers pressed buttons and what is chosen in menus. */
import { ComponentType, type APIMessageComponentInteraction } from 'discord.js';
import type { OpenButton } from '../../../reply/button.ts';
import type { Bot } from '../../platform.ts';
import { replyTo } from './command.ts';
import { digestButtonOf, flagButtonOf, openButtonOf, turnsPage } from '../render/button-id.ts';
import { onDigestButton } from './digest.ts';
import { openFlagForm } from './flag.ts';
import { FLAG, type DiscordMessage } from '../render/payload.ts';
import { respond, pagesOf, stale } from './respond.ts';
import type { Sender } from '../delivery/send.ts';
import { share } from './share.ts';

/** Answers a press. */
export async function onButton(interaction: APIMessageComponentInteraction, bot: Bot, sender: Sender): Promise<void> {
  const chosen = chosenIn(interaction);
  const digest = digestButtonOf(chosen);
  if (digest !== undefined) return respond(interaction, () => onDigestButton(interaction, digest, bot), bot, sender);
  const flag = flagButtonOf(chosen);
  if (flag !== undefined) return openFlagForm(interaction, flag, bot, sender);
  const target = openButtonOf(chosen);
  const isThere = target !== undefined && hasTopic(target, bot);
  // A brief that is gone is not shared: pressing tells the person so.
  if (isThere && target.verb === 'share') return share(interaction, target, bot, sender);
  // Pages turn in place where the person alone sees them; a message for everyone stays as it is, and so does the last page of a brief that is gone.
  const isPrivate = ((interaction.message.flags ?? 0) & FLAG.ephemeral) !== 0;
  const manner = isThere && isPrivate && turnsPage(chosen) ? 'in-place' : 'private';
  return respond(interaction, () => opened(interaction, target, bot), bot, sender, manner);
}

async function opened(
  interaction: APIMessageComponentInteraction,
  target: OpenButton | undefined,
  bot: Bot,
): Promise<readonly DiscordMessage[]> {
  if (target === undefined) return stale(interaction);
  return pagesOf(await replyTo(interaction, target.request, target.language, bot), target.page);
}

/** What a button means, or a menu: that is what was chosen in it. */
function chosenIn({ data }: APIMessageComponentInteraction): string {
  return (data.component_type === ComponentType.Button ? data.custom_id : data.values[0]) ?? '';
}

function hasTopic({ request }: OpenButton, bot: Bot): boolean {
  return !('topic' in request) || bot.catalogue().briefs.has(request.topic);
}
