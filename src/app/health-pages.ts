/** The health pages for monitoring: liveness, readiness and metrics. */
import { within } from '../chat/within.ts';
import type { ClockFault } from '../digest/delivery/clock.ts';
import type { Withheld } from '../records/check/usable-records.ts';
import type { HealthPage } from '../chat/platform.ts';
import type { Gauges, Metrics } from './metrics.ts';

/** The values read at the time of a request. */
export type HealthState = {
  /** When the digest work was last polled, successfully or not; undefined before the first time. */
  readonly polledAt: () => Temporal.Instant | undefined;
  /** Whose clock this process's differs from, and by how much; undefined where it is right. */
  readonly clockFault: () => ClockFault | undefined;
  readonly now: () => Temporal.Instant;
  /** Rejects where the store cannot be read. */
  readonly gauge: () => Promise<Gauges>;
};

/** The work is polled every few seconds: after this long without a poll the process counts as hanging. */
const HANGS_AFTER_SECONDS = 180;
/** After this long without an answer the store counts as unavailable. */
const STORE_MS = 3_000;

const TEXT = 'text/plain; charset=utf-8';

const clockText = ({ source, seconds }: ClockFault): string =>
  `the clock of this machine is ${Math.abs(seconds)} seconds ${seconds > 0 ? 'ahead of' : 'behind'} that of ${source}: nothing is posted until it is right`;

const degraded = ({ topics, documents, statements }: Withheld): string =>
  `degraded: records have faults; out of service: topics ${topics.length}, documents ${documents.length}, further statements ${statements}`;

/** Returns the page at a path, or undefined where there is none; never rejects, and contains no secrets. */
export async function healthPage(path: string, vitals: HealthState, meters: Metrics): Promise<HealthPage | undefined> {
  switch (path) {
    case '/healthz': {
      const looked = vitals.polledAt();
      const since = looked === undefined ? 0 : vitals.now().since(looked).total('seconds');
      return since > HANGS_AFTER_SECONDS
        ? { status: 503, type: TEXT, body: `digests were last looked at ${Math.round(since)} seconds ago\n` }
        : { status: 200, type: TEXT, body: 'ok\n' };
    }
    case '/readyz': {
      const read = await within(
        vitals.gauge().catch(() => undefined),
        STORE_MS,
        undefined,
      );
      if (read === undefined) return { status: 503, type: TEXT, body: 'the store cannot be read\n' };
      const fault = vitals.clockFault();
      if (fault !== undefined) return { status: 503, type: TEXT, body: `${clockText(fault)}\n` };
      const down = [...read.connected].filter(([, isUp]) => !isUp).map(([name]) => name);
      if (read.connected.size === 0) return { status: 503, type: TEXT, body: 'no platform is connected yet\n' };
      return down.length > 0
        ? { status: 503, type: TEXT, body: `not connected: ${down.join(', ')}\n` }
        : {
            status: 200,
            type: TEXT,
            body: read.withheld === undefined ? 'ready\n' : `ready, ${degraded(read.withheld)}\n`,
          };
    }
    case '/metrics': {
      const read = await within(
        vitals.gauge().catch(() => undefined),
        STORE_MS,
        undefined,
      );
      if (read === undefined) return { status: 503, type: TEXT, body: 'the store cannot be read\n' };
      return { status: 200, type: meters.contentType, body: await meters.text(read) };
    }
    default:
      return undefined;
  }
}
