/** Saves a record and is killed in the middle, at the named write or rename. Arguments: folder, folder for versions, step. */
import { refusalText } from '../../../src/records/publish/refusal.ts';
import fs, { promises } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const [folder = '', versionsFolder = '', step = ''] = process.argv.slice(2);
const die = (): never => {
  process.kill(process.pid, 'SIGKILL');
  for (;;);
};

const { open, rename } = promises;
const isAt = (path: unknown): boolean =>
  String(path).startsWith(step.endsWith('version') ? versionsFolder : folder) && !String(path).endsWith('north-south');
promises.open = async (path, ...how) => {
  const file = await open(path, ...how);
  if (!step.startsWith('half') || !isAt(path)) return file;
  file.writeFile = async (text) => {
    await file.write(typeof text === 'string' ? text.slice(0, 200) : '');
    return die();
  };
  return file;
};
promises.rename = async (from, to) => {
  if (step.startsWith('before') && isAt(to)) die();
  await rename(from, to);
  if (step.startsWith('after') && isAt(to)) die();
};
const { renameSync } = fs;
fs.renameSync = (from, to) => {
  if (step.startsWith('before') && isAt(to)) die();
  renameSync(from, to);
  if (step.startsWith('after') && isAt(to)) die();
};
syncBuiltinESMExports();

const { openRecords } = await import('../../../src/app/records/records-in-service.ts');
const { createLogger } = await import('../../../src/app/log.ts');
const { editor: recordEditor, stop } = await openRecords({
  folder,
  versionsFolder,
  now: () => Temporal.Instant.from('2026-11-24T12:00:00Z'),
  log: createLogger('silent'),
});
stop();
const name = { folder: 'north-south/topics', file: 'tea-trade.yaml' };
const opened = recordEditor.open(name);
if (!opened.ok) throw new Error(refusalText(opened, 'en'));
await recordEditor.publish({
  texts: [{ ...name, text: opened.text.replace('People', 'Many people'), version: opened.version }],
  author: { name: 'Cleo' },
});
