/** What both engines keep of installations. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../../src/store/store.ts';
import type { StoredInstallation } from '../../../src/digest/installations.ts';
import { openTwice, type EngineUnderTest } from '../engines.ts';
import { at } from '../samples.ts';

const installation = (workspace: string, over: Partial<StoredInstallation> = {}): StoredInstallation => ({
  platform: 'slack',
  workspace,
  sealed: `sealed for ${workspace}`,
  installedAt: at(0),
  ...over,
});

export function installationContract({ fresh }: EngineUnderTest): void {
  let store: Store;
  let other: Store;
  beforeEach(async () => {
    [store, other] = await openTwice(fresh);
  });

  describe('an installation', () => {
    it('is read by every process as it was kept, and by no other platform or workspace', async () => {
      await store.saveInstallation(installation('T1'));
      expect(await other.installation('slack', 'T1')).toStrictEqual(installation('T1'));
      expect(await store.installation('slack', 'T2')).toBeUndefined();
      expect(await store.installation('discord', 'T1')).toBeUndefined();
    });

    it('takes the place of the one before it', async () => {
      await store.saveInstallation(installation('T1'));
      const again = installation('T1', { sealed: 'another', installedAt: at(5) });
      await other.saveInstallation(again);
      expect(await store.installation('slack', 'T1')).toStrictEqual(again);
      expect(await store.installations('slack')).toStrictEqual([again]);
    });

    it('is listed with those of its platform, the oldest first', async () => {
      await store.saveInstallation(installation('T2', { installedAt: at(2) }));
      await store.saveInstallation(installation('T3', { installedAt: at(1) }));
      await store.saveInstallation(installation('T1', { installedAt: at(2) }));
      await store.saveInstallation(installation('G1', { platform: 'discord' }));
      expect((await other.installations('slack')).map(({ workspace }) => workspace)).toStrictEqual(['T3', 'T1', 'T2']);
    });

    it('is sealed anew only if nobody has replaced it meanwhile, and stays as old as it is', async () => {
      await store.saveInstallation(installation('T1'));
      await store.saveInstallation(installation('T2'));
      const read = installation('T1');
      expect(await store.resealInstallation(read, 'newer')).toBe(true);
      expect(await other.resealInstallation(read, 'too late')).toBe(false);
      expect(await store.installation('slack', 'T1')).toStrictEqual(installation('T1', { sealed: 'newer' }));
      expect(await store.installation('slack', 'T2')).toStrictEqual(installation('T2'));
      expect(await store.resealInstallation(installation('T3'), 'of none')).toBe(false);
    });

    it('is forgotten once, and not for what happened before it was made', async () => {
      await store.saveInstallation(installation('T1', { installedAt: at(5) }));
      await store.saveInstallation(installation('T2', { installedAt: at(5) }));
      expect(await store.deleteInstallation('slack', 'T1', at(4.9))).toBe(false);
      const forgotten = await Promise.all(
        [store, other, store].map((one) => one.deleteInstallation('slack', 'T1', at(5))),
      );
      expect(forgotten.filter(Boolean)).toHaveLength(1);
      expect((await store.installations('slack')).map(({ workspace }) => workspace)).toStrictEqual(['T2']);
    });
  });
}
