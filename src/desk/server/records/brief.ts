/** The page of a topic: what a curator writes of it, every statement with its citations, and its changes. */
import { messages } from '../../../locales/messages.ts';
import { balanceOf } from '../../../records/balance.ts';
import { changesOf } from '../../../records/topic-history.ts';
import { passed } from '../../../records/dates.ts';
import type { Language, Statement, Translated } from '../../../records/schema.ts';
import { topicNamed, relatedTo } from '../../../records/catalogue.ts';
import { pathOf, topicRecordName } from '../../../records/publish/record-name.ts';
import { expectationText } from '../../../views/state-words.ts';
import { partyName } from '../../../views/names.ts';
import { capitalized, pick } from '../../../views/text.ts';
import {
  freshnessBadge,
  topicContext,
  unheldText,
  verifiedText,
  type TopicContext,
} from '../../../reply/compose/topic.ts';
import { composeBrief } from '../../../reply/compose/brief.ts';
import { shownReply, type ShownReply } from '../shown-reply.ts';
import { boardView } from '../../../views/board.ts';
import type { TrackView } from '../../../views/track.ts';
import { statementItem, type StatementItem } from './statement.ts';
import { changeView, sideView, type ChangeView, type SideView } from './topics.ts';
import { dayIn, named, sideName, type NamedLink, type ViewContext } from './view-context.ts';

/** A text, and the ids of the statements that it rests on. */
export type RestsOnView = { readonly text: string; readonly restsOn: readonly string[] };

export const SECTIONS = ['measures', 'commitments', 'views', 'positions', 'facts'] as const;
export type BriefPart = (typeof SECTIONS)[number];

/** Statements of one section, under a heading of their own where the section has several. */
export type StatementGroup = {
  readonly section: BriefPart;
  readonly heading: string;
  /** What holds for all of them; empty where nothing need be said. */
  readonly note: string;
  readonly statements: readonly StatementItem[];
};

export type BriefSource = NamedLink & {
  readonly number: number;
  readonly detail: string;
  readonly url: string;
};

export type BriefView = NamedLink & {
  /** The folders and name of the topic's file. */
  readonly file: string;
  /** The language of the page: English where the topic has no Chinese yet. */
  readonly language: Language;
  /** When and why it was retracted; then the page contains only its changes. */
  readonly retraction: string | undefined;
  readonly badge: readonly string[];
  /** What a reader should be warned of: an overdue review, a side without documents. */
  readonly warnings: readonly string[];
  readonly sides: readonly SideView[];
  readonly bottomLine: RestsOnView | undefined;
  readonly whyItMatters: RestsOnView | undefined;
  readonly keyPoints: readonly string[];
  readonly disagreements: readonly {
    readonly id: string;
    readonly question: string;
    readonly sides: readonly (RestsOnView & { readonly party: string; readonly searched: readonly number[] })[];
    readonly state: string;
  }[];
  readonly groups: readonly StatementGroup[];
  readonly watch: readonly (RestsOnView & {
    readonly wouldChange: string;
    readonly expected: string | undefined;
    readonly passed: boolean;
  })[];
  readonly gaps: readonly { readonly text: string; readonly searched: readonly number[] }[];
  readonly sources: readonly BriefSource[];
  readonly changes: readonly ChangeView[];
  readonly related: readonly NamedLink[];
  /** The measures and promises of the topic, with how each stands. */
  readonly tracks: readonly TrackView[];
  /** The card as chats show it. */
  readonly card: ShownReply | undefined;
};

