/** The chats of the recall contract: the couriers as they serve, on real Bolt's client and discord.js, against our peers. */
import { webApi } from '@slack/bolt';
import type { ChannelRef } from '../../src/digest/subscription.ts';
import { createCourier as createDiscordCourier } from '../../src/chat/discord/delivery/courier.ts';
import { unescape } from '../../src/chat/discord/render/escape.ts';
import { createCourier as createSlackCourier } from '../../src/chat/slack/delivery/courier.ts';
import { startDiscordPeer, type DiscordPeer, type Message } from '../peers/discord.ts';
import { startSlackFake, type SlackFake } from '../peers/slack-faults.ts';
import { TOKENS } from '../peers/slack.ts';
import { seen } from '../chat/discord/reading.ts';
import type { RecallChat } from './recall-run.ts';

type Json = Readonly<Record<string, unknown>>;

const now = (): Temporal.Instant => Temporal.Now.instant();

export type SlackChat = RecallChat & { readonly fake: SlackFake };

/** Starts a Slack with so many channels. */
export async function slackChat(channels: number): Promise<SlackChat> {
  const fake = await startSlackFake();
  return {
    fake,
    places: Array.from({ length: channels }, (_, index) => ({
      platform: 'slack',
      workspace: 'T01TEST',
      channel: `C${String(index).padStart(4, '0')}`,
    })),
    courier: (ending) => {
      const client = new webApi.WebClient(TOKENS.botToken, {
        slackApiUrl: fake.apiUrl,
        retryConfig: { retries: 0 },
        rejectRateLimitedCalls: true,
        logLevel: webApi.LogLevel.ERROR,
      });
      return createSlackCourier({ client, name: 'attache', now, ending, lookupMilliseconds: 10 });
    },
    said: ({ channel }) =>
      fake.kept.filter((message) => message.channel === channel).map(({ blocks }) => wordsOf(blocks)),
  };
}

function wordsOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(wordsOf).join('');
  if (typeof value !== 'object' || value === null) return '';
  const { type, text, elements, style } = value as Json;
  if ((type === 'text' || type === 'link') && typeof text === 'string')
    return (style as Json | undefined)?.['strike'] === true ? `~~${text}~~` : text;
  return type === 'rich_text_section' ? `${wordsOf(elements)}\n` : wordsOf(elements);
}

export type DiscordChat = RecallChat & { readonly peer: DiscordPeer };

/** Starts a Discord with so many channels in one server. */
export async function discordChat(channels: number): Promise<DiscordChat> {
  const peer = await startDiscordPeer({ limits: { channel: false } });
  const guild = '940000000000000001';
  const ids = Array.from({ length: channels }, (_, index) => String(950000000000000000n + BigInt(index)));
  peer.addGuild({ id: guild, name: 'Many', channels: ids.map((id) => ({ id })) });
  return {
    peer,
    places: ids.map((channel): ChannelRef => ({ platform: 'discord', workspace: guild, channel })),
    courier: (ending) => createDiscordCourier({ token: peer.token, apiUrl: peer.url, now, ending }),
    said: ({ channel }) =>
      peer.channelMessages(channel).map((message: Message) => unescape(seen(message).texts.join('\n'))),
  };
}
