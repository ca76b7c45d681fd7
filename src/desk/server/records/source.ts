/** The table of documents, and the page of one: each of its paragraphs with the statements that cite it. */
import { messages } from '../../../locales/messages.ts';
import { fullName } from '../../../records/catalogue.ts';
import { coverage } from '../../../records/coverage.ts';
import type { Party, Source } from '../../../records/schema.ts';
import { pick } from '../../../views/text.ts';
import { names } from '../../../views/marks.ts';
import { statementItem, type StatementContext, type StatementItem } from './statement.ts';
import {
  clearLink,
  dayIn,
  INDEPENDENT,
  named,
  partiesOf,
  sideName,
  topicLink,
  type DayView,
  type NamedLink,
  type ViewContext,
} from './view-context.ts';

export type SourceRow = NamedLink & {
  /** Where its page is: its relationship, and its id in its file. */
  readonly at: string;
  readonly publisher: string;
  /** The side that speaks in it, and the id by which lists are narrowed to it. */
  readonly side: string;
  readonly party: string;
  readonly kind: string;
  readonly published: DayView;
  /** The name of its language. */
  readonly language: string;
  readonly statements: number;
  /** Whether its text is held; undefined where that is not known. */
  readonly isHeld: boolean | undefined;
  readonly paragraphs: number;
  /** The number of paragraphs that statements on published topics cite. */
  readonly cited: number;
  /** The ids of the published topics that its statements bear on. */
  readonly topics: readonly string[];
};

export type SourcesView = {
  /** The sides and the topics that documents can be picked by. */
  readonly sides: readonly NamedLink[];
  readonly topics: readonly NamedLink[];
  /** The newest first. */
  readonly sources: readonly SourceRow[];
};

export type SourceView = SourceRow & {
  readonly copy: string;
  readonly authors: string;
  readonly accessed: DayView;
  readonly disclosure: string;
  readonly copyNote: string;
  readonly url: string;
  readonly paragraphList: readonly {
    readonly number: number;
    readonly mustBeCited: boolean;
    readonly statements: readonly (StatementItem & { readonly topics: readonly NamedLink[] })[];
  }[];
};

/** Returns the documents with how much of each is cited, the newest first. */
export function sourcesView(context: ViewContext): SourcesView {
  const sources = coverage(context.catalogue)
    .flatMap((covered) => {
      const source = context.catalogue.sources.get(covered.source);
      return source === undefined ? [] : rowOf(source, covered, context);
    })
    .toSorted((a, b) => b.published.iso.localeCompare(a.published.iso));
  const topics = new Set(sources.flatMap((one) => one.topics));
  return {
    sides: [...new Map(sources.map(({ party, side }) => [party, side]))]
      .map(([party, side]) => ({ id: party, title: side }))
      .toSorted((a, b) => a.title.localeCompare(b.title, context.language)),
    topics: [...topics]
      .flatMap((id) => context.catalogue.briefs.get(id) ?? [])
      .map((topic) => clearLink(topic, context))
      .toSorted((a, b) => a.title.localeCompare(b.title, context.language)),
    sources,
  };
}

/** Returns a document with its statements by paragraph, by its id in service, or by its relationship and its id there; undefined where there is none. */
export function sourceView(name: string, context: ViewContext): SourceView | undefined {
  const { catalogue, language } = context;
  const source = catalogue.sources.get(name) ?? catalogue.sources.values().find((one) => fullName(one) === name);
  const id = source?.id;
  const covered = coverage(catalogue).find((one) => one.source === id);
  if (source === undefined || covered === undefined) return undefined;
  const claims: StatementContext = {
    ...context,
    brief: { id: '' },
    t: messages(language),
    parties: partiesOfSource(source, context),
    sources: [...catalogue.sources.values()],
  };
  return {
    ...rowOf(source, covered, context),
    authors: names(source, messages(language), language),
    accessed: dayIn(source.accessedOn, language),
    disclosure: pick(source.disclosure, language),
    copyNote: source.copy.note === undefined ? '' : pick(source.copy.note, language),
    url: source.url,
    copy: messages(language)(`desk.told.copy.${source.copy.kind}`),
    paragraphList: covered.paragraphs.map(({ cites, ...paragraph }) => ({
      number: paragraph.number,
      mustBeCited: paragraph.mustBeCited,
      statements: [...new Set(cites.map(({ statement }) => statement))].flatMap((own) => {
        const statement = catalogue.statements.get(own);
        if (statement === undefined) return [];
        const view = statementItem(statement, claims);
        return Object.assign({}, view, {
          citations: view.citations.filter((one) => one.document.id === id && one.paragraph === paragraph.number),
          topics: statement.topics.flatMap((topic) => topicLink(topic, context)),
        });
      }),
    })),
  };
}

/** Returns the parties of the relationships of a document. */
const partiesOfSource = ({ relationships }: Source, context: ViewContext): readonly Party[] =>
  relationships.flatMap((one) => partiesOf(one, context));

function rowOf(
  source: Source,
  { paragraphs, briefs, uncited }: ReturnType<typeof coverage>[number],
  context: ViewContext,
): SourceRow {
  const { language } = context;
  return {
    ...named(source, language),
    at: fullName(source),
    publisher: pick(source.publisher, language),
    side: sideName(source.party, partiesOfSource(source, context), language),
    party: source.party ?? INDEPENDENT,
    kind: messages(language)(`reply.kindOfSource.${source.kind}`),
    published: dayIn(source.publishedOn, language),
    language: messages(language)(`desk.told.language.${source.language}`),
    isHeld: context.isHeld?.(source),
    statements: source.statements.length,
    paragraphs: paragraphs.length,
    cited: paragraphs.length - uncited.length,
    topics: briefs,
  };
}
