/** People who ask in turn: one alone may not ask as often as is measured. */
import { DISCORD_IDS } from '../peers/discord.ts';

const PEOPLE = Array.from({ length: 3_000 }, (_, at) => `${800_000_000_000_000_000n + BigInt(at)}`);

/** A server of all of them, for our fake of Discord. */
export const crowdedGuild = (channels: readonly string[] = []) => ({
  id: DISCORD_IDS.guild,
  channels: [DISCORD_IDS.channel, ...channels].map((id) => ({ id })),
  members: PEOPLE.map((id) => ({ user: { id, username: `person${id}` } })),
});

let turn = 0;
let asking = PEOPLE.length;

/** From now on so many of them ask. */
export const letAsk = (count: number): void => void (asking = count);

/** Returns the id of the next person. */
export const nextPerson = (): string => PEOPLE[(turn += 1) % asking] ?? '';
