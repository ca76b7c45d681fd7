/** The help and the welcome: how to use the bot, three real questions, how private it is. */
import { messages } from '../locales/messages.ts';
import type { Catalogue } from '../search/catalogue.ts';
import type { Brief, Language } from '../records/schema.ts';
import { clearTitle } from '../views/names.ts';
import { open, note, openTopics, privateReply, sentenceReply, listBlock } from '../reply/compose/parts.ts';
import { pick } from '../views/text.ts';
import type { Action, Reply } from '../reply/reply.ts';
import { statementKey, topicOf, type SmallTalk } from '../reply/button.ts';
import { button } from './digests/short-replies.ts';
import { parseMessage } from './parse-text.ts';
import type { AnswerContext, HelpEntries } from './conversation.ts';

/** How one asks on each platform but Discord, which names its commands itself: the messages that say it. */
const ASKING = {
  slack: [
    'slack.help.all',
    'slack.help.topic',
    'slack.help.full',
    'slack.help.mention',
    'slack.help.write',
    'slack.help.briefThis',
    'slack.help.buttons',
    'slack.help.settings',
    'slack.help.digest',
  ],
  desk: ['desk.help.all', 'desk.help.topic', 'desk.help.full', 'desk.help.question'],
  terminal: [
    'console.help.all',
    'console.help.topic',
    'console.help.question',
    'console.help.full',
    'console.help.section',
    'console.help.language',
    'console.help.exit',
  ],
} as const;

/** How digests are managed by text, where a platform has such commands. */
const DIGESTS = {
  slack: [
    'slack.digestHelp.form',
    'slack.digestHelp.list',
    'slack.digestHelp.subscribe',
    'slack.digestHelp.change',
    'slack.digestHelp.others',
    'slack.digestHelp.handover',
  ],
} as const;

type HelpName = (typeof ASKING)[keyof typeof ASKING][number] | (typeof DIGESTS)[keyof typeof DIGESTS][number];

function entriesOf(names: readonly HelpName[], language: Language): HelpEntries {
  const t = messages(language);
  return names.map((name) => ({ label: t(`${name}.label`), detail: t(`${name}.detail`) }));
}

/** Returns the ways to ask on a platform, in a language. */
export const helpEntriesOf = (platform: keyof typeof ASKING, language: Language): HelpEntries =>
  entriesOf(ASKING[platform], language);

/** Returns how digests are managed by text on a platform. */
export function composeDigestHelp(platform: keyof typeof DIGESTS, language: Language): Reply {
  const t = messages(language);
  const items = entriesOf(DIGESTS[platform], language);
  return privateReply(t('digests.titles.list'), language, [listBlock(t('digests.howTo'), items)]);
}

const MAX_QUESTIONS = 3;
/** The label of a button must fit whole on every platform, a question included. */
const MAX_QUESTION_CHARACTERS = 70;
const DAY_MS = 86_400_000;

/** Returns the help: at most twelve lines with the ways to ask on each platform. */
export function composeHelp(context: AnswerContext): Reply {
  const { helpEntries, language, audience, keepsQuestions = false, offersSignIn = false, modelHost } = context;
  const t = messages(language);
  return {
    title: t('reply.help'),
    language,
    audience,
    blocks: [
      listBlock('', helpEntries),
      note(t('reply.helpSourced')),
      ...(modelHost === undefined ? [] : [note(t('reply.helpModel', { host: modelHost }))]),
      note(
        `${t('reply.helpPrivate', { keeps: keepsQuestions })}${t('reply.helpFlags')}${offersSignIn ? t('reply.helpDesk') : ''}`,
      ),
      note(t('reply.helpTry')),
    ],
    actions: [...questions(context), openTopics(language)],
    again: { type: 'help' },
  };
}

/** Returns where digests and settings are managed, for where there is no channel. */
export const composeInChat = (language: Language): Reply =>
  sentenceReply(messages(language)('answer.inChat'), language);

/** How many questions a greeting offers. */
const GREETING_QUESTIONS = 2;

/** Returns the reply to what is said without asking for anything that records hold: one to three sentences. */
export function composeSmallTalk({ type }: SmallTalk, context: AnswerContext): Reply {
  const { language, audience, catalogue } = context;
  const t = messages(language);
  const reply = (title: string, lines: readonly string[], actions: readonly Action[] = []): Reply => ({
    title,
    language,
    audience,
    blocks: lines.map((text) => note(text)),
    actions,
  });
  switch (type) {
    case 'thanks':
      return reply('', [t('answer.thanks')]);
    case 'greeting':
      return reply('', [t('answer.greeting')], questions(context).slice(0, GREETING_QUESTIONS));
    case 'sharing':
      return reply(t('answer.sharing'), [t('answer.sharingHow')]);
    case 'about': {
      const subjects = [...catalogue.relationships.values()].map(({ title }) => pick(title, language));
      return reply(
        t('answer.aboutTitle'),
        [
          t('answer.about', { subjects: subjects.join(t('reply.listed')) }),
          ...(context.modelHost === undefined ? [] : [t('reply.helpModel', { host: context.modelHost })]),
          t('answer.aboutAsk'),
        ],
        [open(t('answer.news'), { type: 'news' }, language), open(t('reply.help'), { type: 'help' }, language)],
      );
    }
  }
}

