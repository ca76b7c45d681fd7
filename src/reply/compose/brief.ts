/** The card of a topic, which one screen holds: bottom line, points of both sides, where they differ, what is next, and where to go on. */
import { fileEnd, publishedOf, publishedOn } from '../../records/catalogue.ts';
import { formatWhen, passed, span } from '../../records/dates.ts';
import type { Brief, DateWithPrecision, Statement, Track, Translated } from '../../records/schema.ts';
import { statementDate } from '../../records/statement-dates.ts';
import { standingOf } from '../../records/standing.ts';
import { isUntold, ownDay, trackDays, trackStanding, type TrackStanding } from '../../records/track-state.ts';
import { compareTexts, wordCount } from '../../shared/text.ts';
import { pairName } from '../../views/names.ts';
import { expectationText, toldOfDay, trackStateText, withoutUntold } from '../../views/state-words.ts';
import { capitalized, pick } from '../../views/text.ts';
import type { Block, Claim, Reply } from '../reply.ts';
import { cardActions } from './actions.ts';
import { claimOf } from './claims.ts';
import { openTopic, untranslated, type ComposeContext } from './parts.ts';
import { composeRetracted } from './sections.ts';
import {
  bottomLine,
  freshnessBadge,
  restingMarks,
  statementsOf,
  topicContext,
  tracksOf,
  type TopicContext,
} from './topic.ts';

/** What a card says in all, in English words, so that readers of both languages see the same: beside it stand the links. */
const MAX_WORDS = 135;
/** Who said a line, when and where. */
const LEAD_WORDS = 6;
/** What passed so many days before the end of the file, or later, is told as without an outcome. */
const RECENT_DAYS = 60;
/** What was said more than so many days before the newest document of the topic is no news on a card. */
const OLD_DAYS = 270;
/** What comes within so many days stands directly below the bottom line. */
const NEAR_DAYS = 14;

/** Returns the card of a brief. */
export function composeBrief(brief: Brief, context: ComposeContext): Reply {
  if (brief.status === 'retracted') return composeRetracted(brief, context);
  const topic = topicContext(brief, context);
  const { language, catalogue } = topic;
  const again = { type: 'brief', topic: brief.id } as const;
  const past = passedTracks(topic);
  const watched = past.length > 0 ? undefined : passedWatch(topic);
  const next = nextOf(topic, past.length > 0 || watched !== undefined);
  const isDated = next?.when !== undefined;
  const isNear = isDated && !next.isPassed && passed(next.when, topic.now.add({ hours: 24 * NEAR_DAYS }));
  const { points, room } = newestOfSides(topic, [
    ...past.map(({ track }) => track.title),
    ...[watched, isNear ? next : undefined].flatMap((one) => one?.name ?? []),
  ]);
  // What comes later gives way to the words of both sides.
  const hasRoom = points.length < topic.parties.length || (isDated && wordCount(next.name.en) <= room);
  const isOver = [...past.map((one) => passedLine(one, topic)), ...(watched === undefined ? [] : [watched.line])];
  const last = [differLine(topic), isNear || !hasRoom ? undefined : next?.line].filter((one) => one !== undefined);
  const age = freshnessBadge(topic, [], brief.asOf);
  return {
    title: pick(brief.title, language),
    language,
    audience: context.audience,
    blocks: [
      ...untranslated(language, context),
      { ...age, items: [pairOf(topic), ...age.items] },
      bottomLine(topic, ''),
      ...(isOver.length === 0 ? [] : [{ type: 'points', heading: topic.t('card.passed'), items: isOver } as const]),
      ...(isNear ? [{ type: 'points', heading: '', items: [next.line] } as const] : []),
      {
        type: 'claims',
        // Behind a list of its own heading they need one.
        heading: isOver.length === 0 ? '' : topic.t('sections.names.sides'),
        claims: points.map((statement) => pointOf(statement, topic)),
      },
      ...(last.length === 0 ? [] : [{ type: 'points', heading: '', items: last } as const]),
    ],
    actions: [
      ...cardActions(topic, context.audience, again),
      ...namesakes(brief, catalogue).map((other) => openTopic(other, topic)),
    ],
    again,
    about: { topic: brief.id, statements: points.map(({ id }) => id) },
  };
}

/** Returns a statement as a point; standing alone, a promise begins with whose account it is. */
function pointOf(statement: Statement, topic: TopicContext): Claim {
  const claim = claimOf(statement, topic, 'short');
  const [lead, ...marks] = claim.marks;
  if (statement.kind !== 'commitment' || lead === undefined) return claim;
  return { ...claim, lead: { ...lead, text: topic.t('card.account', { account: capitalized(lead.text) }) }, marks };
}

type PointItem = Extract<Block, { readonly type: 'points' }>['items'][number];

