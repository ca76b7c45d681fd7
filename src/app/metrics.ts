/** Prometheus metrics: answers and their duration, deliveries by state, the backlog, and whether platforms are connected. */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { DeliveryState } from '../digest/delivery/delivery.ts';
import type { Bot } from '../chat/platform.ts';
import type { Withheld } from '../records/check/usable-records.ts';
import type { ReplyOutcome } from '../reply/reply.ts';
import type { ModelOutcome } from '../choice/chooser.ts';

/** The values read at the time of a scrape. */
export type Gauges = {
  /** The number of open deliveries by state. */
  readonly waiting: Readonly<Partial<Record<DeliveryState, number>>>;
  /** Seconds by which the oldest due work is late; 0 where none is. */
  readonly lagSeconds: number;
  /** Whether each platform is connected, by its name. */
  readonly connected: ReadonlyMap<string, boolean>;
  readonly briefs: number;
  /** What is out of service, in repair mode. */
  readonly withheld?: Withheld | undefined;
};

export type Metrics = {
  readonly answered: (platform: string, outcome: ReplyOutcome | 'answered', seconds: number) => void;
  readonly delivered: (state: DeliveryState) => void;
  readonly setAside: () => void;
  readonly choseByModel: (outcome: ModelOutcome) => void;
  /** Returns all metrics in the text format of Prometheus. */
  readonly text: (read: Gauges) => Promise<string>;
  readonly contentType: string;
};

/** In seconds, from a cached answer to far beyond the 3 seconds that both platforms allow. */
const BUCKETS_SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 3];

/** Creates meters with their own registry, so that two bots in one process are counted separately. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const answers = new Counter({
    name: 'attache_answers_total',
    help: 'Answers given, by platform and by what was found.',
    labelNames: ['platform', 'result'] as const,
    registers,
  });
  const latency = new Histogram({
    name: 'attache_answer_seconds',
    help: 'Time to find and compose an answer, in seconds, without the way to the platform.',
    labelNames: ['platform'] as const,
    buckets: BUCKETS_SECONDS,
    registers,
  });
  const deliveries = new Counter({
    name: 'attache_deliveries_total',
    help: 'Digests that this process has settled, by state.',
    labelNames: ['state'] as const,
    registers,
  });
  const setAside = new Counter({
    name: 'attache_deliveries_set_aside_total',
    help: 'Deliveries that this process has set aside, since they could not be composed.',
    registers,
  });
  const choices = new Counter({
    name: 'attache_model_choices_total',
    help: 'Questions that a model was to choose an answer of, by what became of them; without an answer of it, the built-in choice was used.',
    labelNames: ['result'] as const,
    registers,
  });
  const open = new Gauge({
    name: 'attache_deliveries_open',
    help: 'Digests that wait for something, in all replicas, by state.',
    labelNames: ['state'] as const,
    registers,
  });
  const lag = new Gauge({
    name: 'attache_due_lag_seconds',
    help: 'How long the oldest due work has been due, in seconds; 0 where nothing is late.',
    registers,
  });
  const connected = new Gauge({
    name: 'attache_platform_connected',
    help: 'Whether a platform is connected: 1 or 0.',
    labelNames: ['platform'] as const,
    registers,
  });
  const briefs = new Gauge({ name: 'attache_briefs', help: 'Briefs in service, retracted ones included.', registers });
  const repairing = new Gauge({
    name: 'attache_repair_mode',
    help: 'Whether records with faults are out of service since the start: 1 or 0.',
    registers,
  });

  return {
    answered: (platform, result, seconds) => {
      answers.inc({ platform, result });
      latency.observe({ platform }, seconds);
    },
    delivered: (state) => deliveries.inc({ state }),
    setAside: () => setAside.inc(),
    choseByModel: (result) => choices.inc({ result }),
    text: async (read) => {
      for (const state of ['waiting', 'claimed', 'unknown'] as const) open.set({ state }, read.waiting[state] ?? 0);
      lag.set(read.lagSeconds);
      for (const [platform, isUp] of read.connected) connected.set({ platform }, isUp ? 1 : 0);
      briefs.set(read.briefs);
      repairing.set(read.withheld === undefined ? 0 : 1);
      return await registry.metrics();
    },
    contentType: registry.contentType,
  };
}

/** Returns the bot for one platform, with its answers measured. */
export function measured<Measured extends Bot>(bot: Measured, platform: string, meters: Metrics): Measured {
  return {
    ...bot,
    conversation: {
      ...bot.conversation,
      answer: async (request, reader) => {
        const before = performance.now();
        const reply = await bot.conversation.answer(request, reader);
        meters.answered(platform, reply.outcome ?? 'answered', (performance.now() - before) / 1_000);
        return reply;
      },
    },
  };
}
