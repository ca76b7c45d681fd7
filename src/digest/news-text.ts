/** How one piece of news is told: a text with one link behind a label, and the few words of it in a title. Pure. */
import { messages } from '../locales/messages.ts';
import { formatDay, formatDayOfYear, formatWhen } from '../records/dates.ts';
import type { DateWithPrecision, Language, Statement, Translated } from '../records/schema.ts';
import { pick } from '../reply/compose/parts.ts';
import { attributedTo, lineOf, speakerOf, type AttributionContext } from '../reply/compose/attribution.ts';
import { trackStateText } from '../reply/compose/track-state.ts';
import { clip } from '../shared/text.ts';
import type { TrackChange } from './consequence.ts';
import { documentOf, firstMark, marksIn, marksOfIds, ownMark, type DigestContext, type Point } from './cited.ts';
import type { NewsItem, StatementNews } from './news.ts';

/** What is told by itself: statements are told by their documents, and reviews in one line. */
export type PointNews = Exclude<NewsItem, { readonly type: 'statement' | 'overdue' }>;

/** The title of a document takes so much of its line. */
const MAX_TITLE_CHARACTERS: Readonly<Record<Language, number>> = { en: 70, zh: 32 };

/** Returns what changed, or a date, behind its topic, its day or its track. */
export function pointOf(item: PointNews, context: DigestContext): Point {
  const { language, titleOf } = context;
  const t = messages(language);
  const label = titleOf(item.brief);
  const underTopic = (what: string): string => t('reply.about', { title: label, what });
  switch (item.type) {
    case 'due':
      return {
        ...statementPoint(item.statement, item, context, underTopic),
        label: deadline(item, formatWhen(item.when, language), context),
      };
    case 'coming-up':
      return {
        label: t('digest.expected', { when: formatWhen(item.when, language) }),
        text: underTopic(pick(item.what, language)),
        marks: marksOfIds(item.restsOn, context).slice(0, 1),
      };
    case 'past':
      return {
        label: pick(item.track.title, language),
        text: capital(trackStateText(item.standing, language)),
        marks: item.standing.by === undefined ? [] : marksIn([item.standing.by], context).slice(0, 1),
      };
    case 'reworded': {
      const { what, before, on } = item.correction;
      return {
        label,
        text: t('digest.reworded', {
          reason: pick(what, language) + t('reply.aside', { text: formatDay(on, language) }),
          before: pick(before, language),
          now: pick(item.statement.text, language),
          document: documentOf(item.statement, context),
        }),
        marks: ownMark(item.statement, context),
      };
    }
    case 'withdrawn':
      return {
        label,
        text: t('digest.withdrawn', {
          reason: pick(item.what, language) + t('reply.aside', { text: formatDay(item.on, language) }),
          before: pick(item.statement.text, language),
          document: documentOf(item.statement, context),
        }),
        marks: ownMark(item.statement, context),
      };
    case 'new':
      return {
        label,
        text: t('digest.newTopic', { what: pick(item.brief.bottomLine.text, language) }),
        marks: marksOfIds(item.brief.bottomLine.restsOn, context).slice(0, 1),
      };
    case 'update':
      return {
        label,
        text: pick(item.what, language),
        marks: marksOfIds(item.statements, context).slice(0, 1),
      };
    default:
      return {
        label,
        text: pick(item.what, language) + t('reply.aside', { text: formatDay(item.on, language) }),
        marks: [],
      };
  }
}

/** Returns how a track stands now, and with it, where that is wanted, the statement that says so. */
export function trackPoint({ track, standing, item }: TrackChange, isWhole: boolean, context: DigestContext): Point {
  const { language } = context;
  const label = pick(track.title, language);
  const state = capital(trackStateText(standing, language));
  const t = messages(language);
  const { text, marks } = statementPoint(item.statement, item, context, (what) =>
    t('digest.trackChanged', { state, what }),
  );
  if (isWhole) return { label, text, marks };
  // What has no words of its document leads to it as a whole.
  return { label, text: state, marks: firstMark(marks, true) };
}

/** Returns a document by its title, with its weightiest statement under its topic, and how many more are new. */
export function documentPoint(item: StatementNews, more: number, context: DigestContext): Point {
  const { language, catalogue, titleOf } = context;
  const title = catalogue.sources.get(item.statement.document)?.title;
  const t = messages(language);
  return {
    ...statementPoint(item.statement, item, context, (what) =>
      t('digest.document', { topic: titleOf(item.brief), what, more }),
    ),
    label: title === undefined ? '' : clip(pick(title, language), MAX_TITLE_CHARACTERS[language]),
  };
}

