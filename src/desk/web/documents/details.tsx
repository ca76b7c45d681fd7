/** The details of a document: proposed from what it says of itself, put right, and made its record. */
import { useState, type FormEvent, type ReactNode } from 'react';
import { faultKey, type Fault as RecordFault } from '../../../records/fault.ts';
import type { DraftCreatedView } from '../../server/documents/create-draft.ts';
import type { DocumentPlacesView } from '../../server/documents/routes.ts';
import { api, faultOf, receive, refusalIn, type ApiFault } from '../api.ts';
import { Fault } from '../components/loaded.tsx';
import { SelectOne, type SelectOption } from '../components/select-one.tsx';
import { valueName } from '../form/labels.ts';
import { FaultText } from '../components/fault-text.tsx';
import { useLanguage, useTranslate, type Bilingual } from '../text.ts';
import { COPIES, KINDS, publisherDetails, sentDetails, withPublisher, type DetailsForm } from './details-form.ts';
import { keptText } from './edit-paragraphs.ts';
import { TEXT } from './text.ts';
import type { DocumentWork } from './work.ts';

export type DetailsProps = {
  readonly work: DocumentWork;
  readonly places: DocumentPlacesView;
  readonly onChange: (details: DetailsForm) => void;
  readonly onMade: (made: DraftCreatedView) => void;
};

export function Details({ work, places, onChange, onMade }: DetailsProps) {
  const t = useTranslate();
  const language = useLanguage();
  const { details } = work;
  const [fault, setFault] = useState<ApiFault>();
  const [isMaking, setMaking] = useState(false);
  const place = places.relationships.find(({ id }) => id === details.relationship);
  const isBilingual = place?.isBilingual === true;
  const set = (part: Partial<DetailsForm>): void => onChange({ ...details, ...part });
  const known = place?.publishers.find(({ publisher }) => publisher.en === details.publisherEn);

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
  const field = (name: keyof DetailsForm, label: Bilingual, input: Partial<InputProps> = {}) => (
    <Field id={`documents-${name}`} label={t(label)} about={input.about}>
      <input
        id={`documents-${name}`}
        type={input.type ?? 'text'}
        required={input.isRequired ?? true}
        maxLength={input.most ?? 200}
        list={input.list}
        pattern={input.pattern}
        lang={input.lang}
        value={details[name]}
        onChange={({ target: { value } }) =>
          set(name === 'publisherEn' ? withPublisher(details, value, place?.publishers ?? []) : { [name]: value })
        }
      />
    </Field>
  );
  const inTwo = (name: 'title' | 'publisher' | 'disclosure', input: Partial<InputProps> = {}) => (
    <>
      {field(`${name}En`, isBilingual ? both(TEXT[name], TEXT['in-english']) : TEXT[name], { ...input, lang: 'en' })}
      {(isBilingual || details[`${name}Zh`] !== '') &&
        field(`${name}Zh`, both(TEXT[name], TEXT['in-chinese']), {
          most: input.most,
          lang: 'zh-CN',
          isRequired: isBilingual,
        })}
    </>
  );
  return (
    <form className="form" onSubmit={submit} aria-labelledby="documents-details">
      <h2 id="documents-details">{t(TEXT['step-details'])}</h2>
      <Choice
        id="documents-relationship"
        label={t(TEXT.relationship)}
        value={details.relationship}
        onChange={(relationship) => set({ relationship, party: '' })}
      >
        {places.relationships.map(({ id, title }) => [id, title[language] ?? title.en] as const)}
      </Choice>
      {inTwo('title')}
      <datalist id="documents-publishers">
        {place?.publishers.map(({ publisher }) => (
          <option key={publisher.en} value={publisher.en} />
        ))}
      </datalist>
      {inTwo('publisher', { list: 'documents-publishers', most: 120 })}
      {known !== undefined && (
        <p className="quiet small">
          {t(TEXT['publisher-known'])}{' '}
          <button type="button" onClick={() => set(publisherDetails(known))}>
            {known.publisher[language] ?? known.publisher.en}
          </button>
        </p>
      )}
      {inTwo('disclosure', { about: t(TEXT['disclosure-about']), most: 300 })}
      {field('url', TEXT.url, { type: 'url', most: 500 })}
      {field('publishedOn', TEXT.published, { type: 'date' })}
      <Field id="documents-authors" label={t(TEXT.authors)}>
        <textarea
          id="documents-authors"
          rows={2}
          value={details.authors}
          onChange={({ target }) => set({ authors: target.value })}
        />
      </Field>
      <Choice
        id="documents-kind"
        label={t(TEXT.kind)}
        value={details.kind}
        onChange={(kind) => set({ kind: KINDS.find((one) => one === kind) ?? 'news' })}
      >
        {KINDS.map((kind) => [kind, t(valueName(kind))] as const)}
      </Choice>
      <Choice id="documents-party" label={t(TEXT.party)} value={details.party} onChange={(party) => set({ party })}>
        {[
          ['', t(TEXT['party-none'])] as const,
          ...(place?.parties ?? []).map(({ id, name }) => [id, name[language] ?? name.en] as const),
        ]}
      </Choice>
      <Choice
        id="documents-language"
        label={t(TEXT.language)}
        value={details.language}
        onChange={(chosen) => set({ language: chosen === 'zh' ? 'zh' : 'en' })}
      >
        {(['en', 'zh'] as const).map((one) => [one, t(valueName(one))] as const)}
      </Choice>
      <Choice
        id="documents-copy"
        label={t(TEXT.copy)}
        value={details.copy}
        onChange={(copy) => set({ copy: COPIES.find((one) => one === copy) ?? 'original' })}
      >
        {COPIES.map((copy) => [copy, t(valueName(copy))] as const)}
      </Choice>
      {field('id', TEXT.id, {
        about: t(TEXT['id-about']),
        isRequired: false,
        most: 80,
        pattern: '[a-z][a-z0-9]*(-[a-z0-9]+)*',
      })}
      {isBilingual && <p className="quiet small">{t(TEXT['no-chinese'])}</p>}
      <p className="actions">
        <button type="submit" className="primary" disabled={isMaking || !places.writable}>
          {t(isMaking ? TEXT.making : TEXT.make)}
        </button>
        {fault?.code === 'duplicate' && (
          <button type="button" onClick={() => void make(true)}>
            {t(TEXT.anyway)}
          </button>
        )}
      </p>
      {fault !== undefined && <Fault fault={fault} />}
      {fault !== undefined && <RecordFaults faults={refusalIn(fault).faults} />}
    </form>
  );
}

type InputProps = {
  readonly type: 'text' | 'url' | 'date';
  readonly isRequired: boolean;
  readonly most: number | undefined;
  readonly list: string;
  readonly pattern: string;
  readonly lang: string;
  readonly about: string | undefined;
};

const both = (label: Bilingual, language: Bilingual): Bilingual => ({
  en: `${label.en}, ${language.en}`,
  zh: `${label.zh}（${language.zh}）`,
});

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

function Field({
  id,
  label,
  about,
  children,
}: {
  readonly id: string;
  readonly label: string;
  readonly about?: string | undefined;
  readonly children: ReactNode;
}) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children}
      {about !== undefined && <p className="quiet">{about}</p>}
    </div>
  );
}

function Choice({
  id,
  label,
  value,
  onChange,
  children,
}: {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly children: readonly SelectOption[];
}) {
  return (
    <Field id={id} label={label}>
      <SelectOne id={id} value={value} options={children} onChange={onChange} />
    </Field>
  );
}
