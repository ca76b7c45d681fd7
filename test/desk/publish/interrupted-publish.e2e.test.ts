/** The line of a change set in the list of what was done, where its process ended before it was written. */
import { expect, test } from 'vitest';
import { createAccounts } from '../../../src/people/accounts.ts';
import type { AuditAct } from '../../../src/people/audit.ts';
import { auditInterruptedPublish } from '../../../src/desk/server/publish.ts';
import type { PastSet } from '../../../src/records/publish/change-set.ts';
import type { RecordEditor } from '../../../src/records/publish/record-editor-contract.ts';
import { memoryStore } from '../../../src/store/memory.ts';
import { NOW } from '../../support/records.ts';

const SET: PastSet = {
  id: '20261124T120000000Z-0123456789ab',
  at: NOW,
  by: 'Bo',
  records: [{ folder: 'north-south/topics', file: 'tea-trade.yaml', change: 'changed' }],
  wording: [],
  undoes: undefined,
};

/** People an hour after a set was published, who each did something in the minute in which it was. */
async function hourLater(sets: readonly PastSet[], beside: readonly string[] = []) {
  let now = NOW;
  const store = memoryStore(() => now);
  const accounts = createAccounts({ store, now: () => now });
  for (const name of beside) await accounts.note({ id: '', name }, { act: 'document-added', about: 'tea' });
  const note = async (act: AuditAct, detail: string): Promise<void> => {
    now = NOW;
    await accounts.note({ id: '', name: 'Bo' }, { act, detail });
    now = NOW.add({ hours: 1 });
  };
  now = NOW.add({ hours: 1 });
  const recordEditor = { newest: () => sets[0] } as Partial<RecordEditor> as RecordEditor;
  const start = () => auditInterruptedPublish({ recordEditor, accounts });
  const lines = async () =>
    (await accounts.audit({}, 50)).map((one) => `${one.name} ${one.act} ${one.about} ${one.detail}`);
  return { start, lines, note };
}

test('is written once at the next start', async () => {
  const { start, lines } = await hourLater([SET], ['Ann']);
  await start();
  await start();
  expect(await lines()).toEqual([
    `Bo records-published north-south/topics/tea-trade.yaml ${SET.id}`,
    'Ann document-added tea ',
  ]);
});

test('is written also where its person published another set, or signed in, in the same minute', async () => {
  const before = { ...SET, id: '20261124T115956000Z-ba9876543210' };
  const { start, lines, note } = await hourLater([SET, before]);
  await note('records-published', before.id);
  await note('signed-in', '');
  await start();
  expect((await lines())[0]).toBe(`Bo records-published north-south/topics/tea-trade.yaml ${SET.id}`);
});

test('says of an undone set and of drafts what they are', async () => {
  for (const [set, line] of [
    [{ ...SET, undoes: 'before' }, `Bo publishing-undone north-south/topics/tea-trade.yaml ${SET.id}`],
    [
      { ...SET, records: [{ folder: 'drafts', file: 'silk.yaml', change: 'added' as const }] },
      `Bo draft-saved drafts/silk.yaml ${SET.id}`,
    ],
  ] as const) {
    const { start, lines } = await hourLater([set]);
    await start();
    expect(await lines()).toEqual([line]);
  }
});

test('is not written of an undoing that stands there by the set that it undid', async () => {
  const { start, lines, note } = await hourLater([{ ...SET, undoes: 'before' }]);
  await note('publishing-undone', 'before');
  await start();
  expect(await lines()).toHaveLength(1);
});

test('is not written where what its person did then stands there, nor where nothing was published', async () => {
  const noted = await hourLater([SET], ['Bo']);
  await noted.start();
  expect(await noted.lines()).toEqual(['Bo document-added tea ']);
  const nothing = await hourLater([]);
  await nothing.start();
  expect(await nothing.lines()).toEqual([]);
});
