/** Answers a request from the records: the one dispatcher for all platforms. */
import { messages } from '../locales/messages.ts';
import type { AnswerContext, Conversation } from './conversation.ts';
import { inTitleOrder, topicNamed, publishedOf } from '../records/catalogue.ts';
import type { Brief, Relationship } from '../records/schema.ts';
import type { Catalogue } from '../search/catalogue.ts';
import type { ChannelRef } from '../digest/subscription.ts';
import { composeFault } from '../reply/compose/fault.ts';
import {
  choose,
  open,
  type ComposeContext,
  note,
  openTopic,
  openTopics,
  nothingFound,
} from '../reply/compose/parts.ts';
import { clearTitle } from '../views/names.ts';
import { pick } from '../views/text.ts';
import { composeDates, composeStatus } from '../reply/compose/board.ts';
import { composeRelated, composeRetracted, composeSection, composeSections } from '../reply/compose/sections.ts';
import { composeBrief } from '../reply/compose/brief.ts';
import { composeBottomLines, composeMessage, composeNoneBears, type MessagePart } from '../reply/compose/message.ts';
import { MAX_QUESTION_CHARACTERS, parseMessage } from './parse-text.ts';
import type { Block, Reply } from '../reply/reply.ts';
import { flaggingShown } from './flags/flags.ts';
import { composeHelp, composeInChat, composeSmallTalk, composeWelcome } from './help.ts';
import { askBack, chooseAmong, chooseByRelationship } from './ask-back.ts';
import { answerFollowUp } from './follow-up/answer.ts';
import { alone, type FollowUpRequest } from './follow-up/parse.ts';
import { answerInRepair } from './repair.ts';
import { chooseByModel, withChoice } from './model-choice.ts';
import type { ModelChoice, ModelChooser } from './model-chooser.ts';
import { relationshipsNamed } from './relationship-names.ts';
import { statementKey, topicOf, type BriefRequest } from '../reply/button.ts';
import type { FindResult, NoneFound, Unit } from '../search/result.ts';
import { unitKey } from '../reply/compose/units.ts';
import { clip, languageOfText } from '../shared/text.ts';
import {
  composeAnswer,
  composeAnswerAgain,
  composeAnswers,
  composeNearest,
  composeNotHere,
} from '../reply/compose/answer.ts';
import { composeNews } from '../reply/compose/news.ts';
/** What the menu of every chat shows of a choice beside its name. */
const FEW_CHARACTERS = 75;
/** The longest part of a question that an answer repeats. */
const MAX_ECHO_CHARACTERS = 120;

export type AnswerOptions = {
  readonly catalogue: () => Catalogue;
  readonly now: () => Temporal.Instant;
  readonly isHeld: ComposeContext['isHeld'];
  readonly reach: ComposeContext['reach'];
  /** Returns the relationship that the digests of a channel are of; undefined where they are of none, or of several. Never rejects. */
  readonly followed: (channelRef: ChannelRef) => Promise<string | undefined>;
  /** Whether a channel is that of those who keep the records. */
  readonly isCurators: (channelRef: ChannelRef) => boolean;
  /** Whether the desk has an address to which links can lead. */
  readonly hasDeskAddress: boolean;
  /** Returns what chooses among candidates for a channel; undefined where none does, or the channel wants none. Never rejects. */
  readonly chooser: (channelRef: ChannelRef) => Promise<ModelChooser | undefined>;
  /** The host to which questions go, where a model may choose what answers. */
  readonly modelHost: string | undefined;
  /** Stores an unanswered question; undefined where none are stored. Never rejects. */
  readonly keepQuestion: ((question: string) => Promise<void>) | undefined;
  /** Logs a fault and returns the reference by which it is found in the log. */
  readonly fault: (error: unknown, about: string) => string;
};

