/** The first message in a server that somebody has added the bot to: its purpose and the help, once. */
import { messages } from '../../../locales/messages.ts';
import type { GatewayGuildCreateDispatchData } from 'discord.js';
import type { Bot } from '../../platform.ts';
import { languageOf } from './language.ts';
import { resolveLanguage } from '../../resolve-language.ts';
import type { Language } from '../../../records/schema.ts';
import { messagesAtOnce } from '../render/render.ts';
import type { Sender } from '../delivery/send.ts';
import { helpEntries } from '../render/help.ts';
import { isNotAllowed, withoutContent } from '../delivery/outcome.ts';

/** A server joined longer ago, such as while the bot was not running, gets no message: nobody there would know its cause. */
const FRESH_MS = 3_600_000;

/** Welcomes a server in its system channel, where the bot may post there. Discord also reports servers at each start and after its own outages, so that only a server joined just now is welcomed, and only once. Never rejects. */
export async function welcome(guild: GatewayGuildCreateDispatchData, bot: Bot, sender: Sender): Promise<void> {
  try {
    const { id, system_channel_id: channel, joined_at: joinedAt, preferred_locale: locale } = guild;
    const at = Date.parse(joinedAt);
    if (guild.unavailable === true || !(bot.now().epochMilliseconds - at < FRESH_MS)) return;
    bot.deliveries.changed({ platform: 'discord', workspace: id });
    if (channel === null || !(await bot.isFirstEver(`discord:joined:${id}:${joinedAt}`))) return;
    const channelRef = { platform: 'discord', workspace: id, channel };
    const own = (): Language => languageOf(locale);
    const { language } = await resolveLanguage({ typed: undefined, channelRef, own }, bot.conversation);
    const reply = await bot.conversation.answer(
      { type: 'welcome' },
      { language, audience: 'everyone', helpEntries: (reader) => helpEntries(reader, { locale }), channelRef },
    );
    const parts = messagesAtOnce({ ...reply, title: messages(language)('discord.welcome') });
    // Another server, or the same one joined again, must have another nonce.
    const nonce = `w${id.slice(-8)}${at.toString(36)}`;
    for (const [index, message] of parts.entries()) await sender.post(channel, message, `${nonce}/${index}`);
  } catch (error) {
    if (isNotAllowed(error))
      bot.log.info({ platform: 'discord' }, 'a server could not be greeted: the bot may not write there');
    else bot.fault(withoutContent(error), 'discord welcome');
  }
}
