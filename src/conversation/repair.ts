/** What is said in repair mode, in which records with faults are out of service. Pure. */
import { messages } from '../locales/messages.ts';
import type { Language } from '../records/schema.ts';
import { topicOf, type BriefRequest } from '../reply/button.ts';
import type { Reply } from '../reply/reply.ts';
import { openTopics } from '../reply/compose/parts.ts';
import { unreadText, withWarnings } from '../reply/compose/unread.ts';
import { isWithheld, type Catalogue } from '../search/catalogue.ts';
import { carriedBy } from './message-answers/shown.ts';
import type { AnswerContext } from './conversation.ts';

/** So many topics are named; `check` lists all faults. */
const MAX_NAMED = 5;

/** What is answered without any brief. */
const WITHOUT_BRIEFS: ReadonlySet<BriefRequest['type']> = new Set(['help', 'thanks', 'digests', 'settings', 'sharing']);
/** What searches or lists what there is: what is out of service may belong to it. */
const SEARCHES: ReadonlySet<BriefRequest['type']> = new Set(['topics', 'news', 'ask', 'message']);

/** What tells something of every topic. */
const LISTS: ReadonlySet<BriefRequest['type']> = new Set(['topics', 'news']);

/**
 * Returns a reply in repair mode, which says what may be missing:
 * - where nothing is in service, that alone;
 * - of a topic that is out of service, that alone;
 * - where something was looked for, that there may be more;
 * - of a relationship with a document that cannot be read, that it may have changed;
 * - to curators, what is wrong.
 */
export function answerInRepair(request: BriefRequest, context: AnswerContext, answer: () => Reply): Reply {
  const { catalogue, language, audience, isForCurators = false } = context;
  const t = messages(language);
  const notice = isForCurators ? repairNotice(catalogue, language) : undefined;
  if (catalogue.briefs.size === 0 && !WITHOUT_BRIEFS.has(request.type))
    return withWarnings(
      { title: t('repair.nothingTitle'), outcome: 'nothing', language, audience, blocks: [], actions: [] },
      t('repair.nothingInService'),
      notice,
    );
  const topic = nameIn(request);
  if (topic !== undefined && isWithheld(catalogue, topic)) {
    const reply: Reply = {
      title: t('repair.title'),
      outcome: 'nothing',
      language,
      audience,
      blocks: [],
      actions: [openTopics(language)],
    };
    return withWarnings(reply, t('repair.topicWithheld', { topic }), notice);
  }
  const reply = answer();
  const isLacking = reply.outcome === 'nothing' || SEARCHES.has(request.type);
  return withWarnings(
    reply,
    isLacking ? t('repair.maybeMore') : undefined,
    unreadText(catalogue, shownBy(reply, request, catalogue), language),
    notice,
  );
}

/** The ids of the topics of which a reply tells something. */
const shownBy = (reply: Reply, request: BriefRequest, catalogue: Catalogue): readonly string[] =>
  catalogue.withheld?.unread === undefined
    ? []
    : LISTS.has(request.type)
      ? [...catalogue.briefs.keys()]
      : carriedBy(reply, catalogue).briefs.map(({ id }) => id);

/** Returns the topic that a request names; the id of one that is out of service was taken for a question where it was typed. */
const nameIn = (request: BriefRequest): string | undefined =>
  request.type === 'ask' ? request.question.trim().toLowerCase() : topicOf(request);

/** Returns what those who run the bot are told in repair mode, undefined where all records are in service. */
export function repairNotice({ withheld }: Pick<Catalogue, 'withheld'>, language: Language): string | undefined {
  if (withheld === undefined) return undefined;
  const { topics, documents, statements } = withheld;
  const t = messages(language);
  const more = topics.length - MAX_NAMED;
  const named = topics.slice(0, MAX_NAMED).join(t('reply.listed'));
  const out = [
    ...(topics.length === 0
      ? []
      : [
          t('repair.out.topics', {
            topics: topics.length,
            named: more > 0 ? t('repair.andMore', { named, more }) : named,
          }),
        ]),
    ...(documents.length === 0 ? [] : [t('repair.out.documents', { documents: documents.length })]),
    ...(statements === 0 ? [] : [t('repair.out.statements', { statements })]),
  ];
  return out.length === 0 ? t('repair.admins') : t('repair.adminsOut', { out: out.join(t('reply.listed')) });
}