function statementPoint(
  statement: Statement,
  item: NewsItem,
  context: DigestContext,
  told: (what: string) => string,
): Omit<Point, 'label'> {
  const attribution = attributionOf(item, context);
  const { lead, marks } = lineOf(statement, attribution);
  // Who said it stands before the text, and the link behind it.
  return lead === undefined
    ? {
        text: told(pick(statement.text, context.language)),
        marks: firstMark(marks),
      }
    : { text: told(attributed(statement, attribution)), marks: firstMark(marksIn([statement], context)) };
}

/** Returns what a piece of news says in a title: a statement with whose it is where its text does not say so. */
export function inShort(item: NewsItem, context: DigestContext): string {
  const { language } = context;
  const t = messages(language);
  const title = context.titleOf(item.brief);
  const about = (lead: string, what: string): string => t('reply.about', { title: lead, what });
  switch (item.type) {
    case 'statement':
      return attributed(item.statement, attributionOf(item, context));
    case 'due':
      return about(
        item.statement.kind === 'commitment'
          ? t('digest.dueOn', { when: soon(item.when, language) })
          : t('digest.ends', { when: soon(item.when, language) }),
        subject([item.statement.id], item.statement.text, context),
      );
    case 'coming-up':
      return about(
        t('digest.expected', { when: soon(item.when, language) }),
        subject(item.restsOn, item.what, context),
      );
    case 'past':
      return t('digest.trackShort', {
        track: pick(item.track.title, language),
        state: trackStateText(item.standing, language),
      });
    case 'overdue':
      return about(t('digest.heading.overdue'), title);
    case 'reworded':
      return about(t('digest.heading.correction'), pick(item.statement.text, language));
    case 'withdrawn':
      return about(t('digest.heading.retraction'), pick(item.statement.text, language));
    case 'retraction':
      return about(t('digest.heading.retraction'), title);
    case 'new':
      return t('digest.newTopic', { what: title });
    case 'correction':
      return about(t('digest.heading.correction'), pick(item.what, language));
    case 'update':
      return pick(item.what, language);
  }
}

/** What a date is of: the track of the statements that it rests on, or a text. */
function subject(ids: readonly string[], text: Translated, { catalogue, language }: DigestContext): string {
  const [track] = ids.flatMap((id) => catalogue.tracks.get(catalogue.statements.get(id)?.track ?? '') ?? []);
  return pick(track?.title ?? text, language);
}

/** Returns the name and the state of a track for a title. */
export const trackInShort = ({ track, standing }: TrackChange, language: Language): string =>
  messages(language)('digest.trackShort', {
    track: pick(track.title, language),
    state: trackStateText(standing, language),
  });

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Until when something holds, or when it is due and by whose account. */
function deadline(item: Extract<NewsItem, { readonly type: 'due' }>, when: string, context: DigestContext): string {
  const t = messages(context.language);
  return item.statement.kind === 'commitment'
    ? t('digest.fallsDue', { when, party: speakerOf(item.statement, attributionOf(item, context)) })
    : t('digest.ends', { when });
}

/** A date within two weeks, of which a title needs no year. */
const soon = (when: DateWithPrecision, language: Language): string =>
  when.precision === 'day' ? formatDayOfYear(when.on, language) : formatWhen(when, language);

function attributed(statement: Statement, context: AttributionContext): string {
  const { language, t } = context;
  const text = pick(statement.text, language);
  const who = speakerOf(statement, context);
  const account = attributedTo(statement, context);
  const teller = statement.kind === 'commitment' ? who : account;
  if (teller !== undefined)
    return t('reply.about', { title: messages(language)('digest.toldBy', { party: teller }), what: text });
  // An order is its government's own act, and its text says whose.
  const last = who.split(' ').at(-1) ?? who;
  return statement.kind === 'measure' || who === '' || text.includes(last)
    ? text
    : t('reply.about', { title: who, what: text });
}

function attributionOf({ brief }: NewsItem, { catalogue, language }: DigestContext): AttributionContext {
  const sources = [...catalogue.sources.values()].filter(({ relationship }) => relationship === brief.relationship);
  const parties = catalogue.relationships.get(brief.relationship)?.parties ?? [];
  return { language, t: messages(language), parties, sources };
}

/** Returns the texts of a piece of news. */
export function textsOf(item: NewsItem): Translated[] {
  const { title } = item.brief;
  switch (item.type) {
    case 'statement':
    case 'due':
      return [title, item.statement.text];
    case 'withdrawn':
      return [title, item.statement.text, item.what];
    case 'reworded':
      return [title, item.statement.text, item.correction.what, item.correction.before];
    case 'past':
      return [title, item.track.title];
    case 'new':
      return [title, item.brief.bottomLine.text];
    case 'overdue':
      return [title];
    default:
      return [title, item.what];
  }
}