/** Returns what answers requests from the catalogue in service at the time of each. */
export function createAnswer(options: AnswerOptions): Conversation['answer'] {
  const {
    catalogue,
    now,
    isHeld,
    reach,
    followed,
    isCurators,
    hasDeskAddress,
    keepQuestion,
    fault,
    chooser,
    modelHost,
  } = options;
  return async (request, { language, audience, helpEntries, channelRef, identity }) => {
    try {
      const records = catalogue();
      // Right after a start the index is still being built: a question waits for it, and holds nobody else up.
      if (ASKS.has(request.type)) await records.prepare();
      const context: AnswerContext = {
        catalogue: records,
        language,
        audience,
        now: now(),
        isHeld,
        reach,
        helpEntries: helpEntries(language),
        relationship: records.relationships.size > 1 && ASKS.has(request.type) ? await followed(channelRef) : undefined,
        isForCurators: isCurators(channelRef),
        keepsQuestions: keepQuestion !== undefined,
        offersSignIn: hasDeskAddress && identity !== undefined,
        modelHost,
      };
      const choice = await chooseByModel(
        request,
        await chooser(channelRef),
        context,
        `${channelRef.platform} ${channelRef.workspace}`,
      );
      const reply = answer(request, { ...context, choice });
      // Only questions to the bot are stored: the message behind "Brief this" is somebody else's. The answer does not wait for the store.
      // In repair mode there may be an answer all the same.
      const asked = request.type === 'follow-up' && request.followUp.type !== 'within' ? request : alone(request);
      if (asked.type === 'ask' && reply.outcome === 'nothing' && catalogue().withheld === undefined)
        void keepQuestion?.(asked.question);
      return reply;
    } catch (error) {
      return composeFault(fault(error, request.type), language);
    }
  };
}

/** What looks something up, or offers questions that are looked up. */
const ASKS: ReadonlySet<(BriefRequest | FollowUpRequest)['type']> = new Set([
  'ask',
  'message',
  'question',
  'follow-up',
  'help',
  'welcome',
  'greeting',
]);

/** Returns the reply to a request; it never guesses a topic and never throws for what a person typed. In repair mode it says where something may be missing. */
export function answer(request: BriefRequest | FollowUpRequest, context: AnswerContext): Reply {
  const told = (): Reply =>
    request.type === 'follow-up'
      ? answerFollowUp(request, context, (other) => answerFrom(other, context))
      : answerFrom(request, context);
  const answered = (): Reply => flaggingShown(told());
  return context.catalogue.withheld === undefined ? answered() : answerInRepair(alone(request), context, answered);
}

function answerFrom(request: BriefRequest, context: AnswerContext): Reply {
  switch (request.type) {
    case 'topics':
      return topics(context);
    case 'help':
      return composeHelp(context);
    case 'welcome':
      return composeWelcome(context, request.mention);
    case 'question':
      return withBrief(request, context, (brief) => answerExample(brief, request.question, context));
    case 'brief':
      return withBrief(request, context, composeBrief);
    case 'sections':
      return withBrief(request, context, composeSections);
    case 'section':
      return withBrief(request, context, (brief) => composeSection(brief, request.section, context));
    case 'related':
      return withBrief(request, context, composeRelated);
    case 'answer':
      return withBrief(request, context, (brief) => composeAnswerAgain(brief, request.statements, context));
    case 'status':
      return withTopicOrAll(request.topic, context, (topic) => composeStatus(request, topic, context));
    case 'dates':
      return withTopicOrAll(request.topic, context, (topic) => composeDates(request, topic, context));
    case 'several':
      return withBriefs(request.topics, context);
    case 'news':
      return composeNews(context);
    case 'greeting':
    case 'thanks':
    case 'about':
    case 'sharing':
      return composeSmallTalk(request, context);
    case 'digests':
    case 'settings':
    case 'link':
    case 'desk':
      return composeInChat(context.language);
    case 'ask':
      return replyToQuestion(request.question, context);
    case 'message':
      return answerMessage(request.text, context);
  }
}

