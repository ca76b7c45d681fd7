/** Makes a new relationship of two countries, and says what to do next. */
import { Fragment, useState, type FormEvent } from 'react';
import { pathOf, recordId } from '../../../records/publish/record-name.ts';
import type { MadeRelationshipView } from '../../server/new-relationship.ts';
import { api, type ApiFault, faultOf, receive, useGet } from '../api.ts';
import { hrefOf, recordHref } from '../route.ts';
import { faultText } from '../components/loaded.tsx';
import { useLanguage, useTranslate } from '../language.ts';

type NewRelationshipProps = {
  readonly writable: boolean;
  /** Whether it is open at first: where there is no relationship yet. */
  readonly isFirst: boolean;
  readonly onMade: () => void;
};

export function NewRelationship({ writable, isFirst, onMade }: NewRelationshipProps) {
  const t = useTranslate();
  const [isOpen, setOpen] = useState(isFirst);
  const [made, setMade] = useState<MadeRelationshipView>();
  return (
    <details open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{t('desk.begin.new')}</summary>
      {isOpen && (
        <>
          <p className="quiet">{t('desk.begin.new-about')}</p>
          <CountriesForm
            writable={writable}
            onMade={(view) => {
              setMade(view);
              onMade();
            }}
          />
        </>
      )}
      <div role="status">{made && <NextSteps made={made} />}</div>
    </details>
  );
}

type CountriesFormProps = { readonly writable: boolean; readonly onMade: (made: MadeRelationshipView) => void };

function CountriesForm({ writable, onMade }: CountriesFormProps) {
  const t = useTranslate();
  const language = useLanguage();
  const [response] = useGet(`countries ${language}`, (options) =>
    api.curate.countries.$get({ query: { language } }, options),
  );
  const [first, setFirst] = useState('');
  const [second, setSecond] = useState('');
  const [chinese, setChinese] = useState<boolean>();
  const [isMaking, setMaking] = useState(false);
  const [fault, setFault] = useState<ApiFault>();
  const { countries, chinese: speakers } =
    response.state === 'loaded' ? response.answer : { countries: [], chinese: [] };
  const inChinese = chinese ?? (speakers.includes(first) || speakers.includes(second));
  const make = async (): Promise<void> => {
    const languages: ['en'] | ['en', 'zh'] = inChinese ? ['en', 'zh'] : ['en'];
    onMade(await receive(api.curate.relationship.$post({ json: { first, second, languages } })));
    setFirst('');
    setSecond('');
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isMaking) return;
    setMaking(true);
    setFault(undefined);
    make()
      .catch((error: unknown) => setFault(faultOf(error)))
      .finally(() => setMaking(false));
  };
  const select = (label: string, value: string, choose: (code: string) => void) => (
    <label>
      {label}{' '}
      <select value={value} required onChange={({ target }) => choose(target.value)}>
        <option value="">{t('desk.begin.choose')}</option>
        {countries.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <form className="actions" onSubmit={submit}>
      {select(t('desk.begin.first'), first, setFirst)}
      {select(t('desk.begin.second'), second, setSecond)}
      <label>
        <input type="checkbox" checked={inChinese} onChange={({ target }) => setChinese(target.checked)} />{' '}
        {t('desk.begin.in-chinese')}
      </label>
      <button type="submit" className="primary" disabled={isMaking || !writable}>
        {t(isMaking ? 'desk.begin.making' : 'desk.begin.make')}
      </button>
      {fault && (
        <p className="fault" role="alert">
          {faultText(fault, language)}
        </p>
      )}
    </form>
  );
}

function NextSteps({ made: { id, records } }: { readonly made: MadeRelationshipView }) {
  const t = useTranslate();
  const [relationship, ...drafts] = records;
  return (
    <div className="callout good">
      <p>
        <strong>{t('desk.begin.made-heading')}</strong>
      </p>
      <ol>
        <li>
          {relationship && <a href={recordHref(pathOf(relationship))}>{pathOf(relationship)}</a>}{' '}
          {t('desk.begin.next-names')}
        </li>
        <li>
          <a href={hrefOf('documents', 'add', { relationship: id })}>{t('desk.documents.add')}</a>{' '}
          {t('desk.begin.next-documents')}
        </li>
        <li>
          {drafts.map((draft) => (
            <Fragment key={draft.file}>
              <a href={hrefOf('topics', `${id}/${recordId(draft)}`, { view: 'edit' })}>{recordId(draft)}</a>{' '}
            </Fragment>
          ))}
          {t('desk.begin.next-topics')}
        </li>
      </ol>
    </div>
  );
}
