/** What people have changed in records and not published, in the store. */
import type { UnpublishedChange } from '../../people/unpublished-changes.ts';
import { type Engine, inTransaction } from '../engine.ts';
import { withoutNul } from '../rows.ts';
import type { ChangeRow } from '../schema.ts';
import type { Store } from '../store.ts';

const toChange = ({ folder, file, version, base, text, writer, number, updated_at }: ChangeRow): UnpublishedChange => ({
  folder,
  file,
  version: version ?? undefined,
  base: base ?? undefined,
  text: text ?? undefined,
  writer,
  number,
  updatedAt: Temporal.Instant.fromEpochMilliseconds(updated_at),
});

/** Returns the store's methods on changes. */
export function changeQueries(engine: Engine) {
  return {
    unpublishedOf: async (person) => {
      const rows = await engine.db
        .selectFrom('changes')
        .selectAll()
        .where('person', '=', person)
        .orderBy('folder')
        .orderBy('file')
        .execute();
      return rows.map(toChange);
    },

    saveUnpublished: (person, { folder, file, version, base, text, writer, number, after }, at) =>
      inTransaction(engine, async (db) => {
        const columns = {
          version: version ?? null,
          text: text === undefined ? null : withoutNul(text),
          writer,
          number,
          updated_at: at.epochMilliseconds,
        };
        const sent = base === undefined ? null : withoutNul(base);
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
        const row = await db
          .selectFrom('changes')
          .selectAll()
          .where((where) => where.and({ person, folder, file }))
          .executeTakeFirstOrThrow();
        return { ok: false, stored: toChange(row) };
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
      await engine.db
        .deleteFrom('changes')
        .where('text', 'is', null)
        .where('updated_at', '<', before.epochMilliseconds)
        .execute();
    },
  } satisfies Partial<Store>;
}
