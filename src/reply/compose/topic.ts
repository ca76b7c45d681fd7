/** What telling a brief needs in all its replies: the language that it can be read in, its sources under the same numbers everywhere, its statements. */
import { messages } from '../../locales/messages.ts';
import { bottomLineDay, newerMeasure } from '../../records/bottom-line.ts';
import { citedSources } from '../../records/citation.ts';
import { formatDay, freshness } from '../../records/dates.ts';
import type { Brief, Statement, Track } from '../../records/schema.ts';
import type { Block } from '../reply.ts';
import { type CitationMark, marksByPublisher, marksOf } from '../../views/marks.ts';
import { relatedStatements } from '../../records/standing.ts';
import type { ClaimContext } from '../../views/context.ts';
import { numbering } from './sources.ts';
import { ageText } from '../../views/age.ts';
import { pick, readable } from '../../views/text.ts';
import type { ComposeContext } from './parts.ts';

type Badge = Extract<Block, { readonly type: 'badge' }>;

export type TopicContext = ClaimContext & {
  readonly brief: Brief;
  /** The number of each source by its id, in the list of sources. */
  readonly number: ReadonlyMap<string, number>;
  /** The statements of the brief, and those of other topics that stand in a relation to them. */
  readonly cited: readonly Statement[];
} & Pick<ComposeContext, 'reach'>;

/** Returns what telling a brief needs; the sources of the bottom line and the key points have the first numbers. */
export function topicContext(
  brief: Brief,
  { catalogue, language: wanted, now, reach }: Omit<ComposeContext, 'audience'>,
): TopicContext {
  const language = readable(brief, wanted);
  const first = [...brief.bottomLine.restsOn, ...brief.keyPoints, ...brief.whyItMatters.restsOn];
  const cited = [...brief.statements, ...relatedStatements(brief.statements, { catalogue, now })];
  const sides = brief.disagreements.flatMap((one) => one.sides);
  const sources = citedSources(
    {
      statements: [...first.flatMap((id) => catalogue.statements.get(id) ?? []), ...cited],
      gaps: [...brief.gaps, ...sides.map(({ text, searched = [] }) => ({ text, searched }))],
    },
    catalogue,
  );
  return {
    brief,
    cited,
    catalogue,
    language,
    t: messages(language),
    parties: catalogue.relationships.get(brief.relationship)?.parties ?? [],
    sources,
    number: numbering(sources),
    now,
    reach,
  };
}

/** Returns statements of a brief by their ids, in that order. */
export const statementsOf = (ids: readonly string[], { brief }: Pick<TopicContext, 'brief'>): Statement[] =>
  ids.flatMap((id) => brief.statements.find((statement) => statement.id === id) ?? []);

/** Returns the tracks of a topic, in the order of their file. */
export const tracksOf = ({ brief, catalogue }: Pick<TopicContext, 'brief' | 'catalogue'>): Track[] =>
  [...catalogue.tracks.values()].filter(({ topics }) => topics.includes(brief.id));

/** Returns the statements of a brief of some kinds. */
export const ofKinds = (kinds: readonly Statement['kind'][], { brief }: Pick<TopicContext, 'brief'>): Statement[] =>
  brief.statements.filter(({ kind }) => kinds.includes(kind));

/** Returns what a party's own documents say, order and promise. */
export const ofParty = (party: string, topic: TopicContext): Statement[] =>
  ofKinds(['position', 'measure', 'commitment'], topic).filter(
    ({ document }) => topic.catalogue.sources.get(document)?.party === party,
  );

/** Returns the marks of the statements that something rests on. */
export const restingMarks = (ids: readonly string[], topic: TopicContext): CitationMark[] =>
  marksOf(
    ids.flatMap((id) => topic.catalogue.statements.get(id) ?? []),
    // What a measure rests on may stand in a document of another topic.
    [...new Set([...topic.sources, ...topic.catalogue.sources.values()])],
    topic,
  );

/** Returns the day until which a bottom line speaks where a measure of its topic is newer; undefined where none is. */
export const bottomLineAsOf = ({
  brief,
  catalogue,
  language,
}: Pick<TopicContext, 'brief' | 'catalogue' | 'language'>) =>
  newerMeasure(brief, catalogue) === undefined ? undefined : formatDay(bottomLineDay(brief, catalogue), language);

