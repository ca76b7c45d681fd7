/** What a form needs to know beside the record: the names of what it can refer to, in both languages. */
import { Hono } from 'hono';
import { z } from 'zod';
import { shortId, withoutRelationship } from '../../../records/catalogue.ts';
import type { Translated } from '../../../records/schema.ts';
import { whenOf } from '../../../reply/compose/attribution.ts';
import type { Catalogue } from '../../../search/catalogue.ts';
import { needs, type DeskEnv } from '../access/access.ts';
import { query, type DeskContext } from '../context.ts';
import { DOCUMENT_NAME, ID } from '../shared/inputs.ts';
import { partiesOf } from './view-context.ts';

export type NamedRecord = { readonly id: string; readonly name: Translated };

/** A statement as it is offered to topics: its id is document/statement. */
export type OfferedStatement = {
  readonly id: string;
  readonly text: Translated;
  readonly kind: string;
  /** When it happened or was said, as readers are told it. */
  readonly when: Translated;
  /** The party that speaks in its document, if one does. */
  readonly party: string | undefined;
};

export type FormView = {
  readonly parties: readonly NamedRecord[];
  readonly documents: readonly NamedRecord[];
  readonly topics: readonly NamedRecord[];
  /** Those that bear on the topic that was asked for, the newest document's first. */
  readonly statements: readonly OfferedStatement[];
};

const named = (one: { readonly id: string; readonly title: Translated }): NamedRecord => ({
  id: shortId(one),
  name: one.title,
});

/** More are not offered: those of a topic are fewer. */
const MAX_OFFERED = 1_000;

/** Returns what forms of records of a relationship can refer to. */
export function formView({ catalogue, relationship, topic }: FormQuery & { readonly catalogue: Catalogue }): FormView {
  const isOwn = (one: { readonly relationship: string }): boolean => one.relationship === relationship;
  const bare = (id: string): string => withoutRelationship(id, relationship);
  const all = topic === undefined ? [] : [...catalogue.statements.values()];
  const bearing = all.filter(({ topics }) => topics.some((one) => bare(one) === topic));
  // A topic that no statement names yet is a draft, and may name any.
  const statements = (bearing.length > 0 ? bearing : all).flatMap(
    (statement): { readonly publishedOn: string; readonly offered: OfferedStatement }[] => {
      const { id, document, text, kind } = statement;
      const source = catalogue.sources.get(document);
      if (source === undefined || !isOwn(source)) return [];
      const { publishedOn, party } = source;
      const told = { sources: [source] };
      const when = {
        en: whenOf(statement, { ...told, language: 'en' }),
        zh: whenOf(statement, { ...told, language: 'zh' }),
      };
      return [{ publishedOn, offered: { id: bare(id), text, kind, when, party } }];
    },
  );
  return {
    parties: partiesOf(relationship, { catalogue }).map(({ id, name }) => ({ id, name })),
    documents: [...catalogue.sources.values()]
      .filter(isOwn)
      .toSorted((a, b) => (a.publishedOn < b.publishedOn ? 1 : -1))
      .map(named),
    topics: [...catalogue.briefs.values()].filter(isOwn).map(named),
    statements: statements
      .toSorted((a, b) => (a.publishedOn < b.publishedOn ? 1 : -1))
      .slice(0, MAX_OFFERED)
      .map(({ offered }) => offered),
  };
}

const FormQuery = z.object({ relationship: DOCUMENT_NAME.relationship, topic: ID.optional() });
type FormQuery = z.infer<typeof FormQuery>;

/** Returns the route of forms. */
export const formRoutes = ({ bot }: Pick<DeskContext, 'bot'>) =>
  new Hono<DeskEnv>().get('/curate/form', needs('curate'), query(FormQuery), (context) =>
    context.json(formView({ ...context.req.valid('query'), catalogue: bot.catalogue() })),
  );
