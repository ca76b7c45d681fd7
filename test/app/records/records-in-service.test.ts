import {
  chmodSync,
  cpSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { findingText } from '../../../src/records/fault.ts';
import { openRecords } from '../../../src/app/records/records-in-service.ts';
import { createLogger } from '../../../src/app/log.ts';
import { checkFolder, createCatalogueChecker } from '../../../src/search/check-catalogue.ts';
import type { CheckRecords } from '../../../src/search/load-catalogue.ts';
import { savingOne } from '../../support/curating.ts';
import { documentRecord, folderOf, NOW, recordFiles, relationshipRecord, topicRecord } from '../../support/records.ts';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import { fileMilliseconds } from '../../support/clock.ts';

async function openedRecords(now = () => NOW, versionsFolder = folderOf({})) {
  const files = recordFiles({ 'north-south/topics/tea-trade.yaml': topicRecord('tea trade') });
  const folder = folderOf(files);
  const lines: string[] = [];
  const log = createLogger('info', [], (line) => void lines.push(line));
  const made = await openRecords({ folder, versionsFolder, now, log });
  onTestFinished(made.stop);
  const path = join(folder, 'north-south', 'topics', 'tea-trade.yaml');
  const save = (topic: string, title: string): void =>
    writeFileSync(path, JSON.stringify(topicRecord(topic, { title: { en: title } })));
  const title = (): string | undefined => made.current().briefs.get('tea-trade')?.title.en;
  return { ...made, editor: savingOne(made.editor), folder, path, lines, save, title };
}

const soon = { timeout: 60_000, interval: 20 };

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
  const { current, stop } = await openRecords({ folder, versionsFolder: folderOf({}), now, log });
  onTestFinished(stop);
  expect([...current().briefs.keys()]).toEqual(['grain-corridor']);
  expect(lines.join('')).toContain('cannot be watched for changes now; it is tried again');
});

test('a folder that is made after the start can be written then', async () => {
  const folder = join(folderOf({}), 'later');
  const log = createLogger('silent');
  const made = await openRecords({ folder, versionsFolder: folderOf({}), now: () => NOW, log });
  onTestFinished(made.stop);
  expect(made.editor.writable).toBe(false);
  mkdirSync(folder);
  expect(made.editor.writable).toBe(true);
});

test('a journal of a change set that cannot be read is put aside, told, and hinders nothing', async () => {
  const versionsFolder = folderOf({ '.sets/open.json': '{"id":"20261127T101500000Z-01' });
  const lines: string[] = [];
  const log = createLogger('info', [], (line) => void lines.push(line));
  const open = () => openRecords({ folder: folderOf(recordFiles()), versionsFolder, now: () => NOW, log });
  const made = await open();
  onTestFinished(made.stop);
  expect(lines.join('')).toContain('the journal of a change set cannot be read');
  expect(lines.join('')).toContain('illegible.json');
  expect(readdirSync(join(versionsFolder, '.sets'))).toEqual(['illegible.json']);
  expect([...made.current().briefs.keys()]).toEqual(['grain-corridor']);
  lines.length = 0;
  const again = await open();
  onTestFinished(again.stop);
  expect(lines).toEqual([]);
});

