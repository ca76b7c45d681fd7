/** The details of a document: proposed from what it says of itself, put right, and made its record. */
import { useState, type FormEvent } from 'react';
import { faultKey, type Fault as RecordFault } from '../../../records/fault.ts';
import type { RecordSchema } from '../../../records/json-schema.ts';
import type { FormPath } from '../../../records/text-edit/edit-value.ts';
import type { DraftCreatedView } from '../../server/documents/create-draft.ts';
import type { DocumentPlacesView } from '../../server/documents/routes.ts';
import { api, faultOf, receive, refusalIn, type ApiFault } from '../api.ts';
import { Fault } from '../components/loaded.tsx';
import { SelectOne } from '../components/select-one.tsx';
import { keyOf, type FieldWords } from '../form/context.ts';
import { EntryForm } from '../form/entry-form.tsx';
import { Field, FieldFrame } from '../form/field.tsx';
import { LinesInput } from '../form/inputs.tsx';
import { FaultText } from '../components/fault-text.tsx';
import { useLanguage, useTranslate, type Sentence } from '../language.ts';
import { publisherDetails, sentDetails, withPublisher, type DetailsForm, type DocumentWork } from './document-draft.ts';
import { keptText } from './paragraphs.tsx';

const PUBLISHERS = 'documents-publishers';

/** What this form says of the fields of a document, by their paths, where that is more than records say. */
const FIELDS: Readonly<
  Record<string, { readonly label?: Sentence; readonly about?: Sentence; readonly list?: string }>
> = {
  'publisher.en': { list: PUBLISHERS },
  disclosure: { label: 'desk.documents.disclosure', about: 'desk.documents.disclosure-about' },
  url: { label: 'desk.documents.url' },
  publishedOn: { label: 'desk.documents.published' },
  party: { label: 'desk.documents.party' },
  'copy.kind': { label: 'desk.documents.copy' },
};

/** The fields that have their faults beside them. */
const PLACED: ReadonlySet<string> = new Set([
  'title',
  'publisher',
  'disclosure',
  'url',
  'publishedOn',
  'authors',
  'kind',
  'party',
  'language',
  'copy',
]);

type DocumentDetailsProps = {
  /** The schema of documents. */
  readonly schema: RecordSchema;
  readonly work: DocumentWork;
  readonly places: DocumentPlacesView;
  readonly onChange: (details: DetailsForm) => void;
  readonly onMade: (made: DraftCreatedView) => void;
};

export function DocumentDetails({ schema, work, places, onChange, onMade }: DocumentDetailsProps) {
  const t = useTranslate();
  const language = useLanguage();
  const { details } = work;
  const [fault, setFault] = useState<ApiFault>();
  const [isMaking, setMaking] = useState(false);
  const place = places.relationships.find(({ id }) => id === details.relationship);
  const isBilingual = place?.isBilingual === true;
  const set = (part: Partial<DetailsForm>): void => onChange({ ...details, ...part });
  const known = place?.publishers.find(({ publisher }) => publisher.en === details.publisher.en);
  const faults = fault === undefined ? [] : refusalIn(fault).faults;
  const unplaced = faults.filter(({ field }) => !PLACED.has(field.split('.')[0] ?? ''));
  const wordsOf = (path: FormPath): FieldWords => {
    const { label, about, ...words } = FIELDS[keyOf(path)] ?? {};
    return { ...words, label: label && t(label), about: about && t(about), none: t('desk.documents.party-none') };
  };
  const changed = (entry: Readonly<Record<string, unknown>>): void => {
    const form = entry as DetailsForm;
    onChange(form.publisher.en === details.publisher.en ? form : withPublisher(form, place?.publishers ?? []));
  };

  const make = async (anyway: boolean): Promise<void> => {
    setMaking(true);
    setFault(undefined);
    try {
      const { relationship, id } = details;
      const text = keptText(work.paragraphs);
      const sent = { relationship, id, from: work.from, text, details: sentDetails(details), anyway };
      onMade(await receive(api.documents.draft.$post({ json: sent })));
    } catch (error) {
      setFault(faultOf(error));
      setMaking(false);
    }
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void make(false);
  };
  return (
    <form className="form" onSubmit={submit} aria-labelledby="documents-details">
      <h2 id="documents-details">{t('desk.documents.step-details')}</h2>
      <datalist id={PUBLISHERS}>
        {place?.publishers.map(({ publisher }) => (
          <option key={publisher.en} value={publisher.en} />
        ))}
      </datalist>
      <EntryForm
        schema={schema}
        record={details}
        faults={faults}
        parties={place?.parties ?? []}
        isBilingual={isBilingual}
        wordsOf={wordsOf}
        onChange={changed}
      >
        <FieldFrame path={['relationship']} label={t('desk.documents.relationship')} isRequired isFramed={false}>
          <SelectOne
            aria-label={t('desk.documents.relationship')}
            value={details.relationship}
            options={places.relationships.map(({ id, title }) => [id, title[language] ?? title.en])}
            onChange={(relationship) => set({ relationship, party: undefined })}
          />
        </FieldFrame>
        <Field path={['title']} />
        <Field path={['publisher']}>
          {known !== undefined && (
            <p className="quiet small">
              {t('desk.documents.publisher-known')}{' '}
              <button type="button" onClick={() => set(publisherDetails(known))}>
                {known.publisher[language] ?? known.publisher.en}
              </button>
            </p>
          )}
        </Field>
        <Field path={['disclosure']} />
        <Field path={['url']} />
        <div className="pair">
          <Field path={['publishedOn']} />
          <FieldFrame path={['authors']} label={t('desk.documents.authors')} isRequired={false} isFramed={false}>
            <LinesInput path={['authors']} label={t('desk.documents.authors')} />
          </FieldFrame>
          <Field path={['kind']} />
          <Field path={['party']} />
          <Field path={['language']} />
          <Field path={['copy', 'kind']} />
        </div>
        <FieldFrame
          path={['id']}
          label={t('desk.documents.id')}
          about={t('desk.documents.id-about')}
          isRequired={false}
          isFramed={false}
        >
          <input
            id="documents-id"
            aria-label={t('desk.documents.id')}
            maxLength={80}
            pattern="[a-z][a-z0-9]*(-[a-z0-9]+)*"
            value={details.id}
            onChange={({ target }) => set({ id: target.value })}
          />
        </FieldFrame>
      </EntryForm>
      {isBilingual && <p className="quiet small">{t('desk.documents.no-chinese')}</p>}
      <p className="actions">
        <button type="submit" className="primary" disabled={isMaking || !places.writable}>
          {t(isMaking ? 'desk.documents.making' : 'desk.documents.make')}
        </button>
        {fault?.code === 'duplicate' && (
          <button type="button" onClick={() => void make(true)}>
            {t('desk.documents.anyway')}
          </button>
        )}
      </p>
      {fault !== undefined && <Fault fault={fault} />}
      <RecordFaults faults={unplaced} />
    </form>
  );
}

function RecordFaults({ faults }: { readonly faults: readonly RecordFault[] }) {
  return (
    <ul>
      {faults.map((one) => (
        <li key={faultKey(one)}>
          <FaultText fault={one} />
        </li>
      ))}
    </ul>
  );
}
