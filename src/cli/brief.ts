/** `brief TOPIC`: its card, with all of its sections or one of them, as text or as a platform's payload; or all that is held on it, as JSON. */
import { parseArgs } from 'node:util';
import { AttacheError } from '../shared/errors.ts';
import { answer } from '../conversation/answer-request.ts';
import { EXIT } from '../app/process.ts';
import { topicNamed, type RecordCatalogue } from '../records/catalogue.ts';
import type { Brief, Statement } from '../records/schema.ts';
import { standingOf, disputesOf } from '../records/standing.ts';
import { type BriefRequest } from '../reply/button.ts';
import { sectionCounts } from '../reply/compose/blocks.ts';
import { topicContext } from '../reply/compose/topic.ts';
import { asSection, SECTIONS } from '../reply/section.ts';
import { printError, printJson, type Io } from './io.ts';
import { loadCatalogue, languageOf } from './load-catalogue.ts';
import { askContext, printReply } from './print-reply.ts';

export const brief = {
  run: async (args: readonly string[], io: Io): Promise<number> => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        as: { type: 'string' },
        language: { type: 'string' },
        full: { type: 'boolean' },
        section: { type: 'string' },
      },
    });
    const [topic, ...more] = positionals;
    if (topic === undefined || more.length > 0)
      throw new AttacheError(
        'usage',
        'name one topic; `attache topics` lists them, and `attache ask "..."` takes a question',
      );
    const request = requestOf(values);
    const language = languageOf(values.language) ?? 'en';
    const catalogue = await loadCatalogue(io);
    const record = topicNamed(catalogue, topic.toLowerCase());
    if (record === undefined) {
      const nearest = catalogue.finder.nearest(topic).map(({ id }) => id);
      await printError(
        io,
        `attache: there is no topic "${topic.slice(0, 80)}".${nearest.length > 0 ? ` Did you mean ${nearest.join(', ')}?` : ''} \`attache topics\` lists them all.`,
      );
      return EXIT.failed;
    }
    if (values.as === 'json') await printJson(io.output, resolved(record, catalogue, io.now()), 2);
    else {
      const context = { ...askContext(language), catalogue, now: io.now() };
      const sections = values.full === true ? sectionCounts(topicContext(record, context)) : [];
      const requests = [
        request(record.id),
        ...(record.status === 'published' ? sections : []).map(({ section }): BriefRequest => ({
          type: 'section',
          topic: record.id,
          section,
        })),
      ];
      for (const one of requests) await printReply(answer(one, context), values.as ?? 'text', io);
    }
    return EXIT.ok;
  },
};

type Options = {
  readonly as?: string | undefined;
  readonly full?: boolean | undefined;
  readonly section?: string | undefined;
};

/** Returns what to ask of a topic; throws AttacheError('usage') for an unknown section and for options that exclude one another. */
function requestOf({ as, full = false, section: name }: Options): (topic: string) => BriefRequest {
  const section = asSection(name);
  if (name !== undefined && section === undefined)
    throw new AttacheError('usage', `there is no section "${name.slice(0, 40)}"; they are ${SECTIONS.join(', ')}`);
  if (full && section !== undefined)
    throw new AttacheError('usage', '--full shows every section; leave --section or --full out');
  if (as === 'json' && (full || section !== undefined))
    throw new AttacheError('usage', '--as json gives the whole topic; leave --full and --section out');
  if (section !== undefined) return (topic) => ({ type: 'section', topic, section });
  return (topic) => ({ type: 'brief', topic });
}

const ids = (statements: readonly Statement[]): string[] => statements.map(({ id }) => id);

/** Returns a topic with its statements, each with how it stands and who tells it; other statements by their ids. */
function resolved(record: Brief, catalogue: RecordCatalogue, now: Temporal.Instant) {
  return {
    ...record,
    statements: record.statements.map((statement) => {
      const standing = standingOf(statement, catalogue, now);
      const told = disputesOf(statement, catalogue);
      return {
        ...statement,
        ...(standing && { standing: { ...standing, by: standing.by?.id } }),
        told: { ...told, alike: ids(told.alike), differently: ids(told.differently) },
      };
    }),
  };
}
