/** `ask`: one question answered as in chat, or several, one a line. */
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { briefsOf } from '../search/finder.ts';
import { statementsAmong, type FindResult, type TopicAnswer } from '../search/result.ts';
import type { Catalogue } from '../search/catalogue.ts';
import { AttacheError } from '../shared/errors.ts';
import { answer } from '../conversation/answer-request.ts';
import { alone } from '../conversation/follow-up/parse.ts';
import { parseMessage } from '../conversation/parse-text.ts';
import { topicOf } from '../reply/button.ts';
import { EXIT } from '../app/process.ts';
import { printJson, type Io } from './io.ts';
import { loadCatalogue, languageOf } from './load-catalogue.ts';
import { askContext, printReply } from './print-reply.ts';

export const ask = {
  run: async (args: readonly string[], io: Io): Promise<number> => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        as: { type: 'string' },
        language: { type: 'string' },
        lines: { type: 'boolean' },
        message: { type: 'boolean' },
      },
    });
    if (values.lines === true) {
      if (positionals.length > 0 || Object.keys(values).length > 1)
        throw new AttacheError('usage', '--lines reads its questions from standard input and takes no other argument');
      return lines(await loadCatalogue(io), io);
    }
    if (values.message === true) {
      if (positionals.length > 0)
        throw new AttacheError('usage', '--message reads the message from standard input; leave the question out');
      return answerMessage(await text(io.input), values, io);
    }
    const question = positionals.join(' ');
    if (question.trim() === '') throw new AttacheError('usage', 'ask what? Put the question in quotes');
    const named = languageOf(values.language);
    const catalogue = await loadCatalogue(io);
    if (values.as === 'json') await printJson(io.output, result(question, catalogue, io.now()), 2);
    else {
      const { request, language = 'en' } = parseMessage(question, catalogue);
      const reply = answer(request, { ...askContext(named ?? language), catalogue, now: io.now() });
      await printReply(reply, values.as ?? 'text', io);
    }
    return EXIT.ok;
  },
};

async function answerMessage(
  quoted: string,
  { as, language: named }: { readonly as?: string | undefined; readonly language?: string | undefined },
  io: Io,
): Promise<number> {
  const language = languageOf(named) ?? (/\p{Script=Han}/u.test(quoted) ? 'zh' : 'en');
  const catalogue = await loadCatalogue(io);
  if (as === 'json') await printJson(io.output, { topics: catalogue.finder.topics(quoted).map(({ id }) => id) }, 2);
  else {
    const request = { type: 'message', text: quoted } as const;
    await printReply(answer(request, { ...askContext(language), catalogue, now: io.now() }), as ?? 'text', io);
  }
  return EXIT.ok;
}

async function lines(catalogue: Catalogue, io: Io): Promise<number> {
  for await (const question of createInterface({ input: io.input, crlfDelay: Infinity })) {
    await printJson(io.output, result(question, catalogue, io.now()));
    // Whoever read the answers has had enough, as `head` has.
    if (!io.output.writable) break;
  }
  return EXIT.ok;
}

type Result = {
  readonly question: string;
  readonly result: FindResult['result'];
  readonly topic: string | null;
  readonly choices: readonly string[];
  /** The statements that answer, best first, each with the topic that it is told with. */
  readonly statements: readonly FoundStatement[];
};

type FoundStatement = {
  readonly topic: string;
  readonly document: string;
  readonly id: string;
  readonly citations: readonly { readonly source: string; readonly paragraph: number }[];
};

/** Returns what a question finds, parsed like a message in chat. */
function result(question: string, catalogue: Catalogue, now: Temporal.Instant): Result {
  const request = alone(parseMessage(question, catalogue).request);
  const topic = topicOf(request);
  if (topic !== undefined) return { question, result: 'found', topic, choices: [], statements: [] };
  if (request.type !== 'ask') return { question, result: 'none', topic: null, choices: [], statements: [] };
  const found = catalogue.finder.find(request.question, now);
  switch (found.result) {
    case 'found':
      return { question, result: 'found', topic: found.brief.id, choices: [], statements: statementsOf(found) };
    case 'several':
      return {
        question,
        result: 'several',
        topic: null,
        choices: briefsOf(found).map(({ id }) => id),
        statements: found.answers.flatMap(statementsOf),
      };
    case 'near':
    case 'none':
      return {
        question,
        result: found.result,
        topic: null,
        choices: briefsOf(found).map(({ id }) => id),
        statements: [],
      };
  }
}

const statementsOf = ({ brief, units }: TopicAnswer): FoundStatement[] =>
  statementsAmong(units).map(({ document, id, citations }) => ({
    topic: brief.id,
    document,
    id,
    citations: citations.map(({ source, paragraph }) => ({ source, paragraph })),
  }));
