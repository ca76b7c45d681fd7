/** The Home tab: a person’s digests with their buttons, what is new and the next dates, and below them the topics by name, with a menu to open one. */
import { messages } from '../../../locales/messages.ts';
import type { types } from '@slack/bolt';
import { inTitleOrder, type RecordCatalogue, publishedOf } from '../../../records/catalogue.ts';
import type { Brief, Language, Translated } from '../../../records/schema.ts';
import { dayOf, formatDay, freshness, formatWhen } from '../../../records/dates.ts';
import { button } from '../../../conversation/digests/short-replies.ts';
import { type NewSince, FIRST_LOOK_DAYS } from '../../../conversation/last-seen.ts';
import { pausedText } from '../../../conversation/digests/status-reply.ts';
import { formatSchedule, type Schedule, formatInstant } from '../../../digest/schedule/schedule.ts';
import type { Subscription } from '../../../digest/subscription.ts';
import { isPartly, pick } from '../../../views/text.ts';
import { clearTitle } from '../../../views/names.ts';
import { note, listBlock } from '../../../reply/compose/parts.ts';
import type { Action, Block } from '../../../reply/reply.ts';
import { clip, compareTexts } from '../../../shared/text.ts';
import { encodeButton, type DigestButtonAction, type Openable } from '../../../reply/button.ts';
import { dueAfter, nextSlots } from '../../../digest/schedule/next-slot.ts';
import { LIMITS } from '../limits.ts';
import { encodeSlackOnlyButton, PICK, type SlackOnlyButton } from './button-id.ts';
import { confirmQuestion } from './confirm-form.ts';
import { confirmation } from './buttons.ts';
import { contextBlock, headerBlock, plainSection, titledSection, renderBlock } from './blocks.ts';
import { clean, escape, plainText } from './escape.ts';
import { topicOption } from './picker.ts';
import { topicName } from '../../../digest/digest-name.ts';
import { calendar, type CalendarDate, type DateKind } from '../../../records/calendar.ts';
import { changesSinceRewrite } from '../../../records/topic-history.ts';
import { claimOf } from '../../../reply/compose/claims.ts';
import { restingMarks, topicContext } from '../../../reply/compose/topic.ts';

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

/** Returns the Home tab of one person. */
export function homeView(content: HomeContent): types.HomeView {
  const { language, digests, warning } = content;
  const t = messages(language);
  const topics = topicsOf(content);
  return {
    type: 'home',
    blocks: [
      headerBlock(t('slack.home.title')),
      contextBlock([
        t('slack.home.about', { topics: topics.count, overdue: topics.overdue }),
        ...topics.fresh,
        ...topics.partly,
      ]),
      ...(warning === undefined ? [] : [plainSection(`⚠ ${warning}`)]),
      buttonRow([
        { ...slackOnlyButton(t('slack.pick'), { verb: 'pick', from: 0, language }), action_id: PICK, style: 'primary' },
        replyButton(t('slack.home.ask'), { verb: 'open', request: { type: 'help' }, page: 1, language }),
        ...(isUnreadable(digests)
          ? []
          : [slackOnlyButton(t('slack.home.subscribe'), { verb: 'subscribe', from: 0, language })]),
      ]),
      { type: 'divider' },
      headerBlock(t('slack.home.digests')),
      ...digestBlocks(content),
      { type: 'divider' },
      ...(topics.count === 0 ? [] : newsBlocks(content, content.newSince)),
      ...topics.dates,
      ...(topics.count === 0
        ? [headerBlock(t('reply.topics')), plainSection(t('slack.home.noTopics'))]
        : [{ type: 'divider' } as const, ...topics.menus]),
      contextBlock([t('reply.helpPrivate', { keeps: content.keepsQuestions })]),
    ],
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
  /** The dates to come. */
  readonly dates: readonly types.KnownBlock[];
  /** The topics of each relationship. */
  readonly menus: readonly types.KnownBlock[];
};

const topicsByCatalogue = new WeakMap<
  HomeContent['catalogue'],
  { readonly day: string; readonly topics: Map<Language, Topics> }
>();

function topicsOf({ catalogue, language, now }: HomeContent): Topics {
  const day = dayOf(now);
  let today = topicsByCatalogue.get(catalogue);
  if (today?.day !== day) topicsByCatalogue.set(catalogue, (today = { day, topics: new Map() }));
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
    dates: briefs.length === 0 ? [] : datesOf({ catalogue, language, now }),
    menus: topicMenus(briefs, { catalogue, language, now }),
  };
}

