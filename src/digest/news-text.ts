/** How one piece of news is told: who said it before who published it, how it stands now and stood before, and a day that has passed as passed. Pure. */
import { sourcesOf } from '../records/catalogue.ts';
import { messages } from '../locales/messages.ts';
import { dayOf, formatDay, formatWhen, span } from '../records/dates.ts';
import type { DateWithPrecision, Language, Statement, Track, Translated } from '../records/schema.ts';
import { standingOf } from '../records/standing.ts';
import { statementDate } from '../records/statement-dates.ts';
import { trackStanding, type TrackStanding } from '../records/track-state.ts';
import { attributedTo, lineOf, speakerOf } from '../views/attribution.ts';
import type { ClaimContext } from '../views/context.ts';
import { publisherName } from '../views/marks.ts';
import { partyName } from '../views/names.ts';
import { changeText, nextText, onDay, standingText, trackStateText, untold, withMore } from '../views/state-words.ts';
import { capitalized, pick } from '../views/text.ts';
import { documentOf, firstMark, marksIn, marksOfIds, ownMark, type DigestContext, type Point } from './cited.ts';
import type { Event } from './consequence.ts';
import type { NewsItem, StatementNews } from './news.ts';

/** What is told by itself: statements are told by what they change, dates by their days, and reviews in one line. */
export type PointNews = Exclude<NewsItem, { readonly type: 'statement' | 'overdue' | 'due' | 'coming-up' }>;

/** What is to come on a day. */
export type Dated = Extract<NewsItem, { readonly type: 'due' | 'coming-up' }>;

/** What was published so many days before it is told is told with its day. */
const LATE_DAYS = 14;

/** Returns the track of the statements that a date rests on. */
export const trackOf = (item: Dated, { statements, tracks }: DigestContext['catalogue']): Track | undefined =>
  (item.type === 'due' ? [item.statement.id] : item.restsOn)
    .map((id) => tracks.get(statements.get(id)?.track ?? ''))
    .find((track) => track !== undefined);

/** Returns a statement as a sentence: what somebody said or thinks behind their name, with whose account it is where another tells it. */
export function sentenceOf(statement: Statement, context: DigestContext): string {
  const claim = claimContextOf(statement, context);
  const { language, t } = claim;
  const text = pick(statement.text, language);
  if (statement.kind === 'measure' || statement.kind === 'commitment' || statement.kind === 'reported-fact')
    return text;
  const who = speakerOf(statement, claim);
  const account = accountOf(statement, claim);
  if (who === '' || (account === undefined && text.toLowerCase().startsWith(who.toLowerCase()))) return text;
  const title = account === undefined ? who : t('digest.speaker', { who, account });
  return t('reply.about', { title, what: text });
}

/** Returns whose account of somebody else's words a statement is: its publisher's, or that of the side with whose account it gives. */
function accountOf(statement: Statement, context: ClaimContext): string | undefined {
  const teller = attributedTo(statement, context);
  const source = context.sources.find(({ id }) => id === statement.document);
  if (teller === undefined || source === undefined) return undefined;
  const isAnothers = statement.kind === 'position' && ![undefined, source.party].includes(statement.accordingTo);
  return isAnothers ? teller : publisherName(source, context.language);
}

/** Returns a statement's one mark: its document, and whose account that is of a promise; a joint statement is no side's. */
function markOf(statement: Statement, context: DigestContext): Point['marks'] {
  if (statement.kind !== 'commitment') return firstMark(marksIn([statement], context));
  const claim = claimContextOf(statement, context);
  const { marks } = lineOf(statement, claim);
  const isJoint = isJointStatement(statement, claim);
  const [mark] = isJoint ? marksIn([statement], context) : marks;
  if (mark === undefined || !isJoint) return firstMark(marks);
  const [source] = sourceOf(statement, claim);
  const where = source === undefined ? mark.text : mark.text.slice(publisherName(source, claim.language).length);
  return firstMark([{ ...mark, text: claim.t('digest.jointStatement') + where }]);
}

const sourceOf = ({ document }: Statement, { sources }: ClaimContext) => sources.filter(({ id }) => id === document);

/** Whether both sides speak in the document of a statement. */
const isJointStatement = (statement: Statement, context: ClaimContext): boolean =>
  sourceOf(statement, context).some(
    ({ kind, title }) => kind === 'official' && /\bjoint\b.*\bstatement\b/iu.test(title.en),
  );

