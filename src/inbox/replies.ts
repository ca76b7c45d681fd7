/** Replies about flags: the message to the curators and the list of the inbox. Plain text only; renderers escape. Pure. */
import { clip } from '../shared/text.ts';
import type { Catalogue } from '../search/catalogue.ts';
import type { Brief, Language } from '../records/schema.ts';
import { dayOf, formatDay } from '../records/dates.ts';
import { open, pick, note } from '../reply/compose/parts.ts';
import type { Block, Reply } from '../reply/reply.ts';
import type { Flag, KeptFlag, Unanswered } from './flag.ts';
import { statementText } from './statement-text.ts';
import { inboxTexts } from '../reply/texts/inbox.ts';

/** Limits in characters on the posted text of a flag: even with every character escaped it fits one message of each platform, so that it is posted once. */
const POSTED_MOST = { text: 1_200, statement: 320, link: 500 } as const;

/** Returns the message to the curators about a flag, with its id as the marker and without who sent it or where. */
export function curatorReply(flag: Flag, brief: Brief | undefined): Reply {
  const { language } = flag;
  const texts = inboxTexts(language);
  const text = clip(flag.text.replaceAll(/\s+/gu, ' '), POSTED_MOST.text);
  const link = clip(flag.link, POSTED_MOST.link);
  return {
    title: texts.flagged(brief === undefined ? flag.topic : pick(brief.title, language)),
    language,
    audience: 'everyone',
    blocks: [
      {
        type: 'list',
        heading: texts.form,
        items: [
          {
            label: texts.statementIs,
            detail: clip(statementText(flag.statement, brief, language), POSTED_MOST.statement),
          },
          { label: texts.textIs, detail: text },
          ...(link === '' ? [] : [{ label: texts.linkIs, detail: link }]),
        ],
      },
      ...(text.endsWith('…') || link.endsWith('…') ? [note(texts.clipped(flag.id))] : []),
      note(texts.how(flag.id, formatDay(dayOf(flag.createdAt), language))),
    ],
    actions: [
      open(texts.open, { type: 'brief', topic: flag.topic }, language),
      { label: texts.done, target: { verb: 'done', flag: flag.id, language } },
    ],
    marker: flag.id,
  };
}

/** Returns the inbox as a list: open flags, then unanswered questions. */
export function inboxReply(
  {
    flags,
    questions,
    more,
    days,
  }: {
    readonly flags: readonly KeptFlag[];
    readonly questions: readonly Unanswered[];
    /** Whether more flags exist than are listed. */
    readonly more: boolean;
    /** How many days back the questions go. */
    readonly days: number;
  },
  catalogue: Pick<Catalogue, 'briefs'>,
  language: Language,
): Reply {
  const texts = inboxTexts(language);
  const describeFlag = (flag: KeptFlag): string =>
    [
      formatDay(dayOf(flag.createdAt), language),
      statementText(flag.statement, catalogue.briefs.get(flag.topic), language),
      flag.text,
      ...(flag.link === '' ? [] : [flag.link]),
      ...(flag.postedAt !== undefined ? [texts.posted] : flag.isWaiting ? [texts.waiting] : []),
    ].join(' · ');
  const blocks: Block[] = [
    flags.length === 0
      ? note(texts.noFlags)
      : {
          type: 'list',
          heading: texts.flags(flags.length),
          items: flags.map((flag) => ({ label: `${flag.id} ${flag.topic}`, detail: describeFlag(flag) })),
        },
    ...(more ? [note(texts.moreFlags(flags.length))] : []),
    questions.length === 0
      ? note(texts.noQuestions)
      : {
          type: 'list',
          heading: texts.questions(questions.length, days),
          items: questions.map(({ text, count, lastOn }) => ({
            label: text,
            detail: texts.times(count, formatDay(lastOn, language)),
          })),
        },
  ];
  return { title: texts.inbox, language, audience: 'asker', blocks, actions: [] };
}