/** So many relationships have a menu. */
const MAX_MENUS = 20;

/** What a menu takes beside its names and options, and its heading of the text. */
const MENU_CHARACTERS = 500;
const HEADING_CHARACTERS = 200;

/** Returns a menu of topics for each relationship, as many topics as a tab holds; those beyond are counted. */
function topicMenus(briefs: readonly Brief[], context: RecordsContext): types.KnownBlock[] {
  const { catalogue, language } = context;
  const t = messages(language);
  const groups = [...catalogue.relationships.values()]
    .map(({ id, title }) => ({ title, topics: briefs.filter(({ relationship }) => relationship === id) }))
    .filter(({ topics }) => topics.length > 0)
    .slice(0, MAX_MENUS);
  const characters = Math.min(LIMITS.message, Math.floor(LIMITS.viewPage / groups.length)) - MENU_CHARACTERS;
  let left = briefs.length;
  const menus = groups.flatMap(({ title, topics }) => {
    const offered = takeFitting(topics, characters, context);
    left -= offered.length;
    return topicMenu(t('reply.topicsOf', { relationship: pick(title, language) }), offered, context);
  });
  return [...menus, ...(left === 0 ? [] : [contextBlock([t('slack.home.moreTopics', { count: left })])])];
}

/** Returns the first topics that one menu holds with all of their names above it. */
function takeFitting(topics: readonly Brief[], most: number, { language, now }: RecordsContext): readonly Brief[] {
  let inText = LIMITS.textObject - HEADING_CHARACTERS;
  let inAll = most;
  const end = topics.findIndex((brief) => {
    const name = escape(`${pick(brief.title, language)} · `);
    inText -= name.length;
    inAll -= escape(`${name}${JSON.stringify(topicOption(brief, pick(brief.title, language), language, now))},`).length;
    return inText < 0 || inAll < 0;
  });
  return topics.slice(0, Math.min(end === -1 ? topics.length : end, LIMITS.options));
}

/** Returns the names of topics under a heading, and the menu that opens one; nothing where there are none. */
function topicMenu(heading: string, topics: readonly Brief[], { language, now }: RecordsContext): types.SectionBlock[] {
  const [first] = topics;
  if (first === undefined) return [];
  return [
    {
      ...titledSection(heading, [topics.map(({ title }) => pick(title, language)).join(' · ')]),
      accessory: {
        type: 'static_select',
        action_id: `attache/topics-${first.relationship}`,
        placeholder: plainText(messages(language)('slack.pick'), LIMITS.placeholder),
        options: topics.map((brief) => topicOption(brief, pick(brief.title, language), language, now)),
      },
    },
  ];
}

/** Returns how new the newest document is. */
function freshLine(briefs: readonly Brief[], language: Language): string[] {
  const newest = briefs
    .flatMap(({ asOf, statements }) => (statements.length === 0 ? [] : [asOf]))
    .toSorted()
    .at(-1);
  return newest === undefined ? [] : [messages(language)('answer.documentsTo', { day: formatDay(newest, language) })];
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
    ...(first === 0 ? [] : [slackOnlyButton(t('slack.home.earlier'), { verb: 'home', from: 0, language })]),
    ...(last === digests.length
      ? []
      : [slackOnlyButton(t('slack.home.later'), { verb: 'home', from: last, language })]),
  ];
  return [
    ...shown.flatMap((subscription) => digestBlock(subscription, content)),
    ...(turns.length === 0
      ? []
      : [contextBlock([t('slack.home.page', { from: first + 1, to: last, of: digests.length })]), buttonRow(turns)]),
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
    buttonRow(acts.map((act) => digestButton(act, subscription.id, language))),
  ];
}

