/** How both engines count the requests to a model: over all replicas, and no workspace takes more than half where others ask. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../../src/store/store.ts';
import type { Database, EngineUnderTest } from '../engines.ts';

const DAY = '2026-11-24';

export function modelRequestContract({ fresh }: EngineUnderTest): void {
  let database: Database;
  let store: Store;
  beforeEach(async () => {
    database = await fresh();
    store = await database.open();
  });

  /** How many of so many requests at once are let through. */
  const taken = async (times: number, workspace: string, limit: number, by = [store], day = DAY): Promise<number> => {
    const all = await Promise.all(
      Array.from({ length: times }, async (_, at) =>
        (by[at % by.length] ?? store).takeModelRequest(day, workspace, limit),
      ),
    );
    return all.filter(Boolean).length;
  };

  describe('requests to a model', () => {
    it('are no more than the limit of a day, from several processes at once', async () => {
      const other = await database.open();
      expect(await taken(12, 'slack T1', 7, [store, other])).toBe(7);
      expect(await taken(1, 'slack T1', 7, [other])).toBe(0);
      expect(await taken(1, 'slack T1', 7, [store], '2026-11-25')).toBe(1);
    });

    it('leave half to others, once others ask', async () => {
      expect(await taken(1, 'slack T2', 10)).toBe(1);
      expect(await taken(9, 'slack T1', 10)).toBe(5);
      // What was refused has used up nothing.
      expect(await taken(9, 'slack T2', 10)).toBe(4);
    });

    it('of days before are forgotten', async () => {
      await taken(1, 'slack T1', 1);
      await store.tidyModelRequests(Temporal.Instant.from('2026-11-24T23:00:00Z'));
      expect(await taken(1, 'slack T1', 1)).toBe(0);
      await store.tidyModelRequests(Temporal.Instant.from('2026-11-25T00:00:00Z'));
      expect(await taken(1, 'slack T1', 1)).toBe(1);
    });
  });
}
