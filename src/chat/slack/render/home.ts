/** The Home tab: what is new, the dates to come, a person's digests with what can be done with them, and what each topic comes to. Pure. */
import { messages } from '../../../locales/messages.ts';
import type { types } from '@slack/bolt';
import { inTitleOrder, type RecordCatalogue, publishedOf } from '../../../records/catalogue.ts';
import type { Brief, Language } from '../../../records/schema.ts';
import { dayOf, formatDay, freshness } from '../../../records/dates.ts';
import { button } from '../../../conversation/digests/notes.ts';
import type { NewSince } from '../../../conversation/last-seen.ts';
import { pausedText } from '../../../conversation/digests/status-reply.ts';
import { formatSchedule } from '../../../digest/schedule/schedule.ts';
import type { Subscription } from '../../../digest/subscription.ts';
import { isPartly, pick } from '../../../reply/compose/parts.ts';
import type { Action } from '../../../reply/reply.ts';
import { clip } from '../../../shared/text.ts';
import { encodeButton, type DigestButtonAction } from '../../../reply/button.ts';
import { dueAfter } from '../../../digest/schedule/format.ts';
import { timesFor } from './home-times.ts';
import { LIMITS } from '../limits.ts';
import { encodeOwn, PICK, type OwnButton } from './button-id.ts';
import { questionOf } from './ask-form.ts';
import { confirmation } from './buttons.ts';
import { datesOf, newsOf } from './home-news.ts';
import { context } from './rich-text.ts';
import { header, plainSection, titled } from './section.ts';
import { clean, plainText } from './text.ts';
import { topicName } from '../../../digest/name.ts';

/** What a topic comes to is told in about one line. */
const LINE_CHARACTERS = 150;

/** So many digests are shown at once; buttons lead to the others. */
const DIGESTS_AT_ONCE = 8;

export type HomeContent = {
  readonly catalogue: RecordCatalogue;
  readonly language: Language;
  readonly now: Temporal.Instant;
  /** Where the reader's clock is; each digest's own zone where Slack does not tell. */
  readonly zone: string | undefined;
  /** The reader's digests, or why they cannot be shown now. */
  readonly digests: readonly Subscription[] | { readonly unreadable: string };
  /** Since when something is new to the reader. */
  readonly newSince: NewSince;
  /** The first digest shown, counted from 0. */
  readonly from: number;
  /** Whether questions that find nothing are kept. */
  readonly keepsQuestions: boolean;
  /** What went wrong, if anything did. */
  readonly warning?: string | undefined;
};

/** Returns the Home tab of one person, at most 100 blocks: topics beyond those are found with the picker. */
export function homeView(content: HomeContent): types.HomeView {
  const { language, digests, warning } = content;
  const t = messages(language);
  const topics = topicsOf(content);
  const before: types.KnownBlock[] = [
    header(t('slack.home.title')),
    context([
      t('slack.home.about', { topics: topics.count, overdue: topics.overdue }),
      ...topics.fresh,
      ...topics.partly,
    ]),
    ...(warning === undefined ? [] : [plainSection(`⚠ ${warning}`)]),
    row([
      { ...own(t('slack.pick'), { verb: 'pick', from: 0, language }), action_id: PICK, style: 'primary' },
      open(t('slack.home.ask'), { verb: 'open', request: { type: 'help' }, page: 1, language }),
      ...(isUnreadable(digests) ? [] : [own(t('slack.home.subscribe'), { verb: 'subscribe', from: 0, language })]),
    ]),
    ...topics.newsSince(content.newSince),
    ...topics.dates,
    { type: 'divider' },
    header(t('slack.home.digests')),
    ...digestBlocks(content),
    { type: 'divider' },
  ];
  const after = [context([messages(language)('reply.helpPrivate', { keeps: content.keepsQuestions })])];
  return {
    type: 'home',
    blocks: [...before, ...topicBlocks(topics, language, LIMITS.viewBlocks - before.length - after.length), ...after],
  };
}

