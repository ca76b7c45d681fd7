/** The page of a brief: every statement with its citations, what to watch, what the sources do not say, and its changes. */
import { deepLink, citedSources } from '../../../../records/citation.ts';
import { changesOf } from '../../../../records/overview.ts';
import type { Brief, Language, Source, Statement } from '../../../../records/schema.ts';
import { formatWhen, freshness, passed } from '../../../../records/dates.ts';
import { claimBlocks } from '../../../../reply/compose/claims.ts';
import { pick } from '../../../../reply/compose/parts.ts';
import type { Claim } from '../../../../reply/reply.ts';
import { names, numbering } from '../../../../reply/compose/sources.ts';
import { replyTexts, type ReplyTexts } from '../../../../reply/texts/reply.ts';
import { dayIn, named, type DayView, type NamedLink, type ViewContext } from './view-context.ts';
import { changeView, type ChangeView } from './topics.ts';

export type CitationView = {
  readonly source: string;
  /** The number of the source on this page. */
  readonly number: number;
  readonly paragraph: number;
  readonly find: string;
  readonly url: string;
};

export type StatementView = {
  readonly id: string;
  readonly kind: Statement['kind'];
  readonly text: string;
  /** Details beyond the heading of its group: a date, a likelihood, a horizon. */
  readonly detail: readonly string[];
  readonly citations: readonly CitationView[];
};

export type RestsOnView = { readonly text: string; readonly restsOn: readonly string[] };

export type BriefSource = NamedLink & {
  readonly number: number;
  readonly authors: string;
  readonly publisher: string;
  readonly kind: string;
  readonly published: DayView;
  readonly disclosure: string;
  readonly url: string;
  /** The language of the document. */
  readonly language: Source['language'];
};

export type BriefView = NamedLink & {
  /** The folder and name of the brief's file. */
  readonly file: string;
  /** The language of the page: English where the brief has no Chinese yet. */
  readonly language: Language;
  /** When and why it was retracted; then the page contains only its changes. */
  readonly retraction: string | undefined;
  readonly badge: { readonly asOf: string; readonly verified: string; readonly overdue: string | undefined };
  readonly bottomLine: RestsOnView | undefined;
  readonly whyItMatters: RestsOnView | undefined;
  readonly groups: readonly { readonly heading: string; readonly statements: readonly StatementView[] }[];
  readonly watch: readonly (RestsOnView & {
    readonly wouldChange: string;
    readonly expected: string | undefined;
    readonly passed: boolean;
  })[];
  readonly gaps: readonly { readonly text: string; readonly searched: readonly number[] }[];
  readonly sources: readonly BriefSource[];
  readonly changes: readonly ChangeView[];
  readonly related: readonly NamedLink[];
};

/** Returns the page of a brief; undefined where there is none of this id. */
export function briefView(id: string, context: ViewContext): BriefView | undefined {
  const brief = context.catalogue.briefs.get(id);
  if (brief === undefined) return undefined;
  const { catalogue, now } = context;
  const language = context.language === 'zh' && brief.bottomLine.text.zh === undefined ? 'en' : context.language;
  const texts = replyTexts(language);
  const { asOf, reviewDueOn, overdue } = freshness(brief, now);
  const verifiedOn = dayIn(brief.verified.on, language).said;
  const common = {
    ...named(brief, language),
    file: `${brief.relationship}/topics/${brief.id.slice(brief.id.indexOf('/') + 1)}.yaml`,
    language,
    badge: {
      asOf: texts.asOf(dayIn(asOf, language).said),
      verified:
        brief.verified.by.kind === 'person'
          ? texts.verifiedByPerson(brief.verified.by.name, verifiedOn)
          : texts.verifiedByProgram(verifiedOn),
      overdue: overdue ? texts.overdue(dayIn(reviewDueOn, language).said) : undefined,
    },
    changes: changesOf(brief).map((change) => changeView(change, language)),
  };
  if (brief.status === 'retracted') {
    const { on = brief.asOf, what } = brief.retraction ?? {};
    return {
      ...common,
      retraction: texts.retracted(dayIn(on, language).said, what === undefined ? '' : pick(what, language)),
      bottomLine: undefined,
      whyItMatters: undefined,
      groups: [],
      watch: [],
      gaps: [],
      sources: [],
      related: [],
    };
  }
  const sources = citedSources(brief, catalogue);
  const number = numbering(sources);
  const parties = catalogue.relationships.get(brief.relationship)?.parties ?? [];
  const resting = ({ text, restsOn }: Brief['bottomLine']): RestsOnView => ({ text: pick(text, language), restsOn });
  return {
    ...common,
    retraction: undefined,
    bottomLine: resting(brief.bottomLine),
    whyItMatters: resting(brief.whyItMatters),
    groups: claimBlocks(brief.statements, { catalogue, language, texts, parties, sources, number, now }).flatMap(
      (block) =>
        block.type === 'claims'
          ? [
              {
                heading: block.heading,
                statements: block.claims.map((claim) => statementView(claim, brief, sources, number)),
              },
            ]
          : [],
    ),
    watch: brief.watch.map(({ text, restsOn, wouldChange, expected }) => ({
      text: pick(text, language),
      restsOn,
      wouldChange: texts.wouldChange(pick(wouldChange, language)),
      expected:
        expected === undefined
          ? undefined
          : (passed(expected, now) ? texts.wasExpected : texts.expected)(formatWhen(expected, language)),
      passed: expected !== undefined && passed(expected, now),
    })),
    gaps: brief.gaps.map(({ text, searched }) => ({
      text: pick(text, language),
      searched: searched.flatMap((one) => number.get(one) ?? []),
    })),
    sources: sources.map((source) => briefSourceView(source, number, texts, language)),
    related: brief.related.flatMap((one) => {
      const other = catalogue.briefs.get(one);
      return other?.status === 'published' ? [named(other, language)] : [];
    }),
  };
}

function statementView(
  { id, kind, text, detail }: Claim,
  brief: Brief,
  sources: readonly Source[],
  number: ReadonlyMap<string, number>,
): StatementView {
  const citations = brief.statements.find((statement) => statement.id === id)?.citations ?? [];
  return {
    id,
    kind,
    text,
    detail,
    citations: citations.flatMap((citation) => {
      const source = sources.find((one) => one.id === citation.source);
      const n = number.get(citation.source);
      return source === undefined || n === undefined
        ? []
        : [{ ...citation, number: n, url: deepLink(source, citation) }];
    }),
  };
}

const briefSourceView = (
  source: Source,
  number: ReadonlyMap<string, number>,
  texts: ReplyTexts,
  language: Language,
): BriefSource => ({
  ...named(source, language),
  number: number.get(source.id) ?? 0,
  authors: names(source, texts, language),
  publisher: pick(source.publisher, language),
  kind: texts.kindOfSource[source.kind],
  published: dayIn(source.publishedOn, language),
  disclosure: pick(source.disclosure, language),
  url: source.url,
  language: source.language,
});
