/** Composes a digest: the news that a channel has not received yet, within one message however much changed. Pure. */
import { messages } from '../locales/messages.ts';
import { inTitleOrder, publishedOf, type RecordCatalogue } from '../records/catalogue.ts';
import { dayOf } from '../records/dates.ts';
import { compareTexts } from '../shared/text.ts';
import type { Brief, Language } from '../records/schema.ts';
import { clearTitle } from '../views/names.ts';
import { partly, openTopics, note, listBlock } from '../reply/compose/parts.ts';
import { composeBrief } from '../reply/compose/brief.ts';
import type { OpenButton } from '../reply/button.ts';
import type { Action, Block, Reply } from '../reply/reply.ts';
import { bottomLineIn, type DigestContext } from './cited.ts';
import { briefsOf, composeDigestNews, reachNote, rebuiltNote } from './compose-news.ts';
import { digestTitle, type Headline } from './digest-title.ts';
import { lateText } from './schedule/schedule.ts';
import { slotsBetween } from './schedule/next-slot.ts';
import { allNews, NEAR_DAYS, type NewsItem } from './news.ts';
import {
  changeCountingKey,
  newsKeys,
  packKeys,
  statementCountingKey,
  trackCountingKey,
  unseenNews,
} from './seen-news.ts';
import { takeFitting, MAX_MORE_CHARACTERS, MAX_NEWS_CHARACTERS } from './size-budget.ts';
import type { Carried, CarriedBrief } from './delivery/delivery.ts';
import { type Subscription, relationshipsIn, topicsIn } from './subscription.ts';
import { textVersion, versionOf } from './recall/corrections.ts';

/** So many topics are shown with their bottom line when a channel is new. */
const MAX_INTRODUCED = 3;
/** The title of the first digest names of these what it has room for. */
const MAX_TITLES_CHARACTERS: Readonly<Record<Language, number>> = { en: 60, zh: 28 };
/** So many topics have a button of their own, which fill a row with those for all topics and for the digest; further ones share a menu. */
const MAX_BUTTONS = 3;
/** The most topics in the menu of a digest; a button opens all of them. */
const MAX_MENU_CHOICES = 15;

export type Digest = { readonly reply: Reply; readonly carried: Carried };

export type ComposeDigestOptions = {
  readonly catalogue: RecordCatalogue;
  readonly subscription: Pick<
    Subscription,
    'id' | 'topics' | 'language' | 'whenQuiet' | 'schedule' | 'baseline' | 'introduced' | 'rotated' | 'owner'
  >;
  readonly carriedKeys: ReadonlySet<string>;
  readonly now: Temporal.Instant;
  /** The keys of corrections of what the channel was never shown: they count as received. */
  readonly notShown?: ReadonlySet<string> | undefined;
  /** When a digest that comes late was due; undefined when it is on time. */
  readonly lateFor?: Temporal.Instant | undefined;
  readonly marker?: string | undefined;
};

/** Returns the digest that is due, or undefined where there is nothing to post. */
export function composeDigest(composed: ComposeDigestOptions): Digest | undefined {
  const { catalogue, subscription, carriedKeys, now, notShown = new Set<string>() } = composed;
  const { language } = subscription;
  const all = allNews(catalogue, subscription.topics, now);
  const unseen = unseenNews(all, subscription.baseline, carriedKeys);
  const news = unseen.filter(({ key }) => !notShown.has(key));
  // A channel that subscribed before there were statements hears once how many there are: they are no news of a day.
  const counting = statementCountingKey(subscription.id);
  const countingTracks = trackCountingKey(subscription.id);
  const countingChanges = changeCountingKey(subscription.id);
  const isKnown = (key: string): boolean => subscription.baseline.includes(key) || carriedKeys.has(key);
  const added = isKnown(counting) ? [] : news.filter((item) => item.type === 'statement');
  // What had passed before its digests told of days that pass, or of changes on their day, counts as heard.
  const passed = isKnown(countingTracks) ? [] : news.filter(isOfTracks);
  const begun = isKnown(countingChanges)
    ? []
    : news.filter((item) => item.type === 'begins' && !item.isOldKind && item.on < lastDigestDay(subscription, now));
  const received = [
    ...unseen.filter((item) => !news.includes(item)).flatMap(newsKeys),
    ...(isKnown(counting) ? [] : [counting, ...packKeys(added)]),
    ...(isKnown(countingTracks) ? [] : [countingTracks, ...passed.flatMap(newsKeys)]),
    ...(isKnown(countingChanges) ? [] : [countingChanges, ...begun.flatMap(newsKeys)]),
  ];
  if (!subscription.introduced) return introduce(composed, received);
  const uncounted = new Set<NewsItem>([...added, ...passed, ...begun]);
  const told = news.filter((item) => !uncounted.has(item));
  if (told.length > 0 || added.length > 0) return tell(told, added, received, all, composed);
  if (subscription.whenQuiet === 'skip') return undefined;
  const brief = nextInRotation(composed);
  if (brief === undefined) return undefined;
  const t = messages(language);
  const whole = composeBrief(brief, { catalogue, language, now, audience: 'everyone' });
  // The bottom line and the badge: what a reader of a quiet day wants; the rest is behind the menu.
  const blocks = whole.blocks.filter(({ type }) => type === 'summary' || type === 'badge');
  return wrap(
    [note(t('digest.nothingNew')), ...partly([brief.title, brief.bottomLine.text], language), ...blocks],
    [brief],
    { first: t('digest.inRotation', { title: whole.title }), more: 0 },
    composed,
    {
      keys: [],
      briefs: [withBottomLine(carriedOf(brief, [], catalogue), brief)],
      introduces: false,
      rotates: brief.id,
    },
  );
}

