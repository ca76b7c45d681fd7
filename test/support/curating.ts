/** The record editor over a folder of made-up records, as in a serving bot. */
import { refusalText } from '../../src/records/publish/refusal.ts';
import { openRecords } from '../../src/app/records/records-in-service.ts';
import type { PublishedSet, RecordName } from '../../src/records/publish/change-set.ts';
import type { RecordEditor, Refusal } from '../../src/records/publish/record-editor-contract.ts';
import type { HeldTexts } from '../../src/records/held-texts.ts';
import { createLogger } from '../../src/app/log.ts';
import { folderOf, NOW, recordFiles } from './records.ts';
import { WRITTEN } from './written.ts';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

export const TEA: RecordName = { folder: 'north-south/topics', file: 'tea-trade.yaml' };

/** Returns the editor of a folder with the hand-written brief and the made-up ones, and functions to read the disk. */
export async function editorOf(
  over: Parameters<typeof recordFiles>[0] = {},
  { writable = true, held }: { readonly writable?: boolean; readonly held?: Pick<HeldTexts, 'get'> } = {},
) {
  const folder = folderOf(recordFiles({ 'north-south/topics/tea-trade.yaml': WRITTEN, ...over }));
  const versionsFolder = folderOf({});
  let minutes = 0;
  const now = () => NOW.add({ minutes: (minutes += 1) });
  const lines: string[] = [];
  const log = createLogger('info', [], (line) => void lines.push(line));
  const records = await openRecords({ folder, versionsFolder, now, log, writable, heldTexts: held });
  onTestFinished(records.stop);
  const recordEditor = savingOne(records.editor);
  return {
    recordEditor,
    folder,
    versionsFolder,
    records,
    lines,
    onDisk: ({ folder: place, file }: RecordName = TEA): string => readFileSync(join(folder, place, file), 'utf8'),
    files: (): string[] => readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted(),
    version: (name: RecordName = TEA): string => versionOf(recordEditor, name),
  };
}

/** Who publishes in the tests. */
export const CLEO = { name: 'Cleo', email: 'cleo@example.org' } as const;

type Saved = { readonly ok: true; readonly version: string | undefined; readonly faults: PublishedSet['faults'] };

/** Returns an editor that also publishes single records. */
export function savingOne(editor: RecordEditor) {
  const save = async (name: RecordName, text: string, version: string | undefined): Promise<Saved | Refusal> => {
    const done = await editor.publish({ texts: [{ ...name, text, version }], author: CLEO });
    return done.ok ? { ok: true, version: done.records[0]?.version, faults: done.faults } : done;
  };
  return {
    ...editor,
    save,
  };
}

function versionOf(recordEditor: Pick<RecordEditor, 'open'>, name: RecordName): string {
  const opened = recordEditor.open(name);
  if (!opened.ok) throw new Error(refusalText(opened, 'en'));
  return opened.version;
}
