/** Posts a brief where its button was pressed, for everyone there, and tells who shared it. */
import {
  ChannelType,
  InteractionContextType,
  PermissionFlagsBits,
  type APIMessageComponentInteraction,
} from 'discord.js';
import { wordsOf } from '../../reply/words.ts';
import type { Target } from '../../request/request.ts';
import { ready } from '../acknowledge.ts';
import type { Bot } from '../platform.ts';
import { notice } from './render.ts';
import { claim, respond, shown } from './respond.ts';
import { isNotAllowed, withoutContent, type Sender } from './send.ts';
import { ways } from './ways.ts';

const THREADS: ReadonlySet<ChannelType | undefined> = new Set([
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
]);

/** Shares what a button names, or tells the person alone why not. */
export async function share(
  interaction: APIMessageComponentInteraction,
  { request, language }: Target,
  bot: Bot,
  sender: Sender,
): Promise<void> {
  const words = wordsOf(language);
  if (!maySend(interaction))
    return respond(interaction, async () => [notice(words.cannotShareHere, language)], bot, sender);

  const claimed = claim(interaction, bot);
  if ((await ready(claimed)) && !(await claimed)) return;
  await sender.deferUpdate(interaction);
  if (!(await claimed)) return;
  const told = await (async () => {
    try {
      const reply = await bot.answer(request, { language, audience: 'everyone', ways: ways(language) });
      const by = { type: 'note', tone: 'plain', text: words.sharedBy(nameOf(interaction)) } as const;
      for (const message of shown({ ...reply, blocks: [by, ...reply.blocks] }))
        await sender.followUp(interaction, message, 'everyone');
      return words.shared;
    } catch (error) {
      const reference = bot.fault(withoutContent(error), 'discord share');
      return isNotAllowed(error) ? words.cannotShareHere : words.failed(reference);
    }
  })();
  await sender.followUp(interaction, notice(told, language), 'asker');
}

/** Whether the bot and the person may both write there: sharing must not be a way around the rules of a channel. */
function maySend({ context, app_permissions, member, channel }: APIMessageComponentInteraction): boolean {
  if (context === InteractionContextType.BotDM || member === undefined) return true;
  const needed = THREADS.has(channel.type)
    ? PermissionFlagsBits.SendMessagesInThreads
    : PermissionFlagsBits.SendMessages;
  return [app_permissions, member.permissions].every(
    (permissions) => (BigInt(permissions) & (needed | PermissionFlagsBits.Administrator)) !== 0n,
  );
}

function nameOf({ member, user }: APIMessageComponentInteraction): string {
  const person = member?.user ?? user;
  return member?.nick ?? person?.global_name ?? person?.username ?? '';
}
