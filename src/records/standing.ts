/** What the relations between statements, and the track that they share, tell of one: how a measure, a commitment or a forecast stands today, and who tells a claim alike or differently. Pure. */
import { publishedOn, sourcesOf, type IncomingRelation, type RecordCatalogue } from './catalogue.ts';
import { compareTexts } from '../shared/text.ts';
import { dayOf, passed, span } from './dates.ts';
import type { DateWithPrecision, Source, Statement, Outcome } from './schema.ts';
import { hadBegun, trackStanding, type NextChange, type TrackStanding } from './track-state.ts';

/** How a measure stands; of one whose beginning (`start-passed`), end (`end-passed`) or suspension (`suspension-passed`) has passed, no later document is held that tells so. */
export type MeasureState =
  | 'planned'
  | 'start-passed'
  | 'in-force'
  | 'suspended'
  | 'ended'
  | 'superseded'
  | 'end-passed'
  | 'suspension-passed';
/** How a commitment or a forecast stands; `due-passed` is one whose date has passed without a document that tells its outcome. */
export type OutcomeState = 'open' | Outcome | 'superseded' | 'due-passed';

export type Standing = {
  /** The end of a measure, or when a commitment or forecast is due, as far as the document says it. */
  readonly until: DateWithPrecision | undefined;
  /** The statement that supersedes it or tells its outcome: of several, that of the newest date. */
  readonly by: Statement | undefined;
  /** What is announced for a later day of a measure that began. */
  readonly next?: NextChange | undefined;
} & (
  | { readonly kind: 'measure'; readonly state: MeasureState }
  | { readonly kind: 'commitment' | 'forecast'; readonly state: OutcomeState }
);

type Measure = Extract<Statement, { readonly kind: 'measure' }>;

/** What standing is computed from. */
export type StandingRecords = Pick<RecordCatalogue, 'relationsTo' | 'sources' | 'tracks' | 'statementsOfTrack'>;

/** Returns how a statement stands; undefined for kinds that have no standing. What another statement made of its track since counts too. */
export function standingOf(
  statement: Statement,
  catalogue: StandingRecords,
  now: Temporal.Instant,
): Standing | undefined {
  const own = ownStanding(statement, catalogue, now);
  const track = statement.track === undefined ? undefined : catalogue.tracks.get(statement.track);
  return own === undefined || track === undefined || track.kind === 'commitment'
    ? own
    : withTrack(own, statement, trackStanding(track, catalogue, now));
}

/** Returns the standing of a statement about a measure that another statement has ended or suspended since, or of which another announces what comes. */
function withTrack(alone: Standing, statement: Statement, { state, until, by, next }: TrackStanding): Standing {
  const isBegun = alone.kind === 'measure' && alone.state !== 'planned' && alone.state !== 'superseded';
  const own = isBegun && next !== undefined && next.by !== statement ? { ...alone, next } : alone;
  if (by === undefined || by === statement) return own;
  if (own.kind === 'measure') {
    const isEnded = own.state === 'ended' || (own.by !== undefined && 'effect' in own.by && own.by.effect === 'ended');
    if (state === 'ended' && !isEnded) return { ...own, state: 'superseded', by };
    const isOpen = own.state === 'in-force' || own.state === 'planned' || own.state === 'start-passed';
    return isOpen && (state === 'suspended' || state === 'suspension-passed') ? { ...own, state, until, by } : own;
  }
  // A promise about a measure is closed with it.
  const isOpen = own.state === 'open' || own.state === 'due-passed';
  return isOpen && own.kind === 'commitment' && state === 'ended' ? { ...own, state: 'superseded', by } : own;
}

function ownStanding(
  statement: Statement,
  catalogue: Pick<RecordCatalogue, 'relationsTo' | 'sources'>,
  now: Temporal.Instant,
): Standing | undefined {
  const today = dayOf(now);
  const newest = <One extends IncomingRelation>(relations: readonly One[]): One | undefined =>
    relations.toSorted((a, b) => publishedOn(b.from, catalogue).localeCompare(publishedOn(a.from, catalogue)))[0];
  const relations = catalogue.relationsTo.get(statement.id) ?? [];
  const isToBegin = (one: Statement): one is Measure => one.kind === 'measure' && isAhead(one.from, today);
  const superseding = relations.filter(({ type }) => type === 'supersedes');
  // A measure that is yet to begin leaves one that had begun as it is.
  const ahead = superseding
    .map(({ from }) => from)
    .filter(isToBegin)
    .filter((one) => hadBegun(statement, one, catalogue));
  const superseded = newest(superseding.filter(({ from }) => !ahead.some((one) => one === from)));
  switch (statement.kind) {
    case 'measure': {
      const { from, until, effect } = statement;
      const [next] = ahead.toSorted((a, b) => compareTexts(span(a.from).first, span(b.from).first));
      const standing = {
        kind: 'measure',
        until,
        by: superseded?.from,
        ...(next && { next: { effect: next.effect, at: next.from, until: next.until, by: next } }),
      } as const;
      if (superseded !== undefined) return { ...standing, state: 'superseded' };
      if (until !== undefined && passed(until, now))
        return { ...standing, state: effect === 'suspended' ? 'suspension-passed' : 'end-passed' };
      if (isAhead(from, today)) return { ...standing, state: 'planned' };
      if (!isHeldSince(span(from).first, statement, catalogue))
        return { ...standing, state: passed(from, now) ? 'start-passed' : 'planned' };
      if (effect === 'ended') return { ...standing, state: 'ended' };
      return { ...standing, state: effect === 'suspended' ? 'suspended' : 'in-force' };
    }
    case 'commitment':
    case 'forecast': {
      const until = statement.kind === 'commitment' ? (statement.due ?? statement.until) : statement.horizon;
      const resolved = newest(relations.filter((one) => one.type === 'resolves'));
      const state: OutcomeState =
        resolved?.outcome ??
        (superseded !== undefined ? 'superseded' : until !== undefined && passed(until, now) ? 'due-passed' : 'open');
      return { kind: statement.kind, until, by: (resolved ?? superseded)?.from, state };
    }
    default:
      return undefined;
  }
}