/** Returns the bot's message on joining a channel: its purpose, what to do in three lines, questions to begin with, and how it works behind a button. */
export function composeWelcome(context: AnswerContext, mention = ''): Reply {
  const { catalogue, language, audience } = context;
  const t = messages(language);
  const subjects = [...catalogue.relationships.values()].map(({ title }) => pick(title, language));
  const examples = questions(context);
  const [example] = examples;
  const topic = example && 'request' in example.target && topicOf(example.target.request);
  const named = topic === undefined || topic === false ? undefined : catalogue.briefs.get(topic);
  return {
    title: t('reply.welcome'),
    language,
    audience,
    blocks: [
      note(t('reply.welcomeAbout', { subjects: subjects.join(t('reply.listed')) })),
      listBlock('', [
        { label: [mention, example?.label ?? ''].join(' ').trim(), detail: t('reply.welcomeMention') },
        {
          label: ['/brief', named === undefined ? '' : clearTitle(named, catalogue, language)].join(' ').trim(),
          detail: t('reply.welcomeCommand'),
        },
        { label: t('reply.welcomeDigestCommand'), detail: t('reply.welcomeDigest') },
      ]),
      note(t('reply.helpTry')),
    ],
    actions: [...examples, button('weekly', '', language), open(t('reply.howItWorks'), { type: 'help' }, language)],
  };
}

/** Returns buttons with three questions of three briefs in the reader's language, or as many as exist, different ones each day; each gives what typing it gives, which is an answer of its brief. */
export function questions({
  catalogue,
  language,
  now,
}: Pick<AnswerContext, 'language' | 'now'> & {
  readonly catalogue: Pick<Catalogue, 'briefs' | 'finder'>;
}): Action[] {
  const all = [...catalogue.briefs.values()].filter(({ status }) => status === 'published');
  const day = Math.floor(now.epochMilliseconds / DAY_MS);
  const found = new Map<Brief, Action>();
  const count = Math.min(MAX_QUESTIONS, all.length);
  for (let slot = 0; slot < count; slot += 1) {
    const first = day + Math.floor((slot * all.length) / count);
    const inTurn = [...all.slice(first % all.length), ...all.slice(0, first % all.length)];
    const left = inTurn.filter((brief) => !found.has(brief));
    // A question that somebody typed in haste is no example where there are better ones.
    for (const isWhole of [true, false])
      for (const brief of left) {
        const example = found.size > slot ? undefined : exampleOf(brief, isWhole, language, catalogue);
        if (example !== undefined) found.set(brief, example);
      }
  }
  return [...found.values()];
}

/** Returns a question of a brief that is fit to print, a whole sentence or not, and that the brief answers. */
function exampleOf(
  brief: Brief,
  isWhole: boolean,
  language: Language,
  catalogue: Pick<Catalogue, 'briefs' | 'finder'>,
): Action | undefined {
  const { en, zh } = brief.questions;
  for (const question of language === 'zh' ? (zh ?? en) : en) {
    // People often type Chinese questions without a question mark; in print they have one.
    const label = /\p{Script=Han}$/u.test(question) ? `${question}？` : question;
    if (
      label.length > MAX_QUESTION_CHARACTERS ||
      isSentence(label) !== isWhole ||
      !isAnsweredBy(brief, question, catalogue)
    )
      continue;
    return open(label, { type: 'question', topic: brief.id, question: statementKey(question) }, language);
  }
  return undefined;
}

/** Whether what somebody types is answered by statements of a brief, or by a part of it. */
function isAnsweredBy(brief: Brief, question: string, catalogue: Pick<Catalogue, 'briefs' | 'finder'>): boolean {
  const { request } = parseMessage(question, catalogue);
  if (request.type !== 'ask') return 'topic' in request && request.topic === brief.id;
  const found = catalogue.finder.find(request.question);
  return found.result === 'found' && found.brief === brief && found.units.length > 0 && found.silent === undefined;
}

const isSentence = (question: string): boolean => /^[\p{Lu}\p{Script=Han}].*[?？]$/u.test(question);
