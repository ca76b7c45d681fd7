/** The list of the messages that a correction concerns, for operators. Pure. */
import { messages } from '../../locales/messages.ts';
import { formatDay, dayOf } from '../../records/dates.ts';
import type { Language } from '../../records/schema.ts';
import type { Reply } from '../../reply/reply.ts';
import { hintText } from '../hint.ts';
import type { RecallRow } from './store.ts';
import { note } from '../../reply/compose/parts.ts';

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
  return {
    title: t('recall.title', { correction }),
    language,
    audience: 'asker',
    actions: [],
    blocks: [
      ...(shown.length === 0 && unplanned === 0 ? [note(t('recall.none'))] : []),
      ...(shown.length === 0
        ? []
        : [
            {
              type: 'list',
              heading: t('recall.reached', { reached, of: shown.length }),
              items: shown.map((one) => ({ label: placeOf(one), detail: detailOf(one, language) })),
            } as const,
          ]),
      ...(more ? [note(t('recall.more', { listed: shown.length }))] : []),
      ...(unplanned === 0 ? [] : [note(t('recall.unplanned', { messages: unplanned }))]),
    ],
  };
}

const placeOf = ({ row: { delivery, message } }: ReachedMessage): string => {
  const { platform, workspace, channel } = delivery.channelRef;
  return [platform, workspace, channel, message?.message ?? ''].filter((part) => part !== '').join(' ');
};

function detailOf({ row: { delivery, message }, outcome }: ReachedMessage, language: Language): string {
  const t = messages(language);
  const isReached = outcome === 'edited' || outcome === 'answered';
  const [code = '', ...rest] = delivery.reason.split(': ');
  const why = rest.length === 0 ? code : `${code}: ${hintText(rest.join(': '), language)}`;
  return [
    ...(message === undefined
      ? []
      : [t(`recall.kind.${message.kind === 'share' || message.kind === 'answer' ? message.kind : 'digest'}`)]),
    ...(message?.settledAt === undefined ? [] : [formatDay(dayOf(message.settledAt), language)]),
    t(`recall.state.${outcome}`),
    ...(isReached || why === '' ? [] : [why]),
  ].join(' · ');
}