/** Returns the pair that a topic is of, such as China–U.S. */
function pairOf({ brief, catalogue, language }: TopicContext): string {
  const relationship = catalogue.relationships.get(brief.relationship);
  return relationship === undefined ? '' : pairName(relationship, language);
}

/** Returns the topics of other pairs that have the title of this one. */
const namesakes = ({ relationship, title }: Brief, { briefs }: Pick<TopicContext['catalogue'], 'briefs'>): Brief[] =>
  publishedOf(briefs.values()).filter((other) => other.relationship !== relationship && other.title.en === title.en);

/** Returns where the two sides differ in one line, with how it stands; undefined where nothing is on record. */
function differLine(topic: TopicContext): PointItem | undefined {
  const { brief, language, t } = topic;
  const [first] = brief.disagreements;
  if (first === undefined) return undefined;
  return {
    label: t('card.differ'),
    text: t('card.differState', { question: pick(first.question, language), state: pick(first.state, language) }),
    marks: first.sides.flatMap(({ statements }) => restingMarks(statements.slice(0, 1), topic)),
  };
}

/** Returns of each side the first key point that holds, is no old news, stands not in the bottom line and for which the card has room, else the newest of what the sides differ on, and the words that are left. Where neither side has any, the first key points. */
function newestOfSides(
  topic: TopicContext,
  besides: readonly Translated[],
): { readonly points: readonly Statement[]; readonly room: number } {
  const { brief, catalogue, parties } = topic;
  const [first] = brief.disagreements;
  const english = [brief.bottomLine.text, ...(first === undefined ? [] : [first.question, first.state]), ...besides];
  let room = MAX_WORDS - english.reduce((sum, text) => sum + wordCount(text.en), 0);
  const differing = brief.disagreements.flatMap(({ sides }) => sides.flatMap(({ statements }) => statements));
  const dayOfIt = (statement: Statement): string => {
    const when = statementDate(statement);
    return when === undefined ? publishedOn(statement, catalogue) : span(when).last;
  };
  const oldest = daysBefore(brief.asOf, OLD_DAYS);
  const isNew = (one: Statement): boolean =>
    !brief.bottomLine.restsOn.includes(one.id) && dayOfIt(one) >= oldest && !isClosed(one, topic);
  const open = (ids: readonly string[]): Statement[] => statementsOf(ids, topic).filter((one) => isNew(one));
  const bySide = parties.map(({ id }) => {
    const ofSide = (one: Statement): boolean => sideOf(one) === id && wordsOf(one) <= room;
    const newest = open(differing)
      .filter(ofSide)
      .toSorted((a, b) => compareTexts(dayOfIt(b), dayOfIt(a)));
    return open(brief.keyPoints).filter(ofSide).concat(newest);
  });
  const keys = open(brief.keyPoints);
  const groups = bySide.some((some) => some.length > 0) ? bySide : keys.slice(0, 2).map((one) => [one]);
  const points = groups.flatMap((some, index) => {
    const rest = groups
      .slice(index + 1)
      .filter((others) => others.length > 0 && shortest(some) + shortest(others) <= room);
    const kept = rest.reduce((sum, others) => sum + shortest(others), 0);
    const chosen = some.find((one) => wordsOf(one) + kept <= room);
    if (chosen === undefined) return [];
    room -= wordsOf(chosen);
    return [chosen];
  });
  return { points, room };
}

/** Whether a measure, a promise or a forecast is over: nothing that a card begins with. */
function isClosed(statement: Statement, { catalogue, now }: TopicContext): boolean {
  const standing = standingOf(statement, catalogue, now);
  return standing !== undefined && !OPEN_STATES.has(standing.state);
}

const OPEN_STATES: ReadonlySet<string> = new Set(['planned', 'in-force', 'suspended', 'open']);

/** Returns how many words the shortest line of some statements takes. */
const shortest = (some: readonly Statement[]): number => Math.min(...some.map(wordsOf));

const daysBefore = (day: string, days: number): string => Temporal.PlainDate.from(day).subtract({ days }).toString();

/** How many words a line of a statement takes on a card. */
const wordsOf = ({ text }: Statement): number => wordCount(text.en) + LEAD_WORDS;

/** The party that says, orders or promises something; undefined of facts, of views and of third sides. */
function sideOf(statement: Statement): string | undefined {
  if (statement.kind === 'position' || statement.kind === 'measure') return statement.party;
  return statement.kind === 'commitment' ? statement.accordingTo : undefined;
}

/** What may come next: with its day where it has one, as a sentence. */
type Coming = {
  readonly name: Translated;
  readonly when?: DateWithPrecision | undefined;
  readonly isPassed: boolean;
  readonly line: PointItem;
};

