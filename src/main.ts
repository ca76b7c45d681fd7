/** The composition root: environment and arguments in, exit code out. */
import { existsSync } from 'node:fs';
import { tellCrashes } from './app/crash.ts';
import { run } from './cli/run.ts';

const LINGER_MILLISECONDS = 1_000;

// What is already in the environment wins over the file, as operators of containers expect. Most commands run without one.
if (existsSync('.env')) (await import('dotenv')).config({ quiet: true });
tellCrashes(process.env);
const code = await run(process.argv.slice(2), {
  env: process.env,
  input: process.stdin,
  output: process.stdout,
  errors: process.stderr,
  now: () => Temporal.Now.instant(),
});
process.exitCode = code;
// What a library leaves behind, such as a socket that was opening, must not keep a process alive that has ended its work.
setTimeout(() => process.exit(), LINGER_MILLISECONDS).unref();
