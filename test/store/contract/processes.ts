/** What both engines withstand: several processes at once, and one that dies in the middle of its work. */
import { describe, expect, it } from 'vitest';
import type { EngineUnderTest } from '../engines.ts';
import { at, inOwnChannel, planOne, subscription } from '../samples.ts';
import { startWorker } from '../start-worker.ts';

export function processContract({ fresh, bare }: EngineUnderTest): void {
  describe('processes', () => {
    it('that open an empty database at once create its tables once', async () => {
      const database = await bare();
      const workers = Array.from({ length: 5 }, () => startWorker('open', database));
      await Promise.all(workers.map(({ said }) => said(1)));
      for (const { go } of workers) go();
      expect(await Promise.all(workers.map(({ ended }) => ended))).toStrictEqual([0, 0, 0, 0, 0]);
      const versions = await database.openEngine().db.selectFrom('attache_schema').selectAll().execute();
      expect(versions).toHaveLength(1);
      const store = await database.open();
      expect(await store.addSubscription(subscription('a'), 9)).toBe(true);
    });

    it('that claim with eight workers at once get each delivery once', async () => {
      const database = await fresh();
      const store = await database.open();
      const names = Array.from({ length: 300 }, (_, index) => `s${index}`);
      for (const name of names) await store.addSubscription(inOwnChannel(name), 9);
      await store.planDue(at(0), names.length, planOne());
      const workers = ['p', 'q'].map((name) => startWorker('claim', database, name));
      await Promise.all(workers.map(({ said }) => said(1)));
      for (const { go } of workers) go();
      expect(await Promise.all(workers.map(({ ended }) => ended))).toStrictEqual([0, 0]);
      const claimed = workers.map(({ lines }) => lines.filter((line) => line !== 'ready'));
      // Both had a part in it; otherwise nothing was at stake.
      expect(claimed.map(({ length }) => length > 0)).toStrictEqual([true, true]);
      expect(claimed.flat().toSorted()).toStrictEqual(names.map((name) => `d${name}`).toSorted());
    });

    it('that are killed lose nothing that was acknowledged, and leave nothing half done', async () => {
      const database = await fresh();
      await (await database.open()).addSubscription(subscription('a', { dueAt: at(1) }), 9);
      for (const [round, lines] of [40, 61, 83].entries()) {
        const worker = startWorker('write', database, `w${round}x`);
        await worker.said(lines);
        worker.kill();
        await worker.ended;
        const store = await database.open();
        const log = new Map((await store.digestLog({ subscription: 'a' }, 9_999)).map((one) => [one.id, one]));
        const heard = await store.carriedKeys(subscription('a').channelRef);
        const lost = [];
        for (const line of worker.lines) {
          const [what, id = ''] = line.split(' ');
          const there = {
            event: !(await store.claimEvent(id, at(0))),
            added: log.has(id),
            sent: log.get(id)?.state === 'sent',
          };
          if (!there[what as keyof typeof there]) lost.push(line);
        }
        expect(lost).toStrictEqual([]);
        const half = [...log.values()].filter(({ id, state }) => {
          const told = [1, 2, 3].filter((key) => heard.has(`${id}.${key}`)).length;
          return told !== (state === 'sent' ? 3 : 0);
        });
        expect(half).toStrictEqual([]);
        // What it held runs out, and work goes on.
        await store.expireClaims(at(99), at(99));
        expect((await store.planDue(at(1 + round), 9, planOne(at(2 + round)))).planned).toBe(1);
      }
    });
  });
}