function digestButton(action: DigestButtonAction, subscription: string, language: Language): ButtonWithoutId {
  const { label, target } = button(action, subscription, language);
  const question = confirmQuestion(target);
  return {
    ...replyButton(label, target),
    ...(question !== undefined && { confirm: confirmation(label, question, language, action === 'remove') }),
  };
}

type ButtonWithoutId = Omit<types.Button, 'action_id'> & { readonly action_id?: string };

const replyButton = (label: string, target: Action['target']): ButtonWithoutId => ({
  type: 'button',
  text: plainText(label, LIMITS.button),
  value: encodeButton(target),
});

const slackOnlyButton = (label: string, target: SlackOnlyButton): ButtonWithoutId => ({
  type: 'button',
  text: plainText(label, LIMITS.button),
  value: encodeSlackOnlyButton(target),
});

/** Returns buttons side by side, each with an id of its own. */
const buttonRow = (buttons: readonly ButtonWithoutId[]): types.ActionsBlock => ({
  type: 'actions',
  elements: buttons.map((one, index) => ({ ...one, action_id: one.action_id ?? `attache/${index}` })),
});

/** What happens within so many days is to come. */
const UPCOMING_DAYS = 30;
/** So many of each are shown, and so much of a change. */
const MAX_CHANGES = 3;
const MAX_DATES = 3;
const CHANGE_CHARACTERS = 180;

/** The dates that are to come for a reader: when a review is due is the curators' matter. */
const UPCOMING_KINDS: ReadonlySet<DateKind> = new Set(['from', 'until', 'due', 'watch']);

type RecordsContext = {
  readonly catalogue: RecordCatalogue;
  readonly language: Language;
  readonly now: Temporal.Instant;
};

/** Returns the dates to come, drawn. */
const datesOf = (records: RecordsContext): types.KnownBlock[] => [
  headerBlock(messages(records.language)('slack.home.dates')),
  ...dateBlocks(records),
];

const drawBlocks = (blocks: readonly Block[], language: Language): types.KnownBlock[] =>
  blocks.flatMap((block) => renderBlock(block, { language, prefix: 'attache' }));

/** A day ends somewhere so long after it does in UTC: what is changed after a look may bear the day before. */
const BEHIND_HOURS = 12;

/** Returns the first day of which changes are told as new. */
const firstNewDay = ({ at, isFirstLook }: NewSince): string =>
  dayOf(isFirstLook ? at : at.subtract({ hours: BEHIND_HOURS }));

/** Returns what moved in the topics since a reader last looked, or in the last days to who looks for the first time, newest first, with a button for what is new in all documents. */
function newsBlocks({ catalogue, language, now }: RecordsContext, newSince: NewSince): types.KnownBlock[] {
  const t = messages(language);
  const since = firstNewDay(newSince);
  const changes = [...catalogue.briefs.values()]
    .filter(({ status }) => status !== 'draft')
    .flatMap((brief) => newsOfBrief(brief).map(({ on, what }) => ({ brief, on, what })))
    .filter(({ on }) => on >= since && on <= dayOf(now.add({ hours: 14 })))
    .toSorted((a, b) => compareTexts(b.on, a.on));
  const nothing = newSince.isFirstLook
    ? t('slack.home.nothingNew', { days: FIRST_LOOK_DAYS })
    : t('slack.home.nothingSinceLook');
  const lines = changes.slice(0, MAX_CHANGES).map(({ brief, on, what }) => ({
    label: [formatDay(on, language), clearTitle(brief, catalogue, language)].join(' · '),
    detail: clip(pick(what, language), CHANGE_CHARACTERS),
  }));
  const shown: Block = changes.length === 0 ? note(nothing) : listBlock('', lines);
  const rest = changes.length - lines.length;
  const label = rest > 0 ? t('slack.home.more', { count: rest }) : t('slack.home.newest');
  return [
    headerBlock(newSince.isFirstLook ? t('slack.home.news') : t('slack.home.newSinceLook')),
    ...drawBlocks([shown], language),
    listButton(label, { type: 'news' }, language),
  ];
}

