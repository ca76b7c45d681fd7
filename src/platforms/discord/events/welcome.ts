/** The first message in a server that somebody has added the bot to: what it is for and how to ask, once. */
import type { GatewayGuildCreateDispatchData } from 'discord.js';
import type { Bot } from '../../platform.ts';
import { languageOf } from './language.ts';
import { settingsOf } from './channel.ts';
import { pagesOf } from './respond.ts';
import { isNotAllowed, withoutContent, type Sender } from '../delivery/send.ts';
import { helpEntries } from '../render/help.ts';
import { discordTexts } from '../../../reply/texts/discord.ts';

/** Who was added longer ago, such as while the bot was not running, is told nothing: nobody would know what brings it up. */
const FRESH_MILLISECONDS = 3_600_000;

/** Greets a server in the channel that it has for such messages, where the bot may write there. Discord tells of a server also at each start and after its own outages, so that only one that was just joined is greeted, and only once. It never rejects. */
export async function welcome(guild: GatewayGuildCreateDispatchData, bot: Bot, sender: Sender): Promise<void> {
  try {
    const { id, system_channel_id: channel, joined_at: joinedAt, preferred_locale: locale } = guild;
    const at = Date.parse(joinedAt);
    if (guild.unavailable === true || channel === null || !(bot.now().epochMilliseconds - at < FRESH_MILLISECONDS))
      return;
    if (!(await bot.firstEver(`discord:joined:${id}:${joinedAt}`))) return;
    const { language: set } = await settingsOf({ platform: 'discord', workspace: id, channel }, bot);
    const language = languageOf('', locale, set);
    const reply = await bot.answer(
      { type: 'welcome' },
      { language, audience: 'everyone', helpEntries: helpEntries(language) },
    );
    const messages = pagesOf({ ...reply, title: discordTexts(language).welcome });
    // Another server, or the same joined again, must have another.
    const nonce = `w${id.slice(-8)}${at.toString(36)}`;
    for (const [index, message] of messages.entries()) await sender.post(channel, message, `${nonce}/${index}`);
  } catch (error) {
    if (isNotAllowed(error))
      bot.log.info({ platform: 'discord' }, 'a server could not be greeted: the bot may not write there');
    else bot.fault(withoutContent(error), 'discord welcome');
  }
}
