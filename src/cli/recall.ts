/** `recall`: lists which messages that showed what a correction corrected were reached, which not, and why. */
import { decodeReason } from '../digest/delivery/reason.ts';
import { parseArgs } from 'node:util';
import { EXIT } from '../app/process.ts';
import { correctionOf, correctionsIn } from '../digest/recall/corrections.ts';
import { unplannedRecalls } from '../digest/recall/plan-recalls.ts';
import { AttacheError } from '../shared/errors.ts';
import { printJson, type Io } from './io.ts';
import { languageOf, loadCatalogue } from './load-catalogue.ts';
import { printReply } from './print-reply.ts';
import { messages } from '../locales/messages.ts';
import { formatDay, dayOf } from '../records/dates.ts';
import type { Language } from '../records/schema.ts';
import type { Reply } from '../reply/reply.ts';
import { refusalText } from '../digest/refusal-advice.ts';
import type { RecallRow } from '../digest/recall/store.ts';
import { note, privateReply, listBlock } from '../reply/compose/parts.ts';

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
    await using store = await openStore(io.env.DATABASE_URL, { dataDir: io.env.DATA_DIR ?? 'data' });
    const rows = await store.recalls(key, MAX_LISTED + 1);
    const all = correctionsIn(catalogue);
    if (correctionOf(key, catalogue) === undefined && rows.length === 0) {
      const listed = [...new Set(all.map((one) => one.key))].slice(0, MAX_KEYS).join(', ');
      throw new AttacheError(
        'usage',
        `the records have no correction "${key.slice(0, 200)}"${listed === '' ? '' : `; there are ${listed}`}`,
      );
    }
    const own = all.filter((one) => one.key === key);
    const unplanned = (await unplannedRecalls(own, store, MAX_LISTED)).length;
    const reached = rows.slice(0, MAX_LISTED).map(outcomeOf);
    if (values.json === true)
      await printJson(io.output, { correction: key, messages: reached.map(printable), unplanned }, 2);
    else
      await printReply(
        recallReply({ correction: key, messages: reached, more: rows.length > MAX_LISTED, unplanned }, language),
        'text',
        io,
      );
    return EXIT.ok;
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

/** What became of the message of a recall: it was edited, or answered; `unsure` where that stays unknown. */
export type RecallOutcome = 'edited' | 'answered' | 'waiting' | 'unknown' | 'unsure' | 'not';

export type ReachedMessage = { readonly row: RecallRow; readonly outcome: RecallOutcome };

/** Returns a recall with what became of its message. */
export function outcomeOf(row: RecallRow): ReachedMessage {
  const { state, nextAt, message } = row.delivery;
  switch (state) {
    case 'sent':
      return { row, outcome: message === row.message?.message ? 'edited' : 'answered' };
    case 'waiting':
    case 'claimed':
      return { row, outcome: 'waiting' };
    case 'unknown':
      return { row, outcome: nextAt === undefined ? 'unsure' : 'unknown' };
    default:
      return { row, outcome: 'not' };
  }
}

export type RecallListing = {
  readonly correction: string;
  readonly messages: readonly ReachedMessage[];
  /** Whether there are more than are listed. */
  readonly more: boolean;
  /** How many messages are still to be planned. */
  readonly unplanned: number;
};

/** Returns the list of what was reached and what was not, with the reasons. */
export function recallReply(
  { correction, messages: shown, more, unplanned }: RecallListing,
  language: Language,
): Reply {
  const t = messages(language);
  const reached = shown.filter(({ outcome }) => outcome === 'edited' || outcome === 'answered').length;
  return privateReply(t('recall.title', { correction }), language, [
    ...(shown.length === 0 && unplanned === 0 ? [note(t('recall.none'))] : []),
    ...(shown.length === 0
      ? []
      : [
          listBlock(
            t('recall.reached', { reached, of: shown.length }),
            shown.map((one) => ({ label: placeOf(one), detail: detailOf(one, language) })),
          ),
        ]),
    ...(more ? [note(t('recall.more', { listed: shown.length }))] : []),
    ...(unplanned === 0 ? [] : [note(t('recall.unplanned', { messages: unplanned }))]),
  ]);
}

const placeOf = ({ row: { delivery, message } }: ReachedMessage): string => {
  const { platform, workspace, channel } = delivery.channelRef;
  return [platform, workspace, channel, message?.message ?? ''].filter((part) => part !== '').join(' ');
};

function detailOf({ row: { delivery, message }, outcome }: ReachedMessage, language: Language): string {
  const t = messages(language);
  const isReached = outcome === 'edited' || outcome === 'answered';
  const { code, detail } = decodeReason(delivery.reason);
  const why = detail === '' ? code : `${code}: ${refusalText(detail, language)}`;
  return [
    ...(message === undefined
      ? []
      : [t(`recall.kind.${message.kind === 'share' || message.kind === 'answer' ? message.kind : 'digest'}`)]),
    ...(message?.settledAt === undefined ? [] : [formatDay(dayOf(message.settledAt), language)]),
    t(`recall.state.${outcome}`),
    ...(isReached || why === '' ? [] : [why]),
  ].join(' · ');
}
