/** The composition root: environment and arguments in, exit code out. */
import { existsSync } from 'node:fs';
import { localeFaults } from './locales/check-locales.ts';

const LINGER_MS = 1_000;

// What is already in the environment wins over the file, as operators of containers expect. Most commands run without one.
if (existsSync('.env')) (await import('dotenv')).config({ quiet: true });
// All else imports the messages, and would end at a broken file without a word of what to do.
const faults = localeFaults();
if (faults.length > 0) {
  console.error(`attache: the messages of the bot have faults:\n${faults.join('\n')}`);
  process.exitCode = 1;
} else {
  const { logCrashes } = await import('./app/process.ts');
  const { run } = await import('./cli/run.ts');
  logCrashes(process.env);
  process.exitCode = await run(process.argv.slice(2), {
    env: process.env,
    input: process.stdin,
    output: process.stdout,
    errors: process.stderr,
    now: () => Temporal.Now.instant(),
  });
}
// What a library leaves behind, such as a socket that was opening, must not keep a process alive that has ended its work.
setTimeout(() => process.exit(), LINGER_MS).unref();
