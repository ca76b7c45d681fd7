/** A measure or promise that is not followed yet, begun beside the statement that is written of it: the two are published together. */
import { useState, type KeyboardEvent } from 'react';
import type { Fault as RecordFault } from '../../../records/fault.ts';
import { TRACKS_FILE } from '../../../records/folder.ts';
import type { RecordSchema } from '../../../records/json-schema.ts';
import type { ReaderView } from '../../server/reading/reader.ts';
import { api, faultOf, receive, type ApiFault } from '../api.ts';
import { autosave } from '../autosave/unsaved-records.ts';
import { Fault, Loaded } from '../components/loaded.tsx';
import { othersThan } from '../edit/change-set.ts';
import { useSchema } from '../form/context.ts';
import { EntryForm } from '../form/entry-form.tsx';
import { Field } from '../form/field.tsx';
import { useTranslate } from '../language.ts';
import { itemOf } from '../record-schema.ts';
import type { StatementDraft } from './statement-draft.ts';

type NewTrackProps = {
  readonly relationship: string;
  readonly view: ReaderView;
  /** The statement, which says whose it is and what it belongs to. */
  readonly draft: StatementDraft;
  /** Takes the id of the track, which is in the change set by then. */
  readonly onMade: (id: string) => void;
};

export function NewTrack(props: NewTrackProps) {
  const t = useTranslate();
  const [isOpen, setOpen] = useState(false);
  const [schema, reload] = useSchema('tracks');
  return (
    <details open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{t('desk.reading.new-track')}</summary>
      {isOpen && (
        <Loaded response={schema} reload={reload}>
          {(record) => (
            <TrackForm
              {...props}
              schema={itemOf((record as RecordSchema).properties?.tracks ?? {})}
              onMade={(id) => {
                setOpen(false);
                props.onMade(id);
              }}
            />
          )}
        </Loaded>
      )}
    </details>
  );
}

const FIELDS = ['title', 'aliases', 'kind', 'party', 'topics'] as const;

function TrackForm({ relationship, view, draft, onMade, schema }: NewTrackProps & { readonly schema: RecordSchema }) {
  const t = useTranslate();
  const { fields } = draft;
  const [track, setTrack] = useState<Readonly<Record<string, unknown>>>({
    title: fields['instrument'] ?? { en: '' },
    aliases: { en: [] },
    kind: draft.kind === 'commitment' ? draft.kind : 'measure',
    party: [fields['party'], fields['by'], view.party].find((one) => typeof one === 'string') ?? '',
    topics: draft.topics,
  });
  const [faults, setFaults] = useState<readonly RecordFault[]>([]);
  const [fault, setFault] = useState<ApiFault>();
  const [isMaking, setMaking] = useState(false);
  const make = async (): Promise<void> => {
    const others = othersThan('');
    const made = await receive(api.reading.track.$post({ json: { relationship, track, others } }));
    setFaults(made.faults);
    if (made.text === undefined || made.faults.length > 0) return;
    const at = `${relationship}/${TRACKS_FILE}`;
    const { version, base } = autosave.get(at) ?? made;
    autosave.set(at, { text: made.text, version, base });
    onMade(made.id);
  };
  const add = (): void => {
    setFault(undefined);
    setMaking(true);
    make()
      .catch((error: unknown) => setFault(faultOf(error)))
      .finally(() => setMaking(false));
  };
  // It stands in the form of the statement, which the key would send.
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    add();
  };
  return (
    <div role="group" aria-label={t('desk.reading.new-track')} onKeyDown={onKey}>
      <EntryForm
        schema={schema}
        record={track}
        faults={faults}
        parties={view.parties}
        topics={view.topics.map(({ id, title }) => ({ id, name: title }))}
        isBilingual={view.isBilingual}
        wordsOf={() => ({})}
        onChange={(changed) => {
          setTrack(changed);
          setFaults([]);
        }}
      >
        {FIELDS.map((name) => (
          <Field key={name} path={[name]} />
        ))}
      </EntryForm>
      {fault !== undefined && <Fault fault={fault} />}
      <p className="actions">
        <button type="button" disabled={isMaking} onClick={add}>
          {t('desk.reading.add-track')}
        </button>
      </p>
    </div>
  );
}
