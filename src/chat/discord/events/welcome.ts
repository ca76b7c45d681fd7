/** The first message in a server that somebody has added the bot to, once. */
import { messages } from '../../../locales/messages.ts';
import type { GatewayGuildCreateDispatchData } from 'discord.js';
import type { Bot } from '../../platform.ts';
import { languageOf } from './language.ts';
import { resolveLanguage } from '../../resolve-language.ts';
import type { Language } from '../../../records/schema.ts';
import { messagesAtOnce } from '../render/render.ts';
import type { Sender } from '../delivery/send.ts';
import { helpEntries } from '../render/help.ts';
import { postableIn } from './rights.ts';
import { isBlockedByRule, isNotAllowed, withoutContent } from '../delivery/outcome.ts';
import type { Servers } from '../connection/servers.ts';
import type { DiscordMessage } from '../render/payload.ts';

/** A server joined longer ago, such as while the bot was not running, gets no message: nobody there would know its cause. */
const FRESH_MS = 3_600_000;

/** So many channels are tried: each refusal counts against the bot. */
const MAX_TRIED = 3;

/**
 * Welcomes a server in its system channel, or in the first channel where the bot may post. Discord also reports servers at each
 * start and after its own outages, so that only a server joined just now is welcomed, and only once. Never rejects.
 */
export async function welcome(
  guild: GatewayGuildCreateDispatchData,
  bot: Bot,
  sender: Sender,
  servers: Pick<Servers, 'bot'>,
): Promise<void> {
  try {
    const { id, system_channel_id: system, joined_at: joinedAt } = guild;
    const at = Date.parse(joinedAt);
    if (guild.unavailable === true || !(bot.now().epochMilliseconds - at < FRESH_MS)) return;
    bot.deliveries.changed({ platform: 'discord', workspace: id });
    if (!(await bot.isFirstEver(`discord:joined:${id}:${joinedAt}`))) return;
    const { id: self, name } = servers.bot();
    const postable = postableIn(guild, self);
    const channels = [...postable.filter((channel) => channel === system), ...postable].slice(0, MAX_TRIED + 1);
    // Another server, or the same one joined again, must have another nonce.
    const nonce = `w${id.slice(-8)}${at.toString(36)}`;
    for (const channel of new Set(channels)) {
      try {
        const parts = await greetingFor(guild, channel, bot, name);
        for (const [index, message] of parts.entries()) await sender.post(channel, message, `${nonce}/${index}`);
        return;
      } catch (error) {
        if (!isNotAllowed(error) && !isBlockedByRule(error)) throw error;
      }
    }
    bot.log.info(
      { platform: 'discord', server: id },
      'a server could not be greeted: the bot may write in none of its channels; whoever manages it can let the bot’s role send messages',
    );
  } catch (error) {
    bot.fault(withoutContent(error), 'discord welcome');
  }
}

async function greetingFor(
  { id, preferred_locale: locale }: GatewayGuildCreateDispatchData,
  channel: string,
  bot: Bot,
  name: string,
): Promise<readonly DiscordMessage[]> {
  const channelRef = { platform: 'discord', workspace: id, channel };
  const own = (): Language => languageOf(locale);
  const { language } = await resolveLanguage({ typed: undefined, channelRef, own }, bot.conversation);
  const reply = await bot.conversation.answer(
    { type: 'welcome', mention: `@${name}` },
    { language, audience: 'everyone', helpEntries: (reader) => helpEntries(reader, { locale }), channelRef },
  );
  return messagesAtOnce({ ...reply, title: messages(language)('discord.welcome') });
}
