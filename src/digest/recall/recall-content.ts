/** The content of a recall: the correction as digests tell it, to stand on the message that it is about or to answer it. */
import { encodeReason } from '../delivery/reason.ts';
import { messages } from '../../locales/messages.ts';
import { pick } from '../../views/text.ts';
import { clearTitle } from '../../views/names.ts';
import { open } from '../../reply/compose/parts.ts';
import type { Block, Reply } from '../../reply/reply.ts';
import type { Brief, Language, Translated } from '../../records/schema.ts';
import { nothingToSend, type Content } from '../delivery/content.ts';
import { hoursAgo } from '../delivery/timing.ts';
import type { DeliveryContext } from '../delivery/context.ts';
import type { RecordCatalogue } from '../../records/catalogue.ts';
import { marksOfIds, type DigestContext } from '../cited.ts';
import { NOTHING_CARRIED, type Carried, type Delivery } from '../delivery/delivery.ts';
import { pointOf } from '../news-text.ts';
import { correctionOf, textVersion, type Correction } from './corrections.ts';
import type { RecallStore } from './store.ts';

/** A process may serve records from before a correction for so long; after it the correction is gone for good. */
const GONE_HOURS = 24;
const RETRY_MINUTES = 1;

/** Returns the content of a recall, nothing where there is nothing to tell any more; rejects only if the store does. */
export async function recallContent(
  delivery: Delivery,
  {
    store,
    catalogue,
    now,
  }: Pick<DeliveryContext, 'catalogue' | 'now'> & {
    readonly store: Pick<RecallStore, 'recall'> & Pick<DeliveryContext['store'], 'delivery'>;
  },
): Promise<Content> {
  const recall = await store.recall(delivery.id);
  const of = recall && (await store.delivery(recall.of));
  if (recall === undefined || of?.message === undefined)
    return nothingToSend(encodeReason('gone', 'the message is no longer known'));
  const records = catalogue();
  const correction = correctionOf(recall.correction, records);
  if (correction === undefined)
    return hoursAgo(GONE_HOURS, delivery.slotAt, now())
      ? nothingToSend(encodeReason('withdrawn', 'the correction is no longer in the records'))
      : {
          type: 'later',
          until: now().add({ minutes: RETRY_MINUTES }),
          reason: encodeReason('no-records', 'not in the records here'),
        };
  try {
    const { message, inReplyTo } = of;
    const { reply, struck } = composeRecall(correction, of, records, now());
    return {
      type: 'message',
      carried: NOTHING_CARRIED,
      reply: { ...reply, marker: delivery.id },
      edits: { message, marker: of.id, inReplyTo, struck },
    };
  } catch (error) {
    return { type: 'fault', error };
  }
}

/** Returns what a message is told of a correction, and the wordings in it that no longer hold. */
export function composeRecall(
  correction: Correction,
  { carried }: Pick<Delivery, 'carried'>,
  records: RecordCatalogue,
  now: Temporal.Instant,
): { readonly reply: Reply; readonly struck: readonly string[] } {
  const { language = 'en' } = carried ?? {};
  const brief = briefIn(carried, correction, records);
  const titleOf = (): string => clearTitle(brief, records, language);
  const stale = staleBottomLines(correction, carried, records);
  return {
    reply: {
      title: '',
      language,
      audience: 'everyone',
      blocks: blocksOf({ ...correction, brief }, carried, stale, { catalogue: records, language, now, titleOf }),
      actions: [open(titleOf(), { type: 'brief', topic: brief.id }, language)],
    },
    struck: [...wordsOf(correction, language), ...stale.flatMap(({ was }) => (was ? [pick(was, language)] : []))],
  };
}

/** The topic under which a message showed a statement, as far as it is still published; else another one of it. */
function briefIn(
  carried: Carried | undefined,
  correction: Correction,
  { briefs }: Pick<RecordCatalogue, 'briefs'>,
): Brief {
  if (!('statement' in correction)) return correction.brief;
  const { id } = correction.statement;
  const shown = carried?.briefs.find(({ statements }) => statements.includes(id));
  const brief = briefs.get(shown?.id ?? '');
  return brief?.status === 'published' ? brief : correction.brief;
}

/** The bottom lines that a message shows in words that no longer hold, where they rest on what is corrected. */
function staleBottomLines(
  correction: Correction,
  carried: Carried | undefined,
  { briefs }: Pick<RecordCatalogue, 'briefs'>,
): readonly { readonly brief: Brief; readonly was: Translated | undefined }[] {
  if (correction.type === 'retraction' || correction.type === 'withdrawn') return [];
  return (carried?.briefs ?? []).flatMap(({ id, bottomLine, bottomLineText: was }) => {
    const brief = briefs.get(id);
    if (brief?.status !== 'published' || bottomLine === undefined) return [];
    const rests =
      correction.type === 'reworded'
        ? brief.bottomLine.restsOn.includes(correction.statement.id)
        : correction.brief.id === id;
    return rests && bottomLine !== textVersion(brief.bottomLine.text) ? [{ brief, was }] : [];
  });
}

function blocksOf(
  correction: Correction,
  carried: Carried | undefined,
  stale: ReturnType<typeof staleBottomLines>,
  context: DigestContext,
): Block[] {
  const { type, key, brief } = correction;
  const { language } = context;
  const t = messages(language);
  const isSaid =
    stale.length === 0 ||
    type !== 'reworded' ||
    carried?.briefs.some(({ statements }) => statements.includes(correction.statement.id)) === true;
  const item =
    'statement' in correction
      ? pointOf({ ...correction, key, brief }, context)
      : pointOf({ ...correction.entry, type: correction.type, key, brief, statements: [] }, context);
  return [
    {
      type: 'points',
      heading: t(type === 'retraction' || type === 'withdrawn' ? 'recall.retracted' : 'recall.corrected'),
      items: [
        // Words that a message never had are not corrected in it: its bottom line is.
        ...(isSaid ? [item] : []),
        ...stale.map((one) => ({
          label: clearTitle(one.brief, context.catalogue, language),
          text: t('recall.bottomLine', { now: pick(one.brief.bottomLine.text, language) }),
          marks: marksOfIds(one.brief.bottomLine.restsOn, context).slice(0, 1),
        })),
      ],
    },
  ];
}

/** The wordings that no longer hold, as they may stand in the message; the statements of a retracted topic stand in their documents as before. */
function wordsOf(correction: Correction, language: Language): string[] {
  switch (correction.type) {
    case 'reworded': {
      const { text, corrections = [] } = correction.statement;
      return corrections
        .map(({ before }) => pick(before, language))
        .filter((before) => before !== pick(text, language));
    }
    case 'withdrawn': {
      const { text, corrections = [] } = correction.statement;
      return [text, ...corrections.map(({ before }) => before)].map((words) => pick(words, language));
    }
    case 'retraction':
      return [pick(correction.brief.bottomLine.text, language)];
    case 'correction':
      return [];
  }
}