test('previous versions and the journal are for the bot alone, in a folder of an earlier version too', async () => {
  const versionsFolder = folderOf({});
  chmodSync(versionsFolder, 0o755);
  const { editor } = await openedRecords(() => NOW, versionsFolder);
  const name = { folder: 'north-south/topics', file: 'tea-trade.yaml' };
  const opened = editor.open(name);
  const text = JSON.stringify(topicRecord('tea trade', { title: { en: 'Saved' } }));
  expect(await editor.save(name, text, opened.ok ? opened.version : '')).toMatchObject({ ok: true });
  const paths = ['', ...readdirSync(versionsFolder, { recursive: true, encoding: 'utf8' })];
  const modes = paths.map((path) => statSync(join(versionsFolder, path)));
  expect(modes.filter((one) => one.isFile())).toHaveLength(2);
  for (const one of modes) expect(one.mode & 0o777).toBe(one.isFile() ? 0o600 : 0o700);
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

test('after a stop nothing more is checked, and nothing is told of what was under way', async () => {
  const folder = folderOf(recordFiles({ 'north-south/topics/tea-trade.yaml': topicRecord('tea trade') }));
  const lines: string[] = [];
  const log = createLogger('warn', [], (line) => void lines.push(line));
  // What was just written is taken for read, as it is a moment later.
  const checker = createCatalogueChecker(folder, () => fileMilliseconds() + 60_000);
  const ended = Promise.withResolvers<never>();
  let checks = 0;
  let unasked = 0;
  let ends = false;
  const checkElsewhere: CheckRecords = async (at, request) => {
    checks += 1;
    if (ends) return await ended.promise;
    const checked = checkFolder(checker, at, request);
    unasked += checked.unasked;
    return checked;
  };
  const versionsFolder = folderOf({});
  const made = await openRecords({ folder, versionsFolder, now: () => NOW, log, checkInThread: checkElsewhere });
  await made.reload();
  const editor = savingOne(made.editor);
  const name = { folder: 'north-south/topics', file: 'tea-trade.yaml' };
  const opened = editor.open(name);
  // Touches no question.
  const text = JSON.stringify(topicRecord('tea trade', { reviewEveryDays: 40 }));
  expect(await editor.save(name, text, opened.ok ? opened.version : '')).toMatchObject({ ok: true });
  expect(unasked).toBe(2);
  ends = true;
  const reading = made.reload();
  const begun = checks;
  made.stop();
  ended.reject(new Error('the bot has stopped'));
  await reading;
  // They would have been asked by now.
  await wait(500);
  expect(checks).toBe(begun);
  expect(lines).toEqual([]);
});

/** Opens a folder that has faults at the start. */
async function brokenRecords(folder: string, now = () => NOW) {
  const lines: string[] = [];
  const log = createLogger('info', [], (line) => void lines.push(line));
  const made = await openRecords({ folder, versionsFolder: folderOf({}), now, log });
  onTestFinished(made.stop);
  return { ...made, editor: savingOne(made.editor), lines, topics: (): string[] => [...made.current().briefs.keys()] };
}

test('records with faults at the start: what is whole is in service, what is not is named with its faults, and what is mended comes into service', async () => {
  const folder = folderOf(
    recordFiles({
      'north-south/topics/tea-trade.yaml': 'title: [',
      'north-south/topics/salt-road.yaml': topicRecord('salt road', { keyPoints: [] }),
    }),
  );
  const { editor, lines, status, topics } = await brokenRecords(folder);
  expect(topics()).toEqual(['grain-corridor']);
  expect(status()).toMatchObject({
    faults: [{ file: join(folder, 'north-south/topics/salt-road.yaml') }, { line: 1 }],
    withheld: { topics: ['north-south/salt-road', 'north-south/tea-trade'], documents: [], statements: 0 },
  });
  expect(lines.join('')).toContain('repair mode: answers come from what is whole');
  expect(lines.join('')).toContain('tea-trade.yaml:1:');
  const mend = async (topic: string, file: string): Promise<void> => {
    const name = { folder: 'north-south/topics', file };
    const found = editor.open(name);
    const text = JSON.stringify(topicRecord(topic));
    expect(await editor.save(name, text, found.ok ? found.version : '')).toMatchObject({ ok: true });
  };
  await mend('salt road', 'salt-road.yaml');
  await vi.waitFor(() => expect(topics()).toEqual(['grain-corridor', 'salt-road']), soon);
  expect(status()).toMatchObject({ withheld: { topics: ['north-south/tea-trade'] } });
  await mend('tea trade', 'tea-trade.yaml');
  await vi.waitFor(() => expect(topics()).toEqual(['grain-corridor', 'salt-road', 'tea-trade']), soon);
  expect(status()).toMatchObject({ faults: [], withheld: undefined });
});

test.each([
  ['an empty folder', () => folderOf({})],
  [
    'a folder with nothing but a relationship',
    () => folderOf({ 'north-south/relationship.yaml': relationshipRecord() }),
  ],
  [
    'a broken relationship',
    () => folderOf(recordFiles({ 'north-south/relationship.yaml': relationshipRecord({ parties: [] }) })),
  ],
  ['a relationship that is not YAML', () => folderOf(recordFiles({ 'north-south/relationship.yaml': '\u0000{' }))],
  ['a folder without its relationship', () => folderOf(recordFiles({ 'north-south/relationship.yaml': null }))],
  ['a folder that is not there', () => join(folderOf({}), 'nowhere')],
  ['a file in its place', () => join(folderOf({ 'briefs.yaml': '' }), 'briefs.yaml')],
])('%s at the start: nothing is in service, and there is a fault that says what to do', async (_what, folder) => {
  const { status, topics, current } = await brokenRecords(folder());
  expect(topics()).toEqual([]);
  expect(current().finder.find('what about the grain corridor')).toMatchObject({ result: 'none' });
  const { faults, withheld } = status();
  expect(faults.length).toBeGreaterThan(0);
  expect(faults.map((fault) => findingText(fault, 'en')).join(' ')).toMatch(/add|check BRIEFS_DIR|must|YAML|remove/u);
  expect(withheld).toBeDefined();
});

test('a folder that comes later is taken into service when it is there', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const folder = join(folderOf({}), 'later');
  const { topics, lines } = await brokenRecords(folder);
  renameSync(folderOf(recordFiles()), folder);
  await vi.advanceTimersByTimeAsync(10_000);
  await vi.advanceTimersByTimeAsync(1_000);
  await vi.waitFor(() => expect(topics()).toEqual(['grain-corridor']), soon);
  expect(lines.filter((line) => line.includes('cannot be watched'))).toHaveLength(1);
});

const TEA_FILE = 'north-south/topics/tea-trade.yaml';
const titled = (title: string): string => JSON.stringify(topicRecord('tea trade', { title: { en: title } }));
/** Another folder with the same records, but for the title of one. */
const another = (folder: string): string => {
  const other = join(folderOf({}), 'other');
  cpSync(folder, other, { recursive: true });
  writeFileSync(join(other, TEA_FILE), titled('Swapped'));
  return other;
};

test.each<readonly [string, (folder: string, link: string) => void]>([
  [
    'the folder removed and made again',
    (folder) => {
      const other = another(folder);
      rmSync(folder, { recursive: true });
      cpSync(other, folder, { recursive: true });
    },
  ],
  [
    'another folder in its place',
    (folder) => {
      const other = another(folder);
      renameSync(folder, `${other}-before`);
      renameSync(other, folder);
    },
  ],
  [
    'another folder of topics in the place of one',
    (folder) => {
      const other = another(folder);
      renameSync(join(folder, 'north-south/topics'), `${other}-before`);
      renameSync(join(other, 'north-south/topics'), join(folder, 'north-south/topics'));
    },
  ],
  [
    'a link to the folder that is turned to another',
    (folder, link) => {
      symlinkSync(another(folder), `${link}~`);
      renameSync(`${link}~`, link);
    },
  ],
])('%s is read, and watched from then on', async (_what, change) => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const folder = folderOf(recordFiles({ [TEA_FILE]: topicRecord('tea trade') }));
  const link = join(folderOf({}), 'link');
  symlinkSync(folder, link);
  const isTurned = _what.startsWith('a link');
  const { current } = await brokenRecords(isTurned ? link : folder);
  const title = (): string | undefined => current().briefs.get('tea-trade')?.title.en;
  const turns = async (wanted: string): Promise<void> =>
    await vi.waitFor(async () => {
      await vi.advanceTimersByTimeAsync(1_000);
      expect(title()).toBe(wanted);
    }, soon);
  expect(title()).toBe('The tea trade');
  change(folder, link);
  await turns('Swapped');
  writeFileSync(join(isTurned ? link : folder, TEA_FILE), titled('Saved later'));
  await turns('Saved later');
});

