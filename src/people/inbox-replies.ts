/** Replies about flags: the message to the curators, its delivery, and the list of the inbox. Plain text only; renderers escape. Pure. */
import { messages } from '../locales/messages.ts';
import { clip } from '../shared/text.ts';
import type { Catalogue } from '../search/catalogue.ts';
import type { Brief, Language } from '../records/schema.ts';
import { dayOf, formatDay } from '../records/dates.ts';
import { open, note, privateReply, listBlock } from '../reply/compose/parts.ts';
import { pick } from '../views/text.ts';
import type { Block, Reply } from '../reply/reply.ts';
import { type Flag, type Unanswered, flaggedText, FLAG_CLOSED, type InboxStore } from './inbox.ts';
import type { ComposeContent } from '../digest/delivery/content.ts';
import { NOTHING_CARRIED } from '../digest/delivery/delivery.ts';

/** Limits in characters on the posted text of a flag: even with every character escaped it fits one message of each platform, so that it is posted once. */
const MAX_POSTED = { text: 1_200, statement: 320, link: 500 } as const;

/** Returns the message to the curators about a flag, with its id as the marker and without who sent it or where. */
export function curatorReply(flag: Flag, brief: Brief | undefined): Reply {
  const { language } = flag;
  const t = messages(language);
  const text = clip(flag.text.replaceAll(/\s+/gu, ' '), MAX_POSTED.text);
  const link = clip(flag.link, MAX_POSTED.link);
  return {
    title: t('inbox.flagged', { title: brief === undefined ? flag.topic : pick(brief.title, language) }),
    language,
    audience: 'everyone',
    blocks: [
      listBlock(t('inbox.form'), [
        {
          label: t('inbox.statementIs'),
          detail: clip(flaggedText(flag.statement, brief, language), MAX_POSTED.statement),
        },
        { label: t('inbox.textIs'), detail: text },
        ...(link === '' ? [] : [{ label: t('inbox.linkIs'), detail: link }]),
      ]),
      ...(text.endsWith('…') || link.endsWith('…') ? [note(t('inbox.clipped', { id: flag.id }))] : []),
      note(t('inbox.how', { id: flag.id, day: formatDay(dayOf(flag.createdAt), language) })),
    ],
    actions: [
      open(t('inbox.open'), { type: 'brief', topic: flag.topic }, language),
      { label: t('inbox.done'), target: { verb: 'done', flag: flag.id, language } },
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
    readonly flags: readonly Flag[];
    readonly questions: readonly Unanswered[];
    /** Whether more flags exist than are listed. */
    readonly more: boolean;
    /** How many days back the questions go. */
    readonly days: number;
  },
  catalogue: Pick<Catalogue, 'briefs'>,
  language: Language,
): Reply {
  const t = messages(language);
  const describeFlag = (flag: Flag): string =>
    [
      formatDay(dayOf(flag.createdAt), language),
      flaggedText(flag.statement, catalogue.briefs.get(flag.topic), language),
      flag.text,
      ...(flag.link === '' ? [] : [flag.link]),
    ].join(' · ');
  const blocks: Block[] = [
    flags.length === 0
      ? note(t('inbox.noFlags'))
      : listBlock(
          t('inbox.flags', { number: flags.length }),
          flags.map((flag) => ({ label: `${flag.id} ${flag.topic}`, detail: describeFlag(flag) })),
        ),
    ...(more ? [note(t('inbox.moreFlags', { most: flags.length }))] : []),
    questions.length === 0
      ? note(t('inbox.noQuestions'))
      : listBlock(
          t('inbox.questions', { number: questions.length, days }),
          questions.map(({ text, count, lastOn }) => ({
            label: text,
            detail: t('inbox.times', { number: count, day: formatDay(lastOn, language) }),
          })),
        ),
  ];
  return privateReply(t('inbox.inbox'), language, blocks);
}

/** Returns what makes the content of flags: nothing where one was closed. */
export function createFlagContent(
  store: Pick<InboxStore, 'flag'>,
  catalogue: () => Pick<Catalogue, 'briefs'>,
): ComposeContent {
  return async ({ id }) => {
    const flag = await store.flag(id);
    if (flag === undefined || flag.doneAt !== undefined) return { type: 'nothing', reason: FLAG_CLOSED };
    const reply = curatorReply(flag, catalogue().briefs.get(flag.topic));
    return { type: 'message', reply, carried: NOTHING_CARRIED };
  };
}
