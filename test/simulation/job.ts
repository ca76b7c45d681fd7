/** One of several threads that run histories side by side: takes some at a time, and tells what came of them. */
import { parentPort } from 'node:worker_threads';
import { prepareGround } from './history.ts';
import { simulate } from './simulate.ts';

/** Some histories for a thread. */
export type Batch = { readonly seed: number; readonly histories: number };

const port = parentPort;
if (port === null) throw new Error('this runs as a thread');
const ground = await prepareGround();
port.on('message', ({ seed, histories }: Batch) => {
  void simulate({ seed, histories, ground }).then((tally) => port.postMessage(tally));
});
port.postMessage('ready');
