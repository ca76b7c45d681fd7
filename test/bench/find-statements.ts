/** How long a question takes over statements: the project's own, and 20,000 made-up ones of 400 topics, how long the index takes to build and how large it is, beside MiniSearch over the same texts. */
import { join } from 'node:path';
import MiniSearch from 'minisearch';
import { createCatalogueChecker } from '../../src/search/check-catalogue.ts';
import { createFinder } from '../../src/search/finder.ts';
import type { Brief, Relationship, Source, Statement } from '../../src/records/schema.ts';
import type { Bench, Row } from './bench.ts';
import { createQuestions, createRandom, createRecords } from './find-records.ts';
import { median, quantile } from './statistics.ts';
import { number } from './table.ts';

const TOPICS = 400;
const STATEMENTS = 20_000;
const QUESTIONS = 200;
const WARM_UP = 40;
const SEED = 20_262;
/** The goals for 400 topics; milliseconds. */
const AT_MOST = { slowest: 50, build: 5_000 } as const;

export const bench: Bench = {
  name: 'find-statements',
  about:
    'finding statements among the own records and among 20,000 made-up ones of 400 topics, beside plain MiniSearch',
  goal: 'an index in a few seconds, a median of some milliseconds, a 99th percentile of 50',
  run: async () => {
    const checked = createCatalogueChecker(join(import.meta.dirname, '..', '..', 'briefs')).read(
      Temporal.Instant.from('2026-11-26T12:00:00Z'),
    );
    if (checked.catalogue === undefined) throw new Error('the records have faults');
    const { briefs, relationships, statements, sources } = checked.catalogue;
    return [
      ...measure({ briefs: [...briefs.values()], relationships: [...relationships.values()], sources }, false),
      ...measure({ ...madeUp([...statements.values()]), sources }, true),
    ];
  },
};

type Records = {
  readonly briefs: readonly Brief[];
  readonly relationships: readonly Relationship[];
  readonly sources: ReadonlyMap<string, Source>;
};

const half = (text = ''): string => text.slice(0, text.length / 2);

/** Made-up topics with statements whose texts are made of those of the own ones. */
function madeUp(own: readonly Statement[]): Omit<Records, 'sources'> {
  const { briefs, relationships } = createRecords(TOPICS, SEED);
  const random = createRandom(SEED);
  const pick = (): Statement => own[Math.floor(random() * own.length)] ?? (own[0] as Statement);
  const filled = briefs.map((brief, topic) =>
    Object.assign({}, brief, {
      statements: Array.from({ length: STATEMENTS / TOPICS }, (_, at): Statement => {
        const [one, other] = [pick(), pick()];
        return {
          ...one,
          id: `made-up/${topic}-${at}`,
          text: { en: `${half(one.text.en)} ${half(other.text.en)}`, zh: `${half(one.text.zh)}${half(other.text.zh)}` },
        };
      }),
    }),
  );
  return { briefs: filled, relationships };
}

function measure({ briefs, relationships, sources }: Records, isLarge: boolean): Row[] {
  const statements = new Map(briefs.flatMap((brief) => brief.statements.map((one) => [one.id, one] as const)));
  const texts = [...statements.values()].map(({ id, text }) => ({ id, en: text.en, zh: text.zh ?? '' }));
  const ours = build(() => createFinder(briefs, relationships, undefined, sources), isLarge ? 1 : 9);
  const theirs = build(
    () => {
      const search = new MiniSearch({ fields: ['en', 'zh'] });
      search.addAll(texts);
      return search;
    },
    isLarge ? 1 : 9,
  );
  // Of each sort of question on topics as many, and words as statements have them.
  const questions = [
    ...createQuestions(briefs, QUESTIONS / 2, SEED).map(({ text }) => text),
    ...texts.slice(0, QUESTIONS / 2).map(({ en }) => en.split(' ').slice(2, 9).join(' ')),
  ];
  const engines = [
    (question: string): unknown => ours.value.find(question),
    (question: string): unknown => theirs.value.search(question),
  ] as const;
  for (const question of questions.slice(0, WARM_UP)) for (const ask of engines) ask(question);
  const times = engines.map(() => new Array<number>());
  for (const question of questions)
    for (const [at, ask] of engines.entries()) times[at]?.push(timeOf(() => ask(question)));
  const [our = [], their = []] = times;
  const at = `${briefs.length} topics, ${texts.length.toLocaleString('en')} statements`;
  const against = (what: string, own: number, other: number, unit: string, detail = ''): Row => ({
    what: `${at}: ${what} against MiniSearch`,
    figure: own / other,
    unit: 'times',
    detail: `${number(own)} ${unit} against ${number(other)} ${unit}${detail}`,
  });
  const slowest = quantile(our, 0.99);
  const goals: readonly Row[] = [
    { what: `${at}: a question, 99th percentile`, figure: slowest, unit: 'ms', atMost: AT_MOST.slowest },
    { what: `${at}: building the index, processor time`, figure: ours.processor, unit: 'ms', atMost: AT_MOST.build },
  ];
  return [
    against('a question, median', median(our), median(their), 'ms'),
    against('… 99th percentile', slowest, quantile(their, 0.99), 'ms'),
    against(
      'building the index',
      ours.processor,
      theirs.processor,
      'ms',
      ` of processor time, ${number(ours.first)} and ${number(theirs.first)} ms the first time`,
    ),
    against('memory of the index', ours.bytes / 1e6, theirs.bytes / 1e6, 'MB'),
    ...(isLarge ? goals : []),
  ];
}

/** Something built, the milliseconds of the processor for it, the first time and at the median, and its memory. */
type Built<Value> = {
  readonly value: Value;
  readonly first: number;
  readonly processor: number;
  readonly bytes: number;
};

function build<Value>(make: () => Value, times: number): Built<Value> {
  const spent: number[] = [];
  let value: Value | undefined;
  let bytes = 0;
  do {
    value = undefined;
    const before = heap();
    const startedAt = process.cpuUsage();
    value = make();
    const { user, system } = process.cpuUsage(startedAt);
    spent.push((user + system) / 1_000);
    bytes = heap() - before;
  } while (spent.length < times);
  return { value, first: spent[0] ?? Number.NaN, processor: median(spent), bytes };
}

/** Returns the milliseconds that a question takes, the less of two times: on a busy machine others' work is in one of them. */
function timeOf(ask: () => unknown): number {
  const times = [0, 1].map(() => {
    const startedAt = performance.now();
    ask();
    return performance.now() - startedAt;
  });
  return Math.min(...times);
}

function heap(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
