/** Answers a request: the only dispatcher, the same for every platform. */
import type { Brief } from '../records/schema.ts';
import {
  choose,
  composeBrief,
  composeChanges,
  composeRelated,
  composeSources,
  open,
  type Composing,
} from '../reply/compose/brief.ts';
import { composeBottomLines } from '../reply/compose/message.ts';
import { keep } from '../reply/memoize.ts';
import { pick } from '../reply/pick.ts';
import type { Block, Reply } from '../reply/reply.ts';
import { wordsOf } from '../reply/texts/reply.ts';
import { composeHelp, composeWelcome } from './help.ts';
import type { Request } from '../reply/button.ts';

/** What answering reads, with what help tells: the platform's ways to ask, and whether questions that found nothing are kept. */
export type Answering = Composing & {
  /** Left out, none are. */
  readonly keepsQuestions?: boolean;
  readonly ways: readonly { readonly label: string; readonly detail: string }[];
};

/** A question is repeated in an answer, but no longer than this. */
const ECHO_MOST_CHARACTERS = 120;

/** Returns the reply to a request; it never guesses and never throws for what a person typed. */
export function answer(request: Request, answering: Answering): Reply {
  switch (request.type) {
    case 'topics':
      return keep('topics', answering, () => topics(answering));
    case 'help':
      return composeHelp(answering);
    case 'welcome':
      return composeWelcome(answering);
    case 'brief':
      return withBrief(request, answering, composeBrief);
    case 'sources':
      return withBrief(request, answering, composeSources);
    case 'changes':
      return withBrief(request, answering, composeChanges);
    case 'related':
      return withBrief(request, answering, composeRelated);
    case 'ask':
      return ask(request.question, answering);
    case 'message':
      return spokenOf(request.text, answering);
  }
}

function withBrief(
  { type, topic }: Extract<Request, { readonly topic: string }>,
  answering: Answering,
  compose: (brief: Brief, composing: Composing) => Reply,
): Reply {
  const brief = answering.catalogue.briefs.get(topic);
  if (brief !== undefined) return keep(`${type} ${topic}`, answering, () => compose(brief, answering));
  const words = wordsOf(answering.language);
  const nearest = answering.catalogue.finder.nearest(topic);
  return refusal(words.nothing, words.noSuchTopic(echo(topic)), nearest, answering);
}

function ask(question: string, answering: Answering): Reply {
  const { catalogue, language, audience } = answering;
  const words = wordsOf(language);
  const found = catalogue.finder.find(question);
  switch (found.result) {
    case 'found':
      return withBrief({ type: 'brief', topic: found.brief.id }, answering, composeBrief);
    case 'near':
      return {
        title: words.near,
        outcome: 'choices',
        language,
        audience,
        blocks: [
          { type: 'note', text: words.nearOn(echo(question)), tone: 'plain' },
          ...choose(words.chooseTopic, found.briefs, language),
        ],
        actions: [open(words.allTopics, { type: 'topics' }, language)],
      };
    case 'none':
      return refusal(words.nothing, words.nothingOn(echo(question)), [], answering);
  }
}

/** What somebody else wrote is not repeated: whoever asks has it before them. */
function spokenOf(message: string, answering: Answering): Reply {
  const briefs = answering.catalogue.finder.topics(message);
  const [first] = briefs;
  if (first === undefined) {
    const words = wordsOf(answering.language);
    return refusal(words.nothing, words.nothingIn, [], answering, words.nothingInAdvice);
  }
  return briefs.length === 1
    ? withBrief({ type: 'brief', topic: first.id }, answering, composeBrief)
    : composeBottomLines(briefs, answering);
}

function refusal(
  title: string,
  why: string,
  nearest: readonly Brief[],
  { language, audience }: Answering,
  advice: string = wordsOf(language).nothingAdvice,
): Reply {
  const words = wordsOf(language);
  return {
    title,
    outcome: 'nothing',
    language,
    audience,
    blocks: [
      { type: 'note', text: why, tone: 'plain' },
      ...(nearest.length > 0
        ? choose(words.near, nearest, language)
        : [{ type: 'note', text: advice, tone: 'plain' } as const]),
    ],
    actions: [open(words.allTopics, { type: 'topics' }, language), open(words.help, { type: 'help' }, language)],
  };
}

function topics({ catalogue, language, audience }: Answering): Reply {
  const words = wordsOf(language);
  const blocks = [...catalogue.relationships.values()].flatMap((relationship): Block[] => {
    const briefs = published(catalogue.briefs.values()).filter((brief) => brief.relationship === relationship.id);
    return briefs.length === 0 ? [] : choose(words.topicsOf(pick(relationship.title, language)), briefs, language);
  });
  return {
    title: words.topics,
    language,
    audience,
    blocks,
    actions: [open(words.help, { type: 'help' }, language)],
    again: { type: 'topics' },
  };
}

const published = (briefs: Iterable<Brief>): Brief[] => [...briefs].filter(({ status }) => status === 'published');

function echo(text: string): string {
  if (text.length <= ECHO_MOST_CHARACTERS) return text;
  const read = text.slice(0, ECHO_MOST_CHARACTERS * 4).replace(/[\uD800-\uDBFF]$/u, '');
  const characters = [...new Intl.Segmenter().segment(read)];
  if (characters.length <= ECHO_MOST_CHARACTERS) return read.length < text.length ? `${read.trimEnd()}…` : read;
  return `${characters
    .slice(0, ECHO_MOST_CHARACTERS)
    .map(({ segment }) => segment)
    .join('')
    .trimEnd()}…`;
}
