/** How long a question takes over the project's own statements and over seven times as many, how long the index takes to build and how large it is. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { searchedOf, type Catalogue } from '../../src/search/catalogue.ts';
import { createCatalogueChecker } from '../../src/search/check-catalogue.ts';
import { createFinder } from '../../src/search/finder.ts';
import type { Bench, Row } from './bench.ts';
import { copyRecords, MANY_TIMES } from './many-records.ts';
import { median, quantile } from './statistics.ts';
import { number } from './table.ts';

const WARM_UP = 40;
/** For the many; milliseconds. */
const MAX_AT = { slowest: 50, build: 5_000 } as const;

export const bench: Bench = {
  name: 'find-statements',
  about: `finding statements among the own records and among ${MANY_TIMES} times as many`,
  goal: 'an index in a few seconds, a 99th percentile of 50 ms',
  run: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'attache-bench-'));
    try {
      copyRecords(folder, MANY_TIMES);
      return [...measure(read('briefs'), false), ...measure(read(folder), true)];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

function read(folder: string): Catalogue {
  const { catalogue } = createCatalogueChecker(folder).read(Temporal.Now.instant());
  if (catalogue === undefined) throw new Error(`the records in ${folder} have faults`);
  return catalogue;
}

function measure(catalogue: Catalogue, isLarge: boolean): Row[] {
  const { briefs, statements } = catalogue;
  const records = searchedOf(catalogue);
  const index = build(() => createFinder(records), isLarge ? 1 : 9);
  const ask = (question: string): unknown => index.value.find(question);
  const asked = questions();
  for (const question of asked.slice(0, WARM_UP)) ask(question);
  const took = asked.map((question) => timeOf(() => ask(question)));
  const at = `${briefs.size} topics, ${statements.size.toLocaleString('en')} statements`;
  const goal = (atMost: number) => (isLarge ? { atMost } : {});
  return [
    { what: `${at}: a question, median`, figure: median(took), unit: 'ms' },
    { what: `${at}: … 99th percentile`, figure: quantile(took, 0.99), unit: 'ms', ...goal(MAX_AT.slowest) },
    {
      what: `${at}: building the index, processor time`,
      figure: index.processor,
      unit: 'ms',
      ...goal(MAX_AT.build),
      detail: `${number(index.first)} ms the first time`,
    },
    { what: `${at}: memory of the index`, figure: index.bytes / 1e6, unit: 'MB' },
  ];
}

/** Returns the questions that were written for the tests of finding, those that nothing answers among them. */
const questions = (): string[] =>
  ['english', 'chinese', 'statements-en-second', 'statements-zh-second'].flatMap((name) =>
    readFileSync(new URL(`../questions/${name}.jsonl`, import.meta.url), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => (JSON.parse(line) as { readonly question: string }).question),
  );

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