function withBrief(
  { topic }: { readonly topic: string },
  context: AnswerContext,
  compose: (brief: Brief, context: ComposeContext) => Reply,
): Reply {
  const brief = topicNamed(context.catalogue, topic);
  if (brief !== undefined) return compose(brief, context);
  const t = messages(context.language);
  const nearest = context.catalogue.finder.nearest(topic);
  return refusal(t('reply.noSuchTopic', { topic: echo(topic) }), nearest, context);
}

function withTopicOrAll(
  topic: string | undefined,
  context: AnswerContext,
  compose: (brief: Brief | undefined) => Reply,
): Reply {
  if (topic === undefined) return compose(undefined);
  return withBrief({ topic }, context, (brief) =>
    brief.status === 'retracted' ? composeRetracted(brief, context) : compose(brief),
  );
}

/** Returns the answer to a question of a record as it is typed; the card where the record has it no more. */
function answerExample(brief: Brief, key: string, context: AnswerContext): Reply {
  const { en, zh = [] } = brief.questions;
  const question = [...en, ...zh].find((one) => statementKey(one) === key);
  return question === undefined
    ? composeBrief(brief, context)
    : answerFrom(alone(parseMessage(question, context.catalogue).request), context);
}

function withBriefs(names: readonly string[], context: AnswerContext): Reply {
  const briefs = names.flatMap((name) => topicNamed(context.catalogue, name) ?? []);
  const t = messages(context.language);
  return briefs.length === 0
    ? refusal(t('reply.noSuchTopic', { topic: echo(names.join(t('reply.listed'))) }), [], context)
    : tellEach(briefs, context);
}

/** The card of one brief, the bottom lines of several. */
function tellEach(briefs: readonly Brief[], context: AnswerContext): Reply {
  const [first, ...others] = briefs;
  return first !== undefined && others.length === 0
    ? composeBrief(first, context)
    : composeBottomLines(briefs, context);
}

function replyToQuestion(question: string, context: AnswerContext): Reply {
  const { catalogue } = context;
  const named = relationshipNamed(question, context);
  if (named !== undefined) return named;
  const own = catalogue.finder.find(question, { relationship: context.relationship, today: dayOf(context.now) });
  const choice = context.choice?.question === question ? context.choice : undefined;
  const found = choice === undefined ? own : withChoice(own, choice);
  const reply = replyToFound(question, found, context);
  return choice === undefined ? reply : chosenByModel(reply, choice, context);
}

/** Returns a reply with what says that a model chose it, and that it answers a part where that is so. */
function chosenByModel(reply: Reply, { verdict, host }: ModelChoice, { language }: AnswerContext): Reply {
  const t = messages(language);
  const part = verdict === 'part' ? [note(t('answer.part'))] : [];
  return { ...reply, blocks: [...part, ...reply.blocks, note(t('answer.byModel', { host }))] };
}

function replyToFound(question: string, found: FindResult, context: AnswerContext): Reply {
  const t = messages(context.language);
  switch (found.result) {
    case 'found':
      return composeAnswer(found, context);
    case 'several':
      return composeAnswers(found.answers, context);
    case 'near':
      return askBack(t('reply.nearOn', { question: echo(question) }), found.briefs, context);
    case 'none':
      return inEnglishAlone(question, found, context) ?? composeNone(question, found, context);
  }
}

/** Returns the topics of the relationship that a question names, itself or a party of it, and asks nothing else of; all topics where several have that party, undefined where it names none. */
function relationshipNamed(question: string, context: AnswerContext): Reply | undefined {
  const [relationship, ...others] = relationshipsNamed(question, context.catalogue);
  if (relationship === undefined) return undefined;
  return others.length > 0 ? topics(context) : topicsOf(relationship, context);
}

