/** How long a question takes over statements: the project's own, and 20,000 made-up ones of 400 topics, how long the index takes to build and how large it is, beside MiniSearch over the same texts. */
import { join } from 'node:path';
import MiniSearch from 'minisearch';
import { createCatalogueChecker } from '../../src/search/check-catalogue.ts';
import { createFinder } from '../../src/search/finder.ts';
import type { Brief, Relationship, Statement } from '../../src/records/schema.ts';
import type { Bench, Row } from './bench.ts';
import { createQuestions, createRandom, createRecords } from './find-records.ts';
import { median, quantile } from './statistics.ts';
import { number } from './table.ts';

const TOPICS = 400;
const STATEMENTS = 20_000;
const QUESTIONS = 200;
const SEED = 20_262;

export const bench: Bench = {
  name: 'find-statements',
  about: 'finding statements among the own records and among 20,000 made-up ones of 400 topics, beside MiniSearch',
  goal: 'an index in a few seconds, a median of some milliseconds',
  run: async () => {
    const checked = createCatalogueChecker(join(import.meta.dirname, '..', '..', 'briefs')).read(
      Temporal.Instant.from('2026-11-26T12:00:00Z'),
    );
    if (checked.catalogue === undefined) throw new Error('the records have faults');
    const own = checked.catalogue;
    return [
      ...measure([...own.briefs.values()], [...own.relationships.values()]),
      ...measure(...madeUp([...own.statements.values()])),
    ];
  },
};

const half = (text = ''): string => text.slice(0, text.length / 2);

/** Made-up topics with statements whose texts are made of those of the own ones. */
function madeUp(own: readonly Statement[]): [Brief[], Relationship[]] {
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
  return [filled, relationships];
}

function measure(briefs: readonly Brief[], relationships: readonly Relationship[]): Row[] {
  const statements = new Map(briefs.flatMap((brief) => brief.statements.map((one) => [one.id, one] as const)));
  const texts = [...statements.values()].map(({ id, text }) => ({ id, en: text.en, zh: text.zh ?? '' }));
  const ours = built(() => createFinder(briefs, relationships));
  const theirs = built(() => {
    const search = new MiniSearch({ fields: ['en', 'zh'] });
    search.addAll(texts);
    return search;
  });
  const questions = [
    ...createQuestions(briefs, QUESTIONS / 2, SEED).map(({ text }) => text),
    ...texts.slice(0, QUESTIONS / 2).map(({ en }) => en.split(' ').slice(2, 9).join(' ')),
  ];
  const our = timesOf(questions, (question) => ours.value.find(question));
  const their = timesOf(questions, (question) => theirs.value.search(question));
  const at = `${briefs.length} topics, ${texts.length.toLocaleString('en')} statements`;
  return [
    {
      what: `${at}: a question, median`,
      figure: median(our),
      unit: 'ms',
      detail: `99th percentile ${number(quantile(our, 0.99))} ms; MiniSearch ${number(median(their))} and ${number(quantile(their, 0.99))} ms`,
    },
    {
      what: `${at}: building the index`,
      figure: ours.milliseconds,
      unit: 'ms',
      detail: `${number(ours.bytes / 1e6)} MB; MiniSearch ${number(theirs.milliseconds)} ms, ${number(theirs.bytes / 1e6)} MB`,
    },
  ];
}

function built<Value>(make: () => Value): { value: Value; milliseconds: number; bytes: number } {
  const before = heap();
  const startedAt = performance.now();
  const value = make();
  const milliseconds = performance.now() - startedAt;
  return { value, milliseconds, bytes: heap() - before };
}

function timesOf(questions: readonly string[], ask: (question: string) => unknown): number[] {
  for (const question of questions.slice(0, 100)) ask(question);
  return questions.map((question) => {
    const startedAt = performance.now();
    ask(question);
    return performance.now() - startedAt;
  });
}

function heap(): number {
  globalThis.gc?.();
  const { heapUsed, external, arrayBuffers } = process.memoryUsage();
  return heapUsed + external + arrayBuffers;
}
