/** Publishes the set of four files and kills itself at one of its operations on files. Arguments: folder, folder for versions, round, the number of the operation (0: none; the number of all is printed). */
import { refusalText } from '../../src/records/publish/refusal.ts';
import fs, { promises } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { openRecords } from '../../src/app/records/records-in-service.ts';
import { createLogger } from '../../src/app/log.ts';
import { setOfFour } from './publish-records.ts';

const [folder = '', versionsFolder = '', round = '', killAt = '0'] = process.argv.slice(2);
let operations = 0;
const step = (): boolean => (operations += 1) === Number(killAt);
const die = (): never => {
  process.kill(process.pid, 'SIGKILL');
  for (;;);
};

const records = await openRecords({
  folder,
  versionsFolder,
  now: () => Temporal.Now.instant(),
  log: createLogger('silent'),
});
const set = setOfFour(records.editor, Number(round));

const { open, rename, mkdir, rm } = promises;
promises.open = async (...args) => {
  if (step()) die();
  const file = await open(...args);
  const [writeFile, sync] = [file.writeFile.bind(file), file.sync.bind(file)];
  file.writeFile = async (text) => {
    // Half of it is there when the process ends.
    if (step()) {
      const whole = typeof text === 'string' ? text : '';
      await file.write(whole.slice(0, whole.length / 2));
      die();
    }
    await writeFile(text);
  };
  file.sync = async () => {
    if (step()) die();
    await sync();
  };
  return file;
};
promises.rename = async (...args) => {
  if (step()) die();
  await rename(...args);
};
promises.rm = async (...args) => {
  if (step()) die();
  await rm(...args);
};
promises.mkdir = (async (...args: Parameters<typeof mkdir>) => {
  if (step()) die();
  return await mkdir(...args);
}) as typeof mkdir;
for (const name of ['renameSync', 'linkSync', 'unlinkSync', 'rmSync', 'writeFileSync'] as const) {
  const original = fs[name] as (...args: unknown[]) => unknown;
  Object.assign(fs, {
    [name]: (...args: unknown[]) => {
      if (step()) die();
      return original(...args);
    },
  });
}
syncBuiltinESMExports();

const done = await records.editor.publish({ texts: set, author: { name: 'Cleo' } });
if (!done.ok) throw new Error(`${refusalText(done, 'en')} ${JSON.stringify(done.faults)}`);
process.stdout.write(String(operations));
process.exit(0);
