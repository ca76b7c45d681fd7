/** What people have changed in records and not published, in the store. */
import { type Engine, inTransaction } from '../engine.ts';
import type { Store } from '../store.ts';

const CHANGE = ['folder', 'file', 'version', 'base', 'text', 'writer', 'number', 'updatedAt'] as const;

/** Returns the store's methods on changes. */
export function changeQueries(engine: Engine) {
  return {
    unpublishedOf: async (person) =>
      await engine.db
        .selectFrom('changes')
        .select(CHANGE)
        .where('person', '=', person)
        .orderBy('folder')
        .orderBy('file')
        .execute(),

    saveUnpublished: (person, { folder, file, version, base, text, writer, number, after }, at) =>
      inTransaction(engine, async (db) => {
        const columns = {
          version: version ?? null,
          text: text ?? null,
          writer,
          number,
          updatedAt: at,
        };
        const sent = base ?? null;
        // Of several at once each sees what the one before it has written.
        const kept = await db
          .insertInto('changes')
          .values({ person, folder, file, base: sent, ...columns })
          .onConflict((conflict) =>
            conflict
              .columns(['person', 'folder', 'file'])
              .doUpdateSet((set) => ({
                ...columns,
                base:
                  sent ??
                  set
                    .case()
                    .when('changes.version', '=', columns.version)
                    .then(set.ref('changes.base'))
                    .else(null)
                    .end(),
              }))
              .where('changes.number', '<', number)
              .where((where) => where.or([where('changes.number', '=', after), where('changes.writer', '=', writer)])),
          )
          .returning('number')
          .executeTakeFirst();
        if (kept !== undefined) return { ok: true };
        const stored = await db
          .selectFrom('changes')
          .select(CHANGE)
          .where((where) => where.and({ person, folder, file }))
          .executeTakeFirstOrThrow();
        return { ok: false, stored };
      }),

    giveUnpublished: async (from, to) => {
      await engine.db
        .updateTable('changes')
        .set({ person: to })
        .where('person', '=', from)
        .where((where) =>
          where.not(
            where.exists(
              where
                .selectFrom('changes as own')
                .select('own.number')
                .where('own.person', '=', to)
                .whereRef('own.folder', '=', 'changes.folder')
                .whereRef('own.file', '=', 'changes.file'),
            ),
          ),
        )
        .execute();
    },

    tidyUnpublished: async (before) => {
      await engine.db.deleteFrom('changes').where('text', 'is', null).where('updatedAt', '<', before).execute();
    },
  } satisfies Partial<Store>;
}
