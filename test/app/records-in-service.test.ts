import { mkdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openRecords } from '../../src/app/records-in-service.ts';
import { createLogger } from '../../src/app/log.ts';
import { savingOne } from '../support/curating.ts';
import { documentRecord, topicRecord, folderOf, NOW, recordFiles } from '../support/records.ts';

async function openedRecords(now = () => NOW) {
  const files = recordFiles({ 'north-south/topics/tea-trade.yaml': topicRecord('tea trade') });
  const folder = folderOf(files);
  const lines: string[] = [];
  const log = createLogger('info', [], (line) => void lines.push(line));
  const made = await openRecords({ folder, versionsFolder: folderOf({}), cacheFolders: [], now, log });
  onTestFinished(made.stop);
  const path = join(folder, 'north-south', 'topics', 'tea-trade.yaml');
  const save = (topic: string, title: string): void =>
    writeFileSync(path, JSON.stringify(topicRecord(topic, { title: { en: title } })));
  const title = (): string | undefined => made.current().briefs.get('tea-trade')?.title.en;
  return { ...made, editor: savingOne(made.editor), folder, path, lines, save, title };
}

const soon = { timeout: 10_000, interval: 20 };

test('a record that is saved is in service at once', async () => {
  const { save, title, lines } = await openedRecords();
  expect(title()).toBe('The tea trade');
  save('tea trade', 'The tea trade today');
  await vi.waitFor(() => expect(title()).toBe('The tea trade today'), soon);
  expect(lines.join('')).toContain('records read again');
});

test('a faulty one leaves the last good version in service, is told with its place, and the next good one is taken', async () => {
  const { path, save, title, lines, current } = await openedRecords();
  const before = current();
  writeFileSync(path, 'title: [');
  await vi.waitFor(() => expect(lines.join('')).toContain('the last good ones stay in service'), soon);
  expect(lines.join('')).toContain('tea-trade.yaml:1:');
  expect(current()).toBe(before);
  save('tea trade', 'Mended');
  await vi.waitFor(() => expect(title()).toBe('Mended'), soon);
});

test('a record saved under another name first, as editors do, and a new folder are seen too', async () => {
  const { path, title, folder, current } = await openedRecords();
  writeFileSync(`${path}~`, JSON.stringify(topicRecord('tea trade', { title: { en: 'Moved in' } })));
  renameSync(`${path}~`, path);
  await vi.waitFor(() => expect(title()).toBe('Moved in'), soon);
  mkdirSync(join(folder, 'drafts'));
  writeFileSync(join(folder, 'drafts', 'x.yaml'), 'title: [');
  // Its statements no longer bear on it, and then it is removed.
  const document = JSON.stringify(documentRecord({}, ['grain-corridor']));
  writeFileSync(join(folder, 'north-south', 'documents', 'harbour-notes.yaml'), document);
  rmSync(path);
  await vi.waitFor(() => expect(current().briefs.has('tea-trade')).toBe(false), soon);
});

test('a folder that cannot be watched is told, and what was read stays', async () => {
  const folder = folderOf(recordFiles());
  const lines: string[] = [];
  const log = createLogger('info', [], (line) => void lines.push(line));
  let asked = 0;
  // Removed between the reading and the watching, as when a disk goes.
  const now = () => {
    asked += 1;
    if (asked === 2) rmSync(folder, { recursive: true });
    return NOW;
  };
  const { current, stop } = await openRecords({ folder, versionsFolder: folderOf({}), cacheFolders: [], now, log });
  onTestFinished(stop);
  expect([...current().briefs.keys()]).toEqual(['grain-corridor']);
  expect(lines.join('')).toContain('cannot be watched; restart after a change');
});

test('what is on disk is told beside what is in service, and can be read without waiting', async () => {
  const { path, save, title, status, reload } = await openedRecords();
  expect(status().faults).toEqual([]);
  writeFileSync(path, 'title: [');
  await reload();
  expect(status().faults).toMatchObject([{ file: path, line: 1 }]);
  expect(title()).toBe('The tea trade');
  save('tea trade', 'Mended');
  await reload();
  expect(status().faults).toEqual([]);
  expect(title()).toBe('Mended');
});

