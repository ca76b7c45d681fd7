/** `npm run chaos:publish`: kills processes in the middle of publishing a set of four files, and counts what the next process finds: all of it, or nothing. */
import { parseArgs } from 'node:util';
import { killWhilePublishing } from './publish-run.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '100' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    help: { type: 'boolean', default: false },
  },
});
if (values.help || !(Number(values.kills) > 0) || !(Number(values.seed) >= 0)) {
  console.log('npm run chaos:publish -- [--kills NUMBER, 100 unless given] [--seed NUMBER]');
  process.exit(values.help ? 0 : 2);
}
console.log(`seed ${values.seed}`);
const { kills, before, after, torn } = await killWhilePublishing(Number(values.kills), Number(values.seed), (line) =>
  console.log(line),
);
console.log(`${kills} kills: ${before} whole before, ${after} whole after, ${torn.length} otherwise`);
for (const line of torn) console.log(line);
process.exitCode = torn.length === 0 && before > 0 && after > 0 ? 0 : 1;
