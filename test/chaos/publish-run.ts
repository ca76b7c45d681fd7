/** Kills processes while they publish a set of four files, at any of their operations on files, and looks at what the next process finds. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { createLogger } from '../../src/app/log.ts';
import { openRecords } from '../../src/app/records/records-in-service.ts';
import { createRandom } from './random.ts';
import { filesOfSet, setOfFour, writeRecords } from './publish-records.ts';

export type PublishTally = {
  readonly kills: number;
  /** How often all files were as before, and as published. */
  readonly before: number;
  readonly after: number;
  /** What was neither, one line each. */
  readonly torn: readonly string[];
};

const WORKER = join(import.meta.dirname, 'publish-worker.ts');

/** Runs a process that publishes; returns the signal that ended it, and what it printed. */
async function publishing(
  ...args: readonly string[]
): Promise<{ readonly signal: string | null; readonly out: string }> {
  const child = spawn(process.execPath, [WORKER, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [out, [, signal]] = await Promise.all([
    text(child.stdout),
    once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>,
  ]);
  return { signal, out };
}

/** Kills so many processes, each at an operation drawn from the seed, and returns what became of their sets. */
export async function killWhilePublishing(
  kills: number,
  seed: number,
  told: (line: string) => void = () => undefined,
): Promise<PublishTally> {
  const random = createRandom(seed);
  const root = mkdtempSync(join(tmpdir(), 'attache-publish-'));
  const [folder, versionsFolder] = [join(root, 'records'), join(root, 'versions')];
  writeRecords(folder);
  const torn: string[] = [];
  const counts = { before: 0, after: 0 };
  try {
    const { out } = await publishing(folder, versionsFolder, '0', '0');
    const operations = Number(out);
    if (!(operations > 10)) throw new Error(`a set took ${out} operations`);
    for (let round = 1; round <= kills; round += 1) {
      const at = 1 + Math.floor(random.next() * operations);
      const opened = await openRecords({ ...OPTIONS, folder, versionsFolder });
      const set = setOfFour(opened.editor, round);
      const old = contents(folder, round);
      opened.stop();
      const { signal } = await publishing(folder, versionsFolder, String(round), String(at));
      if (signal !== 'SIGKILL') torn.push(`round ${round}: not killed at ${at} (${signal ?? 'ended'})`);
      // The next process finishes the set, or takes it back.
      const next = await openRecords({ ...OPTIONS, folder, versionsFolder }).catch((error: unknown) => error);
      if (next instanceof Error) {
        torn.push(`round ${round}: killed at ${at}, and the next start failed: ${next.message}`);
        continue;
      }
      if (!isOpened(next)) continue;
      const now = contents(folder, round);
      const became =
        now.join('\u0000') === old.join('\u0000')
          ? 'before'
          : now.join('\u0000') === set.map((one) => one.text).join('\u0000')
            ? 'after'
            : 'torn';
      if (became === 'torn')
        torn.push(`round ${round}: killed at ${at} of ${operations}, the files are neither before nor after`);
      else counts[became] += 1;
      if (existsSync(join(versionsFolder, '.sets', 'open.json')))
        torn.push(`round ${round}: the journal is still open`);
      if (next.status().faults.length > 0) torn.push(`round ${round}: the records have faults`);
      next.stop();
      told(`${round}: killed at ${at} of ${operations}, ${became}`);
    }
    return { kills, ...counts, torn };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

const OPTIONS = { now: () => Temporal.Now.instant(), log: createLogger('silent') } as const;

type Opened = Awaited<ReturnType<typeof openRecords>>;
const isOpened = (value: unknown): value is Opened => typeof value === 'object' && value !== null && 'editor' in value;

/** The texts of the files of a set, empty where there is none. */
const contents = (folder: string, round: number): string[] =>
  filesOfSet(round).map((file) => (existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8') : ''));
