/** The difference of a change set as curators read it: records by their titles, statements by what they say. Pure. */
import type { RecordCatalogue } from '../../../records/catalogue.ts';
import type { RecordDifference } from '../../../records/publish/editor.ts';
import { documentRecordName, isSameRecord, topicRecordName } from '../../../records/publish/record-name.ts';
import type { Language, Translated } from '../../../records/schema.ts';
import { pick } from '../../../reply/compose/parts.ts';

export type ToldDifference = RecordDifference & {
  /** Undefined where the record cannot be read. */
  readonly title: Translated | undefined;
};

/** The fields that name statements. */
const NAMING: ReadonlySet<string> = new Set(['restsOn', 'keyPoints', 'statements', 'statement']);

/** Returns differences in which names of statements are what these say, one a line; what has no such name is told as it is written. */
export function toldDifference(
  records: readonly RecordDifference[],
  { before, after }: { readonly before: RecordCatalogue; readonly after: RecordCatalogue },
  language: Language,
): readonly ToldDifference[] {
  return records.map(({ fields, ...record }) => {
    const [relationship = ''] = record.folder.split('/');
    const said = (name: string): string => {
      const ids = [name, `${relationship}/${name}`];
      const [found] = [after, before].flatMap(({ statements }) => ids.flatMap((id) => statements.get(id) ?? []));
      return found === undefined ? name : pick(found.text, language);
    };
    const told = (value: string | undefined): string | undefined => value?.split(', ').map(said).join('\n');
    const [known] = [after, before].flatMap(
      ({ briefs, sources }) =>
        briefs.values().find((one) => isSameRecord(topicRecordName(one), record)) ??
        sources.values().find((one) => isSameRecord(documentRecordName(one), record)) ??
        [],
    );
    return {
      ...record,
      title: known?.title,
      fields: fields.map((one) =>
        NAMING.has(one.field.slice(one.field.lastIndexOf('.') + 1))
          ? { ...one, before: told(one.before), after: told(one.after) }
          : one,
      ),
    };
  });
}
