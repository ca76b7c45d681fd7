/** `brief TOPIC`: one brief, as text, as its record, or as a platform's payload. */
import { parseArgs } from 'node:util';
import { AttacheError } from '../shared/errors.ts';
import { answer } from '../conversation/answer.ts';
import { EXIT } from '../app/exit.ts';
import { complain, printJson, type Io } from './io.ts';
import { loadCatalogue, languageOf } from './load-catalogue.ts';
import { askContext, printReply } from './print-reply.ts';

export const brief = {
  run: async (args: readonly string[], io: Io): Promise<number> => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { as: { type: 'string' }, language: { type: 'string' } },
    });
    const [topic, ...more] = positionals;
    if (topic === undefined || more.length > 0)
      throw new AttacheError(
        'usage',
        'name one topic; `attache topics` lists them, and `attache ask "..."` takes a question',
      );
    const language = languageOf(values.language) ?? 'en';
    const catalogue = await loadCatalogue(io);
    const record = catalogue.briefs.get(topic.toLowerCase());
    if (record === undefined) {
      const nearest = catalogue.finder.nearest(topic).map(({ id }) => id);
      await complain(
        io,
        `attache: there is no topic "${topic.slice(0, 80)}".${nearest.length > 0 ? ` Did you mean ${nearest.join(', ')}?` : ''} \`attache topics\` lists them all.`,
      );
      return EXIT.failed;
    }
    if (values.as === 'json') await printJson(io.output, record, 2);
    else
      await printReply(
        answer({ type: 'brief', topic: record.id }, { ...askContext(language), catalogue, now: io.now() }),
        values.as ?? 'text',
        io,
      );
    return EXIT.ok;
  },
};
