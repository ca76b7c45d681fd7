/** The editions of a relationship's wording: lists of published statements that were written anew and say the same, each signed by a second reader. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { finding, type Fault } from '../fault.ts';
import { DRAFTS, WORDING_FILE } from '../folder.ts';
import { textOfFile } from '../load.ts';
import { parseRecord, unreadable } from '../parse-record.ts';
import { idSchema, line, slugSchema } from '../schema.ts';

const EditionsSchema = z.strictObject({
  editions: z
    .array(
      z.strictObject({
        id: idSchema,
        lines: z
          .array(
            z.strictObject({
              document: slugSchema,
              signed: line.min(1).max(80),
              statements: z.array(idSchema).min(1).max(200),
            }),
          )
          .min(1)
          .max(2000),
      }),
    )
    .max(50),
});

export type Editions = {
  /** The statements of each edition by its name, `RELATIONSHIP/EDITION`: each as `DOCUMENT/STATEMENT` in the files of that relationship. */
  readonly statements: ReadonlyMap<string, { readonly relationship: string; readonly ids: ReadonlySet<string> }>;
  readonly faults: readonly Fault[];
};

/** Returns the editions in a folder of records; `isKnown` tells whether a relationship has a statement. Never throws: what is wrong is a fault. */
export function readEditions(
  folder: string,
  isKnown: (relationship: string, statement: string) => boolean = () => true,
): Editions {
  const statements = new Map<string, { readonly relationship: string; readonly ids: ReadonlySet<string> }>();
  const faults: Fault[] = [];
  for (const relationship of relationshipsIn(folder)) {
    const file = join(folder, relationship, WORDING_FILE);
    const text = textOfFile(file);
    if (text === undefined) {
      faults.push(...unreadable(file, finding('not-a-record')).faults);
      continue;
    }
    const record = parseRecord(file, text, EditionsSchema);
    faults.push(...record.faults);
    for (const [at, edition] of (record.value?.editions ?? []).entries()) {
      const ids = new Set<string>();
      const named = edition.lines.flatMap(({ document, statements: list }, index) =>
        list.map((id, place) => ({
          statement: `${document}/${id}`,
          path: ['editions', at, 'lines', index, 'statements', place],
        })),
      );
      for (const { statement, path } of named) {
        if (ids.has(statement)) faults.push(record.fault(path, finding('id-twice', { id: statement })));
        else if (!isKnown(relationship, statement))
          faults.push(record.fault(path, finding('no-statement', { statement, relationship })));
        ids.add(statement);
      }
      const name = `${relationship}/${edition.id}`;
      if (statements.has(name))
        faults.push(record.fault(['editions', at, 'id'], finding('id-twice', { id: edition.id })));
      statements.set(name, { relationship, ids });
    }
  }
  return { statements, faults };
}

function relationshipsIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name !== DRAFTS && existsSync(join(folder, name, WORDING_FILE)));
  } catch {
    // The loader tells of a folder that cannot be read.
    return [];
  }
}
