/** What the benchmarks of answers share: what is asked, and how two bots are compared on it. */
import { checkCatalogue } from '../../src/search/check-catalogue.ts';
import type { Row } from './bench.ts';
import { createQuestions } from './find-records.ts';
import { NOTHING } from './find-words.ts';
import type { Measured } from './process.ts';
import { inTurns, ratioOf, type Ratio } from './statistics.ts';
import { number } from './table.ts';

/** How many times the bare SDK's time an answer may take. */
const AT_MOST = 1.25;
/** Until V8 has done with compiling what answers, which takes thousands of answers. */
const WARM_UP = 10_000;
const ROUNDS = { rounds: 21, pairs: 60 };
const SEED = 5;

/** What is typed behind /brief, by its sort: of each sort many different texts, asked one after the other. */
export type Typed = Readonly<Record<string, readonly string[]>>;

/** Returns what is typed, about the project's own briefs; the questions are none that stand in a brief. */
export function createTyped(): Typed {
  const { catalogue } = checkCatalogue('briefs', Temporal.Now.instant());
  if (catalogue === undefined) throw new Error('the records have faults; see npm run -s attache -- check');
  const briefs = [...catalogue.briefs.values()];
  const questions = createQuestions(briefs, 300, SEED).filter(({ sort }) => sort === 'question');
  const chinese = briefs
    .flatMap(({ aliases }) => (aliases.zh ?? []).slice(0, 4))
    .map((alias) => `${alias}谈得怎么样了`);
  return {
    'a topic by its id': briefs.map(({ id }) => id),
    'a question': questions.map(({ text }) => text).filter((text) => /^[ -~]*$/u.test(text)),
    'a question in Chinese': chinese,
    'all topics': [''],
    'a question that nothing is known of': NOTHING,
  };
}

/** A bot: its process, and what asks it and settles with the milliseconds until it answered. */
export type Asked = { readonly process: Measured; readonly ask: (text: string) => Promise<number> };

type Both = Readonly<Record<'ours' | 'theirs', Asked>>;

/** What answers take of two bots that were asked in turns. */
export type Answers = { readonly ratio: Ratio; readonly processor: Readonly<Record<'ours' | 'theirs', number>> };

/** Asks both until V8 has done with compiling what answers. */
export async function warmUp(texts: readonly string[], both: Both): Promise<void> {
  await inTurns(asking(texts, both), { rounds: 1, pairs: WARM_UP });
}

/** Asks both in turns, one text after the other; returns the milliseconds until an answer and of the processor for it. */
export async function measureAnswers(texts: readonly string[], { ours, theirs }: Both): Promise<Answers> {
  const before = { ours: await ours.process.usage(), theirs: await theirs.process.usage() };
  const rounds = await inTurns(asking(texts, { ours, theirs }), ROUNDS);
  const after = { ours: await ours.process.usage(), theirs: await theirs.process.usage() };
  const spent = (side: 'ours' | 'theirs'): number =>
    (after[side].cpuMilliseconds - before[side].cpuMilliseconds) / ROUNDS.rounds / ROUNDS.pairs;
  return { ratio: ratioOf(rounds), processor: { ours: spent('ours'), theirs: spent('theirs') } };
}

function asking(texts: readonly string[], { ours, theirs }: Both): Parameters<typeof inTurns>[0] {
  const text = (at: number): string => texts[at % texts.length] ?? '';
  return { ours: (at) => ours.ask(text(at)), theirs: (at) => theirs.ask(text(at)) };
}

/** Returns for each sort how many times as long our answers take as the constant ones. */
export async function compareAnswers(way: string, typed: Typed, ours: Asked, theirs: Asked): Promise<Row[]> {
  const both = { ours, theirs };
  await warmUp(Object.values(typed).flat(), both);
  const rows: Row[] = [];
  for (const [sort, texts] of Object.entries(typed)) {
    const { ratio, processor } = await measureAnswers(texts, both);
    rows.push({
      what: `${way}: ${sort}`,
      figure: ratio.figure,
      unit: 'times',
      spread: ratio.spread,
      atMost: AT_MOST,
      detail: `${number(ratio.ours)} ms against ${number(ratio.theirs)} ms; processor ${number(processor.ours)} against ${number(processor.theirs)} ms an answer`,
    });
  }
  return rows;
}