/** Whether it is told that a day of a track has passed or come, as it was before changes were told. */
const isOfTracks = (item: NewsItem): boolean => item.type === 'past' || (item.type === 'begins' && item.isOldKind);

/** So many slots back is the digest before the one that is due. */
const SLOTS_BACK = 2;

/** Returns the day of the digest before the one that is due, by the schedule. */
const lastDigestDay = ({ schedule }: Pick<Subscription, 'schedule'>, now: Temporal.Instant): string =>
  slotsBetween(schedule, now.subtract({ hours: 24 * NEAR_DAYS }), now, SLOTS_BACK)[0]?.on ?? dayOf(now);

/** The first digest introduces the topics of the channel instead of listing all earlier news; `received` counts as received with it. */
function introduce(composed: ComposeDigestOptions, received: readonly string[]): Digest {
  const { catalogue, subscription } = composed;
  const { language } = subscription;
  const context = contextOf(composed);
  const { titleOf } = context;
  const t = messages(language);
  const briefs = inTitleOrder(topicsOf(composed), language);
  const newest = new Set(briefs.toSorted((a, b) => compareTexts(b.asOf, a.asOf)).slice(0, MAX_INTRODUCED));
  const shown = briefs.filter((brief) => newest.has(brief));
  const rest = briefs.filter((brief) => !newest.has(brief)).map((brief) => titleOf(brief));
  // What has no room for its name is counted.
  const named = takeFitting(rest, ({ length }) => length + 2, MAX_MORE_CHARACTERS);
  const titles = shown.map((brief) => titleOf(brief));
  const inTitle = takeFitting(titles, ({ length }) => length + 2, MAX_TITLES_CHARACTERS[language]);
  const blocks: Block[] = [
    note(briefs.length === 0 ? t('digest.introductionNone') : t('digest.introduction', { count: briefs.length })),
    ...partly([...briefs.map(({ title }) => title), ...shown.map(({ bottomLine: { text } }) => text)], language),
    ...(shown.length === 0
      ? []
      : [
          {
            type: 'points',
            heading: '',
            items: shown.map((brief, index) => bottomLineIn(brief, context, titles[index])),
          } as const,
        ]),
    ...(rest.length === 0
      ? []
      : [
          note(
            t('digest.introductionRest', {
              titles: named.join(t('reply.listed')),
              more: rest.length - named.length,
            }),
          ),
        ]),
  ];
  // Changes since the channel subscribed are left to the next digest: the first one carries no news.
  return wrap(
    blocks,
    [...shown, ...briefs],
    {
      first:
        inTitle.length === 0
          ? t('digest.introducedNone')
          : t('digest.introduced', { titles: inTitle.join(t('reply.listed')) }),
      more: briefs.length - inTitle.length,
    },
    composed,
    {
      keys: received,
      briefs: shown.map((brief) => withBottomLine(carriedOf(brief, [], catalogue), brief)),
      introduces: true,
      rotates: undefined,
    },
    shown.length,
  );
}

/** Tells news, and of what was added before statements were counted only how much. */
function tell(
  news: readonly NewsItem[],
  added: Parameters<typeof rebuiltNote>[0],
  received: readonly string[],
  all: readonly NewsItem[],
  composed: ComposeDigestOptions,
): Digest {
  const { language } = composed.subscription;
  const context = contextOf(composed);
  const notes = added.length === 0 ? [] : [rebuiltNote(added, context)];
  const most = notes.reduce((left, { text }) => left - text.length, MAX_NEWS_CHARACTERS);
  const { blocks, carried, told, headline } = composeDigestNews(news, all, context, most);
  const first = headline === '' ? messages(language)('digest.rebuiltTitle', { statements: added.length }) : headline;
  const isOfDates = told.some(({ type }) => type === 'due' || type === 'coming-up' || type === 'begins');
  const isFresh = added.length > 0 || news.some(({ type }) => type === 'statement');
  const reach = isOfDates && !isFresh ? reachNote(briefsOf(news), context) : [];
  const topics = inTitleOrder(
    added.flatMap((item) => item.briefs),
    language,
  );
  return wrap([...notes, ...blocks, ...reach], [...briefsOf(carried), ...topics], { first, more: 0 }, composed, {
    keys: [...carried.flatMap(newsKeys), ...received],
    briefs: briefsOf(carried).map((brief) =>
      carriedOf(brief, statementsOf(told.filter((item) => item.brief === brief)), context.catalogue),
    ),
    introduces: false,
    rotates: undefined,
  });
}

