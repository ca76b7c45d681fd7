/** `check`: checks every record against its schema and against the others. */
import { parseArgs } from 'node:util';
import { checkCatalogue } from '../search/check-catalogue.ts';
import { formatFault } from '../records/fault.ts';
import { freshness } from '../records/dates.ts';
import { EXIT } from '../app/exit.ts';
import { complain, print, type Io } from './io.ts';
import { briefsDir, count } from './load-catalogue.ts';

export const check = {
  run: async (args: readonly string[], io: Io): Promise<number> => {
    parseArgs({ args: [...args], options: {} });
    const folder = briefsDir(io);
    const { catalogue, faults } = checkCatalogue(folder, io.now());
    if (catalogue === undefined) {
      await complain(io, `${faults.map(formatFault).join('\n')}\n\n${count(faults.length, 'fault')} in ${folder}.`);
      return EXIT.failed;
    }
    const briefs = [...catalogue.briefs.values()].filter(({ status }) => status === 'published');
    const statements = briefs.reduce((sum, brief) => sum + brief.statements.length, 0);
    const questions = briefs.reduce((sum, { questions: { en, zh } }) => sum + en.length + (zh?.length ?? 0), 0);
    const overdue = briefs.filter((brief) => freshness(brief, io.now()).overdue).length;
    await print(
      io.output,
      `${count(briefs.length, 'brief')}, ${count(statements, 'statement')}, ${count(catalogue.sources.size, 'source')}: no faults; all ${questions} questions find their own brief.${overdue > 0 ? ` ${count(overdue, 'brief')} overdue for review by a person.` : ''}`,
    );
    return EXIT.ok;
  },
};
