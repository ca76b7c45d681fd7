/** `recall`: lists which messages that showed what a correction corrected were reached, which not, and why. */
import { parseArgs } from 'node:util';
import { EXIT } from '../app/exit.ts';
import { correctionOf, correctionsIn } from '../digest/recall/corrections.ts';
import { outcomeOf, recallReply, type ReachedMessage } from '../digest/recall/recall-reply.ts';
import { unplannedRecalls } from '../digest/recall/plan-recalls.ts';
import { AttacheError } from '../shared/errors.ts';
import { printJson, type Io } from './io.ts';
import { languageOf, loadCatalogue } from './load-catalogue.ts';
import { printReply } from './print-reply.ts';

const MAX_LISTED = 10_000;
const MAX_KEYS = 20;

export const recall = {
  run: async (args: readonly string[], io: Io): Promise<number> => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: 'boolean' }, language: { type: 'string' } },
    });
    const [key, ...more] = positionals;
    if (key === undefined || more.length > 0)
      throw new AttacheError('usage', 'recall takes one CORRECTION, written DOCUMENT/STATEMENT/ID or TOPIC/ID');
    const language = languageOf(values.language) ?? 'en';
    const catalogue = await loadCatalogue(io);
    const { openStore } = await import('../store/open.ts');
    const store = await openStore(io.env.DATABASE_URL, { dataDir: io.env.DATA_DIR ?? 'data' });
    try {
      const rows = await store.recalls(key, MAX_LISTED + 1);
      const all = correctionsIn(catalogue);
      if (correctionOf(key, catalogue) === undefined && rows.length === 0) {
        const listed = [...new Set(all.map((one) => one.key))].slice(0, MAX_KEYS).join(', ');
        throw new AttacheError(
          'usage',
          `the records have no correction "${key.slice(0, 200)}"${listed === '' ? '' : `; there are ${listed}`}`,
        );
      }
      const unplanned = await unplannedRecalls(
        all.filter((one) => one.key === key),
        store,
        MAX_LISTED,
      );
      const messages = rows.slice(0, MAX_LISTED).map(outcomeOf);
      if (values.json === true)
        await printJson(io.output, { correction: key, messages: messages.map(printable), unplanned }, 2);
      else
        await printReply(
          recallReply({ correction: key, messages, more: rows.length > MAX_LISTED, unplanned }, language),
          'text',
          io,
        );
      return EXIT.ok;
    } finally {
      await store.close();
    }
  },
};

/** Returns what became of a message for the operator. */
function printable({ row: { of, delivery, message }, outcome }: ReachedMessage) {
  const { channelRef, reason, attempts, settledAt } = delivery;
  return {
    delivery: of,
    kind: message?.kind ?? null,
    place: channelRef,
    message: message?.message ?? null,
    sentAt: message?.settledAt ?? null,
    outcome,
    reason,
    attempts,
    settledAt: settledAt ?? null,
    answer: outcome === 'answered' ? (delivery.message ?? null) : null,
  };
}
