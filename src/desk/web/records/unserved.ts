/** Which records nobody is answered with: drafts, and in repair mode what is out of service for faults. */
import type { RecordListView } from '../../server/edit.ts';

type ListedRecord = RecordListView['records'][number];
type Kind = 'topic' | 'document';

export type Unserved = {
  readonly drafts: readonly ListedRecord[];
  /** Each by its relationship and its id, with its record where the list has it. */
  readonly broken: readonly { readonly name: string; readonly record: ListedRecord | undefined }[];
};

/** A topic that has no title in service is a draft; what stands in the folder of drafts are documents that were read in. */
const IS_DRAFT: Readonly<Record<Kind, (entry: ListedRecord) => boolean>> = {
  topic: ({ kind, title }) => kind === 'topic' && title === undefined,
  document: ({ kind }) => kind === 'draft',
};

/** Returns the records of a kind that are not in service, those out of service for faults apart. */
export function unservedOf(kind: Kind, { records, withheld }: Pick<RecordListView, 'records' | 'withheld'>): Unserved {
  const names = (kind === 'topic' ? withheld?.topics : withheld?.documents) ?? [];
  const byName = new Map(records.filter((one) => one.kind === kind).map((record) => [nameOf(record), record] as const));
  const broken = new Set(names);
  return {
    drafts: records.filter((record) => IS_DRAFT[kind](record) && !broken.has(nameOf(record))),
    broken: [...broken].map((name) => ({ name, record: byName.get(name) })),
  };
}

/** The name of a record, such as cn-us/energy, by the folder and the file that it stands in. */
const nameOf = ({ folder, file }: ListedRecord): string =>
  `${folder.slice(0, folder.lastIndexOf('/'))}/${file.replace(/\.yaml$/u, '')}`;
