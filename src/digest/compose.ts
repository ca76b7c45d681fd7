/** Composes a digest: the news that a channel has not received yet, within one message however much changed. Pure. */
import type { Catalogue } from '../search/catalogue.ts';
import type { Brief } from '../records/schema.ts';
import { formatDay } from '../records/dates.ts';
import { choices, open, partly, pick } from '../reply/compose/parts.ts';
import { composeBrief } from '../reply/compose/brief.ts';
import type { Block, Reply } from '../reply/reply.ts';
import { replyTexts } from '../reply/texts/reply.ts';
import { digestTexts } from '../reply/texts/digest.ts';
import { briefsOf, composeNews, rebuiltNote } from './compose-news.ts';
import { allNews, type NewsItem } from './news.ts';
import { countsStatements, keysOf, newsNotCarried, packed } from './received.ts';
import { fitting, ITEM_CHARACTERS, MORE_MOST_CHARACTERS, NEWS_MOST_CHARACTERS } from './room.ts';
import type { Carried, Subscription } from './subscription.ts';
import { relationshipsIn, topicsIn } from './topics.ts';

/** The most topics in the menu of a digest; a button opens all of them. */
const MENU_MOST_CHOICES = 15;
/** The relationships that a title names are this long at most together. */
const TITLE_MOST_CHARACTERS = 100;

export type Digest = { readonly reply: Reply; readonly carried: Carried };

export type ComposeDigestOptions = {
  readonly catalogue: Catalogue;
  readonly subscription: Pick<
    Subscription,
    'id' | 'topics' | 'language' | 'whenQuiet' | 'baseline' | 'introduced' | 'rotated'
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
  const all = allNews(catalogue, subscription.topics, now);
  const news = newsNotCarried(all, subscription.baseline, carriedKeys);
  // A channel that subscribed before there were statements hears once how many there are: they are no news of a day.
  const counting = countsStatements(subscription.id);
  const isCounting = subscription.baseline.includes(counting) || carriedKeys.has(counting);
  const added = isCounting ? [] : news.filter((item) => item.type === 'statement');
  const received = isCounting ? [] : [counting, ...packed(added)];
  if (!subscription.introduced) return introduce(composed, received);
  if (news.length > 0)
    return tell(isCounting ? news : news.filter(({ type }) => type !== 'statement'), added, received, composed);
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

/** The first digest introduces the topics of the channel instead of listing all earlier news; `received` counts as received with it. */
function introduce(composed: ComposeDigestOptions, received: readonly string[]): Digest {
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
  const included = fitting(
    items,
    ({ label, detail }) => label.length + detail.length + ITEM_CHARACTERS,
    NEWS_MOST_CHARACTERS,
  );
  if (included.length > 0)
    blocks.push({ type: 'list', heading: replyTexts(subscription.language).topics, items: included });
  // Whatever has no room for its summary is named, and what has no room for its name is counted.
  const rest = items.slice(included.length);
  const named = fitting(rest, ({ label }) => label.length + 2, MORE_MOST_CHARACTERS);
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
  return wrap(blocks, briefs, composed, { keys: received, briefs: [], introduces: true, rotates: undefined });
}

/** Tells news, and of what was added before statements were counted only how much. */
function tell(
  news: readonly NewsItem[],
  added: Parameters<typeof rebuiltNote>[0],
  received: readonly string[],
  composed: ComposeDigestOptions,
): Digest {
  const { catalogue, subscription, now } = composed;
  const { language } = subscription;
  const note = added.length === 0 ? [] : [rebuiltNote(added, language)];
  const most = note.reduce((left, { text }) => left - text.length, NEWS_MOST_CHARACTERS);
  const { blocks, carried, told } = composeNews(news, { catalogue, language, now }, most);
  const briefs = new Set([...briefsOf(carried), ...added.flatMap((item) => item.briefs)]);
  return wrap([...note, ...blocks], [...briefs], composed, {
    keys: [...carried.flatMap(keysOf), ...received],
    briefs: briefsOf(carried).map((brief) => shown(brief, statementsOf(told.filter((item) => item.brief === brief)))),
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
  // Where it tells of no topic, of a later digest's only, those of the subscription.
  const relationships = relationshipsIn(
    catalogue,
    briefs.length > 0 ? briefs : topicsIn(catalogue, subscription.topics),
  );
  const titles = relationships.map(({ title }) => pick(title, language));
  const named = fitting(titles, ({ length }) => length, TITLE_MOST_CHARACTERS);
  const menu = briefs.filter(({ status }) => status === 'published').slice(0, MENU_MOST_CHOICES);
  return {
    carried,
    reply: {
      title: texts.title(named.join(replyTexts(language).listed), titles.length - named.length),
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

const shown = (brief: Brief, statements: readonly string[]): Carried['briefs'][number] => ({
  id: brief.id,
  asOf: brief.asOf,
  statements: [...new Set(statements)],
});

/** The statements told, and those that entries and dates told name, so that a later correction of one finds the messages that spoke of it. */
function statementsOf(items: readonly NewsItem[]): string[] {
  return items.flatMap((item) => {
    if ('statement' in item) return [item.statement.id];
    const { history, corrections, watch } = item.brief;
    const entry = [...history, ...corrections].find(({ id }) => item.key === `${item.brief.id}/${id}`);
    const watched =
      item.type === 'coming-up' ? watch.filter(({ id }) => item.key.startsWith(`${item.brief.id}/date/${id}/`)) : [];
    return [...(entry?.statements ?? []), ...watched.flatMap(({ restsOn }) => restsOn)];
  });
}

const topicsOf = ({ catalogue, subscription }: ComposeDigestOptions): Brief[] =>
  topicsIn(catalogue, subscription.topics).filter(({ status }) => status === 'published');

function nextInRotation(composed: ComposeDigestOptions): Brief | undefined {
  const briefs = topicsOf(composed);
  const last = composed.subscription.rotated;
  return briefs.find(({ id }) => last === undefined || id > last) ?? briefs[0];
}