/** What the tab tells of the records: the same for everybody on the same day. */
type Topics = {
  readonly count: number;
  readonly overdue: number;
  /** A note where some titles are in English only. */
  readonly partly: readonly string[];
  /** How new the documents are. */
  readonly fresh: readonly string[];
  /** What is new since a day, or in the last days to who looks for the first time. */
  readonly newsSince: (newSince: NewSince) => readonly types.KnownBlock[];
  /** The dates to come. */
  readonly dates: readonly types.KnownBlock[];
  readonly groups: readonly { readonly heading: string; readonly blocks: readonly types.SectionBlock[] }[];
};

const known = new WeakMap<HomeContent['catalogue'], { readonly day: string; readonly topics: Map<Language, Topics> }>();

function topicsOf({ catalogue, language, now }: HomeContent): Topics {
  const day = dayOf(now);
  let today = known.get(catalogue);
  if (today?.day !== day) known.set(catalogue, (today = { day, topics: new Map() }));
  return today.topics.getOrInsertComputed(language, () => readTopics(catalogue, language, now));
}

function readTopics(catalogue: HomeContent['catalogue'], language: Language, now: Temporal.Instant): Topics {
  const all = inTitleOrder(catalogue.briefs.values(), language);
  const briefs = publishedOf(all);
  return {
    count: briefs.length,
    overdue: briefs.filter((brief) => freshness(brief, now).overdue).length,
    partly: isPartly(
      briefs.map(({ title }) => title),
      language,
    )
      ? [messages(language)('reply.partly')]
      : [],
    fresh: freshLine(briefs, language),
    ...(briefs.length === 0
      ? { newsSince: () => [], dates: [] }
      : { newsSince: newsOf({ catalogue, language, now }), dates: datesOf({ catalogue, language, now }) }),
    groups: [...catalogue.relationships.values()].flatMap(({ id, title }) => {
      const blocks = briefs
        .filter(({ relationship }) => relationship === id)
        .map((brief) => topicBlock(brief, language, now));
      return blocks.length === 0
        ? []
        : [{ heading: messages(language)('reply.topicsOf', { relationship: pick(title, language) }), blocks }];
    }),
  };
}

function topicBlocks({ count, groups }: Topics, language: Language, most: number): types.KnownBlock[] {
  const t = messages(language);
  if (count === 0) return [header(messages(language)('reply.topics')), plainSection(t('slack.home.noTopics'))];
  const blocks: types.KnownBlock[] = [];
  let shown = 0;
  for (const group of groups) {
    // A heading without a topic below it says nothing, and the last block is for those that are left out.
    if (blocks.length + 3 > most) break;
    blocks.push(header(group.heading));
    const some = group.blocks.slice(0, most - 1 - blocks.length);
    blocks.push(...some);
    shown += some.length;
  }
  return shown === count ? blocks : [...blocks, context([t('slack.home.moreTopics', { count: count - shown })])];
}

/** Returns how new the newest document is, and until when newer ones were looked for in every topic. */
function freshLine(briefs: readonly Brief[], language: Language): string[] {
  const newest = briefs
    .map(({ asOf }) => asOf)
    .toSorted()
    .at(-1);
  const searched = briefs.map(({ searchedTo }) => searchedTo).toSorted()[0];
  return newest === undefined || searched === undefined
    ? []
    : [
        messages(language)('sections.fresh', {
          newest: formatDay(newest, language),
          searched: formatDay(searched, language),
        }),
      ];
}

/** A topic with what it comes to, in a line; of one whose review is overdue, since when. */
function topicBlock(brief: Brief, language: Language, now: Temporal.Instant): types.SectionBlock {
  const t = messages(language);
  const { overdue, reviewDueOn } = freshness(brief, now);
  return {
    ...titled(pick(brief.title, language), [
      inOneLine(pick(brief.bottomLine.text, language)),
      ...(overdue ? [t('slack.home.overdue', { day: formatDay(reviewDueOn, language) })] : []),
    ]),
    accessory: {
      ...open(t('slack.home.read'), { verb: 'open', request: { type: 'brief', topic: brief.id }, page: 1, language }),
      action_id: 'attache/read',
    },
  };
}

/** The first sentence of a text, if it is short enough, else its beginning. */
function inOneLine(text: string): string {
  const [sentence = ''] = /^.{30,}?(?:(?<!\b[A-Z])[.;](?=\s)|[。；])/su.exec(text) ?? [];
  return sentence !== '' && sentence.length <= LINE_CHARACTERS
    ? sentence.replace(/[;；]$/u, '…')
    : clip(text, LINE_CHARACTERS);
}

