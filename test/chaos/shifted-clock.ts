/** Loaded before the bot, in its process and its threads: the wall clock runs ahead of the machine's by the milliseconds that a file holds, also where that changes; the monotonic clock is left alone. */
import { readFileSync } from 'node:fs';

/** The file is read again after so long. */
const READ_MS = 20;

const file = process.env.CHAOS_CLOCK;
if (file !== undefined) shift(file);

function shift(path: string): void {
  const { now: realNow } = Date;
  let offset = 0;
  let readAt = -Infinity;
  const now = (): number => {
    const at = performance.now();
    if (at - readAt >= READ_MS) {
      readAt = at;
      const read = Number.parseInt(readFileSync(path, 'utf8'), 10);
      // While it is being written it is empty.
      if (!Number.isNaN(read)) offset = read;
    }
    return realNow() + offset;
  };
  Date.now = now;
  globalThis.Date = new Proxy(Date, {
    construct: (target, given: unknown[], created): object =>
      Reflect.construct(target, given.length === 0 ? [now()] : given, created) as object,
    apply: () => new Date(now()).toString(),
  });
  const instant = (): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(now());
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
