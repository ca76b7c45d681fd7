/** `export TOPIC --as FORM`: the whole of a topic, or of all its dates or news, as a file for elsewhere. */
import { parseArgs } from 'node:util';
import { EXIT } from '../app/process.ts';
import { FORMS, type MakeFile } from '../exits/forms.ts';
import { NotGiven } from '../exits/lookup.ts';
import { AttacheError } from '../shared/errors.ts';
import { print, refused, type Io } from './io.ts';
import { languageOf, loadCatalogue } from './load-catalogue.ts';

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
    const make = new Map<string, MakeFile>(Object.entries(FORMS)).get(name);
    if (make === undefined)
      throw new AttacheError(
        'usage',
        `there is no form "${name.slice(0, 40)}"; --as takes ${Object.keys(FORMS).join(', ')}`,
      );
    const given = { catalogue: await loadCatalogue(io), language: languageOf(values.language) ?? 'en', now: io.now() };
    try {
      await print(io.output, await make(given, topic.toLowerCase()));
    } catch (error) {
      if (!(error instanceof NotGiven)) throw error;
      const more = error.gone === undefined ? '`attache topics` lists them all.' : error.gone.reason;
      return await refused(`${error.message} ${more}`, io);
    }
    return EXIT.ok;
  },
};
