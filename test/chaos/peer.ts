/** A platform under chaos: it keeps what it receives, and goes wrong by chance in every way that leaves an outcome in doubt. */
import type { ChannelRef } from '../../src/digest/subscription.ts';
import { hasMarker } from '../../src/chat/discord/render/marker.ts';
import { DISCORD_IDS, PERMISSION, startDiscordPeer, type Fault, type Message } from '../peers/discord.ts';
import { SLACK_DIGEST, startSlackDigestPeer, type SlackStored, type SlackTrouble } from '../peers/slack-digest.ts';
import { NOTICE, OWNER_NOTICE, type Chat } from './chat.ts';
import { OWNER_NOTICES } from './owner-notices.ts';
import { createDiscordChat } from './discord-chat.ts';
import type { Random } from './random.ts';
import { createSlackChat } from './slack-chat.ts';
import type { World } from './world.ts';

/** How often it goes wrong, of a thousand messages each, and how late one may be stored. */
export type Troubles = {
  readonly rateLimit: number;
  readonly errorBefore: number;
  readonly errorAfter: number;
  readonly cutBefore: number;
  readonly cutAfter: number;
  readonly late: number;
  readonly stall: number;
  readonly stallAfter: number;
  /** Of a thousand look-ups that fail. */
  readonly look: number;
  readonly lateSeconds: number;
};

export type ChaosPeer = {
  readonly platform: 'slack' | 'discord';
  readonly places: readonly ChannelRef[];
  /** What the bot needs in its environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** Every message of the bot that is stored. */
  readonly messages: () => readonly Arrived[];
  /** Returns the people in it; where it sends them to the replicas itself, to these ports. */
  readonly chat: (ports: readonly number[]) => Chat;
  /** How often each thing went wrong. */
  readonly wrong: ReadonlyMap<string, number>;
  /** Settles when the next message arrives. */
  readonly nextPost: () => Promise<void>;
  /** Nothing goes wrong from now on. */
  readonly calm: () => void;
  readonly close: () => Promise<void>;
};

/** So much of a message is shown where it carries no marker. */
const MAX_SHOWN = 400;

/** A message as it arrived: its marker, empty where it carries none, and when by the time of the world. */
export type Arrived = {
  readonly marker: string;
  readonly channel: string;
  readonly at: number;
  readonly text?: string;
};

export type PeerOptions = {
  readonly world: Pick<World, 'milliseconds'>;
  readonly random: Random;
  readonly troubles: Troubles;
  readonly channels: number;
  /** So many looks into histories in a minute, where the platform limits them. */
  readonly looksPerMinute: number;
};

type Kind = Exclude<keyof Troubles, 'look' | 'lateSeconds'>;
const KINDS: readonly Kind[] = [
  'rateLimit',
  'errorBefore',
  'errorAfter',
  'cutBefore',
  'cutAfter',
  'late',
  'stall',
  'stallAfter',
];
/** An answer takes this long, so that a kill may come before, between and after. */
const LATENCY_MS = [20, 160] as const;
/** Discord's own protection against doubles is forgotten before any look-up, so that only the look-up stands between an unknown outcome and a double. An answer whose response was lost is repeated under it, within 20 seconds. */
const NONCE_MS = 30_000;

const PEOPLE = 30;
/** They may manage the server. */
const MEMBER =
  PERMISSION.MANAGE_GUILD |
  PERMISSION.VIEW_CHANNEL |
  PERMISSION.SEND_MESSAGES |
  PERMISSION.READ_MESSAGE_HISTORY |
  PERMISSION.USE_APPLICATION_COMMANDS;

/** Draws what goes wrong with each message, and counts it. */
function createDraw({ random, troubles }: Pick<PeerOptions, 'random' | 'troubles'>) {
  const wrong = new Map<string, number>();
  let calm = false;
  const count = <Name extends string>(name: Name): Name => {
    wrong.set(name, (wrong.get(name) ?? 0) + 1);
    return name;
  };
  return {
    wrong,
    calm: (): void => {
      calm = true;
    },
    post: (): Kind | undefined => {
      let drawn = random.next() * 1_000;
      if (calm) return undefined;
      for (const kind of KINDS) {
        if (drawn < troubles[kind]) return count(kind);
        drawn -= troubles[kind];
      }
      return undefined;
    },
    look: (): boolean => random.next() * 1_000 < troubles.look && !calm && count('look') === 'look',
    lateMilliseconds: () => random.between(0, troubles.lateSeconds) * 1_000,
    latency: () => random.between(...LATENCY_MS),
  };
}

/** Starts a Slack that limits each channel and the reading of histories. */
export async function startChaosSlack(options: PeerOptions): Promise<ChaosPeer> {
  const draw = createDraw(options);
  const arrival = createBell();
  const peer = await startSlackDigestPeer({
    historyPerMinute: options.looksPerMinute,
    clock: options.world.milliseconds,
    latency: draw.latency,
    trouble: (method): SlackTrouble | undefined => {
      if (method === 'conversations.history') return draw.look() ? { kind: 'cut', stored: false } : undefined;
      switch (method === 'chat.postMessage' ? draw.post() : undefined) {
        case 'rateLimit':
          return { kind: 'rate-limit', seconds: 2 };
        case 'errorBefore':
          return { kind: 'status', status: 503, stored: false };
        case 'errorAfter':
          return { kind: 'status', status: 502, stored: true };
        case 'cutBefore':
          return { kind: 'cut', stored: false };
        case 'cutAfter':
          return { kind: 'cut', stored: true };
        case 'late':
          return { kind: 'late', milliseconds: draw.lateMilliseconds() };
        case 'stall':
          return { kind: 'stall', stored: false };
        case 'stallAfter':
          return { kind: 'stall', stored: true };
        case undefined:
          return undefined;
      }
    },
  });
  peer.onPost(arrival.ring);
  return {
    platform: 'slack',
    places: Array.from({ length: options.channels }, (_, index) => ({
      platform: 'slack',
      workspace: SLACK_DIGEST.team,
      channel: `C${String(index).padStart(8, '0')}`,
    })),
    environment: {
      SLACK_BOT_TOKEN: SLACK_DIGEST.botToken,
      SLACK_SIGNING_SECRET: SLACK_DIGEST.signingSecret,
      SLACK_API_URL: peer.apiUrl,
    },
    messages: () =>
      peer.stored.map((message) => ({
        ...message,
        marker: markerIn(message),
        at: message.storedAt,
        text: JSON.stringify(message.blocks).slice(0, MAX_SHOWN),
      })),
    chat: (ports) => createSlackChat(peer, options.world, ports),
    wrong: draw.wrong,
    nextPost: arrival.next,
    calm: draw.calm,
    close: peer.close,
  };
}

