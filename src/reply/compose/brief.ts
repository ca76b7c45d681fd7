/** The card of a topic, which one screen holds: bottom line, points of both sides, where they differ, what is next, and where to go on. */
import { messages } from '../../locales/messages.ts';
import { formatWhen, passed, span } from '../../records/dates.ts';
import type { Brief, DateWithPrecision, Language, Statement, Track } from '../../records/schema.ts';
import { trackDays, trackStanding } from '../../records/track-state.ts';
import { compareTexts } from '../../shared/text.ts';
import { clearTitle } from '../../views/names.ts';
import { pick, readable } from '../../views/text.ts';
import { untranslated, type ComposeContext } from './parts.ts';
import type { Block, Claim, Reply } from '../reply.ts';
import { cardActions } from './actions.ts';
import { expectationText, whyUntold, toldOfDay } from '../../views/state-words.ts';
import { publisherPartyOf } from '../../views/attribution.ts';
import { claimOf } from './claims.ts';
import { composeRetracted } from './sections.ts';
import { sizeOf, sizeOfCited, together, within, type Size } from './size.ts';
import {
  bottomLine,
  restingMarks,
  shortFreshness,
  statementsOf,
  topicContext,
  tracksOf,
  type TopicContext,
} from './topic.ts';

/** What a card says in all: beside it stand the links, which name who said each point. */
const MAX: Size = { words: 110, characters: 1_250 };
/** With who said each point before it. */
const MOST_READ = 130;
const LANGUAGES: readonly Language[] = ['en', 'zh'];

/** Returns the card of a brief. */
export function composeBrief(brief: Brief, context: ComposeContext): Reply {
  if (brief.status === 'retracted') return composeRetracted(brief, context);
  const topic = topicContext(brief, context);
  const { language } = topic;
  const again = { type: 'brief', topic: brief.id } as const;
  const { points, differ } = cardParts(topic);
  const lines = [differLine(topic, differ), nextLine(topic)].filter((one) => one !== undefined);
  return {
    title: clearTitle(brief, topic.catalogue, language),
    language,
    audience: context.audience,
    blocks: [
      ...untranslated(language, context),
      bottomLine(topic, topic.t('reply.bottomLine')),
      { type: 'claims', heading: '', claims: points.map((statement) => cardClaim(statement, topic)) },
      ...(lines.length === 0 ? [] : [{ type: 'points', heading: '', items: lines } as const]),
      shortFreshness(topic),
    ],
    actions: cardActions(topic, context.audience, again),
    again,
    about: { topic: brief.id, statements: points.map(({ id }) => id) },
  };
}

type PointItem = Extract<Block, { readonly type: 'points' }>['items'][number];

/** How much is said of where the two differ: the question and where it stands, the question, or nothing. */
type DifferForm = 'state' | 'question' | 'none';

/** Returns where the two sides differ in one line; undefined where nothing is on record. */
function differLine(topic: TopicContext, form: DifferForm): PointItem | undefined {
  const { brief, language, t } = topic;
  const [first] = brief.disagreements;
  if (first === undefined || form === 'none') return undefined;
  const question = pick(first.question, language);
  return {
    label: t('card.differ'),
    text: form === 'state' ? t('card.differState', { question, state: pick(first.state, language) }) : question,
    marks: first.sides.flatMap(({ statements }) => restingMarks(statements.slice(0, 1), topic)),
  };
}

/** What may come next: with its day where it has one, as a sentence. */
type Coming = { readonly when?: DateWithPrecision | undefined; readonly isPassed: boolean; readonly line: PointItem };

/** Returns what comes next, the same in each language: what the record watches for before the bare state of a measure or a promise, what is dated to a day or a month within a year before what has no date, and what has passed without a later word only where nothing is ahead. */
function nextLine(topic: TopicContext): PointItem | undefined {
  const watched = topic.brief.watch.map((item) => watchComing(item, topic));
  const tracks = tracksOf(topic).flatMap((track) =>
    track.topics[0] === topic.brief.id ? trackComing(track, topic) : [],
  );
  const soon = topic.now.add({ hours: 24 * 365 });
  const ahead = dated(watched, false);
  const shown =
    ahead.find(({ when }) => when !== undefined && when.precision !== 'year' && passed(when, soon)) ??
    watched.find(({ when }) => when === undefined) ??
    ahead[0] ??
    dated(tracks, false)[0] ??
    dated(watched, true).at(-1) ??
    dated(tracks, true).at(-1);
  return shown?.line;
}

/** Returns what has a day, ahead or passed, by that day. */
const dated = (some: readonly Coming[], isPassed: boolean): Coming[] =>
  some
    .filter((one) => one.when !== undefined && one.isPassed === isPassed)
    .toSorted((one, other) => compareTexts(lastDay(one), lastDay(other)));

const lastDay = ({ when }: Coming): string => (when === undefined ? '' : span(when).last);

