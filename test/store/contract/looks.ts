/** How both engines keep when people last looked: one row a person and workspace, no longer than needed. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Viewer } from '../../../src/conversation/last-seen.ts';
import type { Store } from '../../../src/store/store.ts';
import type { Database, EngineUnderTest } from '../engines.ts';
import { at } from '../samples.ts';

const ADA: Viewer = { platform: 'slack', workspace: 'T1', person: 'U1' };

export function lookContract({ fresh }: EngineUnderTest): void {
  let database: Database;
  let store: Store;
  beforeEach(async () => {
    database = await fresh();
    store = await database.open();
  });

  /** Looks at a minute, an hour after which one looks anew. */
  const look = async (minute: number, viewer = ADA, by = store): Promise<void> =>
    await by.noteLook(viewer, at(minute), at(minute - 60));

  describe('a look', () => {
    it('tells of the one before it, and one within the time after it changes nothing', async () => {
      expect(await store.lookBefore(ADA)).toBeUndefined();
      for (const minute of [0, 59]) {
        await look(minute);
        expect(await store.lookBefore(ADA)).toBeUndefined();
      }
      await look(60);
      expect(await store.lookBefore(ADA)).toStrictEqual(at(0));
      await look(119);
      expect(await store.lookBefore(ADA)).toStrictEqual(at(0));
      await look(500);
      expect(await store.lookBefore(ADA)).toStrictEqual(at(60));
    });

    it('of several processes at once is one', async () => {
      const other = await database.open();
      await look(0);
      await Promise.all([store, other, store, other].map((by) => look(100, ADA, by)));
      expect(await store.lookBefore(ADA)).toStrictEqual(at(0));
    });

    it('is of one person in one workspace of one platform', async () => {
      const others: readonly Viewer[] = [
        { ...ADA, person: 'U2' },
        { ...ADA, workspace: 'T2' },
        { ...ADA, platform: 'nowhere' },
      ];
      for (const minute of [0, 100]) await look(minute);
      for (const other of others) expect(await store.lookBefore(other)).toBeUndefined();
    });

    it('is forgotten after a while, and with the installation in its workspace', async () => {
      const elsewhere = { ...ADA, workspace: 'T2' };
      for (const viewer of [ADA, elsewhere, { ...ADA, person: 'U2' }])
        for (const minute of [0, 100]) await look(minute, viewer);
      await look(900, ADA);
      await look(900, elsewhere);
      await store.tidyLooks(at(900));
      expect(await store.lookBefore({ ...ADA, person: 'U2' })).toBeUndefined();
      expect(await store.lookBefore(ADA)).toStrictEqual(at(100));
      await store.saveInstallation({ platform: 'slack', workspace: 'T1', sealed: 's', installedAt: at(5) });
      await store.deleteInstallation('slack', 'T1', at(4));
      expect(await store.lookBefore(ADA)).toStrictEqual(at(100));
      await store.deleteInstallation('slack', 'T1', at(6));
      expect(await store.lookBefore(ADA)).toBeUndefined();
      expect(await store.lookBefore(elsewhere)).toStrictEqual(at(100));
    });
  });
}
