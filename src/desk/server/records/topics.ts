/** The table of topics: for each its statements by side and kind, its dates, and whether a side is missing. */
import { balanceOf, type SideBalance, type TopicBalance } from '../../../records/balance.ts';
import type { Change } from '../../../records/topic-history.ts';
import { dayOf, freshness } from '../../../records/dates.ts';
import { pathOf, topicRecordName } from '../../../records/publish/record-name.ts';
import type { Brief, Language, Party } from '../../../records/schema.ts';
import { pick } from '../../../views/text.ts';
import {
  clearLink,
  dayIn,
  INDEPENDENT,
  named,
  partiesOf,
  sideName,
  statementsOf,
  type DayView,
  type NamedLink,
  type ViewContext,
} from './view-context.ts';

export type ChangeView = {
  readonly id: string;
  readonly on: DayView;
  readonly what: string;
  readonly change: Change['change'];
};

/** What a side has in a topic. */
export type SideView = {
  readonly name: string;
  readonly documents: number;
  readonly statements: number;
  /** The day of its newest document. */
  readonly newest: DayView | undefined;
  /** Whether it is a party without any document. */
  readonly missing: boolean;
};

export type TopicRow = NamedLink & {
  /** Its title among the topics of all relationships. */
  readonly clear: string;
  /** The place of its record. */
  readonly file: string;
  readonly retracted: boolean;
  readonly asOf: DayView;
  readonly reviewDue: DayView;
  readonly overdue: boolean;
  /** The parties in their order, then the independent documents; none of a retracted topic. */
  readonly sides: readonly SideView[];
  readonly total: number;
};

export type TopicsView = {
  readonly today: DayView;
  readonly relationships: readonly (NamedLink & {
    /** The sides in the order of each row's, with the ids by which lists are narrowed to them. */
    readonly sides: readonly NamedLink[];
    readonly topics: readonly TopicRow[];
    /** Each once, of however many topics it is. */
    readonly statements: number;
  })[];
};

/** Returns the topics, relationship by relationship, by title. */
export function topicsView(context: ViewContext): TopicsView {
  const { catalogue, language, now } = context;
  const balances = new Map(balanceOf(catalogue).map((balance) => [balance.brief.id, balance]));
  const briefs = [...catalogue.briefs.values()];
  return {
    today: dayIn(dayOf(now), language),
    relationships: [...catalogue.relationships.values()].map(({ id, title, parties }) => ({
      id,
      title: pick(title, language),
      sides: [...parties.map((party) => party.id), undefined].map((side) => ({
        id: side ?? INDEPENDENT,
        title: sideName(side, parties, language),
      })),
      topics: briefs
        .filter(({ relationship }) => relationship === id)
        .map((brief) => rowOf(brief, balances.get(brief.id), context))
        .toSorted((a, b) => a.title.localeCompare(b.title, language)),
      statements: statementsOf(id, catalogue),
    })),
  };
}

function rowOf(brief: Brief, balance: TopicBalance | undefined, context: ViewContext): TopicRow {
  const { language, now } = context;
  const { asOf, reviewDueOn, overdue } = freshness(brief, now);
  const sides = balance?.sides ?? [];
  return {
    ...named(brief, language),
    clear: clearLink(brief, context).title,
    file: pathOf(topicRecordName(brief)),
    retracted: brief.status === 'retracted',
    asOf: dayIn(asOf, language),
    reviewDue: dayIn(reviewDueOn, language),
    overdue,
    sides: sides.map((side) => sideView(side, partiesOf(brief.relationship, context), language)),
    total: sides.reduce((sum, { statements }) => sum + statements, 0),
  };
}

/** Returns what a side has in a topic, named for the reader. */
export const sideView = (
  { party, documents, statements, newest }: SideBalance,
  parties: readonly Party[],
  language: Language,
): SideView => ({
  name: sideName(party, parties, language),
  documents,
  statements,
  newest: newest === undefined ? undefined : dayIn(newest, language),
  missing: party !== undefined && documents === 0,
});

/** Returns a change formatted for the reader. */
export const changeView = ({ id, on, what, change }: Change, language: Language): ChangeView => ({
  id,
  on: dayIn(on, language),
  what: pick(what, language),
  change,
});
