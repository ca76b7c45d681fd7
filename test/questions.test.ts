/** The questions kept apart: written by somebody who had not seen the records, never used to tune the finder. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readCatalogue } from '../src/brief/catalogue.ts';
import { readMessage } from '../src/request/command.ts';

type Question = { readonly question: string; readonly accept: readonly string[] };

const now = Temporal.Instant.from('2026-11-24T12:00:00Z');
const { catalogue } = readCatalogue('briefs', now);

const read = (name: string): Question[] =>
  readFileSync(new URL(`questions/${name}.jsonl`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Question);

function judge(questions: readonly Question[]): {
  readonly right: number;
  readonly of: number;
  readonly wrong: number;
  readonly refused: number;
  readonly toRefuse: number;
} {
  if (catalogue === undefined) throw new Error('the records have faults: npm run attache -- check');
  let right = 0;
  let wrong = 0;
  let refused = 0;
  const answerable = questions.filter(({ accept }) => accept.length > 0);
  for (const { question, accept } of questions) {
    const request = readMessage(question, catalogue);
    const found =
      request.type === 'ask'
        ? catalogue.finder.find(request.question)
        : 'topic' in request
          ? { result: 'found' as const, brief: { id: request.topic } }
          : { result: 'none' as const };
    if (accept.length === 0) refused += found.result === 'none' ? 1 : 0;
    else if (found.result === 'found') {
      if (accept.includes(found.brief.id)) right += 1;
      else wrong += 1;
    }
  }
  return { right, of: answerable.length, wrong, refused, toRefuse: questions.length - answerable.length };
}

describe.each([
  // The first set; its misses have been looked at since, so that the second is the one that measures.
  { name: 'english', least: 150, right: 0.95, refused: 0.95 },
  { name: 'english-sealed', least: 150, right: 0.95, refused: 0.95 },
  // So it is with the two sets in Chinese, whose first has many that only resemble our topics.
  { name: 'chinese', least: 360, right: 0.95, refused: 0.9 },
  { name: 'chinese-sealed', least: 190, right: 0.95, refused: 0.95 },
])('the $name questions kept apart', ({ name, least, right, refused }) => {
  it('find their topic, or are refused, as often as asked', () => {
    const questions = read(name);
    expect(questions.length).toBeGreaterThanOrEqual(least);
    const score = judge(questions);
    console.log(
      `${name}: ${score.right} of ${score.of} right (${((100 * score.right) / score.of).toFixed(1)} %), ${score.wrong} found another topic; ${score.refused} of ${score.toRefuse} refused (${((100 * score.refused) / score.toRefuse).toFixed(1)} %)`,
    );
    expect(score.right / score.of).toBeGreaterThanOrEqual(right);
    expect(score.refused / score.toRefuse).toBeGreaterThanOrEqual(refused);
  });
});
