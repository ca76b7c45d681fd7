/** A few fields of a record that are filled in at once: all of them stand there, and what is typed is a value, not yet a text. */
import type { ReactNode } from 'react';
import type { Fault } from '../../../records/fault.ts';
import type { RecordSchema } from '../../../records/json-schema.ts';
import { editedValue, type FormPath } from '../../../records/text-edit/edit-value.ts';
import type { NamedRecord } from '../../server/edit.ts';
import { FormContext, type FieldWords } from './context.ts';

type EntryRecord = Readonly<Record<string, unknown>>;

type EntryFormProps = {
  readonly schema: RecordSchema;
  readonly record: EntryRecord;
  readonly faults: readonly Fault[];
  readonly parties: readonly NamedRecord[];
  readonly authors?: readonly NamedRecord[];
  readonly topics?: readonly NamedRecord[];
  readonly isBilingual: boolean;
  readonly wordsOf: (path: FormPath) => FieldWords;
  readonly onChange: (record: EntryRecord) => void;
  /** The fields, in the order in which they are asked for. */
  readonly children: ReactNode;
};

const NOWHERE = { path: [], count: 0 };

export function EntryForm(props: EntryFormProps) {
  const {
    schema,
    record,
    faults,
    parties,
    authors = [],
    topics = [],
    isBilingual,
    wordsOf,
    onChange,
    children,
  } = props;
  return (
    <FormContext
      value={{
        schema,
        record,
        faults,
        known: { parties, documents: [], topics, statements: [] },
        authors,
        beginning: { today: '', parties: [] },
        languages: isBilingual ? ['en', 'zh'] : ['en'],
        isEntry: true,
        wordsOf,
        sought: NOWHERE,
        onEdit: (edits) => onChange(edits.reduce<unknown>(editedValue, record) as EntryRecord),
        onGo: () => undefined,
      }}
    >
      <div className="record-form">{children}</div>
    </FormContext>
  );
}
