/** `inbox`: lists flags and unanswered questions, and marks a flag as done. */
import { parseArgs } from 'node:util';
import { AttacheError } from '../shared/errors.ts';
import { inboxReply } from '../people/inbox-replies.ts';
import { firstQuestionDay, QUESTION_DAYS } from '../people/inbox.ts';
import type { Store } from '../store/store.ts';
import { EXIT } from '../app/process.ts';
import { printError, print, printJson, type Io } from './io.ts';
import { loadCatalogue, languageOf } from './load-catalogue.ts';
import { printReply } from './print-reply.ts';

const MAX_FLAGS = 500;
const MAX_QUESTIONS = 500;

export const inbox = {
  run: async (args: readonly string[], io: Io): Promise<number> => {
    const { values } = parseArgs({
      args: [...args],
      options: { as: { type: 'string' }, language: { type: 'string' }, done: { type: 'string', multiple: true } },
    });
    const { as = 'text', done } = values;
    if (as !== 'text' && as !== 'json') throw new AttacheError('usage', '--as takes text or json');
    if (done !== undefined && (values.as !== undefined || values.language !== undefined))
      throw new AttacheError('usage', '--done takes the ID of a flag, and nothing beside it');
    const language = languageOf(values.language) ?? 'en';
    const catalogue = await loadCatalogue(io);
    const { openStore } = await import('../store/open.ts');
    await using store = await openStore(io.env.DATABASE_URL, { dataDir: io.env.DATA_DIR ?? 'data' });
    if (done !== undefined) return await finish(done, store, io);
    const flags = await store.openFlags(MAX_FLAGS + 1);
    const listed = {
      flags: flags.slice(0, MAX_FLAGS),
      questions: await store.questions(firstQuestionDay(io.now()), MAX_QUESTIONS),
    };
    if (as === 'json') await printJson(io.output, { ...listed, flags: listed.flags.map(printable) }, 2);
    else
      await printReply(
        inboxReply({ ...listed, more: flags.length > MAX_FLAGS, days: QUESTION_DAYS }, catalogue, language),
        'text',
        io,
      );
    return EXIT.ok;
  },
};

async function finish(ids: readonly string[], store: Store, io: Io): Promise<number> {
  let code: number = EXIT.ok;
  for (const id of ids) {
    if (await store.finishFlag(id, io.now())) await print(io.output, `${id} is done with.`);
    else {
      await printError(io, `attache: there is no open flag "${id.slice(0, 40)}". \`attache inbox\` lists them.`);
      code = EXIT.failed;
    }
  }
  return code;
}

/** Returns a flag for the operator: without the person who flagged. */
function printable({
  id,
  topic,
  statement,
  text,
  link,
  language,
  channelRef,
  createdAt,
}: Awaited<ReturnType<Store['openFlags']>>[number]) {
  return { id, topic, statement, text, link, language, place: channelRef, createdAt };
}
