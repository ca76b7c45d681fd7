/** Runs a command of the command line over a folder of records, in this process. */
import { PassThrough } from 'node:stream';
import { run } from '../../src/cli/run.ts';
import { NOW } from './records.ts';

/** Returns what a command writes, and its exit code. */
export async function attache(
  folder: string,
  args: readonly string[],
  { env = {}, now = NOW }: { readonly env?: Readonly<Record<string, string>>; readonly now?: Temporal.Instant } = {},
) {
  const streams = { output: new PassThrough(), errors: new PassThrough() };
  const written = { output: '', errors: '' };
  for (const name of ['output', 'errors'] as const)
    streams[name].on('data', (chunk: Buffer) => void (written[name] += chunk.toString('utf8')));
  const code = await run(args, {
    ...streams,
    input: new PassThrough(),
    env: { BRIEFS_DIR: folder, NO_COLOR: '1', ...env },
    now: () => now,
  });
  return { code, ...written };
}
