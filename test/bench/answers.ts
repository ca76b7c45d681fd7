/** What the benchmarks of answers share: what is asked, and how two bots are compared on it. */
import { readFileSync } from 'node:fs';
import { ownCatalogue } from './digest-work.ts';
import type { Measured } from './process.ts';
import { inTurns, ratioOf, type Ratio } from './statistics.ts';

/** Until V8 has done with compiling what answers, which takes thousands of answers. */
const WARM_UP = 10_000;
const ROUNDS = { rounds: 21, pairs: 60 };

/** Returns the questions that were written for the tests of finding, those that nothing answers among them. */
export const questions = (): string[] =>
  ['english', 'chinese', 'statements-en-second', 'statements-zh-second'].flatMap((name) =>
    readFileSync(new URL(`../questions/${name}.jsonl`, import.meta.url), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => (JSON.parse(line) as { readonly question: string }).question),
  );

/** Returns what is typed behind /brief, about the project's own briefs: nothing for all topics, ids and questions. */
export const typedTexts = (): string[] => ['', ...ownCatalogue().briefs.keys(), ...questions()];

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
