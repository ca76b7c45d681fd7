/** Answers messages that were taken by a process which did not answer them: they are read again. */
import { DiscordAPIError, REST, RESTJSONErrorCodes, Routes, type APIMessage, type APIUser } from 'discord.js';
import { keepToken } from '../connection/outgoing-requests.ts';
import type { ReanswerOutcome, Courier } from '../../../digest/delivery/courier.ts';
import { parseMessage } from '../../../conversation/parse-text.ts';
import type { Bot } from '../../platform.ts';
import type { DiscordSettings } from '../connection/gateway.ts';
import { retryLater } from '../../delivery.ts';
import { outcomeOf } from '../delivery/outcome.ts';
import { parentChannelOf, type Located } from './channel.ts';
import { addressed, composeAnswer } from './message.ts';

const TIMEOUT_MS = 8_000;

/** Returns how a courier answers a message anew: also in a process that does not hear the gateway. */
export function createReanswer(
  bot: Bot,
  { token, apiUrl }: Pick<DiscordSettings, 'token' | 'apiUrl'>,
): NonNullable<Courier['reanswer']> {
  const rest = keepToken(
    new REST({
      retries: 0,
      timeout: TIMEOUT_MS,
      rejectOnRateLimit: () => true,
      ...(apiUrl !== undefined && { api: apiUrl }),
    }),
    token,
  );
  let self: APIUser | undefined;

  return async ({ channelRef: { workspace, channel }, message: id }): Promise<ReanswerOutcome> => {
    try {
      self ??= (await rest.get(Routes.user())) as APIUser;
      // What mentions the bot, or was written to it directly, comes with its text: https://docs.discord.com/developers/events/gateway#message-content-intent
      const found = (await rest.get(Routes.channelMessage(channel, id))) as APIMessage;
      const message = { ...found, ...(workspace !== '' && { guild_id: workspace }) };
      // Which roles are the bot's own was known when it was taken.
      const how = addressed(message, self.id, () => true);
      if (how === undefined) return { type: 'gone' };
      const parsed = parseMessage(message.content, bot.conversation.catalogue());
      return {
        type: 'answer',
        ...(await composeAnswer({ message, parsed, how, home: await readParentChannel(channel, workspace) }, bot)),
      };
    } catch (error) {
      if (error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.UnknownMessage) return { type: 'gone' };
      const outcome = outcomeOf(error, bot.now());
      if (outcome.type === 'wait' || outcome.type === 'refused') return outcome;
      return outcome.type === 'unknown'
        ? retryLater(bot.now(), outcome.detail)
        : { type: 'refused', because: 'no-history', detail: outcome.detail };
    }
  };

  /** Returns the channel that a thread is in, or the channel itself. */
  async function readParentChannel(channel: string, workspace: string): Promise<string> {
    if (workspace === '') return channel;
    const found = (await rest.get(Routes.channel(channel))) as Located['channel'];
    return parentChannelOf({ guild_id: workspace, channel: found })?.channel ?? channel;
  }
}
