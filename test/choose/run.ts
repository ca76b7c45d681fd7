/** `npm run choose -- QUESTIONS`: the candidates of each question as a model is sent them, a JSON object a line; `--score PICKS` scores a file of `{"question", "verdict", "picks"}` lines by what the picks cite. So that people, and models without a server, can play the chooser. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { ChoiceSchema, messagesOf } from '../../src/choice/exchange.ts';
import { dayOf } from '../../src/records/dates.ts';
import type { Unit } from '../../src/search/result.ts';
import { answersQuestion, type Asked, readQuestions } from '../support/questions.ts';
import { ownCatalogue } from '../support/records.ts';

const {
  values: { score },
  positionals: [file],
} = parseArgs({ options: { score: { type: 'string' } }, allowPositionals: true });
if (file === undefined) {
  process.stderr.write('npm run -s choose -- QUESTIONS.jsonl [--score PICKS.jsonl]\n');
  process.exit(2);
}

const catalogue = ownCatalogue();
const now = Temporal.Now.instant();
const candidatesOf = (question: string): readonly Unit[] =>
  catalogue.finder.candidates(question, { today: dayOf(now) });
const count = (list: readonly Asked[], passes: (one: Asked) => boolean): string =>
  `${list.filter(passes).length} of ${list.length}`;

if (score === undefined)
  for (const { question } of readQuestions(file)) {
    const candidates = candidatesOf(question);
    const [, sent] = messagesOf({ question, candidates, shown: [], workspace: '', catalogue, language: 'en', now });
    process.stdout.write(`${sent?.content ?? ''}\n`);
  }
else {
  const PickSchema = ChoiceSchema.extend({ question: z.string() });
  const picked = new Map(
    readFileSync(score, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => PickSchema.parse(JSON.parse(line)))
      .map((pick) => [pick.question, pick] as const),
  );
  const asked = readQuestions(file).filter(({ question }) => picked.has(question));
  const ours = asked.filter(({ answers }) => answers.length > 0);
  const others = asked.filter(({ topics }) => topics.length === 0);
  const builtIn = ({ question }: Asked): readonly Unit[] => {
    const found = catalogue.finder.find(question);
    return found.result === 'found' ? found.units : found.result === 'several' ? (found.answers[0]?.units ?? []) : [];
  };
  const chosen = ({ question }: Asked): readonly Unit[] => {
    const candidates = candidatesOf(question);
    return picked.get(question)?.picks.flatMap((pick) => candidates[pick - 1] ?? []) ?? [];
  };
  const isRight = (units: readonly Unit[], one: Asked): boolean =>
    units.some((unit) => answersQuestion(unit, one, catalogue));
  const lines = [
    ['among the candidates', count(ours, (one) => isRight(candidatesOf(one.question), one))],
    ['first pick', count(ours, (one) => isRight(chosen(one).slice(0, 1), one))],
    ['first of the built-in choice', count(ours, (one) => isRight(builtIn(one).slice(0, 1), one))],
    ['any pick', count(ours, (one) => isRight(chosen(one), one))],
    ['ours refused', count(ours, ({ question }) => picked.get(question)?.verdict === 'none')],
    ['not ours refused', count(others, ({ question }) => picked.get(question)?.verdict === 'none')],
    ['not ours refused by the built-in choice', count(others, (one) => builtIn(one).length === 0)],
  ];
  for (const [name, value] of lines) process.stdout.write(`${name}: ${value}\n`);
}