const isUnreadable = (digests: HomeContent['digests']): digests is { readonly unreadable: string } =>
  'unreadable' in digests;

function digestBlocks({ digests, from, ...content }: HomeContent): types.KnownBlock[] {
  const { language } = content;
  const t = messages(language);
  if (isUnreadable(digests)) return [plainSection(`⚠ ${digests.unreadable}`)];
  if (digests.length === 0) return [plainSection(t('slack.home.noDigests'))];
  const first = from < digests.length ? from : 0;
  const shown = digests.slice(first, first + DIGESTS_AT_ONCE);
  const last = first + shown.length;
  const turns = [
    ...(first === 0 ? [] : [own(t('slack.home.earlier'), { verb: 'home', from: 0, language })]),
    ...(last === digests.length ? [] : [own(t('slack.home.later'), { verb: 'home', from: last, language })]),
  ];
  return [
    ...shown.flatMap((subscription) => digestBlock(subscription, content)),
    ...(turns.length === 0
      ? []
      : [context([t('slack.home.page', { from: first + 1, to: last, of: digests.length })]), row(turns)]),
  ];
}

function digestBlock(
  subscription: Subscription,
  { catalogue, language, now, zone }: Omit<HomeContent, 'digests' | 'from'>,
): types.KnownBlock[] {
  const t = messages(language);
  const { topics, schedule, channelRef, pausedBecause } = subscription;
  const names =
    topics === 'all'
      ? messages(language)('reply.allTopics')
      : topics.map((id) => topicName(id, { catalogue, language })).join(messages(language)('reply.listed'));
  const times = timesFor(schedule, zone ?? schedule.zone, language, dueAfter(subscription, now));
  const standing =
    pausedBecause === undefined
      ? times
          .map((time, index) =>
            index === 0 ? t('slack.home.next', { when: time }) : t('slack.home.afterwards', { when: time }),
          )
          .join(' · ')
      : t('slack.home.paused', { why: pausedText(subscription, language) });
  const acts: DigestButtonAction[] = [
    pausedBecause === undefined ? 'pause' : 'resume',
    'change',
    'now',
    'preview',
    'log',
    'remove',
  ];
  return [
    {
      type: 'rich_text',
      elements: [
        {
          type: 'rich_text_section',
          elements: [
            // A channel by its id is shown by its name, to those who may see it; it calls nobody.
            { type: 'channel', channel_id: channelRef.channel, style: { bold: true } },
            { type: 'text', text: clean(`\n${names} · ${formatSchedule(schedule, language)}\n${standing}`) },
          ],
        },
      ],
    },
    row(acts.map((act) => digestButton(act, subscription.id, language))),
  ];
}

function digestButton(action: DigestButtonAction, subscription: string, language: Language): Bare {
  return {
    ...digestButtons
      .getOrInsertComputed(language, () => new Map())
      .getOrInsertComputed(action, () => same(action, language)),
    value: encodeButton({ verb: 'digest', action: action, subscription, language }),
  };
}

/** What is the same of a button for every digest: eight digests have some fifty buttons. */
const digestButtons = new Map<Language, Map<DigestButtonAction, Bare>>();

function same(action: DigestButtonAction, language: Language): Bare {
  const { label, target } = button(action, '', language);
  const question = questionOf(target);
  return {
    ...open(label, target),
    ...(question !== undefined && { confirm: confirmation(label, question, language, action === 'remove') }),
  };
}

type Bare = Omit<types.Button, 'action_id'> & { readonly action_id?: string };

const open = (label: string, target: Action['target']): Bare => ({
  type: 'button',
  text: plainText(label, LIMITS.button),
  value: encodeButton(target),
});

const own = (label: string, target: OwnButton): Bare => ({
  type: 'button',
  text: plainText(label, LIMITS.button),
  value: encodeOwn(target),
});

/** Returns buttons side by side, each with an id of its own. */
const row = (buttons: readonly Bare[]): types.ActionsBlock => ({
  type: 'actions',
  elements: buttons.map((one, index) => ({ ...one, action_id: one.action_id ?? `attache/${index}` })),
});
