/** A process of its own that opens the store and does one task, told by its arguments: for what happens between processes. */
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { openStore } from '../../src/store/open.ts';
import { at, carried, claim, delivery } from './samples.ts';

const [task = '', databaseUrl = '', dataDir = '', name = ''] = process.argv.slice(2);
// At once and whole: what was said must have been said even if the process is killed in the next moment.
const say = (line: string): void => void writeSync(1, `${line}\n`);
const open = (): ReturnType<typeof openStore> => openStore(databaseUrl || undefined, { dataDir });

/** Waits until the test says go, so that all workers begin together. */
async function go(): Promise<void> {
  say('ready');
  for await (const _line of createInterface({ input: process.stdin })) return;
}

switch (task) {
  case 'open': {
    await go();
    await (await open()).close();
    say('opened');
    break;
  }
  case 'claim': {
    const store = await open();
    await go();
    const claimAll = async (by: string): Promise<void> => {
      for (;;) {
        const claimed = await claim(store, at(0), by, 3);
        if (claimed.length === 0) return;
        for (const { id } of claimed) say(id);
      }
    };
    await Promise.all(Array.from({ length: 4 }, (_, index) => claimAll(`${name}-${index}`)));
    await store.close();
    break;
  }
  case 'serve': {
    const store = await openStore(databaseUrl || undefined, { dataDir, serves: true });
    say('serving');
    await go();
    await store.close();
    break;
  }
  // Says each step once it has been acknowledged, for ever.
  case 'write': {
    const store = await open();
    for (let step = 0; ; step++) {
      const id = `${name}${step}`;
      await store.claimEvent(id, at(0));
      say(`event ${id}`);
      await store.addDigest('a', delivery(id));
      say(`added ${id}`);
      const [claimed] = await claim(store);
      if (claimed === undefined) continue;
      await store.begin(claimed, 'r1', at(0), carried(`${claimed.id}.1`, `${claimed.id}.2`, `${claimed.id}.3`));
      if (await store.settle(claimed, { state: 'sent', reason: '' }, at(0))) say(`sent ${claimed.id}`);
    }
  }
  default:
    throw new Error(`there is no task ${task}`);
}
