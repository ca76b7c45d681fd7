/** `check`: checks every record against its schema and against the others, against the texts that are held, shows what each side has in each topic, and what would change in silence against an earlier version. */
import { parseArgs } from 'node:util';
import { checkCatalogue } from '../search/check-catalogue.ts';
import { balanceOf } from '../records/balance.ts';
import { sortFaults, type Fault, faultWords, formatFault } from '../records/fault.ts';
import { valuesOf } from '../records/catalogue.ts';
import { heldFaults } from '../records/check/cited-text.ts';
import { heldDocuments } from '../records/publish/compare-held.ts';
import { createHeldTexts, heldFolderOf } from '../records/held-texts.ts';
import type { LoadedRecords } from '../records/load.ts';
import { freshness } from '../records/dates.ts';
import { EXIT } from '../app/exit.ts';
import { formatBalance } from './format-balance.ts';
import { complain, print, type Io } from './io.ts';
import { briefsDir, count } from './load-catalogue.ts';

/** A fault as one line, with what could stand there. */
function withExample(fault: Fault): string {
  const { example } = faultWords(fault, 'en');
  return `${formatFault(fault)}${example === undefined ? '' : `, such as ${example}`}`;
}

/** Returns what the records cite of texts that are held and that is not there, and the number of documents whose texts were compared. */
async function compareWithHeld(
  records: LoadedRecords,
  io: Io,
): Promise<{ readonly faults: readonly Fault[]; readonly compared: number }> {
  const held = createHeldTexts(heldFolderOf(io.env.DATA_DIR ?? 'data'));
  const { documents } = valuesOf(records);
  const faults: Fault[] = [];
  const compared = new Set<string>();
  for (const { value, fault } of records.documents) {
    if (value === undefined) continue;
    const texts = await heldDocuments(value, documents, held);
    for (const id of texts.keys()) compared.add(`${value.relationship}/${id}`);
    for (const found of heldFaults(value, texts)) faults.push(fault(found.path, found));
  }
  return { faults, compared: compared.size };
}

export const check = {
  run: async (args: readonly string[], io: Io): Promise<number> => {
    const { values } = parseArgs({
      args: [...args],
      options: { against: { type: 'string' }, wording: { type: 'string', multiple: true } },
    });
    const folder = briefsDir(io);
    const { catalogue, records, faults: wrong } = checkCatalogue(folder, io.now());
    const beside = await compareWithHeld(records, io);
    const faults = sortFaults([...wrong, ...beside.faults]);
    if (catalogue === undefined || faults.length > 0) {
      await complain(io, `${faults.map(withExample).join('\n')}\n\n${count(faults.length, 'fault')} in ${folder}.`);
      return EXIT.failed;
    }
    const balance = balanceOf(catalogue);
    const topics = balance.map(({ brief }) => brief);
    const statements = [...catalogue.statements.values()];
    const relations = statements.reduce((sum, statement) => sum + statement.relations.length, 0);
    const questions = topics.reduce((sum, { questions: { en, zh = [] } }) => sum + en.length + zh.length, 0);
    const overdue = topics.filter((topic) => freshness(topic, io.now()).overdue).length;
    const counted = [
      count(topics.length, 'topic'),
      count(statements.length, 'statement'),
      count(catalogue.sources.size, 'document'),
      count(relations, 'relation'),
      count(questions, 'question'),
    ].join(', ');
    await print(
      io.output,
      `${counted}: no faults.${beside.compared > 0 ? ` Citations of ${count(beside.compared, 'document')} were compared with the held text.` : ''}${overdue > 0 ? ` ${count(overdue, 'topic')} overdue for review by a person.` : ''}`,
    );
    if (balance.length > 0) await print(io.output, `\n${formatBalance(balance)}`);
    if (values.against === undefined) return EXIT.ok;
    const { checkAgainst } = await import('./against.ts');
    return await checkAgainst(
      { previous: values.against, wording: values.wording ?? [], folder, catalogue, records },
      io,
    );
  },
};
