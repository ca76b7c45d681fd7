/** Filling an empty folder of records at the first start: once, whole, also past an end in the middle. */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createLogger } from '../../../src/app/log.ts';
import { seedRecords } from '../../../src/app/records/seed-records.ts';
import { folderOf } from '../../support/records.ts';

const SEED = { 'a-b/relationship.yaml': 'x', 'a-b/topics/energy.yaml': 'y', 'topic.schema.json': '{}' };

function seeding(there: Readonly<Record<string, string>> = {}) {
  const [from, folder] = [folderOf(SEED), folderOf(there)];
  const lines: string[] = [];
  const log = createLogger('info', [], (line) => void lines.push(line));
  return {
    from,
    folder,
    lines,
    log,
    seed: (into = folder) => seedRecords(into, from, log),
    names: () => readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted(),
  };
}

const WHOLE = ['.seeded', 'a-b', 'a-b/relationship.yaml', 'a-b/topics', 'a-b/topics/energy.yaml', 'topic.schema.json'];

test('an empty folder is filled, once: what a curator takes out stays out', () => {
  const { seed, names, folder, lines } = seeding();
  seed();
  expect(names()).toEqual(WHOLE);
  rmSync(join(folder, 'a-b'), { recursive: true });
  seed();
  expect(names()).toEqual(['.seeded', 'topic.schema.json']);
  expect(lines.filter((line) => line.includes('was filled'))).toHaveLength(1);
});

test('a volume that is new to its file system, and a folder that is not there, are filled too', () => {
  const { seed, names, folder } = seeding();
  mkdirSync(join(folder, 'lost+found'));
  seed();
  expect(names()).toEqual([...WHOLE.slice(0, 5), 'lost+found', 'topic.schema.json']);
  seed(join(folder, 'deeper', 'records'));
  expect(existsSync(join(folder, 'deeper/records/a-b/relationship.yaml'))).toBe(true);
});

test('a folder that holds anything is left as it is', () => {
  const { seed, names } = seeding({ 'c-d/relationship.yaml': 'mine' });
  seed();
  expect(names()).toEqual(['c-d', 'c-d/relationship.yaml']);
});

test('what an ended process began is finished, or begun again where it was only half copied', () => {
  const { seed, names, folder, from } = seeding();
  // Half copied: nothing is in its place yet.
  mkdirSync(join(folder, '.seed.0123.part', 'a-b'), { recursive: true });
  writeFileSync(join(folder, '.seed.0123.part', 'a-b', 'relationship.yaml'), 'half');
  seed();
  expect(names().filter((name) => !name.startsWith('.seed.0123'))).toEqual(WHOLE);
  // Half moved.
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
  renameSync(from, join(folder, '.seed'));
  renameSync(join(folder, '.seed', 'a-b'), join(folder, 'a-b'));
  seed();
  expect(names()).toEqual(WHOLE);
});

test('a folder that cannot be filled is told, with what to do', () => {
  const { seed, lines, folder } = seeding({ file: '' });
  seed(join(folder, 'file'));
  expect(lines.join('')).toContain('could not be filled; give the user that the bot runs as the right to write there');
});

test('a volume that is full is told as such, and nothing half is left on it', () => {
  const { from, folder, lines, log } = seeding();
  seedRecords(folder, from, log, (_, to) => {
    mkdirSync(to);
    writeFileSync(join(to, 'half'), '');
    throw Object.assign(new Error('ENOSPC, No space left on device'), { code: 'ENOSPC' });
  });
  expect(lines.join('')).toContain('its disk is full; make room on it');
  expect(lines.join('')).not.toContain('the right to write');
  expect(readdirSync(folder)).toEqual([]);
});
