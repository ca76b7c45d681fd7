/** `migrate [FOLDER]`: rewrites an operator's records for the model of today, and with --take-shipped takes over the shipped records that nobody edited there. */
import { mkdirSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { EXIT } from '../app/process.ts';
import { formatFault, type Fault } from '../records/fault.ts';
import type { TextOverride } from '../records/folder.ts';
import { shippedRecords, withoutGoneFields } from '../records/migrate/migrate.ts';
import { createCatalogueChecker } from '../search/check-catalogue.ts';
import { AttacheError, errorMessage } from '../shared/errors.ts';
import { print, printError, type Io } from './io.ts';
import { briefsDir, count } from './load-catalogue.ts';

export const migrate = {
  run: async (args: readonly string[], io: Io): Promise<number> => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { 'take-shipped': { type: 'boolean' } },
    });
    const [folder = briefsDir(io), ...more] = positionals;
    if (more.length > 0) throw new AttacheError('usage', 'name one folder of records, or none');
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true)
      throw new AttacheError('usage', `${folder} is no folder of records`);
    const lines: string[] = [];
    if (values['take-shipped'] === true) {
      const { taken, left } = takeShipped(folder, io);
      lines.push(`${count(taken.length, 'shipped record')} taken over.`);
      if (left.length > 0)
        lines.push(
          `${count(left.length, 'record')} left as ${left.length === 1 ? 'it is' : 'they are'}; compare with the shipped ${left.length === 1 ? 'one' : 'ones'} by hand:`,
          ...left.map(({ path, why }) => `  ${path}: ${why}`),
        );
    }
    const { changed, unread } = withoutGoneFields(folder);
    write(folder, changed);
    lines.push(
      changed.length === 0
        ? 'No record has a field that is no longer read.'
        : `asOf and searchedTo, which are computed now, were removed from ${count(changed.length, 'topic')}: ${changed.map(({ path }) => path).join(', ')}`,
      'What only a person can do: npm run -s attache -- check names it as warnings, by topic. Nothing of it keeps a record from service.',
    );
    await print(io.output, lines.join('\n'));
    if (unread.length === 0) return EXIT.ok;
    await printError(
      io,
      `Not read, because it is no YAML that can be edited; mend it and run this again: ${unread.join(', ')}`,
    );
    return EXIT.failed;
  },
};

type Left = { readonly path: string; readonly why: string };

/** Takes over what was not edited here, as far as the records are without new faults then; returns what was taken, and what was left and why. */
function takeShipped(
  folder: string,
  io: Io,
): { readonly taken: readonly TextOverride[]; readonly left: readonly Left[] } {
  const from = io.env.BRIEFS_SEED ?? join(import.meta.dirname, '..', '..', 'briefs');
  if (statSync(from, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new AttacheError('usage', `${from}, the folder of shipped records, is not there; set BRIEFS_SEED`);
  if (realpathSync(from) === realpathSync(folder))
    throw new AttacheError(
      'usage',
      `${folder} are the shipped records themselves; a newer version of Attaché brings newer ones`,
    );
  const { changed, edited } = shippedRecords(folder, from);
  const left: Left[] = edited.map((path) => ({ path, why: 'it was edited here' }));
  const checker = createCatalogueChecker(folder);
  const before = new Set(checker.check(io.now(), [], 'none').faults.map(keyOf(folder)));
  let taken = changed;
  for (;;) {
    const faults = checker.check(io.now(), taken, 'none').faults.filter((one) => !before.has(keyOf(folder)(one)));
    const faulty = new Map(faults.map((one) => [relative(folder, one.file).replaceAll('\\', '/'), one]));
    const kept = taken.filter(({ path }) => !faulty.has(path));
    // Where nothing that is taken over is at fault itself, what is edited here is, beside it: then nothing is taken.
    const isStuck = faults.length > 0 && kept.length === taken.length;
    for (const { path } of isStuck ? taken : taken.filter((one) => faulty.has(one.path)))
      left.push({ path, why: `it does not fit what was edited here (${formatFault(faulty.get(path) ?? faults[0]!)})` });
    if (isStuck) return { taken: [], left };
    taken = kept;
    if (faults.length === 0) break;
  }
  write(folder, taken);
  return { taken, left };
}

const keyOf =
  (folder: string) =>
  ({ file, field, code, params }: Fault): string =>
    JSON.stringify([relative(folder, file), field, code, params]);

/** Writes texts into a folder, each whole; none unless there is room for all. */
function write(folder: string, changed: readonly TextOverride[]): void {
  const parts = changed.flatMap(({ path, text }) =>
    text === undefined ? [] : [{ path: join(folder, path), part: `${join(folder, path)}.part`, text }],
  );
  try {
    for (const { part, text } of parts) {
      mkdirSync(dirname(part), { recursive: true });
      writeFileSync(part, text);
    }
  } catch (error) {
    for (const { part } of parts) rmSync(part, { force: true });
    throw new AttacheError('usage', `nothing was written: ${errorMessage(error)}`, { cause: error });
  }
  for (const { path, part } of parts) renameSync(part, path);
}
