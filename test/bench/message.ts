/** How long "Brief this" takes on a message of 4,000 characters: finding its topics against finding that of a question, and the answer as Slack and Discord are given it against that to a question. */
import { readFileSync } from 'node:fs';
import type { Catalogue } from '../../src/search/catalogue.ts';
import { checkCatalogue } from '../../src/search/check-catalogue.ts';
import { render as renderDiscord } from '../../src/platforms/discord/render/render.ts';
import { render as renderSlack } from '../../src/platforms/slack/render/render.ts';
import type { Reply } from '../../src/reply/reply.ts';
import { answer } from '../../src/conversation/answer.ts';
import type { BriefRequest } from '../../src/reply/button.ts';
import type { Bench, Row } from './bench.ts';
import { createTyped } from './answers.ts';
import { inTurns, ratioOf } from './statistics.ts';
import { number } from './table.ts';

const CHARACTERS = 4_000;
const ROUNDS = { rounds: 15, pairs: 40 };
const WARM_UP = 1_000;

export const bench: Bench = {
  name: 'message',
  about:
    'finding the topics of messages of 4,000 characters against finding that of a question of 2,000, and the whole answer (found, composed, rendered) against that to an ordinary question',
  goal: 'none set; an answer is due within 1.5 s',
  run: measure,
};

async function measure(): Promise<Row[]> {
  const now = Temporal.Now.instant();
  const { catalogue } = checkCatalogue('briefs', now);
  if (catalogue === undefined) throw new Error('the records have faults; see npm run -s attache -- check');
  const messages = createMessages();
  const questions = createTyped()['a question'] ?? [];
  const { finder } = catalogue;
  const rows = [
    await compare('finding its topics, against a question of 2,000 characters', {
      ours: (at) => finder.topics(messages[at % messages.length] ?? ''),
      theirs: (at) => finder.find((messages[at % messages.length] ?? '').slice(0, 2_000)),
    }),
    await compare('finding its topics, against an ordinary question', {
      ours: (at) => finder.topics(messages[at % messages.length] ?? ''),
      theirs: (at) => finder.find(questions[at % questions.length] ?? ''),
    }),
  ];
  for (const [platform, render] of [
    ['Slack', renderSlack],
    ['Discord', renderDiscord],
  ] as const) {
    const ask = (request: BriefRequest): unknown => render(replyTo(request, catalogue, now));
    rows.push(
      await compare(`the answer for ${platform}, against that to an ordinary question`, {
        ours: (at) => ask({ type: 'message', text: messages[at % messages.length] ?? '' }),
        theirs: (at) => ask({ type: 'ask', question: questions[at % questions.length] ?? '' }),
      }),
    );
  }
  return rows;
}

const replyTo = (request: BriefRequest, catalogue: Catalogue, now: Temporal.Instant): Reply =>
  answer(request, { catalogue, now, language: 'en', audience: 'asker', helpEntries: [] });

/** Messages that are as long as is read, each the messages kept apart in another order, on our topics and on others. */
function createMessages(): string[] {
  const texts = ['first', 'sealed'].flatMap((name) =>
    readFileSync(new URL(`../messages/${name}.jsonl`, import.meta.url), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => (JSON.parse(line) as { readonly text: string }).text),
  );
  return texts.map((_, at) => [...texts.slice(at), ...texts.slice(0, at)].join('\n').slice(0, CHARACTERS));
}

const timed = (side: (at: number) => unknown) => async (at: number) => {
  const startedAt = performance.now();
  side(at);
  return performance.now() - startedAt;
};

async function compare(
  what: string,
  sides: Readonly<Record<'ours' | 'theirs', (at: number) => unknown>>,
): Promise<Row> {
  const both = { ours: timed(sides.ours), theirs: timed(sides.theirs) };
  await inTurns(both, { rounds: 1, pairs: WARM_UP });
  const ratio = ratioOf(await inTurns(both, ROUNDS));
  return {
    what,
    figure: ratio.figure,
    unit: 'times',
    spread: ratio.spread,
    detail: `${number(ratio.ours)} ms against ${number(ratio.theirs)} ms`,
  };
}
