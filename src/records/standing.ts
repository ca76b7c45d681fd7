/** How a measure, a commitment or a forecast stands today, computed from its dates and from what other statements say of it. Pure. */
import type { IncomingRelation, RecordCatalogue } from './catalogue.ts';
import { dayOf, passed, span } from './dates.ts';
import type { DateWithPrecision, Statement } from './schema.ts';
import type { Outcome } from './statement.ts';

/** How a measure stands; `end-passed` is one whose end date has passed without a later document. */
export type MeasureState = 'planned' | 'in-force' | 'suspended' | 'ended' | 'superseded' | 'end-passed';
/** How a commitment or a forecast stands; `due-passed` is one whose date has passed without a document that tells its outcome. */
export type OutcomeState = 'open' | Outcome | 'due-passed';

export type Standing = {
  /** The end of a measure, or when a commitment or forecast is due, as far as the document says it. */
  readonly until: DateWithPrecision | undefined;
  /** The statement that supersedes it or tells its outcome: of several, that of the newest date. */
  readonly by: Statement | undefined;
} & (
  | { readonly kind: 'measure'; readonly state: MeasureState }
  | { readonly kind: 'commitment' | 'forecast'; readonly state: OutcomeState }
);

/** Returns how a statement stands; undefined for kinds that have no standing. */
export function standingOf(
  statement: Statement,
  catalogue: Pick<RecordCatalogue, 'relationsTo' | 'sources'>,
  now: Temporal.Instant,
): Standing | undefined {
  const newest = (relations: readonly IncomingRelation[]): IncomingRelation | undefined =>
    relations.toSorted((a, b) => publishedOn(b.from, catalogue).localeCompare(publishedOn(a.from, catalogue)))[0];
  const relations = catalogue.relationsTo.get(statement.id) ?? [];
  switch (statement.kind) {
    case 'measure': {
      const superseded = newest(relations.filter(({ type }) => type === 'supersedes'));
      const standing = { kind: 'measure', until: statement.until, by: superseded?.from } as const;
      if (superseded !== undefined) return { ...standing, state: 'superseded' };
      if (statement.until !== undefined && passed(statement.until, now)) return { ...standing, state: 'end-passed' };
      if (span(statement.from).first > dayOf(now)) return { ...standing, state: 'planned' };
      if (statement.effect === 'ended') return { ...standing, state: 'ended' };
      return { ...standing, state: statement.effect === 'suspended' ? 'suspended' : 'in-force' };
    }
    case 'commitment':
    case 'forecast': {
      const until = statement.kind === 'commitment' ? statement.due : statement.horizon;
      const resolved = newest(relations.filter(({ type }) => type === 'resolves'));
      const state: OutcomeState =
        resolved?.type === 'resolves'
          ? resolved.outcome
          : until !== undefined && passed(until, now)
            ? 'due-passed'
            : 'open';
      return { kind: statement.kind, until, by: resolved?.from, state };
    }
    default:
      return undefined;
  }
}

const publishedOn = ({ document }: Statement, { sources }: Pick<RecordCatalogue, 'sources'>): string =>
  sources.get(document)?.publishedOn ?? '';
