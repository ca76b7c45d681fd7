/** Posts a brief where its button was pressed, for everyone there, and tells who shared it. */
import { PermissionFlagsBits, type APIInteraction, type APIMessageComponentInteraction } from 'discord.js';
import { wordsOf } from '../../../reply/texts/reply.ts';
import type { Target } from '../../../reply/button.ts';
import { ready } from '../../acknowledge.ts';
import type { Bot } from '../../platform.ts';
import { isBroughtAlong, isThread } from './channel.ts';
import { notice } from '../render/render.ts';
import { claim, respond, shown } from './respond.ts';
import { isNotAllowed, withoutContent, type Sender } from '../delivery/send.ts';
import { ways } from '../render/help.ts';
import { discordWords } from '../../../reply/texts/discord.ts';

/** Shares what a button names, or tells the person alone why not. */
export async function share(
  interaction: APIMessageComponentInteraction,
  { request, language }: Target,
  bot: Bot,
  sender: Sender,
): Promise<void> {
  const words = wordsOf(language);
  const here = isBroughtAlong(interaction);
  const refused = here ? discordWords(language).cannotShareAlong : words.cannotShareHere;
  if (!mayPost(interaction)) return respond(interaction, async () => [notice(refused, language)], bot, sender);

  const claimed = claim(interaction, bot);
  if ((await ready(claimed)) && !(await claimed)) return;
  await sender.deferUpdate(interaction);
  if (!(await claimed)) return;
  const told = await (async () => {
    try {
      const reply = await bot.answer(request, { language, audience: 'everyone', ways: ways(language, here) });
      const by = { type: 'note', tone: 'plain', text: words.sharedBy(nameOf(interaction)) } as const;
      let isSeen = true;
      for (const message of shown({ ...reply, blocks: [by, ...reply.blocks] }))
        isSeen &&= (await sender.followUp(interaction, message, 'everyone')) === 'everyone';
      return isSeen ? words.shared : refused;
    } catch (error) {
      const reference = bot.fault(withoutContent(error), 'discord share');
      return isNotAllowed(error) ? refused : words.failed(reference);
    }
  })();
  await sender.followUp(interaction, notice(told, language), 'asker');
}

/** Whether the person and the app may both post there: sharing must not be a way around the rules of a channel. */
export function mayPost(interaction: Posting): boolean {
  const { member, channel, app_permissions: app } = interaction;
  // Among people, and with the bot, nobody is kept from it.
  if (member === undefined) return true;
  const post = isThread(channel?.type) ? PermissionFlagsBits.SendMessagesInThreads : PermissionFlagsBits.SendMessages;
  // Without that right Discord shows what is posted to the person alone: https://docs.discord.com/developers/topics/permissions
  if (isBroughtAlong(interaction)) return has(member.permissions, post | PermissionFlagsBits.UseExternalApps);
  return has(member.permissions, post) && has(app, post);
}

type Posting = Pick<APIInteraction, 'member' | 'channel' | 'app_permissions' | 'authorizing_integration_owners'>;

function has(permissions: string, needed: bigint): boolean {
  const held = BigInt(permissions);
  return (held & PermissionFlagsBits.Administrator) !== 0n || (held & needed) === needed;
}

function nameOf({ member, user }: APIMessageComponentInteraction): string {
  const person = member?.user ?? user;
  return member?.nick ?? person?.global_name ?? person?.username ?? '';
}
