/** What becomes of the rows of older databases, on both engines. */
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { MIGRATIONS } from '../../../src/store/migrations.ts';
import type { EngineUnderTest } from '../engines.ts';
import { at } from '../samples.ts';

const CURATORS = { platform: 'discord', workspace: '', channel: '9' };

const uuid = (number: number): string => `0000000${number}-1111-4111-8111-111111111111`;
const flag = (id: string, times: string): string =>
  `insert into flags values ('${id}', 'energy', '*', 'wrong', '', 'en', 'slack', 'T1', 'C1', 'U1', 5, ${times}, null)`;

export function olderContract({ bare }: EngineUnderTest): void {
  describe('alerts and flags of a database from before they were deliveries', () => {
    it('are delivered on: what was told stays told, what was begun is looked up', async () => {
      const database = await bare();
      const { db, close } = database.openEngine();
      const before = MIGRATIONS.findIndex(({ statements }) => statements.includes('drop index alerts_open'));
      const run = async (statement: string): Promise<void> => void (await sql.raw(statement).execute(db));
      await run('create table attache_schema (version integer not null primary key, applied_at bigint not null)');
      for (const [index, { statements }] of MIGRATIONS.slice(0, before).entries()) {
        for (const statement of statements) await run(statement);
        await run(`insert into attache_schema values (${index + 1}, 0)`);
      }
      await run(
        `insert into subscriptions values ('s1', 'slack', 'T1', 'C1', '"all"', '{}', 'en', 'skip', 'U1', 0, 'no-permission', '', null, '[]', 1, null)`,
      );
      for (const [number, state, detail] of [
        [1, 'sent', 'is_archived'],
        [2, 'failed', 'cannot_dm'],
        [3, 'waiting', 'later'],
      ] as const)
        await run(
          `insert into alerts values ('${uuid(number)}', 's1', 'slack', 'U1', 'no-permission', '${state}', '${detail}', ${number}, ${number})`,
        );
      await run(flag('posted', 'null, 6, 7'));
      await run(flag('begun', '8, 6, null'));
      await run(flag('waits', '8, null, null'));
      await run(flag('kept', 'null, null, null'));
      await close();

      const store = await database.open();
      expect((await store.alerts('s1')).map(({ state, detail }) => [state, detail])).toStrictEqual([
        ['sent', 'is_archived'],
        ['failed', 'cannot_dm'],
        ['waiting', 'later'],
      ]);
      await store.directFlags(CURATORS, at(0));
      const claims = { now: at(0), until: at(5), most: 9, by: 'r1' };
      const alerts = await store.claimDeliveries({ platforms: ['slack'], ...claims });
      expect(alerts).toMatchObject([
        { kind: 'alert', subscription: 's1', channelRef: { channel: 'C1', workspace: 'T1' } },
      ]);
      expect(alerts[0]?.id).toMatch(/^[a-z0-9]{24}$/u);
      const flags = await store.claimDeliveries({ platforms: ['discord'], ...claims });
      expect(flags).toMatchObject([{ id: 'waits', kind: 'flag', channelRef: CURATORS }]);
      const looks = await store.claimLookUps({ platforms: ['discord'], ...claims });
      expect(looks).toMatchObject([{ id: 'begun', kind: 'flag', channelRef: CURATORS, attempts: 1 }]);
      const kept = (await store.openFlags(9)).map(({ id, postedAt, isWaiting }) => [
        id,
        postedAt?.epochMilliseconds,
        isWaiting,
      ]);
      expect(kept.toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1))).toStrictEqual([
        ['begun', undefined, true],
        ['kept', undefined, false],
        ['posted', 7, false],
        ['waits', undefined, true],
      ]);
    });
  });
}
