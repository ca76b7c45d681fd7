/** `ask`: one question answered as in chat, or several, one a line. */
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { briefsOf } from '../search/finder.ts';
import { restingOn, type FindResult, type Unit } from '../search/result.ts';
import type { Catalogue } from '../search/catalogue.ts';
import { AttacheError } from '../shared/errors.ts';
import { answer } from '../conversation/answer-request.ts';
import { alone } from '../conversation/follow-up/parse.ts';
import { parseMessage } from '../conversation/parse-text.ts';
import { chooseByModel } from '../conversation/model-choice.ts';
import type { ModelChoice, ModelChooser } from '../conversation/model-chooser.ts';
import type { AnswerContext } from '../conversation/conversation.ts';
import { createLogger } from '../app/log.ts';
import { createChooser } from '../choice/chooser.ts';
import { candidateLine } from '../choice/exchange.ts';
import { parseModelSettings } from '../choice/settings.ts';
import { dayOf } from '../records/dates.ts';
import { topicOf, type BriefRequest } from '../reply/button.ts';
import { EXIT, withoutEmpty } from '../app/process.ts';
import { print, printJson, type Io } from './io.ts';
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
        why: { type: 'boolean' },
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
    if (values.why === true && values.as !== undefined)
      throw new AttacheError('usage', '--why prints text; leave --as out');
    const chooser = chooserOf(io);
    const catalogue = await loadCatalogue(io);
    if (values.as === 'json') await printJson(io.output, result(question, catalogue), 2);
    else {
      const { request, language = 'en' } = parseMessage(question, catalogue);
      const context: AnswerContext = { ...askContext(named ?? language), catalogue, now: io.now() };
      const choice = await chooseByModel(request, chooser, context, 'console');
      await printReply(answer(request, { ...context, choice }), values.as ?? 'text', io);
      if (values.why === true) await print(io.output, `\n${why(alone(request), choice, chooser, context)}`);
    }
    return EXIT.ok;
  },
};

/** Returns what chooses by the model that the environment sets up, undefined where it sets none; throws AttacheError('settings') for what is wrong with it. */
function chooserOf({ env, errors }: Io): ModelChooser | undefined {
  const { settings, faults } = parseModelSettings(withoutEmpty(env));
  if (faults.length > 0)
    throw new AttacheError('settings', faults.map(({ variable, message }) => `${variable} ${message}`).join('\n'));
  if (settings === undefined) return undefined;
  const secrets = settings.key === undefined ? [] : [settings.key];
  const log = createLogger('warn', secrets, (line) => void errors.write(line));
  // One question of one person: what the running bot counts is not touched.
  return createChooser({ settings, log, monotonic: () => performance.now(), takeRequest: async () => true });
}

/** Returns who chose the answer to a question, and the candidates as a model sees them, those that were picked marked. */
function why(
  request: BriefRequest,
  choice: ModelChoice | undefined,
  chooser: ModelChooser | undefined,
  context: AnswerContext,
): string {
  if (request.type !== 'ask') return 'This was no question to choose for: it opens what it names.';
  const { catalogue, now } = context;
  const candidates = choice?.candidates ?? catalogue.finder.candidates(request.question, { today: dayOf(now) });
  const picked = new Set(choice?.picks);
  const by =
    choice !== undefined
      ? `Chosen by the model at ${choice.host}: ${choice.verdict}.`
      : chooser === undefined
        ? 'Chosen by the built-in choice; no model is set up.'
        : `Chosen by the built-in choice; the model at ${chooser.host} made none.`;
  const listed = candidates.map(
    (unit, at) => `${picked.has(unit) ? '*' : ' '} ${`${at + 1}`.padStart(2)}  ${candidateLine(unit, context)}`,
  );
  return [by, ...listed].join('\n');
}

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
    await printJson(io.output, result(question, catalogue));
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
  /** The statements that answer, best first, each with the topic that it is told with, and of what sort of entry that rests on it. */
  readonly statements: readonly FoundStatement[];
  /** The same of what comes nearest where nothing answers. */
  readonly nearest: readonly FoundStatement[];
};

type FoundStatement = {
  readonly topic: string;
  readonly document: string;
  readonly id: string;
  readonly unit: Unit['unit'];
  readonly citations: readonly { readonly source: string; readonly paragraph: number }[];
};

/** Returns what a question finds, parsed like a message in chat. */
function result(question: string, catalogue: Catalogue): Result {
  const request = alone(parseMessage(question, catalogue).request);
  const nothing = { question, topic: null, choices: [], statements: [], nearest: [] };
  const topic = topicOf(request);
  if (topic !== undefined) return { ...nothing, result: 'found', topic };
  if (request.type !== 'ask') return { ...nothing, result: 'none' };
  const found = catalogue.finder.find(request.question);
  const told = (units: readonly Unit[]): FoundStatement[] => statementsOf(units, catalogue);
  switch (found.result) {
    case 'found':
      return { ...nothing, result: 'found', topic: found.brief.id, statements: told(found.units) };
    case 'several': {
      const statements = told(found.answers.flatMap(({ units }) => units));
      return { ...nothing, result: 'several', choices: briefsOf(found).map(({ id }) => id), statements };
    }
    case 'near':
      return { ...nothing, result: 'near', choices: briefsOf(found).map(({ id }) => id) };
    case 'none':
      return { ...nothing, result: 'none', nearest: told(found.nearest) };
  }
}

const statementsOf = (units: readonly Unit[], catalogue: Catalogue): FoundStatement[] =>
  units.flatMap((one) =>
    restingOn(one, catalogue)
      .flatMap((id) => catalogue.statements.get(id) ?? [])
      .map(({ document, id, citations }) => ({
        topic: one.brief.id,
        document,
        id,
        unit: one.unit,
        citations: citations.map(({ source, paragraph }) => ({ source, paragraph })),
      })),
  );