const isAhead = (when: DateWithPrecision, today: string): boolean => span(when).first > today;

/** Whether a document of the relationship is held that was published on a day or later: until then, what was ordered for that day is only known as ordered. */
function isHeldSince(day: string, { relationship }: Statement, catalogue: Pick<RecordCatalogue, 'sources'>): boolean {
  return sourcesOf(catalogue, relationship).some((source) => source.publishedOn >= day);
}

export type Disputes = {
  /** `one-side` where only one party's documents tell it, `none` where no party's do. */
  readonly by: 'none' | 'one-side' | 'both-alike' | 'both-differently';
  /** The parties whose documents tell it, in this way or another. */
  readonly parties: readonly string[];
  /** The statements of other documents that say the same, and those that tell it differently. */
  readonly alike: readonly Statement[];
  readonly differently: readonly Statement[];
  /** How many independent origins say the same, its own included: the documents of one party, of one publisher, or of one text that several repeat count once. */
  readonly origins: number;
};

type Relations = Pick<RecordCatalogue, 'relationsTo' | 'statements'>;

/** Returns the statements of other documents that say the same, and those that tell it differently; a relation counts from both its ends. */
export function otherAccounts(statement: Statement, catalogue: Relations): Pick<Disputes, 'alike' | 'differently'> {
  const related = (type: 'supports' | 'disputes'): Statement[] => {
    const outgoing = statement.relations.flatMap((one) =>
      one.type === type ? (catalogue.statements.get(one.statement) ?? []) : [],
    );
    const incoming = (catalogue.relationsTo.get(statement.id) ?? []).flatMap((one) =>
      one.type === type ? [one.from] : [],
    );
    return [...new Set([...outgoing, ...incoming])].filter(({ document }) => document !== statement.document);
  };
  return { alike: related('supports'), differently: related('disputes') };
}

/** Returns the statements of other topics or none that telling these needs: those that say the same, tell it differently, supersede or resolve it. */
export function relatedStatements(
  statements: readonly Statement[],
  { catalogue, now }: { readonly catalogue: StandingRecords & Relations; readonly now: Temporal.Instant },
): Statement[] {
  const own = new Set(statements);
  const related = statements.flatMap((statement) => {
    const { alike, differently } = otherAccounts(statement, catalogue);
    const by = standingOf(statement, catalogue, now)?.by;
    return [...differently, ...alike, ...(by === undefined ? [] : [by])];
  });
  return [...new Set(related)].filter((statement) => !own.has(statement));
}

/** Returns who tells a claim, from the relations between statements. */
export function disputesOf(statement: Statement, catalogue: Relations & Pick<RecordCatalogue, 'sources'>): Disputes {
  const { alike, differently } = otherAccounts(statement, catalogue);
  const party = ({ document }: Statement): string | undefined => catalogue.sources.get(document)?.party;
  const partiesOf = (statements: readonly Statement[]): Set<string> =>
    new Set(statements.flatMap((one) => party(one) ?? []));
  const sameSides = partiesOf([statement, ...alike]);
  const otherSides = partiesOf(differently);
  const parties = sameSides.union(otherSides);
  const by =
    parties.size === 0
      ? 'none'
      : parties.size === 1
        ? 'one-side'
        : otherSides.size === 0
          ? 'both-alike'
          : 'both-differently';
  const documents = [statement, ...alike].flatMap(({ document }) => catalogue.sources.get(document) ?? []);
  return { by, parties: [...parties], alike, differently, origins: countOrigins(documents) };
}

/** How many documents are left when those count once that share a party, a publisher or an origin, directly or through others. */
function countOrigins(documents: readonly Source[]): number {
  return documents.reduce<readonly ReadonlySet<string>[]>((groups, { origin, party, publisher }) => {
    const marks = new Set([
      `publisher ${publisher.en}`,
      ...(party === undefined ? [] : [`party ${party}`]),
      ...(origin === undefined ? [] : [`origin ${origin}`]),
    ]);
    const apart = groups.filter((group) => group.isDisjointFrom(marks));
    const joined = groups.filter((group) => !group.isDisjointFrom(marks));
    return [...apart, joined.reduce((all, group) => all.union(group), marks)];
  }, []).length;
}
