/** What the tests of the fake Discord share: a client pointed at it, and requests past all that a client would put right. */
import { Client, type ClientOptions, Events, GatewayIntentBits, Partials, type SendableChannels } from 'discord.js';
import type { DiscordPeer } from './discord.ts';
import { fields } from './discord-types.ts';

/** What a message says to ping nobody. */
export const quiet = { parse: [] };

/** A client that would talk to the fake. */
export function newClient(peer: DiscordPeer, options: Partial<ClientOptions> = {}): Client {
  return new Client({
    intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages],
    partials: [Partials.Channel],
    allowedMentions: { parse: [] },
    ...options,
    rest: { api: peer.url, ...options.rest },
    // The client would otherwise wait five seconds between two identifies.
    ws: { buildIdentifyThrottler: async () => ({ waitForIdentify: async () => {} }) },
  });
}

/** A client that is logged in and ready. */
export async function login(peer: DiscordPeer, options?: Partial<ClientOptions>): Promise<Client<true>> {
  const client = newClient(peer, options);
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(peer.token);
  return ready;
}

/** The channel as the client knows it. */
export async function sendable(client: Client, id: string): Promise<SendableChannels> {
  const channel = await client.channels.fetch(id);
  if (channel?.isSendable() !== true) throw new Error(`there is no channel ${id}`);
  return channel;
}

/** Sends a request of one's own. */
export async function raw(
  peer: DiscordPeer,
  method: string,
  path: string,
  body?: unknown,
  token = `Bot ${peer.token}`,
) {
  const response = await fetch(`${peer.url}/v10${path}`, {
    method,
    headers: { authorization: token, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer = await response.text();
  const parsed: unknown = answer === '' ? undefined : JSON.parse(answer);
  return { status: response.status, headers: response.headers, body: parsed, id: String(fields(parsed)['id']) };
}
