/** The texts of a change set with the entries of corrections that a person gave for its statements. */
import { shortId, type RecordCatalogue } from '../catalogue.ts';
import { dayOf } from '../dates.ts';
import type { StatementCorrection } from '../statement.ts';
import type { ChangedText, ChangeSet } from './editor.ts';
import { freeId } from './free-id.ts';
import { withCorrection } from './record-edits.ts';
import { documentRecordName, isSameRecord } from './record-name.ts';

/** Returns the texts with an entry for each statement that is corrected, with the wording in service as the one before; the id of one whose kind of change is given and that no text of the set holds, where there is one. */
export function correctedTexts(
  texts: readonly ChangedText[],
  kinds: NonNullable<ChangeSet['kinds']>,
  { sources, statements }: Pick<RecordCatalogue, 'sources' | 'statements'>,
  now: () => Temporal.Instant,
): readonly ChangedText[] | string {
  const changed = texts.map((one) => ({ ...one }));
  for (const [id, one] of Object.entries(kinds)) {
    const old = statements.get(id);
    const source = old && sources.get(old.document);
    const record = source && changed.find((other) => isSameRecord(other, documentRecordName(source)));
    if (old === undefined || record?.text === undefined) return id;
    if (one.kind === 'wording') continue;
    const day = dayOf(now());
    const entry: StatementCorrection = {
      id: freeId(`fix-${day}`, new Set(old.corrections?.map((other) => other.id))),
      on: day,
      what: one.what,
      before: old.text,
    };
    const text = withCorrection(record.text, shortId(old), entry);
    if (text === undefined) return id;
    record.text = text;
  }
  return changed;
}
