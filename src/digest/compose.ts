/** Composes a digest: the news that a channel has not received yet, within one message however much changed. Pure. */
import type { Catalogue } from '../search/catalogue.ts';
import type { Brief, Language } from '../records/schema.ts';
import { formatDay, formatWhen } from '../records/dates.ts';
import { choices, open, partly, pick } from '../reply/compose/parts.ts';
import { composeBrief } from '../reply/compose/brief.ts';
import type { Block, Reply } from '../reply/reply.ts';
import { replyTexts } from '../reply/texts/reply.ts';
import { allNews, newsNotCarried, type NewsItem } from './news.ts';
import type { Carried, Subscription } from './subscription.ts';
import { digestTexts } from '../reply/texts/digest.ts';

/** One digest is one message, so that it has one delivery: this many characters of news fit every platform beside titles, menu and marker. */
const NEWS_MOST_CHARACTERS = 2_600;
/** What an item takes beside its text: Slack counts a message as it is written out, structure included. */
const ITEM_CHARACTERS = 100;
/** A line that names the topics whose changes did not fit is this long at most. */
const MORE_MOST_CHARACTERS = 500;
/** The most topics in the menu of a digest; a button opens all of them. */
const MENU_MOST_CHOICES = 15;

export type Digest = { readonly reply: Reply; readonly carried: Carried };

export type ComposeDigestOptions = {
  readonly catalogue: Catalogue;
  readonly subscription: Pick<
    Subscription,
    'topics' | 'language' | 'whenQuiet' | 'baseline' | 'introduced' | 'rotated'
  >;
  readonly carriedKeys: ReadonlySet<string>;
  readonly now: Temporal.Instant;
  /** The local date of the slot when the digest comes late; undefined when it is on time. */
  readonly lateFor?: string | undefined;
  readonly marker?: string | undefined;
};

/** Returns the digest that is due, or undefined where there is nothing to post. */
export function composeDigest(composed: ComposeDigestOptions): Digest | undefined {
  const { catalogue, subscription, carriedKeys, now } = composed;
  const { language } = subscription;
  if (!subscription.introduced) return introduce(composed);
  const news = newsNotCarried(allNews(catalogue, subscription.topics, now), subscription.baseline, carriedKeys);
  if (news.length > 0) return newsLine(news, composed);
  if (subscription.whenQuiet === 'skip') return undefined;
  const brief = nextInRotation(composed);
  if (brief === undefined) return undefined;
  const texts = digestTexts(language);
  const whole = composeBrief(brief, { catalogue, language, now, audience: 'everyone' });
  // The bottom line and the badge: what a reader of a quiet day wants; the rest is behind the menu.
  const blocks = whole.blocks.filter(({ type }) => type === 'summary' || type === 'badge');
  return wrap(
    [
      { type: 'note', text: texts.nothingNew(whole.title), tone: 'plain' },
      ...partly([brief.title, brief.bottomLine.text], language),
      ...blocks,
    ],
    [brief],
    composed,
    {
      keys: [],
      briefs: [shown(brief, [...brief.bottomLine.restsOn, ...brief.whyItMatters.restsOn])],
      introduces: false,
      rotates: brief.id,
    },
  );
}

/** The first digest introduces the topics of the channel instead of listing all earlier news. */
function introduce(composed: ComposeDigestOptions): Digest {
  const { subscription } = composed;
  const texts = digestTexts(subscription.language);
  const briefs = topicsOf(composed);
  const blocks: Block[] = [
    {
      type: 'note',
      text: briefs.length === 0 ? texts.introductionNone : texts.introduction(briefs.length),
      tone: 'plain',
    },
  ];
  blocks.push(
    ...partly(
      briefs.flatMap(({ title, summary }) => [title, summary]),
      subscription.language,
    ),
  );
  const items = briefs.map((brief) => ({
    label: pick(brief.title, subscription.language),
    detail: pick(brief.summary, subscription.language),
  }));
  const fitting = within(
    items,
    ({ label, detail }) => label.length + detail.length + ITEM_CHARACTERS,
    NEWS_MOST_CHARACTERS,
  );
  if (fitting.length > 0)
    blocks.push({ type: 'list', heading: replyTexts(subscription.language).topics, items: fitting });
  // Whatever has no room for its summary is named, and what has no room for its name is counted.
  const rest = items.slice(fitting.length);
  const named = within(rest, ({ label }) => label.length + 2, MORE_MOST_CHARACTERS);
  if (rest.length > 0)
    blocks.push({
      type: 'note',
      tone: 'plain',
      text: texts.introductionRest(
        named.map(({ label }) => label).join(replyTexts(subscription.language).listed),
        rest.length - named.length,
      ),
    });
  // Changes since the channel subscribed are left to the next digest: the first one carries no news.
  return wrap(blocks, briefs, composed, { keys: [], briefs: [], introduces: true, rotates: undefined });
}