/** Returns the heading of a bottom line with the day until which it speaks where a measure is newer. */
export function asOfBottomLine(heading: string, about: Parameters<typeof bottomLineAsOf>[0]): string {
  const asOf = bottomLineAsOf(about);
  return asOf === undefined ? heading : messages(about.language)('digest.bottomLine', { topic: heading, asOf });
}

/** Returns the bottom line of a brief with one link a publisher, under a heading where one is given. */
export function bottomLine(topic: TopicContext, heading: string): Extract<Block, { type: 'summary' }> {
  return {
    type: 'summary',
    heading: heading === '' ? '' : asOfBottomLine(heading, topic),
    text: pick(topic.brief.bottomLine.text, topic.language),
    marks: marksByPublisher(
      topic.brief.bottomLine.restsOn.flatMap((id) => topic.catalogue.statements.get(id) ?? []),
      topic.sources,
      topic,
    ),
  };
}

/** Returns who or what has checked a brief, and when. */
export function verifiedText({ brief, language, t }: Pick<TopicContext, 'brief' | 'language' | 't'>): string {
  const { on, by } = brief.verified;
  const day = formatDay(on, language);
  return by.kind === 'person'
    ? t('reply.verifiedByPerson', { name: by.name, day })
    : t('reply.verifiedByProgram', { day });
}

/** Returns what is said of the documents that a brief cites and whose texts are not held: their citations cannot be checked; nothing where all are held, or where that is not known. */
export function unheldText(
  { brief, catalogue, t }: Pick<TopicContext, 'brief' | 'catalogue' | 't'>,
  isHeld: ComposeContext['isHeld'],
): string[] {
  if (isHeld === undefined) return [];
  const cited = citedSources({ statements: brief.statements, gaps: [] }, catalogue);
  const unheld = cited.filter((source) => !isHeld(source)).length;
  if (unheld === 0) return [];
  return [unheld === cited.length ? t('reply.unheldAll') : t('reply.unheld', { unheld, all: cited.length })];
}

type FreshnessContext = Pick<TopicContext, 'brief' | 'catalogue' | 'language' | 'now' | 'reach'>;

/** Returns how far the sources of the sides have been read, those that are watched: as words, and the day that all of them have reached. */
function readTo({ brief, catalogue, language, reach }: FreshnessContext): {
  readonly words: string[];
  readonly day: string;
} {
  const t = messages(language);
  const parties = catalogue.relationships.get(brief.relationship)?.parties ?? [];
  const read = (reach?.().get(brief.relationship) ?? []).flatMap((one) => {
    const name = parties.find(({ id }) => id === one.party)?.name;
    return one.readTo === undefined || name === undefined ? [] : [{ side: pick(name, language), day: one.readTo }];
  });
  const [first] = read.map(({ day }) => day).toSorted();
  if (first === undefined) return { words: [], day: '' };
  const isWhole = read.length === parties.length;
  const days =
    isWhole && read.every(({ day }) => day === first)
      ? [formatDay(first, language)]
      : read.map(({ day, side }) => t('sections.readToSide', { day: formatDay(day, language), side }));
  return { words: [t('sections.readTo', { days: days.join(t('reply.listed')) })], day: isWhole ? first : '' };
}

/** Returns one line on how far the documents of a brief reach, and the sources of its sides were read: once that is long ago, how long, with the newest document of the topic where `topicTo` gives it; else with a warning where its review is overdue. Before a document is in, only that none is. */
export function freshnessBadge(context: FreshnessContext, items: readonly string[] = [], topicTo = ''): Badge {
  const { brief, language, now } = context;
  const t = messages(language);
  if (brief.statements.length === 0) return { type: 'badge', items: [t('sections.noDocument'), ...items] };
  const read = readTo(context);
  const age = ageText(brief.relationship, context, { topicTo, readTo: read.day });
  if (age !== undefined) return { type: 'badge', items: [age, ...items] };
  const { overdue, reviewDueOn } = freshness(brief, now);
  return {
    type: 'badge',
    items: [t('answer.documentsTo', { day: formatDay(brief.asOf, language) }), ...read.words, ...items],
    ...(overdue && { warning: t('sections.overdue', { day: formatDay(reviewDueOn, language) }) }),
  };
}
