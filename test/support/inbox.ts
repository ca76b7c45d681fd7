/** The inbox as the command line lists it. */
import { PassThrough } from 'node:stream';
import { run } from '../../src/cli/run.ts';

/** The real briefs have corrections of this day, which earlier are faults. */
const CORRECTED = Temporal.Instant.from('2026-12-07T00:00:00Z');

/** Returns, in one line, what `attache inbox` prints over the real briefs and the store in a folder; rejects with what it says where it fails. */
export async function inboxIn(dataDir: string, now: Temporal.Instant, ...args: readonly string[]): Promise<string> {
  const streams = { output: new PassThrough(), errors: new PassThrough() };
  const said = { output: '', errors: '' };
  for (const name of ['output', 'errors'] as const)
    streams[name].on('data', (chunk: Buffer) => void (said[name] += chunk.toString('utf8')));
  const env = { BRIEFS_DIR: 'briefs', DATA_DIR: dataDir };
  const code = await run(['inbox', ...args], {
    env,
    input: new PassThrough(),
    ...streams,
    now: () => (Temporal.Instant.compare(now, CORRECTED) < 0 ? CORRECTED : now),
  });
  if (code !== 0) throw new Error(said.errors);
  return said.output.replaceAll(/\s+/gu, ' ').trim();
}