function newsLine(news: readonly NewsItem[], composed: ComposeDigestOptions): Digest {
  const { language } = composed.subscription;
  const texts = digestTexts(language);
  const order = ['correction', 'retraction', 'update', 'new', 'coming-up', 'overdue'] as const;
  const sorted = order.flatMap((type) => news.filter((item) => item.type === type));
  const single = sorted.filter((item) => item.type !== 'overdue');
  const included = within(
    single,
    (item) => line(item, language).detail.length + line(item, language).label.length + ITEM_CHARACTERS,
    NEWS_MOST_CHARACTERS,
  );
  const blocks: Block[] = [
    ...partly(
      included.flatMap((item) => [item.brief.title, ...('what' in item ? [item.what] : [])]),
      language,
    ),
    ...order.flatMap((type): Block[] => {
      const items = included.filter((item) => item.type === type);
      return items.length === 0
        ? []
        : [{ type: 'list', heading: texts.heading[type], items: items.map((item) => line(item, language)) }];
    }),
  ];

  const remaining = Map.groupBy(single.slice(included.length), ({ brief }) => brief);
  const counted = within([...remaining], ([brief]) => pick(brief.title, language).length + 8, MORE_MOST_CHARACTERS);
  if (counted.length > 0) {
    blocks.push({
      type: 'note',
      tone: 'plain',
      text: texts.more(
        counted
          .map(([brief, items]) => texts.moreIn(pick(brief.title, language), items.length))
          .join(replyTexts(language).listed),
      ),
    });
  }
  // What not even a count has room for is not carried, so that the next digest begins with it.
  if (remaining.size > counted.length)
    blocks.push({ type: 'note', tone: 'plain', text: texts.moreTopics(remaining.size - counted.length) });

  const overdue = sorted.filter((item) => item.type === 'overdue');
  const named = within(overdue, ({ brief }) => pick(brief.title, language).length + 2, MORE_MOST_CHARACTERS);
  if (named.length > 0)
    blocks.push({
      type: 'note',
      tone: 'warning',
      text: `${texts.heading.overdue}: ${texts.overdue(named.map(({ brief }) => pick(brief.title, language)).join(replyTexts(language).listed))}`,
    });

  const carried = [...included, ...counted.flatMap(([, items]) => items), ...named];
  const briefs = [...new Set(carried.map(({ brief }) => brief))];
  return wrap(blocks, briefs, composed, {
    keys: carried.map(({ key }) => key),
    briefs: briefs.map((brief) => shown(brief, statementsOf(carried.filter((item) => item.brief === brief)))),
    introduces: false,
    rotates: undefined,
  });
}

function wrap(
  blocks: readonly Block[],
  briefs: readonly Brief[],
  { catalogue, subscription, marker, lateFor }: ComposeDigestOptions,
  carried: Carried,
): Digest {
  const { language } = subscription;
  const texts = digestTexts(language);
  const [relationship] = catalogue.relationships.values();
  const menu = briefs.filter(({ status }) => status === 'published').slice(0, MENU_MOST_CHOICES);
  return {
    carried,
    reply: {
      title: texts.title(relationship === undefined ? '' : pick(relationship.title, language)),
      language,
      audience: 'everyone',
      blocks: [
        ...(lateFor === undefined
          ? []
          : [{ type: 'note', tone: 'warning', text: texts.late(formatDay(lateFor, language)) } as const]),
        ...blocks,
        // One digest is one message: a list of them all would not fit beside the news.
        ...(menu.length === 0 ? [] : [{ ...choices(texts.open, menu, language), named: true }]),
      ],
      actions: [open(replyTexts(language).allTopics, { type: 'topics' }, language)],
      ...(marker !== undefined && { marker }),
    },
  };
}

function line(item: NewsItem, language: Language): { readonly label: string; readonly detail: string } {
  const label = pick(item.brief.title, language);
  switch (item.type) {
    case 'coming-up':
      return { label, detail: `${formatWhen(item.when, language)}: ${pick(item.what, language)}` };
    case 'overdue':
      return { label, detail: formatDay(item.since, language) };
    default:
      return { label, detail: pick(item.what, language) + replyTexts(language).aside(formatDay(item.on, language)) };
  }
}

const shown = (brief: Brief, statements: readonly string[]): Carried['briefs'][number] => ({
  id: brief.id,
  asOf: brief.asOf,
  statements: [...new Set(statements)],
});

/** The statements that the entries told name, so that a later correction of one finds the messages that spoke of it. */
function statementsOf(items: readonly NewsItem[]): string[] {
  return items.flatMap((item) => {
    const entry = [...item.brief.history, ...item.brief.corrections].find(
      ({ id }) => item.key === `${item.brief.id}/${id}`,
    );
    const watched =
      item.type === 'coming-up'
        ? item.brief.watch
            .filter(({ id }) => item.key.startsWith(`${item.brief.id}/date/${id}/`))
            .flatMap(({ restsOn }) => restsOn)
        : [];
    return [...(entry?.statements ?? []), ...watched];
  });
}

function topicsOf({ catalogue, subscription }: ComposeDigestOptions): Brief[] {
  return [...catalogue.briefs.values()].filter(
    ({ id, status }) => status === 'published' && (subscription.topics === 'all' || subscription.topics.includes(id)),
  );
}

function nextInRotation(composed: ComposeDigestOptions): Brief | undefined {
  const briefs = topicsOf(composed);
  const last = composed.subscription.rotated;
  return briefs.find(({ id }) => last === undefined || id > last) ?? briefs[0];
}

/** The items from the first on whose sizes add up to no more than `most`. */
function within<Item>(items: readonly Item[], size: (item: Item) => number, most: number): Item[] {
  let used = 0;
  const fitting: Item[] = [];
  for (const item of items) {
    used += size(item);
    if (used > most) break;
    fitting.push(item);
  }
  return fitting;
}
