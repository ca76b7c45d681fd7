/** Composes a digest: the news that a channel has not received yet, within one message however much changed. Pure. */
import { messages } from '../locales/messages.ts';
import { inTitleOrder, publishedOf, type RecordCatalogue } from '../records/catalogue.ts';
import { compareTexts } from '../shared/text.ts';
import type { Brief, Language } from '../records/schema.ts';
import { clearTitle } from '../views/names.ts';
import { partly, openTopics, note, listBlock } from '../reply/compose/parts.ts';
import { composeBrief } from '../reply/compose/brief.ts';
import type { Action, Block, Reply } from '../reply/reply.ts';
import { bottomLineIn, type DigestContext } from './cited.ts';
import { ageNotes, briefsOf, composeDigestNews, topicsText } from './compose-news.ts';
import { digestTitle, type Headline } from './digest-title.ts';
import { lateText } from './schedule/schedule.ts';
import { allNews, type NewsItem } from './news.ts';
import { newsKeys, unseenNews } from './seen-news.ts';
import { MAX_NAMES_CHARACTERS, takeFitting } from './size-budget.ts';
import type { Carried, CarriedBrief } from './delivery/delivery.ts';
import { type Subscription, relationshipsIn, topicsIn } from './subscription.ts';
import { textVersion, versionOf } from './recall/corrections.ts';

/** So many topics are shown with their bottom line when a channel is new. */
const MAX_INTRODUCED = 3;
/** A title names of the topics what it has room for. */
const MAX_TITLES_CHARACTERS: Readonly<Record<Language, number>> = { en: 60, zh: 28 };
/** So many topics have a button. */
const MAX_BUTTONS = 3;

export type Digest = { readonly reply: Reply; readonly carried: Carried };

export type ComposeDigestOptions = {
  readonly catalogue: RecordCatalogue;
  readonly subscription: Pick<
    Subscription,
    'topics' | 'language' | 'whenQuiet' | 'schedule' | 'baseline' | 'introduced' | 'rotated' | 'owner'
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
  const received = unseen.filter((item) => !news.includes(item)).flatMap(newsKeys);
  if (!subscription.introduced) return introduce(composed, received);
  if (news.length > 0) return composeNews(news, received, all, composed);
  if (subscription.whenQuiet === 'skip') return undefined;
  const brief = nextInRotation(composed);
  if (brief === undefined) return undefined;
  const t = messages(language);
  const whole = composeBrief(brief, { catalogue, language, now, audience: 'everyone' });
  // The bottom line and the badge: what a reader of a quiet day wants; the rest is behind the button.
  const blocks = whole.blocks.filter(({ type }) => type === 'summary' || type === 'badge');
  return wrap(
    [note(t('digest.nothingNew')), ...partly([brief.title, brief.bottomLine.text], language), ...blocks],
    [brief],
    { sentences: [], otherwise: t('digest.inRotation', { title: whole.title }), more: 0 },
    composed,
    {
      keys: [],
      briefs: [withBottomLine(carriedOf(brief, [], catalogue), brief)],
      introduces: false,
      rotates: brief.id,
    },
  );
}

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
  const named = takeFitting(rest, ({ length }) => length + 2, MAX_NAMES_CHARACTERS);
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
    shown,
    {
      sentences: [],
      otherwise:
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
  );
}

/** Composes what is new; `received` counts as received with it. */
function composeNews(
  news: readonly NewsItem[],
  received: readonly string[],
  all: readonly NewsItem[],
  composed: ComposeDigestOptions,
): Digest {
  const { language } = composed.subscription;
  const t = messages(language);
  const context = contextOf(composed);
  const { blocks, carried, told, headlines, hasMore } = composeDigestNews(news, all, context);
  const topics = briefsOf(told.length > 0 ? told : news);
  const titles = topicsText(topics, context, MAX_TITLES_CHARACTERS[language]);
  const isNew = new Set(carried.map(({ key }) => key));
  return wrap(
    [...ageNotes(topicsOf(composed), context), ...blocks],
    briefsOf([...told.filter(({ key }) => isNew.has(key)), ...carried]),
    { sentences: headlines, otherwise: t('digest.short.topics', { titles }), more: 0 },
    composed,
    {
      keys: [...carried.flatMap(newsKeys), ...received],
      briefs: [...new Set([...briefsOf(carried), ...briefsOf(told)])].map((brief) =>
        carriedOf(brief, statementsOf(told.filter((item) => item.brief === brief)), context.catalogue),
      ),
      introduces: false,
      rotates: undefined,
    },
    hasMore,
  );
}

/** Puts blocks between title and buttons. */
function wrap(
  blocks: readonly Block[],
  briefs: readonly Brief[],
  headline: Headline,
  composed: ComposeDigestOptions,
  carried: Carried,
  hasMore = false,
): Digest {
  const { catalogue, subscription, now, marker, lateFor } = composed;
  const { language, schedule, owner } = subscription;
  const t = messages(language);
  const ordered = topicsIn(catalogue, subscription.topics);
  // A channel that ordered one relationship knows which; of several, those are named that the digest tells of.
  const isOfSeveral = relationshipsIn(catalogue, ordered).length > 1;
  const relationships = isOfSeveral ? relationshipsIn(catalogue, briefs.length > 0 ? briefs : ordered) : [];
  const day = now.toZonedDateTimeISO(schedule.zone).toPlainDate().toString();
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
      ],
      actions: [
        ...topicButtons(briefs, contextOf(composed)),
        hasMore
          ? { label: t('answer.news'), target: { verb: 'open', request: { type: 'news' }, page: 1, language } }
          : openTopics(language),
        { label: t('digest.manage'), target: { verb: 'digest', action: 'list', subscription: '', language } },
      ],
      ...(marker !== undefined && { marker }),
    },
  };
}

/** Returns buttons for the first topics, in the order of their titles. */
const topicButtons = (briefs: readonly Brief[], { language, titleOf }: DigestContext): Action[] =>
  inTitleOrder(publishedOf(new Set(briefs)).slice(0, MAX_BUTTONS), language).map((brief) => ({
    label: titleOf(brief),
    target: { verb: 'open', request: { type: 'brief', topic: brief.id }, page: 1, language },
  }));

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
