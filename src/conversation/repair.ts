/** What is said in repair mode, in which records with faults are out of service. Pure. */
import type { Language } from '../records/schema.ts';
import type { BriefRequest } from '../reply/button.ts';
import type { Block, Reply } from '../reply/reply.ts';
import { repairTexts } from '../reply/texts/repair.ts';
import { replyTexts } from '../reply/texts/reply.ts';
import { isWithheld, type Catalogue } from '../search/catalogue.ts';
import type { AnswerContext } from './context.ts';

/** So many topics are named; the desk and `check` name all. */
const NAMED_MOST = 5;

/** What is answered without any brief. */
const WITHOUT_BRIEFS: ReadonlySet<BriefRequest['type']> = new Set(['help', 'thanks', 'digests', 'settings', 'sharing']);
/** What searches or lists what there is: what is out of service may belong to it. */
const SEARCHES: ReadonlySet<BriefRequest['type']> = new Set(['topics', 'news', 'ask', 'message']);

/** Returns a reply in repair mode: where nothing is in service, that; of a topic that is out of service, that; where something was looked for, that there may be more; and for curators what is the matter. */
export function answerInRepair(request: BriefRequest, context: AnswerContext, answer: () => Reply): Reply {
  const { catalogue, language, audience, isForCurators = false } = context;
  const texts = repairTexts(language);
  const notice = isForCurators ? repairNotice(catalogue, language) : undefined;
  if (catalogue.briefs.size === 0 && !WITHOUT_BRIEFS.has(request.type))
    return withWarnings(
      { title: texts.nothingTitle, outcome: 'nothing', language, audience, blocks: [], actions: [] },
      texts.nothingInService,
      notice,
    );
  const topic = topicOf(request);
  if (topic !== undefined && isWithheld(catalogue, topic)) {
    const reply: Reply = {
      title: texts.title,
      outcome: 'nothing',
      language,
      audience,
      blocks: [],
      actions: [
        {
          label: replyTexts(language).allTopics,
          target: { verb: 'open', request: { type: 'topics' }, page: 1, language },
        },
      ],
    };
    return withWarnings(reply, texts.topicWithheld(topic), notice);
  }
  const reply = answer();
  const isLacking = reply.outcome === 'nothing' || SEARCHES.has(request.type);
  return withWarnings(reply, isLacking ? texts.maybeMore : undefined, notice);
}

/** Returns the topic that a request names; the id of one that is out of service was taken for a question where it was typed. */
function topicOf(request: BriefRequest): string | undefined {
  if (request.type === 'ask') return request.question.trim().toLowerCase();
  return 'topic' in request ? request.topic : undefined;
}

/** Returns a reply with warnings below it, those that are undefined left out. */
const withWarnings = (reply: Reply, ...lines: readonly (string | undefined)[]): Reply => ({
  ...reply,
  blocks: [
    ...reply.blocks,
    ...lines.flatMap((text): Block[] => (text === undefined ? [] : [{ type: 'note', tone: 'warning', text }])),
  ],
});

/** Returns what those who run the bot are told in repair mode, undefined where all records are in service. */
export function repairNotice({ withheld }: Pick<Catalogue, 'withheld'>, language: Language): string | undefined {
  if (withheld === undefined) return undefined;
  const { topics, documents, statements } = withheld;
  const texts = repairTexts(language);
  const more = topics.length - NAMED_MOST;
  const named = topics.slice(0, NAMED_MOST).join(replyTexts(language).listed);
  return texts.admins(topics.length, more > 0 ? texts.andMore(named, more) : named, documents.length, statements);
}
