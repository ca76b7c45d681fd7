/** How both engines keep what the last answers were about: one row a key, no longer than needed. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { MemoryKey } from '../../../src/conversation/follow-up/memory.ts';
import { entryOf } from '../../../src/people/audit.ts';
import type { Store } from '../../../src/store/store.ts';
import type { Database, EngineUnderTest } from '../engines.ts';
import { at, carried } from '../samples.ts';

const HERE = { platform: 'slack', workspace: 'T1', channel: 'C1' } as const;
const key = (name: string, over: Partial<MemoryKey> = {}): MemoryKey => ({ ...HERE, key: name, ...over });
const entry = (id: string) => entryOf({ id: 'by', name: 'By' }, { act: 'account-removed' }, at(0), id);
const said = (about: string, person = 'U1') => ({ person, about });

export function conversationContract({ fresh }: EngineUnderTest): void {
  let database: Database;
  let store: Store;
  beforeEach(async () => {
    database = await fresh();
    store = await database.open();
  });

  describe('an answer', () => {
    it('is remembered under each of its keys, by every process, until another one takes its place', async () => {
      const other = await database.open();
      await store.rememberAnswer([key('person/U1'), key('message/1.1')], said('a'), at(0));
      await other.rememberAnswer([key('person/U1')], said('b'), at(1));
      expect(await store.rememberedAnswer(key('person/U1'), at(-9))).toBe('b');
      expect(await other.rememberedAnswer(key('message/1.1'), at(-9))).toBe('a');
      for (const over of [{ channel: 'C2' }, { workspace: 'T2' }, { platform: 'discord' }, { key: 'person/U2' }])
        expect(await store.rememberedAnswer(key('person/U1', over), at(-9))).toBeUndefined();
    });

    it('is no longer remembered after its time, and then goes', async () => {
      await store.rememberAnswer([key('old')], said('a'), at(0));
      await store.rememberAnswer([key('new')], said('b'), at(10));
      expect(await store.rememberedAnswer(key('old'), at(0))).toBeUndefined();
      await store.tidyAnswers(at(10));
      expect(await store.rememberedAnswer(key('old'), at(-9))).toBeUndefined();
      expect(await store.rememberedAnswer(key('new'), at(-9))).toBe('b');
    });

    it('goes with the installation of its workspace, and with the account of who asked at the desk', async () => {
      const desk = key('person/p1', { platform: 'desk', workspace: 'desk' });
      const elsewhere = key('person/U1', { workspace: 'T2' });
      await store.rememberAnswer([key('person/U1'), elsewhere], said('a'), at(0));
      await store.rememberAnswer([desk], said('b', 'p1'), at(0));
      await store.saveInstallation({ platform: 'slack', workspace: 'T1', sealed: 's', installedAt: at(5) });
      await store.deleteInstallation('slack', 'T1', at(6));
      expect(await store.rememberedAnswer(key('person/U1'), at(-9))).toBeUndefined();
      expect(await store.rememberedAnswer(elsewhere, at(-9))).toBe('a');
      for (const [id, name] of [
        ['p0', 'Ann'],
        ['p1', 'Bo'],
      ] as const)
        await store.addAccount({ id, name, role: 'admin', createdAt: at(0) }, entry(`add-${id}`));
      await store.removeAccount('p1', entry('removed'));
      expect(await store.rememberedAnswer(desk, at(-9))).toBeUndefined();
    });
  });

  describe('a message that was sent', () => {
    it('is found in its channel, with what it carries', async () => {
      const slot = 'answer/slack/T1/C1/1.1/1';
      expect(await store.sentMessage(HERE, '2.2')).toBeUndefined();
      const answer = { id: 'a', slot, slotAt: at(0), channelRef: HERE, inReplyTo: '1.1' };
      await store.addAnswer({ ...answer, message: '2.2', carried: carried() }, at(2));
      expect(await store.sentMessage(HERE, '2.2')).toMatchObject({ slot, carried: carried() });
      expect(await store.sentMessage({ ...HERE, channel: 'C2' }, '2.2')).toBeUndefined();
    });
  });
}
