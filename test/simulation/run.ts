/** `npm run simulate`: runs many histories of the bot in virtual time, and tells which broke a promise. */
import { parseArgs } from 'node:util';
import { simulate } from './simulate.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    histories: { type: 'string', default: '1000' },
    trace: { type: 'boolean', default: false },
  },
});
const result = await simulate({
  seed: Number(values.seed),
  histories: Number(values.histories),
  isTraced: values.trace,
});
console.log(result);
