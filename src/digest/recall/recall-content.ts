/** The content of a recall: the correction as digests tell it, to stand on the message that it is about or to answer it. */
import { pick, clearTitle, open } from '../../reply/compose/parts.ts';
import type { Block } from '../../reply/reply.ts';
import type { Language, Translated } from '../../records/schema.ts';
import { recallTexts } from '../../reply/texts/recall.ts';
import { nothing, type Content } from '../delivery/content.ts';
import { hoursAgo, type DeliveryContext } from '../delivery/context.ts';
import type { DigestContext } from '../cited.ts';
import { NOTHING_CARRIED, type Delivery } from '../subscription.ts';
import { pointOf } from '../told.ts';
import { correctionOf, type Correction } from './corrections.ts';
import type { RecallStore } from './store.ts';

/** A process may serve records from before a correction for so long; after it the correction is gone for good. */
const GONE_HOURS = 24;
const AGAIN_MINUTES = 1;

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
  if (recall === undefined || of?.message === undefined) return nothing('gone: the message is no longer known');
  const correction = correctionOf(recall.correction, catalogue());
  if (correction === undefined)
    return hoursAgo(GONE_HOURS, delivery.slotAt, now())
      ? nothing('withdrawn: the correction is no longer in the records')
      : { type: 'later', until: now().add({ minutes: AGAIN_MINUTES }), reason: 'no-records: not in the records here' };
  try {
    const { carried, message } = of;
    const { language = 'en' } = carried ?? {};
    const context = contextOf(correction, language, catalogue, now);
    const blocks = blocksOf(correction, context);
    const shown = new Set(
      carried?.briefs.flatMap(({ id, statements }) => (id === correction.brief.id ? statements : [])),
    );
    const { brief } = correction;
    return {
      type: 'message',
      carried: NOTHING_CARRIED,
      reply: {
        title: '',
        language,
        audience: 'everyone',
        blocks,
        actions: [open(context.titleOf(brief), { type: 'brief', topic: brief.id }, language)],
        marker: delivery.id,
      },
      edits: {
        message,
        marker: of.id,
        inReplyTo: of.inReplyTo,
        struck: wordsOf(correction, shown, language, catalogue()),
      },
    };
  } catch (error) {
    return { type: 'fault', error };
  }
}

function contextOf(
  { brief }: Correction,
  language: Language,
  catalogue: DeliveryContext['catalogue'],
  now: DeliveryContext['now'],
): DigestContext {
  const records = catalogue();
  return { catalogue: records, language, now: now(), titleOf: () => clearTitle(brief, records, language) };
}

function blocksOf(correction: Correction, context: DigestContext): Block[] {
  const { type, key, brief } = correction;
  const heading = recallTexts(context.language)[type === 'retraction' ? 'retracted' : 'corrected'];
  const item =
    correction.type === 'reworded'
      ? pointOf({ ...correction, key, brief, type: 'reworded' }, context)
      : pointOf({ type: correction.type, key, brief, on: correction.entry.on, what: correction.entry.what }, context);
  return [{ type: 'points', heading, items: [item] }];
}

/** The wordings that no longer hold, as they may stand in the message. */
function wordsOf(
  correction: Correction,
  shown: ReadonlySet<string>,
  language: Language,
  { statements }: ReturnType<DeliveryContext['catalogue']>,
): string[] {
  const said = (text: Translated): string => pick(text, language);
  switch (correction.type) {
    case 'reworded': {
      const now = said(correction.statement.text);
      return (correction.statement.corrections ?? []).map(({ before }) => said(before)).filter((text) => text !== now);
    }
    case 'correction':
      return [];
    case 'retraction': {
      const ofTopic = [...shown].flatMap((id) => statements.get(id) ?? []);
      return [said(correction.brief.bottomLine.text), ...ofTopic.map(({ text }) => said(text))];
    }
  }
}
