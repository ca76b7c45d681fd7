/**
 * The one clock of the tests: a fixed start (TEST_NOW moves it) and what has run since, so that no test depends on the day or the hour.
 * Loaded before everything else in each process of the suite and in those that it starts, which find by how much the clock is ahead in their environment.
 * The wall clock alone is shifted: monotonic time is the machine's.
 */
import { readFileSync } from 'node:fs';

const START = '2026-12-07T10:00:00Z';
const AHEAD = 'TEST_CLOCK_AHEAD_MS';
/** Names a file with milliseconds by which a replica's clock is further ahead, also where that changes while it runs. */
const FILE = 'TEST_CLOCK_FILE';
const READ_FILE_EVERY_MS = 20;

/** Returns the moment at which the suite starts by its own clock. */
export const startOfSuite = (): Temporal.Instant => Temporal.Instant.from(process.env['TEST_NOW'] ?? START);

/** Returns by how many milliseconds the clock of this process is ahead of the machine's; zero outside the suite. */
export const millisecondsAhead = (): number => Number(process.env[AHEAD] ?? 0);

/** Returns the milliseconds since 1970 by the machine's clock, which dates files. */
export const fileMilliseconds = (): number => Date.now() - millisecondsAhead();

/** Starts the clock of a suite, in the environment of the processes that this one starts; a second time, as vitest reads its configuration twice, it does nothing. */
export function startClock(): void {
  if (process.env[AHEAD] !== undefined) return;
  process.env[AHEAD] = String(startOfSuite().epochMilliseconds - Date.now());
  process.env.NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ''} ${PRELOAD}`.trim();
}

/** Returns the environment that gives a process the clock of this one, or a clock of its own that is further ahead by what a file says. */
export const clockEnvironment = (file?: string): Record<string, string> => ({
  [AHEAD]: String(millisecondsAhead()),
  NODE_OPTIONS: PRELOAD,
  ...(file !== undefined && { [FILE]: file }),
});

const PRELOAD = `--import=${import.meta.url}`;

/** Lets `Date` run ahead of the machine's clock. It stands alone, so that its text runs in a browser and in other runtimes too. */
export function shiftDate(ahead: number | (() => number)): void {
  const RealDate = Date;
  const realNow = Date.now.bind(Date);
  const now = (): number => realNow() + (typeof ahead === 'number' ? ahead : ahead());
  Date.now = now;
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, given: unknown[], created): object =>
      Reflect.construct(target, given.length === 0 ? [now()] : given, created) as object,
    apply: () => new RealDate(now()).toString(),
  });
}

const instant = (): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(Date.now());

function shiftTemporal(): void {
  const zoned: typeof Temporal.Now.zonedDateTimeISO = (zone = Temporal.Now.timeZoneId()) =>
    instant().toZonedDateTimeISO(zone);
  Object.assign(Temporal.Now, {
    instant,
    zonedDateTimeISO: zoned,
    plainDateTimeISO: (zone?: string) => zoned(zone).toPlainDateTime(),
    plainDateISO: (zone?: string) => zoned(zone).toPlainDate(),
    plainTimeISO: (zone?: string) => zoned(zone).toPlainTime(),
  });
}

type Response = import('node:http').ServerResponse;

/** Dates the answers of HTTP servers by this clock; Node itself asks the machine's. */
function shiftResponses(): void {
  // Not imported: unit tests load this file too, and import nothing that opens a socket.
  const { ServerResponse } = process.getBuiltinModule('node:http');
  const { writeHead } = ServerResponse.prototype as { writeHead: (...given: unknown[]) => Response };
  ServerResponse.prototype.writeHead = function dated(this: Response, ...given: unknown[]): Response {
    if (this.sendDate && !this.hasHeader('date')) this.setHeader('date', new Date().toUTCString());
    return writeHead.apply(this, given);
  } as typeof ServerResponse.prototype.writeHead;
}

/** Returns what reads the file of a replica's clock, again after some milliseconds. */
function aheadByFile(file: string): () => number {
  let ahead = 0;
  let readAt = -Infinity;
  return () => {
    const at = performance.now();
    if (at - readAt < READ_FILE_EVERY_MS) return ahead;
    readAt = at;
    const read = Number.parseInt(readFileSync(file, 'utf8'), 10);
    // While it is being written it is empty.
    if (!Number.isNaN(read)) ahead = read;
    return ahead;
  };
}

// A module may be loaded twice in a process: as its preload and by a test.
const installed = Symbol.for('attache.test-clock');
const { [AHEAD]: ahead, [FILE]: file } = process.env;
if (!(installed in globalThis) && (ahead !== undefined || file !== undefined)) {
  Object.assign(globalThis, { [installed]: true });
  const further = file === undefined ? () => 0 : aheadByFile(file);
  const base = millisecondsAhead();
  shiftDate(() => base + further());
  shiftTemporal();
  shiftResponses();
}