test('a save takes its own text into service, and its own event reads nothing again', async () => {
  const { editor, save, path, title, lines } = await openedRecords();
  const readAgain = (): number => lines.filter((line) => line.includes('records read again')).length;
  const name = { folder: 'north-south/topics', file: 'tea-trade.yaml' };
  const opened = editor.open(name);
  const text = JSON.stringify(topicRecord('tea trade', { title: { en: 'Saved' } }));
  expect(await editor.save(name, text, opened.ok ? opened.version : '')).toMatchObject({ ok: true });
  expect(title()).toBe('Saved');
  expect(readAgain()).toBe(1);
  await wait(1_000);
  expect(readAgain()).toBe(1);
  // Nor does an event of a file that is as it was.
  utimesSync(path, 1_000, 1_000);
  await wait(1_000);
  expect(readAgain()).toBe(1);
  save('tea trade', 'By hand');
  await vi.waitFor(() => expect(title()).toBe('By hand'), soon);
});

test('what others change between the check of a save and its writing is in service after it too', async () => {
  let asked: (() => void) | undefined;
  const { editor, folder, current, title, lines } = await openedRecords(() => {
    asked?.();
    return NOW;
  });
  const name = { folder: 'north-south/topics', file: 'tea-trade.yaml' };
  const opened = editor.open(name);
  const text = JSON.stringify(topicRecord('tea trade', { title: { en: 'Saved' } }));
  let times = 0;
  asked = () => {
    times += 1;
    // First for the check, then for the version that is kept.
    if (times === 2)
      writeFileSync(
        join(folder, 'north-south', 'topics', 'grain-corridor.yaml'),
        JSON.stringify(topicRecord('grain corridor', { title: { en: 'Meanwhile' } })),
      );
  };
  expect(await editor.save(name, text, opened.ok ? opened.version : '')).toMatchObject({ ok: true });
  expect(current().briefs.get('grain-corridor')?.title.en).toBe('The grain corridor');
  await vi.waitFor(() => expect(current().briefs.get('grain-corridor')?.title.en).toBe('Meanwhile'), soon);
  expect(title()).toBe('Saved');
  // On a busy machine it may be read before the save is in its file as well.
  const reads = lines.filter((line) => line.includes('records read again')).length;
  expect(reads === 2 || reads === 3).toBe(true);
});

test('questions are asked of what is saved, not of what is found on the disk', async () => {
  const { editor, path, title } = await openedRecords();
  const brief = topicRecord('tea trade', { title: { en: 'Asks for grain' } });
  const questions = { en: [...(brief.questions as { en: string[] }).en, 'the grain corridor'] };
  writeFileSync(path, JSON.stringify({ ...brief, questions }));
  await vi.waitFor(() => expect(title()).toBe('Asks for grain'), soon);
  const name = { folder: 'north-south/topics', file: 'tea-trade.yaml' };
  const opened = editor.open(name);
  const text = JSON.stringify({ ...brief, title: { en: 'Saved' }, questions });
  expect(await editor.save(name, text, opened.ok ? opened.version : '')).toMatchObject({
    because: 'faulty',
    faults: [{ field: 'questions.en.8' }],
  });
  expect(title()).toBe('Asks for grain');
});

test('records with faults are not taken into service at the start; each fault is named', async () => {
  const folder = folderOf(recordFiles({ 'north-south/topics/tea-trade.yaml': 'title: [' }));
  const options = {
    folder,
    versionsFolder: folderOf({}),
    cacheFolders: [],
    now: () => NOW,
    log: createLogger('silent'),
  };
  await expect(openRecords(options)).rejects.toThrow(/^the records have 1 fault:\n.*tea-trade\.yaml:1:/u);
});
