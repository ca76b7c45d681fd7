/** `topics`: prints the ids and titles of all topics. */
import { parseArgs } from 'node:util';
import { inTitleOrder, publishedOf } from '../records/catalogue.ts';
import { pick } from '../views/text.ts';
import { EXIT } from '../app/process.ts';
import { print, type Io } from './io.ts';
import { loadCatalogue, languageOf } from './load-catalogue.ts';

export const topics = {
  run: async (args: readonly string[], io: Io): Promise<number> => {
    const { values } = parseArgs({ args: [...args], options: { language: { type: 'string' } } });
    const language = languageOf(values.language) ?? 'en';
    const all = inTitleOrder((await loadCatalogue(io)).briefs.values(), language);
    const briefs = publishedOf(all);
    const width = Math.max(...briefs.map(({ id }) => id.length));
    await print(
      io.output,
      briefs
        .map((brief) => `${brief.id.padEnd(width)}  ${pick(brief.title, language)}: ${pick(brief.summary, language)}`)
        .join('\n'),
    );
    return EXIT.ok;
  },
};
