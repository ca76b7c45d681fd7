/** The catalogue at a glance: one row for each brief, with its dates, its contents and its history. */
import { countKinds, sidesOf, type SideBalance } from './balance.ts';
import type { RecordCatalogue } from './catalogue.ts';
import { citedSources } from './citation.ts';
import { freshness, type Freshness } from './dates.ts';
import type { Brief, Entry, StatementKind, Translated } from './schema.ts';

export type BriefRow = Freshness & {
  readonly id: string;
  readonly relationship: string;
  readonly title: Translated;
  readonly status: Brief['status'];
  readonly verified: Brief['verified'];
  /** How many statements it has of each kind. */
  readonly statements: Readonly<Record<StatementKind, number>>;
  /** What each party has in it, then the documents in which no party speaks. */
  readonly sides: readonly SideBalance[];
  /** The ids of the sources that it cites or searched, in the order in which they first appear. */
  readonly sources: readonly string[];
  /** What was published, changed and put right, and whether it was retracted: newest first, of one day the later written first. */
  readonly changes: readonly Change[];
};

export type Change = Entry & { readonly change: 'history' | 'correction' | 'retraction' };

/** Returns a row for each brief of the catalogue, retracted ones too, in the order of their ids; dates are calendar days in UTC. */
export function overview(catalogue: RecordCatalogue, now: Temporal.Instant): BriefRow[] {
  return [...catalogue.briefs.values()].map((brief) => rowOf(brief, catalogue, now));
}

function rowOf(brief: Brief, catalogue: RecordCatalogue, now: Temporal.Instant): BriefRow {
  const { id, relationship, title, status, verified } = brief;
  return {
    id,
    relationship,
    title,
    status,
    ...freshness(brief, now),
    verified,
    statements: countKinds(brief.statements),
    sides: sidesOf(brief, catalogue),
    sources: citedSources(brief, catalogue).map((source) => source.id),
    changes: changesOf(brief),
  };
}

/** Returns everything that became of a brief, newest first. */
export function changesOf(brief: Pick<Brief, 'history' | 'corrections' | 'retraction'>): Change[] {
  const all: Change[] = [
    ...brief.history.map((entry) => as('history', entry)),
    ...brief.corrections.map((entry) => as('correction', entry)),
    ...(brief.retraction === undefined ? [] : [as('retraction', brief.retraction)]),
  ];
  // Sorting keeps the order of equals: reversed first, the later written of one day comes first.
  return all.toReversed().toSorted((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0));
}

const as = (change: Change['change'], entry: Entry): Change => ({ ...entry, change });