/** Returns that what a Chinese question asks about is written in English alone, with its topics; undefined where a relationship that it may mean is in Chinese too. */
function inEnglishAlone(question: string, { meant }: NoneFound, context: AnswerContext): Reply | undefined {
  const [relationship, ...others] = meant.flatMap((id) => context.catalogue.relationships.get(id) ?? []);
  if (languageOfText(question) === 'en' || relationship === undefined || others.length > 0) return undefined;
  if (relationship.languages?.includes('zh') === true) return undefined;
  const reply = topicsOf(relationship, context);
  const said = messages(context.language)('answer.inEnglishAlone', { relationship: reply.title });
  return { ...reply, blocks: [note(said), ...reply.blocks] };
}

/** Returns the topics of a relationship. */
function topicsOf(relationship: Relationship, { catalogue, language, audience }: AnswerContext): Reply {
  const title = pick(relationship.title, language);
  const its = publishedOf(catalogue.briefs.values()).filter((brief) => brief.relationship === relationship.id);
  const t = messages(language);
  return {
    title,
    outcome: its.length === 0 ? 'nothing' : 'choices',
    language,
    audience,
    blocks:
      its.length === 0
        ? [note(t('answer.noTopicsOf', { relationship: title }))]
        : choose(t('reply.topicsOf', { relationship: title }), inTitleOrder(its, language), language).map(inShort),
    actions: [openTopics(language)],
  };
}

/** What nothing answers: what comes nearest, or what was looked for and where. */
const composeNone = (question: string, found: NoneFound, context: AnswerContext): Reply =>
  found.nearest.length > 0
    ? composeNearest(found, context)
    : composeNotHere((found.unknown.length === 0 ? [question] : found.unknown).map(echo), found.briefs, context);

/** Returns whether a request names a topic, a part of one, the news or the list of topics, or is a question that finds something: for where silence is better than that there is nothing. */
export function isAnswerable(asked: BriefRequest | FollowUpRequest, catalogue: Catalogue): boolean {
  const request = alone(asked);
  if (['topics', 'news', 'status', 'dates', 'several'].includes(request.type) || topicOf(request) !== undefined)
    return true;
  if (request.type !== 'ask') return false;
  const { result } = catalogue.finder.find(request.question);
  return result === 'found' || result === 'several';
}

/** Somebody else's message is answered under its own words, shortened: the person who requests it has it in front of them. */
function answerMessage(message: string, context: AnswerContext): Reply {
  const { finder } = context.catalogue;
  const parts = messageParts(message).flatMap((words): MessagePart[] => {
    const units = bearingOn(words, finder);
    return units.length === 0 ? [] : [{ words, units }];
  });
  if (parts.length > 0) return composeMessage(parts.slice(0, MAX_PARTS), context);
  // A message of no more than a topic's name asks for its card.
  const whole = finder.find(message.slice(0, MAX_SENTENCE_CHARACTERS));
  if (whole.result === 'found' && whole.units.length === 0 && whole.restriction === undefined)
    return composeBrief(whole.brief, context);
  const mentioned = finder.topics(message);
  const [only, ...others] = mentioned;
  return only?.status === 'retracted' && others.length === 0
    ? composeBrief(only, context)
    : composeNoneBears(publishedOf(mentioned), context);
}

/** Returns what bears on a sentence: of each of its matters what bears on it most; where it has one, what bears on that. */
function bearingOn(sentence: string, finder: Pick<Catalogue['finder'], 'find'>): Unit[] {
  const found = (words: string): Unit[][] => {
    const result = finder.find(words);
    const answers = result.result === 'found' ? [result] : result.result === 'several' ? result.answers : [];
    return answers.flatMap(({ brief, units }) => {
      const bearing = units.filter(({ unit }) => unit === 'statement' || unit === 'track');
      return brief.status === 'published' && bearing.length > 0 ? [bearing] : [];
    });
  };
  const clauses = sentence.split(BETWEEN_CLAUSES).filter((clause) => clause.length > MIN_CLAUSE_CHARACTERS);
  const matters = clauses.length < 2 ? [] : clauses.flatMap(found).flatMap((units) => units.slice(0, 1));
  const distinct = [...new Map(matters.map((one) => [unitKey(one), one])).values()];
  const whole = distinct.length > 1 ? [] : found(sentence).flat();
  return (whole.length > 0 ? whole : distinct).slice(0, MAX_BEARING);
}

