/** How one piece of news is told: a text with one link behind a label, and the few words of it in a title. Pure. */
import { sourcesOf } from '../records/catalogue.ts';
import { messages } from '../locales/messages.ts';
import type { AnnouncedChange } from '../records/announced-changes.ts';
import { dayOf, formatDay, formatDayOfYear, formatWhen, span } from '../records/dates.ts';
import type { DateWithPrecision, Language, Statement, Track, Translated } from '../records/schema.ts';
import { pick, capitalized } from '../views/text.ts';
import { publisherName } from '../views/marks.ts';
import { trackStanding, type TrackStanding } from '../records/track-state.ts';
import { shortest } from './digest-title.ts';
import { attributedTo, lineOf, speakerOf } from '../views/attribution.ts';
import type { AttributionContext } from '../views/context.ts';
import { changeText, nextText, trackStateText, withMore } from '../views/state-words.ts';
import { standingOf } from '../records/standing.ts';
import { clip, compareTexts } from '../shared/text.ts';
import type { Event } from './consequence.ts';
import { documentOf, firstMark, marksIn, marksOfIds, ownMark, type DigestContext, type Point } from './cited.ts';
import type { NewsItem, StatementNews } from './news.ts';

/** What is told by itself: statements are told by their documents, and reviews in one line. */
export type PointNews = Exclude<NewsItem, { readonly type: 'statement' | 'overdue' }>;

/** What is to come on a day. */
export type Dated = Extract<NewsItem, { readonly type: 'due' | 'coming-up' }>;
/** A track of which something is to come on a day. */
export type DatedTrack = { readonly track: Track; readonly item: Dated };

/** Returns the track of the statements that a date rests on. */
export const trackOf = (item: Dated, { statements, tracks }: DigestContext['catalogue']): Track | undefined =>
  (item.type === 'due' ? [item.statement.id] : item.restsOn)
    .map((id) => tracks.get(statements.get(id)?.track ?? ''))
    .find((track) => track !== undefined);

/** The title of a document takes so much of its line. */
const MAX_TITLE_CHARACTERS: Readonly<Record<Language, number>> = { en: 70, zh: 32 };

