/** A port for a server that has to be told one. */
import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Below what Linux (32768), macOS and Windows (49152) hand to outgoing connections: one of those took a port that was free a moment before. */
const LOWEST = 15_000;
const BEYOND = 32_768;
const TRIES = 50;

/** Returns a port of 127.0.0.1 that nobody listens on and that no outgoing connection is given; rejects after many tries. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < TRIES; tries++) {
    const port = randomInt(LOWEST, BEYOND);
    if (await isFree(port)) return port;
  }
  throw new Error(`No free port of 127.0.0.1 between ${LOWEST} and ${BEYOND} in ${TRIES} tries.`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => void server.close(() => resolve(true)));
  });
}