/** Returns a text behind the day of what is told of it where that was long ago: it is read only now. */
function withDay(text: string, day: string, { language, now }: DigestContext): string {
  const isLate = day < dayOf(now.subtract({ hours: 24 * LATE_DAYS }));
  return isLate && day !== ''
    ? messages(language)('digest.readNow', { day: formatDay(day, language), what: text })
    : text;
}

const publicationOf = ({ document }: Statement, { catalogue }: DigestContext): string =>
  catalogue.sources.get(document)?.publishedOn ?? '';

/** Returns a statement of no track that changed, with how it stands where that is no longer as it says. */
export function statementPoint({ statement, brief }: StatementNews, context: DigestContext): Point {
  const { language, catalogue, now, titleOf } = context;
  const { state } = standingOf(statement, catalogue, now) ?? {};
  const stands =
    state === 'in-force' || state === 'open' ? [] : standingText(statement, claimContextOf(statement, context), true);
  const aside = stands.length === 0 ? '' : messages(language)('reply.aside', { text: stands.join(' · ') });
  return {
    label: titleOf(brief, language),
    text: withDay(sentenceOf(statement, context) + aside, publicationOf(statement, context), context),
    marks: markOf(statement, context),
  };
}

/** Returns what an event changed, with the statement that says so, how it stands now and how it was before. */
export function eventPoint(event: Event, context: DigestContext): Point {
  const { language } = context;
  const t = messages(language);
  const [{ before, standing, item, isAhead }, ...others] = event;
  const { statement } = item;
  const now = capitalized(isAhead ? trackStateText(standing, language) : doneText(standing, language));
  const stands = t('digest.stands', {
    now,
    isNew: before.state === 'unknown',
    before: before.state === 'unknown' ? '' : t(`trackState.now.${before.state}`),
  });
  const published = publicationOf(statement, context);
  const since = standing.since?.precision === 'day' ? standing.since.on : published;
  const more = others.flatMap((one) => firstMark(marksIn([one.item.statement], context), true));
  return {
    label: titlesOf(
      event.map(({ track }) => track),
      language,
    ),
    text: withDay(
      t('digest.changed', { what: closed(sentenceOf(statement, context), language), stands }),
      since < published ? since : published,
      context,
    ),
    marks: distinct([...markOf(statement, context), ...more]),
  };
}

/** A line has so many links. */
const MAX_MARKS = 2;

const distinct = (marks: Point['marks']): Point['marks'] =>
  marks.filter(({ text }, index) => marks.findIndex((one) => one.text === text) === index).slice(0, MAX_MARKS);

/** Returns the titles of tracks in one line. */
const titlesOf = (tracks: readonly Track[], language: Language): string =>
  tracks.map(({ title }) => pick(title, language)).join(messages(language)('digest.between'));

