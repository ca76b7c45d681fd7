/** The composition root: environment and arguments in, exit code out. */
import { config } from 'dotenv';
import { run } from './cli/run.ts';

// What is already in the environment wins over the file, as operators of containers expect.
config({ quiet: true });
process.exitCode = await run(process.argv.slice(2), {
  env: process.env,
  input: process.stdin,
  output: process.stdout,
  errors: process.stderr,
  now: () => Temporal.Now.instant(),
});
