/** `export TOPIC --as FORM`: the whole of a topic, or of all its dates, news or references, as a file for elsewhere. */
import { parseArgs } from 'node:util';
import { EXIT } from '../app/process.ts';
import { NotGiven, type ModelContext } from '../exits/model.ts';
import { AttacheError } from '../shared/errors.ts';
import { print, refused, type Io } from './io.ts';
import { languageOf, loadCatalogue } from './load-catalogue.ts';

type Form = (given: ModelContext, topic: string) => Promise<string>;

/** Each is loaded only where it is asked for. */
const FORMS: Readonly<Record<string, Form>> = {
  md: async (given, topic) => (await import('../exits/brief.ts')).briefMarkdown(given, topic),
  html: async (given, topic) => (await import('../exits/brief.ts')).briefHtml(given, topic),
  json: async (given, topic) => (await import('../exits/brief.ts')).briefJson(given, topic),
  bib: async (given, topic) => (await import('../exits/references.ts')).bibtexText(given, topic),
  csl: async (given, topic) => (await import('../exits/references.ts')).cslText(given, topic),
  ics: async (given, topic) => (await import('../exits/calendar.ts')).calendarText(given, topic),
  atom: async (given, topic) => (await import('../exits/feed.ts')).feedText(given, topic),
  svg: async (given, topic) => (await import('../exits/picture.ts')).topicPicture(given, topic),
};

export const exportCommand = {
  run: async (args: readonly string[], io: Io): Promise<number> => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { as: { type: 'string' }, language: { type: 'string' } },
    });
    const [topic, ...others] = positionals;
    if (topic === undefined || others.length > 0)
      throw new AttacheError('usage', 'name one topic; `attache topics` lists them');
    const name = values.as ?? 'md';
    const form = Object.hasOwn(FORMS, name) ? FORMS[name] : undefined;
    if (form === undefined)
      throw new AttacheError(
        'usage',
        `there is no form "${name.slice(0, 40)}"; --as takes ${Object.keys(FORMS).join(', ')}`,
      );
    const given = { catalogue: await loadCatalogue(io), language: languageOf(values.language) ?? 'en', now: io.now() };
    try {
      await print(io.output, await form(given, topic.toLowerCase()));
    } catch (error) {
      if (!(error instanceof NotGiven)) throw error;
      const more = error.gone === undefined ? '`attache topics` lists them all.' : error.gone.reason;
      return await refused(`${error.message} ${more}`, io);
    }
    return EXIT.ok;
  },
};