/** Returns what moved in a topic, and its retraction. Its first publication, and what curators wrote anew or put right, is no news of the world. */
function newsOfBrief(brief: Brief): { readonly on: string; readonly what: Translated }[] {
  const first = brief.history.toSorted((a, b) => compareTexts(a.on, b.on))[0];
  return changesSinceRewrite(brief).filter(({ change, id }) => change !== 'correction' && id !== first?.id);
}

/** Returns the button that opens the whole list. */
const listButton = (label: string, request: Openable, language: Language): types.ActionsBlock =>
  buttonRow([replyButton(label, { verb: 'open', request, page: 1, language })]);

/** Returns the dates of the next days with what each is about, who tells it and where, soonest first, with a button for the rest. */
function dateBlocks(context: RecordsContext): types.KnownBlock[] {
  const { catalogue, language, now } = context;
  const t = messages(language);
  const today = dayOf(now);
  const until = dayOf(now.add({ hours: UPCOMING_DAYS * 24 }));
  const isNear = (day: string): boolean => day >= today && day <= until;
  const listed = new Set<string>();
  const dates = calendar(catalogue, now).dates.filter(({ kind, state, first, last, statements }) => {
    if (!UPCOMING_KINDS.has(kind) || state !== 'planned' || !(isNear(first) || isNear(last))) return false;
    // A statement bears on several topics, and is watched for beside.
    const key = `${first} ${last} ${statements.join(' ')}`;
    if (listed.has(key)) return false;
    listed.add(key);
    return true;
  });
  if (dates.length === 0) return drawBlocks([note(t('slack.home.nothingToCome', { days: UPCOMING_DAYS }))], language);
  // Of a time that has begun, only its end is to come.
  const next = ({ first, last }: CalendarDate): string => (first < today ? last : first);
  const inOrder = dates.toSorted((a, b) => next(a).localeCompare(next(b)));
  const items = inOrder.slice(0, MAX_DATES).flatMap((date) => dateItem(date, context) ?? []);
  const rest = dates.length - items.length;
  return [
    ...drawBlocks([{ type: 'points', heading: '', items }], language),
    ...(rest > 0 ? [listButton(t('slack.home.more', { count: rest }), { type: 'dates' }, language)] : []),
  ];
}

type PointItem = Extract<Block, { type: 'points' }>['items'][number];

function dateItem(
  { brief: id, kind, when, text, statements }: CalendarDate,
  { catalogue, language, now }: RecordsContext,
): PointItem | undefined {
  const brief = catalogue.briefs.get(id);
  if (brief === undefined || text === undefined) return undefined;
  const topic = topicContext(brief, { catalogue, language, now });
  const t = messages(language);
  const [only] = statements;
  const statement = kind === 'watch' || only === undefined ? undefined : catalogue.statements.get(only);
  const claim = statement && claimOf(statement, topic, 'short');
  const detail =
    statement === undefined
      ? messages(language)('sections.names.watch')
      : [claim?.lead?.text ?? '', ...(claim?.detail ?? [])].filter((part) => part !== '').join(' · ');
  return {
    label: [formatWhen(when, language), clearTitle(brief, catalogue, language)].join(' · '),
    text: `${pick(text, language)}${t('reply.aside', { text: detail })}`,
    marks: restingMarks(statements, topic),
  };
}

/** How many of the next times of a digest are told. */
const NEXT_TIMES = 2;

/** Returns the next times of a schedule after a moment, by the clock of a zone. */
const timesFor = (schedule: Schedule, zone: string, language: Language, now: Temporal.Instant): string[] =>
  nextSlots(schedule, now, NEXT_TIMES).map(({ at }) => formatInstant(at, zone, language));