/** Puts blocks between title and buttons; of `briefs`, the first `buttonsMost` have buttons of their own. */
function wrap(
  blocks: readonly Block[],
  briefs: readonly Brief[],
  headline: Headline,
  composed: ComposeDigestOptions,
  carried: Carried,
  buttonsMost = MAX_BUTTONS,
): Digest {
  const { catalogue, subscription, now, marker, lateFor } = composed;
  const { language, schedule, owner } = subscription;
  const t = messages(language);
  const ordered = topicsIn(catalogue, subscription.topics);
  // A channel that ordered one relationship knows which; of several, those are named that the digest tells of.
  const isOfSeveral = relationshipsIn(catalogue, ordered).length > 1;
  const relationships = isOfSeveral ? relationshipsIn(catalogue, briefs.length > 0 ? briefs : ordered) : [];
  const day = now.toZonedDateTimeISO(schedule.zone).toPlainDate().toString();
  const { buttons, menu } = openers(briefs, buttonsMost, contextOf(composed));
  return {
    carried,
    reply: {
      title: digestTitle(headline, day, relationships, language),
      language,
      audience: 'everyone',
      blocks: [
        ...(lateFor === undefined ? [] : [note(lateText(lateFor, now, schedule.zone, language), 'warning')]),
        ...blocks,
        ...(owner === '' ? [] : [listBlock('', [{ label: t('digest.setUpBy'), person: owner, detail: '' }])]),
        ...menu,
      ],
      actions: [
        ...buttons,
        openTopics(language),
        { label: t('digest.manage'), target: { verb: 'digest', action: 'list', subscription: '', language } },
      ],
      ...(marker !== undefined && { marker }),
    },
  };
}

/** A button for each topic where they are few, else for the first ones and a menu of the others, all in the order of their titles. */
function openers(
  briefs: readonly Brief[],
  most: number,
  { language, titleOf }: DigestContext,
): { readonly buttons: readonly Action[]; readonly menu: readonly Block[] } {
  const published = publishedOf(new Set(briefs));
  // A menu has at least two choices.
  const first = new Set(published.slice(0, published.length === most + 1 ? most + 1 : most));
  const target = ({ id: topic }: Brief): OpenButton => ({
    verb: 'open',
    request: { type: 'brief', topic },
    page: 1,
    language,
  });
  const others = inTitleOrder(published.slice(first.size, first.size + MAX_MENU_CHOICES), language);
  return {
    buttons: inTitleOrder(first, language).map((brief) => ({ label: titleOf(brief), target: target(brief) })),
    menu:
      others.length === 0
        ? []
        : [
            {
              type: 'choices',
              prompt: messages(language)('digest.open'),
              // By title alone: one digest is one message, in which what there is to read needs the room.
              choices: others.map((brief) => ({ label: titleOf(brief), detail: '', target: target(brief) })),
              named: true,
            },
          ],
  };
}

/** What a message shows of a topic, by which it can be corrected later. */
export function carriedOf(
  { id, asOf }: Brief,
  ids: readonly string[],
  { statements }: Pick<RecordCatalogue, 'statements'>,
): CarriedBrief {
  const shown = [...new Set(ids)].flatMap((one) => statements.get(one) ?? []);
  return { id, asOf, statements: shown.map((one) => one.id), versions: shown.map(versionOf) };
}

/** The same of a message that shows the bottom line. */
export const withBottomLine = (carried: CarriedBrief, { bottomLine }: Brief): CarriedBrief => ({
  ...carried,
  bottomLine: textVersion(bottomLine.text),
  bottomLineText: bottomLine.text,
});

/** The statements told, and those that entries and dates told rest on, so that a later correction of one finds the messages that spoke of it. */
const statementsOf = (items: readonly NewsItem[]): string[] =>
  items.flatMap((item) => {
    if ('statement' in item) return [item.statement.id];
    if ('statements' in item) return item.statements;
    if ('restsOn' in item) return item.restsOn;
    return item.type === 'past' && item.standing.by !== undefined ? [item.standing.by.id] : [];
  });

/** What composing needs, with titles that tell the topics of this subscription apart. */
function contextOf({ catalogue, subscription, now }: ComposeDigestOptions): DigestContext {
  const { language, topics } = subscription;
  const { relationships } = catalogue;
  const briefs = new Map(topicsIn(catalogue, topics).map((brief) => [brief.id, brief] as const));
  return {
    catalogue,
    language,
    now,
    titleOf: (brief, inLanguage = language) => clearTitle(brief, { briefs, relationships }, inLanguage),
  };
}

const topicsOf = ({ catalogue, subscription }: ComposeDigestOptions): Brief[] =>
  publishedOf(topicsIn(catalogue, subscription.topics));

function nextInRotation(composed: ComposeDigestOptions): Brief | undefined {
  const briefs = topicsOf(composed);
  const last = composed.subscription.rotated;
  return briefs.find(({ id }) => last === undefined || id > last) ?? briefs[0];
}
