/** Serves the bot to a fake Discord for a test, and sees to it that nothing is left over or out of order at its end. */
import { expect, onTestFinished, vi } from 'vitest';
import { createLogger } from '../../../src/app/log.ts';
import type { Courier } from '../../../src/digest/delivery/courier.ts';
import { connect } from '../../../src/chat/discord/connection/connect.ts';
import type { DiscordSettings } from '../../../src/chat/discord/connection/gateway.ts';
import type { Bot, Connection } from '../../../src/chat/platform.ts';
import type { Catalogue } from '../../../src/search/catalogue.ts';
import {
  DISCORD_IDS,
  FLAG,
  startDiscordPeer,
  type DiscordPeer,
  type DiscordPeerOptions,
  type Fault,
  type Interaction,
  type Message,
} from '../../peers/discord.ts';
import { ALL } from '../../reply/awkward.ts';
import { catalogue, NOW } from './catalogue.ts';
import { seen } from './reading.ts';
import { botInMemory, changed, type BotChange } from '../../support/bot.ts';

export type Served = {
  readonly peer: DiscordPeer;
  readonly connection: Connection;
  /** Every line of the log. */
  readonly lines: readonly string[];
};

export type Serving = {
  readonly peer?: DiscordPeerOptions;
  /** What goes wrong from the beginning. */
  readonly faults?: readonly Fault[];
  readonly settings?: Partial<DiscordSettings>;
  /** What this bot does otherwise. */
  readonly bot?: (bot: Bot) => BotChange;
  /** The records in service; the real ones when omitted. */
  readonly records?: () => Catalogue;
};

const SAID = 'SECRET-QUESTION';

/** A question that finds nothing, whose words must not be found in a log either. */
export const NONSENSE = `${SAID} qwertz`;

/** Returns a bot with the real catalogue that logs into a list. */
export function newBot(
  lines: string[],
  token: string,
  {
    couriers,
    records = () => catalogue,
  }: Pick<Serving, 'records'> & Pick<Parameters<typeof botInMemory>[0], 'couriers'> = {},
): Bot {
  return botInMemory({
    ...(couriers && { couriers }),
    catalogue: records,
    log: createLogger('debug', [token], (line) => void lines.push(line)),
    now: () => NOW,
  });
}

/** Returns a fake Discord for the running test, whose end checks that it was sent nothing wrong. */
export async function newPeer(options: DiscordPeerOptions = {}): Promise<DiscordPeer> {
  const peer = await startDiscordPeer({ limits: { channel: false }, ...options });
  onTestFinished(async () => {
    await peer.close();
    expect([...peer.violations, ...peer.unknownRoutes, ...peer.unknownOpcodes]).toEqual([]);
  });
  return peer;
}

/** Returns a bot connected to a fake Discord for the running test. */
export async function serve({
  peer: options,
  faults = [],
  settings,
  bot: change,
  records,
}: Serving = {}): Promise<Served> {
  const peer = await newPeer(options);
  peer.faults.push(...faults);
  const lines: string[] = [];
  const couriers = new Map<string, Courier>();
  const bot = newBot(lines, peer.token, { couriers, ...(records && { records }) });
  const connection = await connect(
    changed(bot, change?.(bot)),
    { token: peer.token, apiUrl: peer.url, ...settings },
    5_000,
  );
  if (connection.courier !== undefined) couriers.set('discord', connection.courier);
  // A first answer does not wait for the store in memory to be loaded.
  await bot.isFirstEver('warm');
  onTestFinished(async () => {
    await connection.stop();
    await vi.waitFor(() => expect(peer.connections).toBe(0));
    const log = lines.join('');
    expect(log).not.toContain(peer.token);
    expect(log).not.toContain(SAID);
    expect(log).not.toMatch(/aW50ZXJhY3Rpb246/u);
  });
  return { peer, connection, lines };
}

/** Where and as whom most tests ask. */
export const HERE = { channelId: DISCORD_IDS.channel, user: DISCORD_IDS.alice, name: 'brief' } as const;

/** Returns what alice types after the command. */
export function topic(value: string): { readonly options: { name: string; value: string }[] } {
  return { options: [{ name: 'topic', value }] };
}

/** What a hostile or careless person may type, by what it is. */
export const HOSTILE: readonly (readonly [string, string])[] = [
  ['everything awkward', ALL],
  ['@everyone', '@everyone @here'],
  ['mentions', `<@${DISCORD_IDS.bob}> <@&${DISCORD_IDS.bob}> <#${DISCORD_IDS.channel}>`],
  ['markdown', '**b** [x](https://evil.example) ||s|| # h'],
  ['control characters', '\u0000\u001B[2J\u202E'],
  ['nothing but Chinese', '字'.repeat(1_500)],
];

/** What the bot has said for everyone in the channel. */
export function answersIn(peer: DiscordPeer): Message[] {
  return peer.channelMessages(DISCORD_IDS.channel).filter(({ author }) => author.id === peer.bot.id);
}

/** Mentions the bot in the channel. */
export function mention(peer: DiscordPeer, text = 'busan-summit'): Message {
  return peer.message({
    channelId: DISCORD_IDS.channel,
    author: DISCORD_IDS.alice,
    content: `<@${peer.bot.id}> ${text}`,
  });
}

/** The private answer to an interaction. */
export async function answerTo({ peer }: Served, interaction: Interaction): Promise<Message> {
  const message = await interaction.settled();
  expect(peer.onlyFor(message.id)).toBe(DISCORD_IDS.alice);
  expect(message.flags & (FLAG.EPHEMERAL | FLAG.COMPONENTS_V2)).toBe(FLAG.EPHEMERAL | FLAG.COMPONENTS_V2);
  expect(message.mentions).toEqual([]);
  return message;
}

/** Presses the button whose label begins so. */
export function press({ peer }: Served, message: Message, label: string): Interaction {
  const button = seen(message).buttons.find((one) => one.label.startsWith(label));
  return peer.click({ message, user: DISCORD_IDS.alice, customId: button?.custom_id ?? label });
}