/** Returns what a record watches for; its day stands behind the text that does not name it, and so does that it has passed. */
function watchComing({ expected, text, restsOn }: Brief['watch'][number], topic: TopicContext): Coming {
  const { language, now, t } = topic;
  const said = pick(text, language);
  const isPassed = expected !== undefined && passed(expected, now);
  const isNamed = expected !== undefined && said.includes(formatWhen(expected, language));
  const aside =
    expected === undefined || (isNamed && !isPassed)
      ? undefined
      : isNamed
        ? whyUntold(expected, topic)
        : expectationText(expected, topic);
  return {
    when: expected,
    isPassed,
    line: {
      label: t('card.next'),
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
    const said = day.isPassed ? t('sections.untold', { passed: text, why: t('sections.noLater') }) : text;
    return {
      when: day.when,
      isPassed: day.isPassed,
      line: {
        label: t('card.next'),
        text: t('trackState.named', { name: pick(track.title, language), state: said }),
        marks: by === undefined ? [] : restingMarks([by.id], topic),
      },
    };
  });
}

type CardParts = { readonly points: readonly Statement[]; readonly differ: DifferForm };

/** Returns what a card has room for beside its bottom line and what is next: where the sides differ with what each holds, and two key points of more than one side if it can be, else one; a third where it is still short. A point that the bottom line rests on says less that is new. In each language that the brief can be read in the card has this room, so that readers of both see the same. */
function cardParts(topic: TopicContext): CardParts {
  const { brief } = topic;
  const versions = LANGUAGES.filter((one) => readable(brief, one) === one).map((language) =>
    Object.assign({}, topic, { language, t: messages(language) }),
  );
  const frames = versions.map((version) => {
    const next = nextLine(version);
    return together(
      sizeOfCited(bottomLine(version, '')),
      frameOf(version),
      next === undefined ? sizeOf() : sizeOfPoint(next),
    );
  });
  const points = statementsOf(brief.keyPoints, topic).map((statement) => ({
    statement,
    side: publisherPartyOf(statement, topic),
    party: partyOfSource(statement, topic),
    isTold: brief.bottomLine.restsOn.includes(statement.id),
    sizes: versions.map((version) => sizeOfCited(cardClaim(statement, version))),
    leads: versions.map((version) => sizeOf(cardClaim(statement, version).lead?.text ?? '').words),
  }));
  type Point = (typeof points)[number];
  const totals = (some: readonly Point[], differ: DifferForm): Size[] =>
    versions.map((version, at) => {
      const line = differLine(version, differ);
      return together(
        frames[at] ?? sizeOf(),
        line === undefined ? sizeOf() : sizeOfPoint(line),
        ...some.flatMap((point) => point.sizes[at] ?? []),
      );
    });
  const fits = (some: readonly Point[], differ: DifferForm): boolean =>
    totals(some, differ).every((size, at) => {
      const leads = some.reduce((sum, point) => sum + (point.leads[at] ?? 0), 0);
      return within(size, MAX) && size.words + leads <= MOST_READ;
    });
  const all = points.flatMap((one, index) => points.slice(index + 1).map((other): readonly Point[] => [one, other]));
  const ofBoth = all.filter(([one, other]) => one?.side !== other?.side);
  const toldIn = (some: readonly Point[]): number => some.filter(({ isTold }) => isTold).length;
  const partiesIn = (some: readonly Point[]): number => some.filter(({ party }) => party !== undefined).length;
  const pairs = (ofBoth.length === 0 ? all : ofBoth).toSorted(
    (one, other) => partiesIn(other) - partiesIn(one) || toldIn(one) - toldIn(other),
  );
  const singles = points
    .map((one): readonly Point[] => [one])
    .toSorted((one, other) => toldIn(one) - toldIn(other) || partiesIn(other) - partiesIn(one));
  const choices: readonly (readonly [readonly (readonly Point[])[], DifferForm])[] = [
    [pairs, 'state'],
    [singles, 'state'],
    [pairs, 'question'],
    [singles, 'question'],
    [pairs, 'none'],
    [singles, 'none'],
  ];
  for (const [groups, differ] of choices) {
    const chosen = groups.find((some) => fits(some, differ));
    if (chosen === undefined) continue;
    const third = points.find((one) => !one.isTold && !chosen.includes(one) && fits([...chosen, one], differ));
    const shown = points.filter((one) => chosen.includes(one) || one === third);
    return { points: shown.map(({ statement }) => statement), differ };
  }
  const words = (some: readonly Point[]): number => Math.max(...totals(some, 'none').map((size) => size.words));
  const [shortest = points] = singles.toSorted((one, other) => words(one) - words(other));
  return { points: shortest.map(({ statement }) => statement), differ: 'none' };
}

/** The party whose document holds a statement; undefined where that is independent. */
const partyOfSource = ({ document }: Statement, { catalogue }: TopicContext): string | undefined =>
  catalogue.sources.get(document)?.party;

/** The title, the heading of the bottom line and how far the file reaches, which stand around what a card says. */
function frameOf(topic: TopicContext): Size {
  const { items, warning = '' } = shortFreshness(topic);
  const title = clearTitle(topic.brief, topic.catalogue, topic.language);
  return sizeOf(title, topic.t('reply.bottomLine'), ...items, warning);
}

const sizeOfPoint = (item: PointItem): Size => together(sizeOf(item.label), sizeOfCited(item));

/** Returns a statement as a line of a card: without its exact words, and without who says the same. */
export const cardClaim = (statement: Statement, topic: TopicContext): Claim => claimOf(statement, topic, 'short');
