/** Posts a brief where its button was clicked, for everyone there, with the name of the person who shared it. */
import { PermissionFlagsBits, type APIInteraction, type APIMessageComponentInteraction } from 'discord.js';
import { replyTexts } from '../../../reply/texts/reply.ts';
import { onClick } from '../../../conversation/converse.ts';
import type { OpenButton } from '../../../reply/button.ts';
import { ready } from '../../within.ts';
import type { Bot } from '../../platform.ts';
import { askerOf } from './asker.ts';
import { isBroughtAlong, isThread } from './channel.ts';
import { notice } from '../render/render.ts';
import { claim, respond, messagesOf } from './respond.ts';
import { isNotAllowed, withoutContent, type Sender } from '../delivery/send.ts';
import { discordTexts } from '../../../reply/texts/discord.ts';

/** Shares the brief of a button, or tells the person alone why not. */
export async function share(
  interaction: APIMessageComponentInteraction,
  action: OpenButton,
  bot: Bot,
  sender: Sender,
): Promise<void> {
  const { language } = action;
  const texts = replyTexts(language);
  const refused = isBroughtAlong(interaction) ? discordTexts(language).cannotShareAlong : texts.cannotShareHere;
  if (!mayPost(interaction)) return respond(interaction, async () => [notice(refused, language)], bot, sender);

  const claimed = claim(interaction, bot);
  if ((await ready(claimed)) && !(await claimed)) return;
  await sender.deferUpdate(interaction);
  if (!(await claimed)) return;
  const outcome = await (async () => {
    try {
      const result = await onClick(action, askerOf(interaction, action), bot);
      let isSeen = true;
      for (const message of messagesOf(result))
        isSeen &&= (await sender.followUp(interaction, message, 'everyone')) === 'everyone';
      return isSeen ? texts.shared : refused;
    } catch (error) {
      const reference = bot.fault(withoutContent(error), 'discord share');
      return isNotAllowed(error) ? refused : texts.failed(reference);
    }
  })();
  await sender.followUp(interaction, notice(outcome, language), 'asker');
}

/** Returns whether the person and the app may both post there: sharing must not bypass the rules of a channel. */
export function mayPost(interaction: SharePosting): boolean {
  const { member, channel, app_permissions: app } = interaction;
  // In direct and group messages no right is required.
  if (member === undefined) return true;
  const post = isThread(channel?.type) ? PermissionFlagsBits.SendMessagesInThreads : PermissionFlagsBits.SendMessages;
  // Without that right Discord shows a post to the person alone: https://docs.discord.com/developers/topics/permissions
  if (isBroughtAlong(interaction)) return has(member.permissions, post | PermissionFlagsBits.UseExternalApps);
  return has(member.permissions, post) && has(app, post);
}

type SharePosting = Pick<APIInteraction, 'member' | 'channel' | 'app_permissions' | 'authorizing_integration_owners'>;

function has(permissions: string, needed: bigint): boolean {
  const held = BigInt(permissions);
  return (held & PermissionFlagsBits.Administrator) !== 0n || (held & needed) === needed;
}
