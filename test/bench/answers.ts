/** What the benchmarks ask and type. */
import { readFileSync } from 'node:fs';
import { ownCatalogue } from './digest-work.ts';

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
