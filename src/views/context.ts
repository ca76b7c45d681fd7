/** What views are made from, and what telling a statement needs beside it. */
import { messages, type Translate } from '../locales/messages.ts';
import { fileEnd, isPublished, type RecordCatalogue } from '../records/catalogue.ts';
import { citedSources } from '../records/citation.ts';
import type { Language, Party, Source, Statement } from '../records/schema.ts';
import { relatedStatements } from '../records/standing.ts';
import { clearTitle } from './names.ts';

/** What telling who and when needs beside a statement: the sources that it cites, and the parties of its relationship. */
export type AttributionContext = {
  readonly language: Language;
  readonly t: Translate;
  readonly parties: readonly Party[];
  readonly sources: readonly Source[];
};

/** What telling a statement as a claim needs beside it. */
export type ClaimContext = AttributionContext & {
  readonly catalogue: RecordCatalogue;
  readonly now: Temporal.Instant;
};

/** What views are made from: the records, a language and a moment. */
export type ViewContext = {
  readonly catalogue: RecordCatalogue;
  readonly language: Language;
  readonly now: Temporal.Instant;
};

/** What is the same for each of many statements of a catalogue in a language. */
type Shared = Omit<ClaimContext, 'now'> & {
  /** The day of the newest document of each relationship, as it is asked for. */
  readonly ends: Map<string, string>;
};

const shared = new WeakMap<RecordCatalogue, Map<Language, Shared>>();

/** Returns what telling any statement of a catalogue needs: made once for each catalogue and language. */
export function claimContextOf({ catalogue, language, now }: ViewContext): ClaimContext & Shared {
  const inLanguages = shared.getOrInsertComputed(catalogue, () => new Map<Language, Shared>());
  const own = inLanguages.getOrInsertComputed(language, () => ({
    catalogue,
    language,
    t: messages(language),
    parties: [...catalogue.relationships.values()].flatMap(({ parties }) => parties),
    sources: [...catalogue.sources.values()],
    ends: new Map(),
  }));
  return { ...own, now };
}

/** Returns the context in which one statement is told: the sources that it and what is told of it cite, and the parties of its relationship. */
export function contextOfStatement(statement: Statement, view: ViewContext): ClaimContext {
  const context = claimContextOf(view);
  const { catalogue } = context;
  const own = [statement, ...relatedStatements([statement], context)];
  return {
    ...context,
    sources: citedSources({ statements: own, gaps: [{ text: { en: '' }, searched: [statement.document] }] }, catalogue),
    parties: catalogue.relationships.get(statement.relationship)?.parties ?? [],
  };
}

/** Returns the statements of some ids that stand in a published topic. */
export const publishedStatements = (
  ids: readonly string[],
  { catalogue }: Pick<ViewContext, 'catalogue'>,
): Statement[] =>
  ids.flatMap((id) => {
    const statement = catalogue.statements.get(id);
    return statement !== undefined && isPublished(statement, catalogue) ? [statement] : [];
  });

/** Returns the published topics of some ids, by their titles. */
export const topicNames = (
  ids: readonly string[],
  { catalogue, language }: Pick<ViewContext, 'catalogue' | 'language'>,
): { id: string; title: string }[] =>
  ids.flatMap((id) => {
    const brief = catalogue.briefs.get(id);
    return brief?.status === 'published' ? [{ id, title: clearTitle(brief, catalogue, language) }] : [];
  });

/** Returns the day of the newest document of a relationship. */
export const fileEndOf = (relationship: string, view: ViewContext): string =>
  claimContextOf(view).ends.getOrInsertComputed(relationship, () => fileEnd(relationship, view.catalogue));