const BETWEEN_CLAUSES = /[,;，；]\s*(?:and|but|while|而|并且?|同时)?\s*|\s(?:and|but|while)\s/u;
/** Fewer characters say nothing of their own. */
const MIN_CLAUSE_CHARACTERS = 5;

/** What is told of one sentence, and of how many. */
const MAX_BEARING = 2;
const MAX_PARTS = 4;
/** So many sentences of a message are read, and of one so much. */
const MAX_SENTENCES = 25;
const MAX_SENTENCE_CHARACTERS = 400;

/** Returns the sentences of a message. Marks end them with white space behind, so that neither "U.S." nor "3.5" ends one inside; Chinese ones need none. */
const messageParts = (message: string): string[] =>
  message
    .slice(0, MAX_QUESTION_CHARACTERS * 2)
    .split(/[。！？\n]+|(?<!\b\p{L})[.!?]+(?=\s|$)/u)
    .map((part) => part.replaceAll(/\s+/gu, ' ').trim().slice(0, MAX_SENTENCE_CHARACTERS))
    .filter((part) => part.length > 3)
    .slice(0, MAX_SENTENCES);

function refusal(why: string, nearest: readonly Brief[], context: AnswerContext): Reply {
  const { catalogue, language } = context;
  const t = messages(language);
  const [only, ...others] = nearest;
  // A menu of one choice is a button.
  const single = others.length === 0 ? only : undefined;
  return nothingFound(
    [
      note(why),
      ...(others.length > 0 ? chooseAmong(nearest, t('answer.nearest'), context) : []),
      ...(only === undefined ? [note(t('reply.nothingAdvice'))] : []),
      ...(single === undefined
        ? []
        : [note(t('answer.nearestIs', { title: clearTitle(single, catalogue, language) }))]),
    ],
    [
      ...(single === undefined ? [] : [openTopic(single, context)]),
      openTopics(language),
      open(t('reply.help'), { type: 'help' }, language),
    ],
    context,
  );
}

/** Returns the block with the details of its choices in few words. */
function inShort(block: Block): Block {
  if (block.type !== 'choices') return block;
  const choices = block.choices.map(({ label, detail, target }) => ({ label, detail: inFewWords(detail), target }));
  return { ...block, choices };
}

function topics(context: AnswerContext): Reply {
  const { catalogue, language, audience } = context;
  const t = messages(language);
  const blocks = chooseByRelationship(inTitleOrder(publishedOf(catalogue.briefs.values()), language), context).map(
    inShort,
  );
  return {
    title: t('reply.topics'),
    language,
    audience,
    blocks,
    actions: [open(t('reply.help'), { type: 'help' }, language)],
    again: { type: 'topics' },
  };
}

/** Returns what a menu of many topics says of one: the beginning of its summary, to a mark at which it may end. */
function inFewWords(summary: string): string {
  if (summary.length <= FEW_CHARACTERS) return summary;
  const head = summary.slice(0, FEW_CHARACTERS + 1);
  const stop = Math.max(...[':', ';', '：', '；'].map((mark) => head.lastIndexOf(mark)));
  return head.slice(0, Math.max(stop > 0 ? stop : Math.max(head.lastIndexOf(','), head.lastIndexOf('，')), 0));
}

const dayOf = (now: Temporal.Instant): string => now.toZonedDateTimeISO('UTC').toPlainDate().toString();

const echo = (text: string): string => clip(text, MAX_ECHO_CHARACTERS);