/** Returns what comes next: the nearest of what has a day within a year; where nothing of the topic has passed, else what is watched for without a day. */
function nextOf(topic: TopicContext, isPassed: boolean): Coming | undefined {
  const watched = topic.brief.watch.map((item) => watchComing(item, topic));
  const tracks = tracksOf(topic).flatMap((track) => trackComing(track, topic));
  const soon = topic.now.add({ hours: 24 * 365 });
  const ahead = dated([...watched, ...tracks], false);
  const near = ahead.find(({ when }) => when !== undefined && passed(when, soon));
  const other = isPassed ? undefined : (watched.find(({ when }) => when === undefined) ?? ahead[0]);
  return near ?? other;
}

/** So many names of what has passed are told on a card. */
const MAX_PASSED = 2;

/** A measure or promise whose day has passed without a later document. */
type PassedTrack = {
  readonly track: Track;
  readonly when: DateWithPrecision;
  readonly standing: TrackStanding;
  readonly by: Statement;
};

/** Returns from which day on what has passed is told on a card: about the end of the file. */
function passedSince({ brief, catalogue }: TopicContext): string {
  const end = fileEnd(brief.relationship, catalogue);
  return end === '' ? '' : Temporal.PlainDate.from(end).subtract({ days: RECENT_DAYS }).toString();
}

/** Returns what was watched for and passed last without a later document; undefined where nothing was. */
function passedWatch(topic: TopicContext): Coming | undefined {
  const since = passedSince(topic);
  const last = dated(
    topic.brief.watch.map((item) => watchComing(item, topic)),
    true,
  ).at(-1);
  return last === undefined || lastDay(last) < since ? undefined : last;
}

/** Returns the measures and promises whose days have passed without a later document since about the end of the file, the latest last. */
function passedTracks(topic: TopicContext): PassedTrack[] {
  const { catalogue, now } = topic;
  const since = passedSince(topic);
  return tracksOf(topic)
    .flatMap((track) => {
      const standing = trackStanding(track, catalogue, now);
      const day = isUntold(standing) ? ownDay(standing, now) : undefined;
      return day === undefined || standing.by === undefined
        ? []
        : [{ track, when: day.when, standing, by: standing.by }];
    })
    .filter(({ when }) => span(when).last >= since)
    .toSorted((a, b) => compareTexts(span(a.when).last, span(b.when).last))
    .slice(-MAX_PASSED);
}

/** Returns how what has passed stood by its last word; that nothing later tells of it is said by its heading. */
function passedLine({ track, standing, by }: PassedTrack, topic: TopicContext): PointItem {
  return {
    label: pick(track.title, topic.language),
    text: withoutUntold(trackStateText(standing, topic.language), topic.language),
    marks: restingMarks([by.id], topic),
  };
}

/** Returns what has a day, ahead or passed, by that day. */
const dated = (some: readonly Coming[], isPassed: boolean): Coming[] =>
  some
    .filter((one) => one.when !== undefined && one.isPassed === isPassed)
    .toSorted(
      (one, other) =>
        compareTexts(lastDay(one), lastDay(other)) || Number(isVague(one.when)) - Number(isVague(other.when)),
    );

/** Whether a day is known as a part of a year alone: an exact one on its last day comes first. */
const isVague = (when: DateWithPrecision | undefined): boolean => when?.precision !== 'day';

const lastDay = ({ when }: Coming): string => (when === undefined ? '' : span(when).last);

/** Returns what a record watches for, by its label passed or ahead; its day stands behind the text that does not name it. */
function watchComing({ expected, text, restsOn }: Brief['watch'][number], topic: TopicContext): Coming {
  const { language, now, t } = topic;
  const said = pick(text, language);
  const isPassed = expected !== undefined && passed(expected, now);
  const isNamed = expected !== undefined && said.includes(formatWhen(expected, language));
  const aside =
    expected === undefined || isNamed
      ? undefined
      : isPassed
        ? formatWhen(expected, language)
        : expectationText(expected, topic);
  return {
    name: text,
    when: expected,
    isPassed,
    line: {
      label: isPassed ? '' : t('board.watched'),
      text: aside === undefined ? said : said.replace(/(?=[.。]?$)/u, t('reply.aside', { text: aside })),
      marks: restingMarks(restsOn.slice(0, 1), topic),
    },
  };
}

/** Returns what begins, ends or falls due with a measure or a promise, each with its day. */
function trackComing(track: Track, topic: TopicContext): Coming[] {
  const { catalogue, language, now, t } = topic;
  const standing = trackStanding(track, catalogue, now);
  return trackDays(standing, now).map((day) => {
    const { text, by } = toldOfDay(standing, day, topic);
    return {
      name: track.title,
      when: day.when,
      isPassed: day.isPassed,
      line: {
        label: t('card.next'),
        text: t('trackState.named', { name: pick(track.title, language), state: text }),
        marks: by === undefined ? [] : restingMarks([by.id], topic),
      },
    };
  });
}
