/** Posts a brief where its button was pressed, for everyone there, and tells who shared it. */
import { PermissionFlagsBits, type APIInteraction, type APIMessageComponentInteraction } from 'discord.js';
import { replyTexts } from '../../../reply/texts/reply.ts';
import type { OpenButton } from '../../../reply/button.ts';
import { ready } from '../../acknowledge.ts';
import type { Bot } from '../../platform.ts';
import { isBroughtAlong, isThread } from './channel.ts';
import { notice } from '../render/render.ts';
import { claim, respond, pagesOf } from './respond.ts';
import { isNotAllowed, withoutContent, type Sender } from '../delivery/send.ts';
import { helpEntries } from '../render/help.ts';
import { discordTexts } from '../../../reply/texts/discord.ts';

/** Shares what a button names, or tells the person alone why not. */
export async function share(
  interaction: APIMessageComponentInteraction,
  { request, language }: OpenButton,
  bot: Bot,
  sender: Sender,
): Promise<void> {
  const texts = replyTexts(language);
  const here = isBroughtAlong(interaction);
  const refused = here ? discordTexts(language).cannotShareAlong : texts.cannotShareHere;
  if (!mayPost(interaction)) return respond(interaction, async () => [notice(refused, language)], bot, sender);

  const claimed = claim(interaction, bot);
  if ((await ready(claimed)) && !(await claimed)) return;
  await sender.deferUpdate(interaction);
  if (!(await claimed)) return;
  const told = await (async () => {
    try {
      const reply = await bot.answer(request, {
        language,
        audience: 'everyone',
        helpEntries: helpEntries(language, here),
      });
      const by = { type: 'note', tone: 'plain', text: texts.sharedBy(nameOf(interaction)) } as const;
      let isSeen = true;
      for (const message of pagesOf({ ...reply, blocks: [by, ...reply.blocks] }))
        isSeen &&= (await sender.followUp(interaction, message, 'everyone')) === 'everyone';
      return isSeen ? texts.shared : refused;
    } catch (error) {
      const reference = bot.fault(withoutContent(error), 'discord share');
      return isNotAllowed(error) ? refused : texts.failed(reference);
    }
  })();
  await sender.followUp(interaction, notice(told, language), 'asker');
}

/** Whether the person and the app may both post there: sharing must not be a way around the rules of a channel. */
export function mayPost(interaction: SharePosting): boolean {
  const { member, channel, app_permissions: app } = interaction;
  // Among people, and with the bot, nobody is kept from it.
  if (member === undefined) return true;
  const post = isThread(channel?.type) ? PermissionFlagsBits.SendMessagesInThreads : PermissionFlagsBits.SendMessages;
  // Without that right Discord shows what is posted to the person alone: https://docs.discord.com/developers/topics/permissions
  if (isBroughtAlong(interaction)) return has(member.permissions, post | PermissionFlagsBits.UseExternalApps);
  return has(member.permissions, post) && has(app, post);
}

type SharePosting = Pick<APIInteraction, 'member' | 'channel' | 'app_permissions' | 'authorizing_integration_owners'>;

function has(permissions: string, needed: bigint): boolean {
  const held = BigInt(permissions);
  return (held & PermissionFlagsBits.Administrator) !== 0n || (held & needed) === needed;
}

function nameOf({ member, user }: APIMessageComponentInteraction): string {
  const person = member?.user ?? user;
  return member?.nick ?? person?.global_name ?? person?.username ?? '';
}