/** Returns the page of a topic by its id or whole name; undefined where there is none. */
export function briefView(id: string, asked: ViewContext): BriefView | undefined {
  const brief = topicNamed(asked.catalogue, id);
  if (brief === undefined) return undefined;
  const topic = topicContext(brief, asked);
  const { catalogue, language, now, t, parties, sources, number } = topic;
  const fresh = freshnessBadge(topic, [verifiedText(topic), ...unheldText(topic, asked.isHeld)]);
  const said = (day: string): string => dayIn(day, language).said;
  const isRetracted = brief.status === 'retracted';
  const page: BriefView = {
    ...named(brief, language),
    file: pathOf(topicRecordName(brief)),
    language,
    retraction: isRetracted
      ? t('reply.retracted', {
          day: said(brief.retraction?.on ?? brief.asOf),
          why: brief.retraction ? pick(brief.retraction.what, language) : '',
        })
      : undefined,
    badge: fresh.items,
    warnings: fresh.warning === undefined ? [] : [fresh.warning],
    changes: changesOf(brief).map((change) => changeView(change, language)),
    ...NOTHING,
  };
  if (isRetracted) return page;
  const numbers = (ids: readonly string[] = []): number[] => ids.flatMap((one) => number.get(one) ?? []);
  const resting = ({ text, restsOn }: { text: Translated; restsOn: readonly string[] }): RestsOnView => ({
    text: pick(text, language),
    restsOn,
  });
  const balance = balanceOf(catalogue).find((one) => one.brief.id === brief.id);
  const missing = balance?.missing.map((party) => partyName(party, { parties, language })) ?? [];
  return {
    ...page,
    warnings: [
      ...page.warnings,
      ...(missing.length === 0 ? [] : [t('desk.told.missing', { parties: missing.join(t('reply.listed')) })]),
    ],
    sides: balance?.sides.map((side) => sideView(side, parties, language)) ?? [],
    bottomLine: resting(brief.bottomLine),
    whyItMatters: resting(brief.whyItMatters),
    keyPoints: brief.keyPoints,
    disagreements: brief.disagreements.map(({ id: own, question, sides, state }) => ({
      id: own,
      question: pick(question, language),
      // In the same order in each, whichever the curator wrote first.
      sides: parties.flatMap(({ id: party }) =>
        sides
          .filter((side) => side.party === party)
          .map(({ text, statements, searched }) => ({
            party: sideName(party, parties, language),
            text: pick(text, language),
            restsOn: statements,
            searched: numbers(searched),
          })),
      ),
      state: pick(state, language),
    })),
    groups: groupsOf(topic),
    watch: brief.watch.map(({ text, restsOn, wouldChange, expected }) => ({
      text: pick(text, language),
      restsOn,
      wouldChange: t('reply.wouldChange', { what: pick(wouldChange, language) }),
      expected: expected && expectationText(expected, topic),
      passed: expected !== undefined && passed(expected, now),
    })),
    gaps: brief.gaps.map(({ text, searched }) => ({ text: pick(text, language), searched: numbers(searched) })),
    sources: sources.map((source) => ({
      id: source.id,
      title: pick(source.title, language),
      number: number.get(source.id) ?? 0,
      detail: [
        pick(source.publisher, language),
        t(`reply.kindOfSource.${source.kind}`),
        t('reply.published', { day: said(source.publishedOn) }),
        t(`desk.told.copy.${source.copy.kind}`),
      ].join(' · '),
      url: source.url,
    })),
    related: relatedTo(brief, catalogue).map((other) => named(other, language)),
    tracks: boardView({ topic: brief.id }, { ...asked, language }),
    card: shownReply(composeBrief(brief, { ...asked, language, audience: 'everyone' })),
  };
}

const NOTHING = {
  sides: [],
  bottomLine: undefined,
  whyItMatters: undefined,
  keyPoints: [],
  disagreements: [],
  groups: [],
  watch: [],
  gaps: [],
  sources: [],
  related: [],
  tracks: [],
  card: undefined,
} as const;

/** Returns every statement once: measures, commitments and forecasts with what is open first, positions by party. */
function groupsOf(topic: TopicContext): StatementGroup[] {
  const { brief, language, parties } = topic;
  const t = messages(language);
  const group = (section: BriefPart, heading: string, holds: (statement: Statement) => boolean): StatementGroup => ({
    section,
    heading,
    note: section === 'measures' || section === 'commitments' ? t(`sections.notes.${section}`) : '',
    statements: brief.statements
      .filter(holds)
      .map((statement) => statementItem(statement, topic))
      .toSorted((a, b) => Number(b.isOpen) - Number(a.isOpen)),
  });
  const isParty = (id: string | undefined): boolean => parties.some((party) => party.id === id);
  return [
    group('measures', '', ({ kind }) => kind === 'measure'),
    group('commitments', '', ({ kind }) => kind === 'commitment'),
    group('views', '', ({ kind }) => kind === 'assessment' || kind === 'recommendation' || kind === 'forecast'),
    ...parties.map(({ id, name }) =>
      group('positions', capitalized(pick(name, language)), (one) => one.kind === 'position' && one.party === id),
    ),
    group('positions', t('desk.told.others'), (one) => one.kind === 'position' && !isParty(one.party)),
    group('facts', '', ({ kind }) => kind === 'reported-fact'),
  ].filter(({ statements }) => statements.length > 0);
}
