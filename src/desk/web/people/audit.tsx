/** The audit list: who did what when, by person, act and time, to look at and to download. */
import '../components/data-table.css';
import { useState } from 'react';
import { AUDIT_ACTS } from '../../../people/audit.ts';
import { api, useGet } from '../api.ts';
import { Loaded } from '../components/loaded.tsx';
import { Moment } from '../components/status-banner.tsx';
import { nameOf } from '../person.ts';
import { chooseAll, useRoute } from '../route.ts';
import { type Bilingual, useTranslate } from '../text.ts';
import { ROLE_NAMES } from '../components/not-allowed.tsx';
import { ACTS, TEXT } from './text.ts';

const WORDS: Readonly<Record<string, Bilingual>> = { ...TEXT.by, ...ROLE_NAMES };

/** Returns how somebody signed in, their role or what it was before, in words; anything else as it stands. */
function detailOf(detail: string): Bilingual {
  const words = detail.split(' → ').map((word) => WORDS[word]);
  const wordsIn = (language: keyof Bilingual): string =>
    words.includes(undefined) ? detail : words.map((word) => word?.[language]).join(' → ');
  return { en: wordsIn('en'), zh: wordsIn('zh') };
}

export function Audit({ revision }: { readonly revision: number }) {
  const t = useTranslate();
  const { choices } = useRoute();
  const [after, setAfter] = useState<string>();
  const choiceOf = (id: string): string => choices.get(id) ?? '';
  const act = AUDIT_ACTS.find((one) => one === choiceOf('act'));
  const texts = ['name', 'from', 'to'].map((id) => [id, choiceOf(id)] as const).filter(([, value]) => value !== '');
  const chosen = { ...Object.fromEntries(texts), ...(act && { act }) };
  const query = { ...chosen, ...(after !== undefined && { after }) };
  const [response, reload] = useGet(JSON.stringify([revision, query]), (options) => api.audit.$get({ query }, options));
  const choose = (more: Readonly<Record<string, string>>): void => {
    chooseAll(more);
    setAfter(undefined);
  };
  const download = (as: string): string => `/api/audit/download?${new URLSearchParams({ ...chosen, as })}`;
  return (
    <section>
      <h2 id="people-audit">{t(TEXT.audit)}</h2>
      <div className="actions">
        <label>
          {t(TEXT.name)}{' '}
          <input value={choiceOf('name')} maxLength={60} onChange={({ target }) => choose({ name: target.value })} />
        </label>
        <label>
          {t(TEXT.act)}{' '}
          <select value={act ?? ''} onChange={({ target }) => choose({ act: target.value })}>
            <option value="">{t(TEXT.any)}</option>
            {AUDIT_ACTS.map((one) => (
              <option key={one} value={one}>
                {t(ACTS[one])}
              </option>
            ))}
          </select>
        </label>
        {(['from', 'to'] as const).map((end) => (
          <label key={end}>
            {t(TEXT[end])}{' '}
            <input type="date" value={choiceOf(end)} onChange={({ target }) => choose({ [end]: target.value })} />
          </label>
        ))}
      </div>
      <p className="inline">
        <span>
          {t(TEXT.download)}{' '}
          <a href={download('csv')} download>
            CSV
          </a>{' '}
          ·{' '}
          <a href={download('json')} download>
            JSON
          </a>
        </span>
      </p>
      <Loaded response={response} reload={reload}>
        {({ entries, after: next }) =>
          entries.length === 0 ? (
            <p className="quiet">{t(TEXT.none)}</p>
          ) : (
            <>
              <div className="table stacked small" role="region" aria-labelledby="people-audit" tabIndex={0}>
                <table>
                  <thead>
                    <tr>
                      <th scope="col">{t(TEXT.when)}</th>
                      <th scope="col">{t(TEXT.name)}</th>
                      <th scope="col">{t(TEXT.act)}</th>
                      <th scope="col">{t(TEXT.subject)}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {entries.map(({ id, at, name, act: deed, about, detail }) => (
                      <tr key={id}>
                        <th scope="row">
                          <Moment at={at} />
                        </th>
                        <td data-label={t(TEXT.name)}>{t(nameOf(name))}</td>
                        <td data-label={t(TEXT.act)}>{t(ACTS[deed])}</td>
                        <td className="wide" data-label={t(TEXT.subject)}>
                          <div>
                            {about} {detail !== '' && <span className="quiet">{t(detailOf(detail))}</span>}
                          </div>
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
              <p className="actions">
                {after !== undefined && (
                  <button type="button" onClick={() => setAfter(undefined)}>
                    {t(TEXT.newest)}
                  </button>
                )}
                {next !== undefined && (
                  <button type="button" onClick={() => setAfter(next)}>
                    {t(TEXT.older)}
                  </button>
                )}
              </p>
            </>
          )
        }
      </Loaded>
    </section>
  );
}