/** Returns what changed, or a date, behind its topic, its day or its track. */
export function pointOf(item: PointNews, context: DigestContext): Point {
  const { language, titleOf } = context;
  const t = messages(language);
  const label = titleOf(item.brief, language);
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
    case 'begins': {
      const { track, before = '' } = item.change;
      const state = capitalized(nextText(item.change, { state: before }, language));
      const what = attributed(item.statement, attributionOf(item, context));
      return {
        label: track === undefined ? label : pick(track.title, language),
        text: t('digest.trackChanged', { state, what }),
        marks: firstMark(marksIn([item.statement], context)),
      };
    }
    case 'past':
      return {
        label: pick(item.track.title, language),
        text:
          item.standing.state === 'end-passed'
            ? t('digest.endedByTerms', { day: formatDay(item.on, language) })
            : capitalized(trackStateText(item.standing, language)),
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

/** Returns what an event changed, and with it, where that is wanted, the statement that says so. */
export function eventPoint(event: Event, isWhole: boolean, context: DigestContext): Point {
  const { language } = context;
  const t = messages(language);
  const [{ standing, item, isAhead }, ...others] = event;
  const names = event.map(({ track }) => pick(track.title, language));
  const state = capitalized(isAhead ? trackStateText(standing, language) : doneText(standing, language));
  const list = names.join(t('digest.between'));
  const { text, marks } = statementPoint(item.statement, item, context, (what) =>
    t('digest.trackChanged', { state: others.length === 0 ? state : list, what }),
  );
  const more = others.flatMap((one) => firstMark(marksIn([one.item.statement], context), true));
  const all = [...firstMark(marks, !isWhole), ...more].filter(
    (mark, index, every) => every.findIndex((one) => one.text === mark.text) === index,
  );
  return others.length === 0
    ? { label: list, text: isWhole ? text : state, marks: all }
    : { label: state, text: isWhole ? text : list, marks: all };
}

/** What was done to a track, in a word that says no more than the statement that tells it. */
function doneOf({ state, by }: TrackStanding) {
  const effect = by !== undefined && 'effect' in by ? by.effect : undefined;
  if (state === 'promised') return by?.kind === 'commitment' && by.by === 'both' ? 'agreed' : 'promised';
  if (state === 'in-force' && effect === 'extended') return effect;
  // An order says what is to be, not that it is so.
  if (by?.kind === 'measure' && (state === 'in-force' || state === 'announced') && effect !== 'announced')
    return effect === 'raised' || effect === 'lowered' ? effect : 'ordered';
  if (state === 'in-force') return 'applies';
  if (state === 'start-passed' || state === 'end-passed' || state === 'suspension-passed') return 'passed';
  return state === 'due-passed' || state === 'unknown' ? 'passed' : state;
}

function doneText(standing: TrackStanding, language: Language): string {
  const t = messages(language);
  const { state, since, until, due } = standing;
  const done = doneOf(standing);
  const dayText = (when: DateWithPrecision | undefined): string =>
    when === undefined ? '' : formatWhen(when, language);
  if (done === 'ordered' || done === 'raised' || done === 'lowered') {
    const isAhead = state === 'announced';
    const ordered = t('digest.ordered', {
      done,
      isAhead,
      from: dayText(isAhead ? due : since),
      limited: until !== undefined,
      until: dayText(until),
    });
    return withMore(ordered, standing, language);
  }
  const when = until ?? due;
  if (done !== 'extended' && done !== 'agreed') return trackStateText(standing, language);
  const told = t(`digest.${done}`, {
    dated: when !== undefined,
    isDay: when?.precision !== 'about',
    day: dayText(when),
  });
  return withMore(told, standing, language);
}

/** Returns a document by its title, with its weightiest statement under its topic, and how many more are new. */
export function documentPoint(item: StatementNews, more: number, context: DigestContext): Point {
  const { language, catalogue, titleOf } = context;
  const title = catalogue.sources.get(item.statement.document)?.title;
  const t = messages(language);
  return {
    ...statementPoint(item.statement, item, context, (what) =>
      t('digest.document', { topic: titleOf(item.brief, language), what, more }),
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

/** Returns what a piece of news says in a title, in a plain sentence. */
export function inShort(item: NewsItem, context: DigestContext): string {
  const { language, now } = context;
  const t = messages(language);
  const title = context.titleOf(item.brief, language);
  const onTopic = t('digest.short.topic', { title });
  const first = (...sentences: readonly string[]): string => shortest([...sentences, onTopic], language);
  switch (item.type) {
    case 'statement':
      return first(attributed(item.statement, attributionOf(item, context)), ...promiseOf(item, context));
    case 'due':
      return item.change?.track === undefined
        ? dateInShort(item, context)
        : changeInShort(item.change, dayInTitle(item.when, language), context);
    case 'begins':
      if (item.change.track === undefined) return onTopic;
      return changeInShort(item.change, item.on === dayOf(now) ? '' : dayInTitle(item.change.at, language), context);
    case 'coming-up':
      return dateInShort(item, context);
    case 'past':
      return t('digest.short.passed', { what: nameOf(item.track, context).title });
    case 'overdue':
      return t('digest.short.overdue', { title });
    case 'reworded':
    case 'correction':
      return t('digest.short.corrected', { title });
    case 'withdrawn':
    case 'retraction':
      return t('digest.short.retracted', { title });
    case 'new':
      return t('digest.short.new', { title });
    case 'update':
      return first(pick(item.what, language));
  }
}

/** Returns what is announced of a measure, with its day where that is another one than the title's. */
function changeInShort(
  { track, before = '', effect }: Pick<AnnouncedChange, 'track' | 'effect'> & { readonly before?: string | undefined },
  day: string,
  context: DigestContext,
): string {
  const { language } = context;
  const change = changeText(effect, { state: before }, language);
  const what = track === undefined ? '' : nameOf(track, context).title;
  return messages(language)('digest.short.begins', { what, change, dated: day !== '', day });
}

/** A day as a title has it, which has its year. */
const dayInTitle = (when: DateWithPrecision, language: Language): string =>
  when.precision === 'day' ? formatDayOfYear(when.on, language) : formatWhen(when, language);

/** Returns what is to come on a day: of the track of the statements that it rests on, or in its topic. */
function dateInShort(item: Dated, context: DigestContext): string {
  const { catalogue, language, now } = context;
  const { when, brief } = item;
  const track = trackOf(item, catalogue);
  const t = messages(language);
  const day = dayInTitle(when, language);
  if (track === undefined) return t('digest.short.date', { title: context.titleOf(brief, language), day });
  const { state } = trackStanding(track, catalogue, now);
  const how = isDue(item) ? 'due' : state === 'suspended' ? 'returns' : 'lapses';
  return t('digest.short.ahead', { what: nameOf(track, context).title, how, day });
}

/** A track's title without what stands in brackets, and the same without the party in front of it: "U.S." and "port fees on Chinese ships". */
function nameOf(
  track: Track,
  { catalogue, language }: Pick<DigestContext, 'catalogue' | 'language'>,
): { readonly title: string; readonly who: string; readonly what: string } {
  const title = pick(track.title, language).replace(/\s*[(（][^()（）]*[)）]/gu, '');
  const party = catalogue.relationships.get(track.relationship)?.parties.find(({ id }) => id === track.party);
  const names = (language === 'zh' ? party?.aliases.zh : undefined) ?? party?.aliases.en ?? [];
  const [name = ''] = names
    .filter((one) => title.toLowerCase().startsWith(one.toLowerCase()))
    .toSorted((a, b) => b.length - a.length);
  const who = title.slice(0, name.length);
  // In English it acts where it is in the genitive or a short form: in "Chinese market access" somebody else does.
  const rest = language === 'zh' ? /^(.+)$/u : who === who.toUpperCase() ? /^ (.+)$/u : /^['’]s (.+)$/u;
  const [, what] = rest.exec(title.slice(who.length)) ?? [];
  return who === '' || what === undefined ? { title, who: '', what: title } : { title, who, what };
}

/** Returns an event in a sentence: who did what to the first of its tracks. */
export function eventInShort(event: Event, context: DigestContext): string {
  const { language } = context;
  const t = messages(language);
  const [{ track, standing, item, isAhead }] = event;
  const { title, who, what } = nameOf(track, context);
  const { next } = standing;
  const done = doneOf(standing);
  const sentence =
    isAhead && next !== undefined
      ? changeInShort({ track, before: standing.state, effect: next.effect }, dayInTitle(next.at, language), context)
      : t('digest.short.event', { done, byParty: who !== '', who, what, title });
  const { statement } = item;
  const attribution = attributionOf(item, context);
  const source = attribution.sources.find(({ id }) => id === statement.document);
  const teller = source === undefined ? '' : publisherName(source, language);
  const isOneSided = statement.kind === 'commitment' && statement.by !== statement.accordingTo;
  const sentences = [...(standing.state === 'promised' ? promiseOf(item, context) : []), sentence];
  const told = sentences.flatMap((one) => {
    if (isOneSided) return [t('digest.short.account', { what: one, who: teller })];
    return source?.party === undefined && event.every((change) => change.item.statement.kind === 'reported-fact')
      ? [t('digest.short.reported', { what: one, who: teller })]
      : [];
  });
  return shortest([...told, ...sentences], language);
}

/** Returns the beginning of a promise, where that says by itself what is to be done and sets no condition: in Chinese it seldom does. */
function promiseOf({ statement }: StatementNews, { language }: DigestContext): string[] {
  if (statement.kind !== 'commitment' || language === 'zh') return [];
  const [, clause = '', rest = ''] = /^(.+?)(?:[,;] (.*)|\.)?$/u.exec(statement.text.en) ?? [];
  const isWhole = /\bwill\b/u.test(clause) && !/\b(?:unless|if|once|until|provided|except|without)\b/u.test(rest);
  return isWhole ? [clause] : [];
}

/** Until when something holds unless that is extended, or when it is due and by whose account. */
function deadline(item: Extract<NewsItem, { readonly type: 'due' }>, when: string, context: DigestContext): string {
  const { language } = context;
  const t = messages(language);
  if (item.change !== undefined)
    return capitalized(nextText(item.change, { state: item.change.before ?? '' }, language));
  return isDue(item)
    ? t('digest.fallsDue', { when, party: speakerOf(item.statement, attributionOf(item, context)) })
    : t('digest.ends', { when });
}

/** Whether something is to be done by a day: else something holds until it. */
const isDue = (item: Dated): boolean =>
  item.type === 'due' && item.statement.kind === 'commitment' && item.statement.due !== undefined;

/** Whether something is to begin or to change on a day. */
export const isChange = (item: Dated): boolean => item.type === 'due' && item.change !== undefined;

/** Returns the measures and promises that end, return or fall due about one day, each by name. */
export function datesPoint(dates: readonly [DatedTrack, ...DatedTrack[]], context: DigestContext): Point {
  const { catalogue, language } = context;
  const t = messages(language);
  const days = dates.map(({ item }) => item.when).toSorted((a, b) => compareTexts(span(a).last, span(b).last));
  const last = days.at(-1) ?? dates[0].item.when;
  const when = formatWhen(last, language);
  const names = dates.map(({ track }) => {
    const title = pick(track.title, language);
    const other = (catalogue.statementsOfTrack.get(track.id) ?? []).find((one) => {
      const { until, by } = standingOf(one, catalogue, context.now) ?? {};
      return until !== undefined && by === undefined && span(until).last > span(last).last;
    });
    const until = other && standingOf(other, catalogue, context.now)?.until;
    if (other === undefined || until === undefined) return title;
    const told = t('digest.otherDate', { day: formatWhen(until, language), document: documentOf(other, context) });
    return title + t('reply.aside', { text: told });
  });
  const marks = dates.flatMap(({ item }) =>
    firstMark(item.type === 'due' ? marksIn([item.statement], context) : marksOfIds(item.restsOn, context), true),
  );
  return {
    label: dates.some(({ item }) => isChange(item))
      ? t('digest.beginsBy', { when })
      : dates.every(({ item }) => isDue(item))
        ? t('digest.dueBy', { when })
        : t('digest.endsBy', { when, mixed: dates.some(({ item }) => isDue(item)) }),
    text: names.join(t('digest.between')),
    marks: marks.filter((mark, index) => marks.findIndex(({ text }) => text === mark.text) === index),
  };
}

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
  const sources = sourcesOf(catalogue, brief.relationship);
  const parties = catalogue.relationships.get(brief.relationship)?.parties ?? [];
  return { language, t: messages(language), parties, sources };
}

/** Returns the texts of a piece of news. */
export function textsOf(item: NewsItem): Translated[] {
  const { title } = item.brief;
  switch (item.type) {
    case 'statement':
    case 'due':
    case 'begins':
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