/** Starts a Discord that keeps its global and channel limits. */
export async function startChaosDiscord(options: PeerOptions): Promise<ChaosPeer> {
  const draw = createDraw(options);
  const arrival = createBell();
  const channels = Array.from({ length: options.channels }, (_, index) =>
    String(910_000_000_000_000_000n + BigInt(index)),
  );
  const people = Array.from({ length: PEOPLE }, (_, index) => String(820_000_000_000_000_000n + BigInt(index)));
  const peer = await startDiscordPeer({
    nonceWindowMs: NONCE_MS,
    clock: options.world.milliseconds,
    // More starts than Discord allows in a day.
    sessionsADay: 100_000,
    guilds: [
      {
        id: DISCORD_IDS.guild,
        name: 'Chaos',
        channels: channels.map((id) => ({ id, name: `c${id.slice(-4)}` })),
        members: people.map((id) => ({ user: { id, username: `u${id.slice(-2)}` }, permissions: MEMBER })),
      },
    ],
  });
  // One draw a message, which the fault whose turn it is finds again.
  let drawn: Kind | undefined;
  const when = (kind: Kind, fault: Omit<Fault, 'match'>): Fault => ({
    get delayMs() {
      return kind === 'late' ? draw.lateMilliseconds() : 0;
    },
    ...fault,
    times: Infinity,
    match: (method, path) => isPost(method, path) && drawn === kind,
  });
  peer.faults.push(
    {
      kind: 'slow',
      times: Infinity,
      match: (method, path) => {
        if (!isPost(method, path)) return false;
        arrival.ring();
        drawn = draw.post();
        return drawn === undefined;
      },
      get delayMs() {
        return draw.latency();
      },
    },
    when('rateLimit', { kind: 'status', status: 429 }),
    when('errorBefore', { kind: 'status', status: 503 }),
    // The fake cannot answer an error for what it stored; a cut comes to the same.
    when('errorAfter', { kind: 'cut-after', reset: true }),
    when('cutBefore', { kind: 'cut-before' }),
    when('cutAfter', { kind: 'cut-after' }),
    when('late', { kind: 'late-store' }),
    when('stall', { kind: 'stall' }),
    when('stallAfter', { kind: 'slow', delayMs: 3_600_000 }),
    {
      kind: 'cut-before',
      times: Infinity,
      match: (method, path) => method === 'GET' && /^\/channels\/\d+\/messages$/u.test(path) && draw.look(),
    },
  );
  return {
    platform: 'discord',
    places: channels.map((channel) => ({ platform: 'discord', workspace: DISCORD_IDS.guild, channel })),
    environment: { DISCORD_TOKEN: peer.token, DISCORD_API_URL: peer.url },
    messages: () =>
      channels
        .flatMap((channel) => peer.channelMessages(channel))
        .filter(({ author, interaction_metadata: about }) => author.id === peer.bot.id && about === undefined)
        .map((message) => ({
          marker: markerOf(message),
          channel: message.channel_id,
          at: Date.parse(message.timestamp),
          text: JSON.stringify([message.nonce, message.components]).slice(0, MAX_SHOWN),
        })),
    chat: () => createDiscordChat(peer, people, options.random.split()),
    wrong: draw.wrong,
    nextPost: arrival.next,
    calm: draw.calm,
    close: peer.close,
  };
}

const isPost = (method: string, path: string): boolean =>
  method === 'POST' && /^\/channels\/\d+\/messages$/u.test(path);

type Bell = { readonly ring: () => void; readonly next: () => Promise<void> };

function createBell(): Bell {
  let rung = Promise.withResolvers<void>();
  return {
    ring: () => {
      const before = rung;
      rung = Promise.withResolvers<void>();
      before.resolve();
    },
    next: () => rung.promise,
  };
}

/** The marker of a message is the id of its first block, with the number of a further page behind it. */
function markerIn({ blocks, ts }: SlackStored): string {
  const id = blocks[0]?.block_id;
  return typeof id === 'string' ? (id.split('#')[0] ?? '') : ownerMarker(blocks, ts);
}

/** What stands for the marker of a message that tells an owner of somebody else's act; empty of others. */
function ownerMarker(content: unknown, id: string): string {
  const text = JSON.stringify(content);
  return [...OWNER_NOTICES].some((notice) => text.includes(notice)) ? `${OWNER_NOTICE}${id}` : '';
}

/** The marker in a button or menu is what survives in the channel; the nonce only tells which marker it must be. What a person is told of their message beside its answer, that it failed or that they ask too much, carries none. */
function markerOf({ nonce, components }: Message): string {
  const id = String(nonce ?? '');
  if (/^\d+\/[01]$/u.test(id)) return `${NOTICE}${id}`;
  return hasMarker(components, id) ? id : ownerMarker(components, id);
}