test('faults of wording keep nothing from service, are told beside a publication, and prevent only one that touches or causes them', async () => {
  const TOPIC = 'north-south/topics/tea-trade.yaml';
  const figures = { en: 'Tea for 12 ships.', zh: '十三船茶叶，共13艘。' };
  const faulty = (over: Record<string, unknown> = {}): string =>
    JSON.stringify(topicRecord('tea trade', { summary: figures, ...over }));
  const folder = folderOf(recordFiles({ [TOPIC]: topicRecord('tea trade', { summary: figures }) }));
  const { editor, topics, status, lines, current } = await brokenRecords(folder);
  expect(status()).toMatchObject({ faults: [] });
  expect(status().withheld).toBeUndefined();
  expect(topics()).toEqual(['grain-corridor', 'tea-trade']);
  expect(lines).toEqual([]);

  const save = async (folderOfRecord: string, file: string, text: string) => {
    const name = { folder: folderOfRecord, file };
    const opened = editor.open(name);
    return await editor.save(name, text, opened.ok ? opened.version : '');
  };
  const standing = { file: 'north-south/topics/tea-trade.yaml', field: 'summary', code: 'figures-differ' };
  // Another record: published, and told.
  expect(
    await save(
      'north-south/topics',
      'grain-corridor.yaml',
      JSON.stringify(topicRecord('grain corridor', { reviewEveryDays: 40 })),
    ),
  ).toMatchObject({ ok: true, faults: [standing] });
  expect(current().briefs.get('grain-corridor')?.reviewEveryDays).toBe(40);
  await vi.waitFor(() => expect(status()).toMatchObject({ faults: [], editorial: [{ field: 'summary' }] }), soon);
  // The record itself: refused, whatever else of it changes.
  expect(await save('north-south/topics', 'tea-trade.yaml', faulty({ reviewEveryDays: 40 }))).toMatchObject({
    because: 'faulty',
    faults: [standing],
  });
  // A record that causes such faults in others: refused for these.
  const declaring = await save(
    'north-south',
    'relationship.yaml',
    JSON.stringify(relationshipRecord({ languages: ['en', 'zh'] })),
  );
  expect(declaring).toMatchObject({ because: 'faulty' });
  const codes = declaring.ok ? [] : declaring.faults.map(({ code }) => code);
  expect(codes).toContain('chinese-missing');
  expect(codes).not.toContain('figures-differ');
});
