/** What was found, as lines of an answer: whatever it is, its words and its source in one claim; and the short keys by which buttons name it. */
import type { Brief, Statement } from '../../records/schema.ts';
import type { Unit } from '../../search/result.ts';
import { BOTTOM_LINE, statementKey } from '../button.ts';
import type { Block, Claim, ReplySubject } from '../reply.ts';
import { trackStanding } from '../../records/track-state.ts';
import { publishedOf, type RecordCatalogue } from '../../records/catalogue.ts';
import { expectationText } from '../../views/state-words.ts';
import { disagreementBlock, searchedText } from './blocks.ts';
import { claimOf } from './claims.ts';
import { pick } from '../../views/text.ts';
import { restingMarks, type TopicContext } from './topic.ts';
import { trackClaim } from './tracks.ts';

/** Returns a unit as one line, with what it rests on. */
export function unitClaim(found: Unit, topic: TopicContext): Claim {
  const { language, t } = topic;
  const { brief } = found;
  const line = (text: string, restsOn: readonly string[], more: Partial<Claim> = {}): Claim => ({
    id: '',
    kind: 'reported-fact',
    text,
    detail: [],
    marks: restingMarks(restsOn, { ...topic, brief }).slice(0, MAX_MARKS),
    ...more,
  });
  switch (found.unit) {
    case 'statement':
      return claimOf(found.statement, topic, 'short');
    case 'track':
      return trackClaim(found.track, topic);
    case 'bottom-line':
      return line(pick(brief.bottomLine.text, language), brief.bottomLine.restsOn, { id: BOTTOM_LINE });
    case 'disagreement': {
      const its = brief.disagreements[found.at];
      if (its === undefined) return line('', []);
      const restsOn = its.sides.flatMap(({ statements }) => statements.slice(0, 1));
      return line(pick(its.state, language), restsOn, { state: pick(its.question, language) });
    }
    case 'watch': {
      const item = brief.watch[found.at];
      if (item === undefined) return line('', []);
      const expected = item.expected === undefined ? [] : [expectationText(item.expected, topic)];
      return line(pick(item.text, language), item.restsOn, { state: t('answer.watch'), detail: expected });
    }
    case 'gap': {
      const gap = brief.gaps[found.at];
      if (gap === undefined) return line('', []);
      const detail = [searchedText(gap.searched, topic)].filter((text) => text !== '');
      return line(pick(gap.text, language), [], { state: t('answer.gap'), detail });
    }
  }
}

/** More sources of what rests on several statements are told by its section. */
const MAX_MARKS = 2;

/** Returns the blocks of a unit that leads an answer: a disagreement with both sides, of all else its line. */
export function unitBlocks(found: Unit, topic: TopicContext): Block[] {
  const whole = found.unit === 'disagreement' ? found.brief.disagreements[found.at] : undefined;
  return whole === undefined
    ? [{ type: 'claims', heading: '', claims: [unitClaim(found, topic)] }]
    : [disagreementBlock(whole, topic)];
}

/** Returns the statement that a unit shows; undefined where it shows none alone. */
export function shownStatement(
  found: Unit,
  { catalogue, now }: { readonly catalogue: RecordCatalogue; readonly now: Temporal.Instant },
): Statement | undefined {
  if (found.unit === 'statement') return found.statement;
  return found.unit === 'track' ? trackStanding(found.track, catalogue, now).by : undefined;
}

/** Returns what an answer of units is about. */
export function subjectOf(
  brief: Brief,
  units: readonly Unit[],
  context: { readonly catalogue: RecordCatalogue; readonly now: Temporal.Instant },
): ReplySubject {
  const shown = units.flatMap((one): readonly string[] => {
    const statement = shownStatement(one, context)?.id;
    if (statement !== undefined) return [statement];
    if (one.unit === 'disagreement')
      return one.brief.disagreements[one.at]?.sides.flatMap((side) => side.statements) ?? [];
    return one.unit === 'watch' ? (one.brief.watch[one.at]?.restsOn ?? []) : [];
  });
  const [track] = units.flatMap((one) => (one.unit === 'track' ? [one.track.id] : []));
  const [disagreement] = units.flatMap((one) => (one.unit === 'disagreement' ? [one.at] : []));
  return {
    topic: brief.id,
    statements: [...new Set(shown)],
    ...(track !== undefined && { track }),
    ...(disagreement !== undefined && { disagreement }),
  };
}

/** Returns the short key by which a button names a unit. */
export const unitKey = (found: Unit): string => statementKey(nameOf(found));

/** Returns the name of a unit within its topic, which stays as long as its record keeps it. */
function nameOf(found: Unit): string {
  switch (found.unit) {
    case 'statement':
      return found.statement.id;
    case 'track':
      return `track ${found.track.id}`;
    case 'disagreement':
      return `disagreement ${found.brief.disagreements[found.at]?.id}`;
    case 'watch':
      return `watch ${found.brief.watch[found.at]?.id}`;
    case 'gap':
      return `gap ${found.brief.gaps[found.at]?.text.en}`;
    case 'bottom-line':
      return 'bottom-line';
  }
}

/** Returns the units of a topic, or of another one of its relationship, by their keys, in the order of these; those that are gone are left out. */
export function unitsNamed(
  brief: Brief,
  keys: readonly string[],
  { briefs, tracks }: Pick<RecordCatalogue, 'briefs' | 'tracks'>,
): Unit[] {
  const others = publishedOf(briefs.values()).filter(
    (one) => one.id !== brief.id && one.relationship === brief.relationship,
  );
  const byKey = new Map<string, Unit>();
  // The others are read only where the topic itself has not all.
  for (const its of [brief, ...others]) {
    if (keys.every((key) => byKey.has(key))) break;
    for (const unit of unitsIn(its, tracks)) byKey.getOrInsert(unitKey(unit), unit);
  }
  return keys.flatMap((key) => byKey.get(key) ?? []);
}

const unitsIn = (brief: Brief, tracks: RecordCatalogue['tracks']): Unit[] => [
  ...brief.statements.map((statement): Unit => ({ unit: 'statement', brief, statement })),
  ...[...tracks.values()]
    .filter(({ topics }) => topics.includes(brief.id))
    .map((track): Unit => ({ unit: 'track', brief, track })),
  ...brief.disagreements.map((_, at): Unit => ({ unit: 'disagreement', brief, at })),
  ...brief.watch.map((_, at): Unit => ({ unit: 'watch', brief, at })),
  ...brief.gaps.map((_, at): Unit => ({ unit: 'gap', brief, at })),
  { unit: 'bottom-line', brief },
];