/** Returns a sentence with its end. */
const closed = (sentence: string, language: Language): string =>
  /[.!?。！？”"]$/u.test(sentence) ? sentence : `${sentence}${language === 'zh' ? '。' : '.'}`;

/** Returns what was done to a track: an order says what is to be, not that it is so. */
function doneText(standing: TrackStanding, language: Language): string {
  const t = messages(language);
  const { state, since, until, due, by } = standing;
  const effect = by !== undefined && 'effect' in by ? by.effect : undefined;
  const dayText = (when: DateWithPrecision | undefined): string =>
    when === undefined ? '' : formatWhen(when, language);
  const when = until ?? due;
  const dated = { dated: when !== undefined, isDay: when?.precision !== 'about', day: dayText(when) };
  if (state === 'promised' && by?.kind === 'commitment' && by.by === 'both')
    return withMore(t('digest.agreed', dated), standing, language);
  if (state === 'in-force' && effect === 'extended') return withMore(t('digest.extended', dated), standing, language);
  if (by?.kind !== 'measure' || (state !== 'in-force' && state !== 'announced') || effect === 'announced')
    return trackStateText(standing, language);
  const isAhead = state === 'announced';
  const ordered = t('digest.ordered', {
    done: effect === 'raised' || effect === 'lowered' ? effect : 'ordered',
    isAhead,
    from: dayText(isAhead ? due : since),
    limited: until !== undefined,
    until: dayText(until),
  });
  return withMore(ordered, standing, language);
}

/** Returns what changed in a topic or a track, behind its title. */
export function pointOf(item: PointNews, context: DigestContext): Point {
  const { language, titleOf } = context;
  const t = messages(language);
  const label = titleOf(item.brief, language);
  switch (item.type) {
    case 'begins':
      return {
        label: item.change.track === undefined ? label : pick(item.change.track.title, language),
        text: t('digest.changed', {
          what: closed(capitalized(beginsText(item, context)), language),
          stands: sentenceOf(item.statement, context),
        }),
        marks: markOf(item.statement, context),
      };
    case 'past':
      return {
        label: pick(item.track.title, language),
        text: capitalized(trackStateText(item.standing, language)),
        marks: item.standing.by === undefined ? [] : firstMark(marksIn([item.standing.by], context)),
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
        marks: firstMark(marksOfIds(item.brief.bottomLine.restsOn, context)),
      };
    case 'update':
      return { label, text: pick(item.what, language), marks: firstMark(marksOfIds(item.statements, context)) };
    default:
      return {
        label,
        text: pick(item.what, language) + t('reply.aside', { text: formatDay(item.on, language) }),
        marks: [],
      };
  }
}

/** Returns what was announced for a day that has come: as to come on that day, as passed after it. */
function beginsText({ change, on }: Extract<NewsItem, { readonly type: 'begins' }>, context: DigestContext): string {
  const { language, now } = context;
  const state = change.before ?? '';
  return on >= dayOf(now)
    ? nextText(change, { state }, language)
    : untold(
        messages(language)('digest.wasTo', {
          change: changeText(change.effect, { state }, language),
          on: onDay(change.at, language),
        }),
        language,
      );
}

/** What becomes of something on a day: only a measure or a suspension lapses, what is promised is due, and of what is watched for its own words tell. */
export type DateKind = 'lapses' | 'returns' | 'due' | 'runs' | 'changes' | 'watched';

export function dateKindOf(item: Dated, { catalogue, now }: DigestContext): DateKind {
  if (item.type === 'coming-up') return 'watched';
  if (item.change !== undefined) return 'changes';
  const { statement } = item;
  const track = trackOf(item, catalogue);
  if (track?.form === 'event') return 'changes';
  if (statement.kind === 'commitment') return statement.due === undefined ? 'runs' : 'due';
  const isSuspended =
    (statement.kind === 'measure' && statement.effect === 'suspended') ||
    (track !== undefined && trackStanding(track, catalogue, now).state === 'suspended');
  return isSuspended ? 'returns' : 'lapses';
}

/** Returns a date, or several of one kind and day, behind the day. */
export function datesPoint(dates: readonly [Dated, ...Dated[]], context: DigestContext): Point {
  const { language, catalogue } = context;
  const [first] = dates;
  const names = [...new Set(dates.map((item) => nameOf(item, dates.length > 1, context)))].join(
    messages(language)('digest.between'),
  );
  const other =
    dates.length === 1 && first.type === 'due' && first.change === undefined ? otherEndOf(first, context) : '';
  const marks = dates.flatMap((item) =>
    item.type === 'coming-up' ? firstMark(marksOfIds(item.restsOn, context)) : markOf(item.statement, context),
  );
  return {
    label: capitalized(formatWhen(first.when, language)),
    text: dateText(first, names, trackOf(first, catalogue) !== undefined, context) + other,
    marks: distinct(marks).flatMap((mark) => firstMark([mark], true)),
  };
}

/** Returns the name of what a date is of: its track or, of a promise that stands alone, the sentence of its statement. */
function nameOf(item: Dated, isOfSeveral: boolean, context: DigestContext): string {
  if (item.type === 'coming-up') return pick(item.what, context.language);
  const track = trackOf(item, context.catalogue);
  const isPromise = item.statement.kind === 'commitment' && track?.form !== 'event' && !isOfSeveral;
  return track === undefined || isPromise ? sentenceOf(item.statement, context) : pick(track.title, context.language);
}

function dateText(item: Dated, names: string, isNamed: boolean, context: DigestContext): string {
  const t = messages(context.language);
  const kind = dateKindOf(item, context);
  if (kind === 'watched' || item.type === 'coming-up') return names;
  if (item.change === undefined) return t('digest.date', { kind: kind === 'changes' ? 'other' : kind, names });
  const { effect, before = '' } = item.change;
  return isNamed
    ? t('digest.begins', { what: names, change: changeText(effect, { state: before }, context.language) })
    : names;
}

/** Returns, in brackets, a later day that another document gives for what ends. */
function otherEndOf({ statement, when }: Extract<Dated, { readonly type: 'due' }>, context: DigestContext): string {
  const { catalogue, language, now } = context;
  const t = messages(language);
  for (const one of catalogue.statementsOfTrack.get(statement.track ?? '') ?? []) {
    const { until, by } = standingOf(one, catalogue, now) ?? {};
    if (until !== undefined && by === undefined && span(until).first > span(when).last) {
      const day = formatWhen(until, language);
      return t('reply.aside', { text: t('digest.otherDate', { day, document: documentOf(one, context) }) });
    }
  }
  return '';
}

/** Returns what a title may say of a piece of news, in sentences of their own, the best first. */
export function headlinesOf(item: NewsItem, context: DigestContext): string[] {
  const { language, catalogue } = context;
  const t = messages(language);
  const title = context.titleOf(item.brief, language);
  switch (item.type) {
    case 'statement':
      return [lateHeadlineOf(item.statement, context)];
    case 'due':
    case 'coming-up': {
      const what = dateText(item, nameOf(item, false, context), trackOf(item, catalogue) !== undefined, context);
      return [t('digest.short.date', { day: formatWhen(item.when, language), what: what.replace(/[.。]$/u, '') })];
    }
    case 'begins':
      return item.change.track === undefined
        ? [headlineOf(item.statement, context)]
        : stateHeadlines(item.change.track, beginsText(item, context), language);
    case 'past':
      return stateHeadlines(item.track, trackStateText(item.standing, language), language);
    case 'overdue':
      return [t('digest.short.overdue', { title })];
    case 'reworded':
    case 'correction':
      return [t('digest.short.corrected', { title })];
    case 'withdrawn':
    case 'retraction':
      return [t('digest.short.retracted', { title })];
    case 'new':
      return [t('digest.short.new', { title })];
    case 'update':
      return [pick(item.what, language)];
  }
}

/** Returns a statement in a title, which has no link: with whose account of a promise it is, or who reports it. A ruling is its court's, whoever reports it. */
function headlineOf(statement: Statement, context: DigestContext): string {
  const claim = claimContextOf(statement, context);
  const { t, language } = claim;
  const sentence = sentenceOf(statement, context).replace(/[.。]$/u, '');
  const [source] = sourceOf(statement, claim);
  if (source === undefined) return sentence;
  const who = publisherName(source, language);
  if (statement.kind === 'commitment')
    return statement.by === statement.accordingTo || isJointStatement(statement, claim)
      ? sentence
      : t('digest.short.account', {
          what: sentence,
          who: source.party === statement.accordingTo ? who : partyName(statement.accordingTo, claim),
        });
  const isReport = statement.kind === 'reported-fact' && source.party === undefined && !COURT.test(statement.text.en);
  return isReport && !sentence.includes(who) ? t('digest.short.reported', { what: sentence, who }) : sentence;
}

const COURT = /\b(?:courts?|justices?|judges?|tribunal)\b/iu;

/** Returns the same with its day, where it is read only now. */
const lateHeadlineOf = (statement: Statement, context: DigestContext): string =>
  withDay(headlineOf(statement, context), publicationOf(statement, context), context);

/** Returns the titles that an event can have: what its statement says, else how its first track stands. */
export function eventHeadlines(event: Event, context: DigestContext): string[] {
  const [{ track, standing, item, isAhead }] = event;
  const { language } = context;
  const state = isAhead ? trackStateText(standing, language) : doneText(standing, language);
  return [lateHeadlineOf(item.statement, context), ...stateHeadlines(track, state, language)];
}

/** Returns how a track stands, and the same in fewer words. */
const stateHeadlines = ({ title }: Track, state: string, language: Language): string[] =>
  [state, ...state.split(/; |；/u, 1)].map((what) =>
    messages(language)('reply.about', { title: pick(title, language), what }),
  );

function claimContextOf({ relationship }: Statement, { catalogue, language, now }: DigestContext): ClaimContext {
  const sources = sourcesOf(catalogue, relationship);
  const parties = catalogue.relationships.get(relationship)?.parties ?? [];
  return { language, t: messages(language), parties, sources, catalogue, now };
}

/** Returns the side that a piece of news is of, as far as one is: the party whose document it stands in. */
export const sideOf = (item: NewsItem, { catalogue }: DigestContext): string | undefined =>
  'statement' in item ? catalogue.sources.get(item.statement.document)?.party : undefined;

/** Returns the day of what a statement tells: of its document where it has none of its own. */
export const dayOfStatement = (statement: Statement, context: DigestContext): string => {
  const date = statementDate(statement);
  return date === undefined ? publicationOf(statement, context) : span(date).last;
};

/** Whether a statement was published long before it is told. */
export const isLate = (statement: Statement, context: DigestContext): boolean =>
  publicationOf(statement, context) < dayOf(context.now.subtract({ hours: 24 * LATE_DAYS }));

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
