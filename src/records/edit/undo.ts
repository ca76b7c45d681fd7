/** Past change sets: what one did, and what would undo it. */
import type { OpenedRecord, PastSet, RecordName, Refusal, TextOfSet } from './editor.ts';
import { versionOf, type Problem } from './record-files.ts';
import type { LoggedSet } from './logged-set.ts';

/** Returns what a set of the log did. */
export const pastSet = ({ id, at, author, records, kinds, undoes }: LoggedSet): PastSet => ({
  id,
  at: Temporal.Instant.from(at),
  by: author.name,
  records: records.map(({ folder, file, before, after }) => ({
    folder,
    file,
    change: before === null ? 'added' : after === null ? 'removed' : 'changed',
  })),
  wording: Object.entries(kinds).flatMap(([statement, { kind }]) => (kind === 'wording' ? [statement] : [])),
  undoes,
});

/** Returns the texts that undo a set, or why it cannot be undone: a record of it has changed since. */
export function undoing(
  { records }: LoggedSet,
  open: (name: RecordName) => OpenedRecord | Refusal,
): TextOfSet[] | Problem {
  const texts: TextOfSet[] = [];
  for (const { folder, file, before, after } of records) {
    const now = open({ folder, file });
    const isSame = now.ok
      ? after !== null && now.version === versionOf(after)
      : after === null && now.because === 'missing';
    if (!isSame)
      return {
        because: 'changed',
        detail: `${folder}/${file} has changed since the set was published; restore the version before it by hand.`,
      };
    texts.push({ folder, file, text: before ?? undefined, version: now.ok ? now.version : undefined });
  }
  return texts;
}
