/** A folder of records and its journal as the second edition (5bfb8ec4) left them: one set published, and a process killed in the middle of the next, of which one of four records was in its place. */
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createLogger } from '../../../src/app/log.ts';
import { openRecords } from '../../../src/app/records/records-in-service.ts';
import { folderOf, NOW } from '../../support/records.ts';

type Files = Readonly<Record<string, string>>;
const LEFT = JSON.parse(readFileSync(join(import.meta.dirname, 'earlier-version.json'), 'utf8')) as {
  readonly records: Files;
  readonly previous: Files;
};
const TOPIC = { folder: 'north-south/topics', file: 'tea-trade.yaml' };
const QUAY = 'north-south/documents/quay-2.yaml';

async function opened(over: Files = {}) {
  const [folder, versionsFolder] = [folderOf({ ...LEFT.records, ...over }), folderOf(LEFT.previous)];
  const lines: string[] = [];
  const log = createLogger('info', [], (line) => void lines.push(line));
  const records = await openRecords({ folder, versionsFolder, now: () => NOW, log });
  onTestFinished(records.stop);
  const text = (name: string): string => readFileSync(join(folder, name), 'utf8');
  return { ...records, folder, versionsFolder, lines, text };
}

test('its interrupted set is finished, what it published is listed with who wrote it, and the newest can be undone', async () => {
  const { editor, folder, versionsFolder, lines, text, status, current } = await opened();
  expect(lines.join('')).toContain('finished');
  expect(status().faults).toEqual([]);
  expect(text('north-south/relationship.yaml')).toContain('Northland and Southland, 2');
  expect(text(QUAY)).toContain('on the quay 2 times');
  expect(globSync('**/.*.part', { cwd: folder })).toEqual([]);
  expect(readdirSync(join(versionsFolder, '.sets'))).not.toContain('open.json');
  const sets = editor.sets();
  expect(sets).toMatchObject([
    { by: 'Cleo', records: { length: 4 } },
    { by: 'Cleo', records: { length: 4 } },
  ]);
  expect(editor.newest()?.id).toBe(sets[0]?.id);
  const versions = editor.previous(TOPIC);
  expect(versions).toMatchObject([{ by: 'Cleo' }, { by: 'Cleo' }]);
  const topic = current().briefs.get('tea-trade');
  if (topic === undefined) throw new Error('the topic is not in service');
  const { topic: writer, statements } = editor.writers(topic);
  expect([writer, statements.get('quay-2/said')]).toEqual(['Cleo', 'Cleo']);
  expect(await editor.undo(sets[0]?.id ?? '', { name: 'Ann' }, async () => 0)).toMatchObject({ ok: true });
  expect(text('north-south/relationship.yaml')).toContain('Northland and Southland, 1');
  expect(existsSync(join(folder, QUAY))).toBe(false);
});

test('its interrupted set is taken back where somebody has changed a record of it meanwhile', async () => {
  const harbour = 'north-south/documents/harbour.yaml';
  const theirs = `${LEFT.records[harbour] ?? ''}\n`;
  const { folder, lines, text, editor } = await opened({ [harbour]: theirs });
  expect(lines.join('')).toContain('taken back');
  expect(text(harbour)).toBe(theirs);
  expect(text('north-south/relationship.yaml')).toContain('Northland and Southland, 1');
  expect(existsSync(join(folder, QUAY))).toBe(false);
  expect(globSync('**/.*.part', { cwd: folder })).toEqual([]);
  expect(editor.sets()).toHaveLength(1);
});

test('a part of it that is cut off is written anew', async () => {
  const part = Object.keys(LEFT.records).find((name) => name.includes('.quay-2.yaml.')) ?? '';
  const { text } = await opened({ [part]: 'cut off' });
  expect(text(QUAY)).toContain('on the quay 2 times');
});
