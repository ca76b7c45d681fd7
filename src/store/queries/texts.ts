/** The texts of documents, in the store: when each was read again, what was decided, and what was published unchecked. */
import type { KnownTextState, TextState, TextStore } from '../../watch/text-store.ts';
import { type Engine, inTransaction } from '../engine.ts';
import type { DocumentTextRow } from '../schema.ts';

type StoredState = Omit<TextState, 'relationship' | 'document' | 'triedAt' | 'nextAt' | 'version'> & {
  readonly triedAt?: string;
  readonly nextAt?: string;
};

const instantOf = (text: string | undefined): Temporal.Instant | undefined =>
  text === undefined ? undefined : Temporal.Instant.from(text);

function toState(row: DocumentTextRow): KnownTextState {
  // Of one that is only wanted, nothing is known.
  const stored = (row.state === '' ? {} : JSON.parse(row.state)) as Partial<StoredState>;
  return {
    address: '',
    etag: '',
    lastModified: '',
    failures: 0,
    movedTo: '',
    ...stored,
    // JSON leaves out what is undefined.
    fault: stored.fault,
    day: stored.day,
    relationship: row.relationship,
    document: row.document,
    triedAt: instantOf(stored.triedAt),
    nextAt: instantOf(stored.nextAt),
    version: row.version,
    isWanted: row.wanted === 1,
    decided: row.decided,
    decidedBy: row.decidedBy,
  };
}

const NOTHING = { state: '', version: '', decided: '', decidedBy: '' };

/** Returns the store's methods on the texts of documents. */
export function textQueries(engine: Engine): TextStore {
  return {
    textStates: async () => {
      const rows = await engine.db
        .selectFrom('document_texts')
        .selectAll()
        .orderBy('relationship')
        .orderBy('document')
        .execute();
      return rows.map(toState);
    },

    // What else is given of it, such as what people decided, has columns of its own, which are read after these.
    saveTextState: async ({ relationship, document, version, ...rest }, isWanted = false) => {
      const row = { wanted: Number(isWanted), version, state: JSON.stringify(rest) };
      await engine.db
        .insertInto('document_texts')
        .values({ ...NOTHING, relationship, document, ...row })
        .onConflict((conflict) => conflict.columns(['relationship', 'document']).doUpdateSet(row))
        .execute();
    },

    wantTexts: (documents) =>
      inTransaction(engine, async (db) => {
        for (const { relationship, document } of documents)
          await db
            .insertInto('document_texts')
            .values({ ...NOTHING, relationship, document, wanted: 1 })
            .onConflict((conflict) => conflict.columns(['relationship', 'document']).doUpdateSet({ wanted: 1 }))
            .execute();
      }),

    decideText: async ({ relationship, document }, version, by) => {
      const { numUpdatedRows } = await engine.db
        .updateTable('document_texts')
        .set({ decided: version, decidedBy: by })
        .where((where) => where.and({ relationship, document, version }))
        .where('decided', '<>', version)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    uncheckedCitations: async () =>
      await engine.db
        .selectFrom('unchecked_citations')
        .select(['statement', 'source', 'paragraph', 'find', 'publishedBy as by'])
        .orderBy('statement')
        .orderBy('paragraph')
        .orderBy('find')
        .execute(),

    noteUnchecked: (citations, at) =>
      inTransaction(engine, async (db) => {
        for (const { statement, source, paragraph, find, by } of citations)
          await db
            .insertInto('unchecked_citations')
            .values({
              statement,
              source,
              paragraph,
              find,
              publishedBy: by,
              publishedAt: at,
            })
            .onConflict((conflict) => conflict.columns(['statement', 'source', 'paragraph', 'find']).doNothing())
            .execute();
      }),
  };
}
