/** The PostgreSQL of a run, by the time of its world: killed where it stands, and replaced by one that lacks the last commits. */
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import type { Postgres } from '../peers/postgres.ts';
import type { World } from './world.ts';

/** What was committed between two moments of the world, in milliseconds, is lost. */
export type Lapse = { readonly from: number; readonly to: number };

export type Database = {
  readonly url: string;
  /** Kills the server and brings it back; nothing that it acknowledged is lost. */
  readonly crash: () => Promise<void>;
  /** Lets a standby stop receiving and, so many milliseconds later, take over. */
  readonly failOver: (milliseconds: number) => Promise<void>;
  readonly lapses: readonly Lapse[];
};

/** Makes a database whose clock is the world's. */
export async function createDatabase(postgres: Postgres, { ahead, milliseconds }: World): Promise<Database> {
  const address = await postgres.createDatabase();
  const client = new Client({ connectionString: address });
  await client.connect();
  await client.query('create schema world');
  await client.query(`create function world.clock_timestamp() returns timestamptz language sql volatile
    as 'select test_clock.clock_timestamp() + interval ''${ahead} milliseconds'''`);
  await client.end();
  const lapses: Lapse[] = [];
  return {
    // The server's own functions are found first unless they are named at another place.
    url: `${address}?options=${encodeURIComponent('-c search_path=public,world,pg_catalog')}`,
    lapses,
    crash: postgres.keepCopy,
    failOver: async (lag) => {
      const stoppedAt = milliseconds();
      await postgres.keepCopy();
      await wait(lag);
      await postgres.failOver();
      lapses.push({ from: stoppedAt, to: milliseconds() });
    },
  };
}
