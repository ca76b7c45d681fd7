import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { watchCatalogue } from '../../src/app/watch-catalogue.ts';
import { createLogger } from '../../src/app/log.ts';
import { briefRecord, catalogueOf, folderOf, NOW, recordFiles } from '../support/records.ts';

function kept() {
  const files = recordFiles({ 'north-south/tea-trade.yaml': briefRecord('tea trade') });
  const folder = folderOf(files);
  const lines: string[] = [];
  const log = createLogger('info', [], (line) => void lines.push(line));
  const made = watchCatalogue(folder, catalogueOf(files), { now: () => NOW, log });
  onTestFinished(made.stop);
  const path = join(folder, 'north-south', 'tea-trade.yaml');
  const save = (topic: string, title: string): void =>
    writeFileSync(path, JSON.stringify(briefRecord(topic, { title: { en: title } })));
  const title = (): string | undefined => made.current().briefs.get('tea-trade')?.title.en;
  return { ...made, folder, path, lines, save, title };
}

const soon = { timeout: 10_000, interval: 20 };

test('a record that is saved is in service at once', async () => {
  const { save, title, lines } = kept();
  expect(title()).toBe('The tea trade');
  save('tea trade', 'The tea trade today');
  await vi.waitFor(() => expect(title()).toBe('The tea trade today'), soon);
  expect(lines.join('')).toContain('records read again');
});

test('a faulty one leaves the last good version in service, is told with its place, and the next good one is taken', async () => {
  const { path, save, title, lines, current } = kept();
  const before = current();
  writeFileSync(path, 'title: [');
  await vi.waitFor(() => expect(lines.join('')).toContain('the last good ones stay in service'), soon);
  expect(lines.join('')).toContain('tea-trade.yaml:1:');
  expect(current()).toBe(before);
  save('tea trade', 'Mended');
  await vi.waitFor(() => expect(title()).toBe('Mended'), soon);
});

test('a record saved under another name first, as editors do, and a new folder are seen too', async () => {
  const { path, title, folder, current } = kept();
  writeFileSync(`${path}~`, JSON.stringify(briefRecord('tea trade', { title: { en: 'Moved in' } })));
  renameSync(`${path}~`, path);
  await vi.waitFor(() => expect(title()).toBe('Moved in'), soon);
  mkdirSync(join(folder, 'drafts'));
  writeFileSync(join(folder, 'drafts', 'x.yaml'), 'title: [');
  rmSync(path);
  await vi.waitFor(() => expect(current().briefs.has('tea-trade')).toBe(false), soon);
});

test('a folder that cannot be watched is told, and what was read stays', () => {
  const lines: string[] = [];
  const log = createLogger('info', [], (line) => void lines.push(line));
  const catalogue = catalogueOf();
  const { current, stop } = watchCatalogue('/nowhere/at/all', catalogue, { now: () => NOW, log });
  onTestFinished(stop);
  expect(current()).toBe(catalogue);
  expect(lines.join('')).toContain('cannot be watched; restart after a change');
});

test('what is on disk is told beside what is in service, and can be read without waiting', () => {
  const { path, save, title, standing, readNow } = kept();
  expect(standing().faults).toEqual([]);
  writeFileSync(path, 'title: [');
  readNow();
  expect(standing().faults).toMatchObject([{ file: path, line: 1 }]);
  expect(title()).toBe('The tea trade');
  save('tea trade', 'Mended');
  readNow();
  expect(standing().faults).toEqual([]);
  expect(title()).toBe('Mended');
});
