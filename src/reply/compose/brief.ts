/** The card of a topic, which one screen holds: bottom line, points of both sides, where they differ, what is next, and where to go on. */
import { messages } from '../../locales/messages.ts';
import { passed, span } from '../../records/dates.ts';
import type { Brief, DateWithPrecision, Language, Statement } from '../../records/schema.ts';
import { trackStanding } from '../../records/track-state.ts';
import { compareTexts } from '../../shared/text.ts';
import { clearTitle, pick, readable, untranslated, type ComposeContext } from './parts.ts';
import type { Block, CitationMark, Claim, Reply } from '../reply.ts';
import { cardActions } from './actions.ts';
import { expectationText, publisherPartyOf } from './attribution.ts';
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
import { rowWords, trackDay, trackHeadline } from './tracks.ts';

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
  const { points, differ, next } = cardParts(topic);
  const lines = [differLine(topic, differ), next ? nextLine(topic) : undefined].flatMap((one): PointItem[] =>
    one === undefined ? [] : [{ label: one.label, text: one.text, marks: one.marks }],
  );
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

type NextDate = {
  readonly when: DateWithPrecision;
  readonly isPassed: boolean;
  readonly text: string;
  readonly marks: readonly CitationMark[];
};

const month = ({ when }: NextDate): string => span(when).last.slice(0, 7);

/** Returns what comes next with its date: of the nearest month that is still ahead what takes the fewest words, or what passed last without a later word. */
function nextLine(topic: TopicContext): (PointItem & { readonly isAhead: boolean }) | undefined {
  const dates = datesAhead(topic);
  const [nearest, ...others] = dates.filter(({ isPassed }) => !isPassed);
  const next =
    nearest &&
    [nearest, ...others.filter((one) => month(one) === month(nearest))].reduce((best, one) =>
      sizeOf(one.text).characters < sizeOf(best.text).characters ? one : best,
    );
  const shown = next ?? dates.findLast(({ isPassed }) => isPassed);
  return shown && { label: topic.t('card.next'), text: shown.text, marks: shown.marks, isAhead: next !== undefined };
}

/** Returns the open dates of a topic in their order: of its tracks, and of what to watch for. */
function datesAhead(topic: TopicContext): NextDate[] {
  const { brief, catalogue, language, now, t } = topic;
  const tracks = tracksOf(topic).flatMap((track): NextDate[] => {
    const standing = trackStanding(track, catalogue, now);
    const day = trackDay(standing, now);
    if (day === undefined) return [];
    const state = day.isPassed
      ? t('sections.untold', { passed: trackHeadline(standing, topic), why: t('sections.noLater') })
      : rowWords(standing, topic).when;
    return [
      {
        ...day,
        text: t('trackState.named', { name: pick(track.title, language), state }),
        marks: standing.by === undefined ? [] : restingMarks([standing.by.id], topic),
      },
    ];
  });
  const watched = brief.watch.flatMap(({ expected, text, restsOn }): NextDate[] =>
    expected === undefined
      ? []
      : [
          {
            when: expected,
            isPassed: passed(expected, now),
            text: `${pick(text, language)}${t('reply.aside', { text: expectationText(expected, topic) })}`,
            marks: restingMarks(restsOn.slice(0, 1), topic),
          },
        ],
  );
  return [...tracks, ...watched].toSorted((a, b) => compareTexts(span(a.when).last, span(b.when).last));
}

type CardParts = { readonly points: readonly Statement[]; readonly differ: DifferForm; readonly next: boolean };

/** Returns what a card has room for: two key points of more than one side if it can be, where the sides differ, what is next; a third point where it is still short. In each language that the brief can be read in the card has this room, so that readers of both see the same. */
function cardParts(topic: TopicContext): CardParts {
  const { brief } = topic;
  const versions = LANGUAGES.filter((one) => readable(brief, one) === one).map((language) =>
    Object.assign({}, topic, { language, t: messages(language) }),
  );
  const sizes = versions.map((version) => {
    const next = nextLine(version);
    return {
      beside: sizeOfCited(bottomLine(version, '')),
      frame: frameOf(version),
      next: next === undefined ? sizeOf() : sizeOfPoint(next),
      differ: (form: DifferForm): Size => {
        const line = differLine(version, form);
        return line === undefined ? sizeOf() : sizeOfPoint(line);
      },
    };
  });
  const points = statementsOf(brief.keyPoints, topic).map((statement) => ({
    statement,
    side: publisherPartyOf(statement, topic),
    sizes: versions.map((version) => sizeOfCited(cardClaim(statement, version))),
    leads: versions.map((version) => sizeOf(cardClaim(statement, version).lead?.text ?? '').words),
  }));
  type Point = (typeof points)[number];
  type Choice = readonly [readonly (readonly Point[])[], DifferForm, boolean];
  const totals = (some: readonly Point[], differ: DifferForm, next: boolean): Size[] =>
    sizes.map((size, at) =>
      together(
        size.beside,
        size.differ(differ),
        ...(next ? [size.next] : []),
        ...some.flatMap((point) => point.sizes[at] ?? []),
      ),
    );
  const fits = (some: readonly Point[], differ: DifferForm, next: boolean): boolean =>
    totals(some, differ, next).every((size, at) => {
      const whole = together(size, sizes[at]?.frame ?? sizeOf());
      const leads = some.reduce((sum, point) => sum + (point.leads[at] ?? 0), 0);
      return within(whole, MAX) && whole.words + leads <= MOST_READ;
    });
  const all = points.flatMap((one, index) => points.slice(index + 1).map((other): readonly Point[] => [one, other]));
  const ofBoth = all.filter(([one, other]) => one?.side !== other?.side);
  const pairs = ofBoth.length === 0 ? all : ofBoth;
  const singles = points.map((one): readonly Point[] => [one]);
  const alone: readonly Choice[] = [
    [singles, 'state', true],
    [singles, 'question', true],
    [singles, 'none', true],
  ];
  // A date that lies ahead goes before a second point; what has passed does not.
  const isAhead = nextLine(topic)?.isAhead === true;
  const choices: readonly Choice[] = [
    [pairs, 'state', true],
    [pairs, 'question', true],
    ...(isAhead ? alone : []),
    [pairs, 'question', false],
    [pairs, 'none', false],
    [singles, 'question', false],
  ];
  for (const [groups, differ, next] of choices) {
    const chosen = groups.find((some) => fits(some, differ, next));
    if (chosen === undefined) continue;
    const third = points.find((one) => !chosen.includes(one) && fits([...chosen, one], differ, next));
    const shown = points.filter((one) => chosen.includes(one) || one === third);
    return { points: shown.map(({ statement }) => statement), differ, next };
  }
  const words = (some: readonly Point[]): number => Math.max(...totals(some, 'none', false).map((size) => size.words));
  const [shortest = points] = pairs.toSorted((one, other) => words(one) - words(other));
  return { points: shortest.map(({ statement }) => statement), differ: 'none', next: false };
}

/** The title, the heading of the bottom line and how far the file reaches, which stand around what a card says. */
function frameOf(topic: TopicContext): Size {
  const { items, warning = '' } = shortFreshness(topic);
  const title = clearTitle(topic.brief, topic.catalogue, topic.language);
  return sizeOf(title, topic.t('reply.bottomLine'), ...items, warning);
}

const sizeOfPoint = (item: PointItem): Size => together(sizeOf(item.label), sizeOfCited(item));

/** Returns a statement as a line of a card: without its exact words, and without who says the same. */
export const cardClaim = (statement: Statement, topic: TopicContext): Claim => claimOf(statement, topic, 'short');
