/** The composition root: environment and arguments in, exit code out. */
import { existsSync } from 'node:fs';
import { run } from './cli/run.ts';

// What is already in the environment wins over the file, as operators of containers expect. Most commands run without one.
if (existsSync('.env')) (await import('dotenv')).config({ quiet: true });
process.exitCode = await run(process.argv.slice(2), {
  env: process.env,
  input: process.stdin,
  output: process.stdout,
  errors: process.stderr,
  now: () => Temporal.Now.instant(),
});
