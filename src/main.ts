/** The composition root: environment and arguments in, exit code out. */
import { run } from './cli/run.ts';

// What is already in the environment wins over the file, as operators of containers expect.
try {
  process.loadEnvFile();
} catch {
  // There is none, or it cannot be read: the environment alone is as good.
}
process.exitCode = await run(process.argv.slice(2), {
  env: process.env,
  input: process.stdin,
  output: process.stdout,
  errors: process.stderr,
  now: () => Temporal.Now.instant(),
});
