/** How long finding a brief takes among 14 to 100,000 made-up ones, how long the index takes to build and how large it is, against MiniSearch and Fuse.js. */
import Fuse from 'fuse.js';
import MiniSearch from 'minisearch';
import { createFinder } from '../../src/search/finder.ts';
import type { Brief, Relationship } from '../../src/records/schema.ts';
import type { Bench, Row } from './bench.ts';
import { createQuestions, createRecords, type Question } from './find-records.ts';
import { median, quantile, quartiles } from './statistics.ts';
import { number } from './table.ts';

const SIZES = [14, 1_000, 10_000, 100_000] as const;
/** The goal, at this size. */
const GOAL = { size: 10_000, milliseconds: 5 } as const;
const QUESTIONS = 1_000;
const WARM_UP = 200;
/** What is slow with many records is asked as many of the questions as this time allows. */
const ASKING_MILLISECONDS = 15_000;
const WARMING_MILLISECONDS = 3_000;
const SEED = 20_261;

export const bench: Bench = {
  name: 'find',
  about:
    'finding a brief among made-up ones (exact names, misspelt ones, questions, rambling, nothing that we have), against MiniSearch (fuzzy 0.2, prefix) and Fuse.js as they come',
  goal: 'among 10,000 the 99th percentile at most 5 ms',
  run: async () => SIZES.flatMap((size) => measure(size)),
};

/** Returns the id of what is found first, if anything. */
type Engine = (question: string) => string | undefined;

const ENGINES = {
  ours: (briefs: readonly Brief[], relationships: readonly Relationship[]): Engine => {
    const finder = createFinder(briefs, relationships);
    return (question) => {
      const found = finder.find(question);
      return found.result === 'found' ? found.brief.id : found.result === 'near' ? found.briefs[0]?.id : undefined;
    };
  },
  MiniSearch: (briefs: readonly Brief[]): Engine => {
    const search = new MiniSearch({ fields: [...FIELDS], searchOptions: { fuzzy: 0.2, prefix: true } });
    search.addAll(briefs.map(textsOf));
    return (question) => {
      const id: unknown = search.search(question)[0]?.id;
      return typeof id === 'string' ? id : undefined;
    };
  },
  'Fuse.js': (briefs: readonly Brief[]): Engine => {
    const search = new Fuse(briefs.map(textsOf), { keys: [...FIELDS] });
    return (question) => search.search(question, { limit: 5 })[0]?.item.id;
  },
};
type Name = keyof typeof ENGINES;
const NAMES = ['ours', 'MiniSearch', 'Fuse.js'] as const satisfies readonly Name[];

const FIELDS = ['title', 'aliases', 'questions', 'summary'] as const;

const all = ({ en, zh }: Brief['aliases']): string => [...en, ...(zh ?? [])].join('; ');

function textsOf({ id, title, aliases, questions, summary }: Brief) {
  return {
    id,
    title: `${title.en} ${title.zh ?? ''}`,
    aliases: all(aliases),
    questions: all(questions),
    summary: summary.en,
  };
}

function measure(size: number): Row[] {
  const { briefs, relationships } = createRecords(size, SEED);
  const built = NAMES.map((name) => build(name, briefs, relationships, size));
  const asked = ask(built, briefs);
  const at = `among ${size.toLocaleString('en')}`;
  const [ours, theirs, fuse] = asked;
  if (ours === undefined || theirs === undefined || fuse === undefined) throw new Error('an engine is missing');
  const [our, mini] = built;
  const p99 = quantile(ours.milliseconds, 0.99);
  const ratio = (of: Asked): Pick<Row, 'figure' | 'unit' | 'spread' | 'detail'> => {
    const same = ours.milliseconds.slice(0, of.milliseconds.length);
    return {
      figure: median(same) / median(of.milliseconds),
      unit: 'times',
      spread: quartiles(same.map((own, index) => own / (of.milliseconds[index] ?? Number.NaN))),
      detail: `median ${number(median(of.milliseconds))} ms${slowest(of)} over ${of.milliseconds.length} questions; ${right(of)}`,
    };
  };
  return [
    {
      what: `${at}: 99th percentile`,
      figure: p99,
      unit: 'ms',
      ...(size === GOAL.size && { atMost: GOAL.milliseconds }),
      detail: `median ${number(median(ours.milliseconds))} ms over ${ours.milliseconds.length} questions; ${right(ours)}`,
    },
    { what: `${at}: median against MiniSearch`, ...ratio(theirs) },
    { what: `${at}: median against Fuse.js`, ...ratio(fuse) },
    {
      what: `${at}: building the index against MiniSearch`,
      figure: (our?.milliseconds ?? 0) / (mini?.milliseconds ?? 0),
      unit: 'times',
      detail: built.map((one) => `${one.name} ${number(one.milliseconds)} ms`).join(', '),
    },
    {
      what: `${at}: memory of the index against MiniSearch`,
      figure: (our?.bytes ?? 0) / (mini?.bytes ?? 0),
      unit: 'times',
      detail: `${built.map((one) => `${one.name} ${number(one.bytes / 1e6)} MB`).join(', ')}, the records themselves not counted`,
    },
  ];
}

type Built = { readonly name: Name; readonly engine: Engine; readonly milliseconds: number; readonly bytes: number };

/** Builds an index several times where it is small: the time is the median, the memory that of the last. */
function build(name: Name, briefs: readonly Brief[], relationships: readonly Relationship[], size: number): Built {
  const times: number[] = [];
  let engine: Engine | undefined;
  let bytes = 0;
  for (let left = size <= 1_000 ? 15 : size <= 10_000 ? 5 : 1; left > 0; left -= 1) {
    engine = undefined;
    const before = heap();
    const startedAt = performance.now();
    engine = ENGINES[name](briefs, relationships);
    times.push(performance.now() - startedAt);
    bytes = heap() - before;
  }
  if (engine === undefined) throw new Error(`${name} was not built`);
  return { name, engine, milliseconds: median(times), bytes };
}

type Asked = { readonly milliseconds: readonly number[]; readonly right: number; readonly answerable: number };

const right = ({ right: found, answerable }: Asked): string =>
  `the record meant came first for ${Math.round((100 * found) / Math.max(1, answerable))}%`;

/** A 99th percentile needs a hundred measurements. */
const slowest = ({ milliseconds }: Asked): string =>
  milliseconds.length < 100 ? '' : `, 99th percentile ${number(quantile(milliseconds, 0.99))} ms`;

/** Asks every engine the same questions, one after the other in turns. */
function ask(built: readonly Built[], briefs: readonly Brief[]): Asked[] {
  const results = built.map(() => ({ milliseconds: [] as number[], right: 0, answerable: 0, spent: 0 }));
  const put = ({ text, about }: Question, isMeasured: boolean): void => {
    for (const [at, { engine }] of built.entries()) {
      const result = results[at];
      if (result === undefined || result.spent > (isMeasured ? ASKING_MILLISECONDS : WARMING_MILLISECONDS)) continue;
      const startedAt = performance.now();
      const found = engine(text);
      const milliseconds = performance.now() - startedAt;
      result.spent += milliseconds;
      if (!isMeasured) continue;
      result.milliseconds.push(milliseconds);
      if (about !== undefined) result.answerable += 1;
      if (about !== undefined && found === about) result.right += 1;
    }
  };
  for (const question of createQuestions(briefs, WARM_UP, SEED + 1)) put(question, false);
  for (const result of results) result.spent = 0;
  for (const question of createQuestions(briefs, QUESTIONS, SEED + 2)) put(question, true);
  return results;
}

function heap(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
