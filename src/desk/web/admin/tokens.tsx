/** Tokens: by which programs read here, who made them, and when they were last used. */
import '../components/data-table.css';
import { useState } from 'react';
import { feedPath } from '../../../exits/addresses.ts';
import type { TokenPlace } from '../../../people/access-tokens.ts';
import type { MadeToken, TokenView } from '../../server/access/tokens.ts';
import { api, receive, useGet } from '../api.ts';
import { Copy } from '../components/copy.tsx';
import { Fault, Loaded } from '../components/loaded.tsx';
import { Moment } from '../components/status-banner.tsx';
import { useNames } from '../person.ts';
import { useLanguage, useTranslate } from '../language.ts';
import { NameField, useAct, type Act, type Outcome } from './acts.tsx';

const PLACES = ['header', 'path'] as const satisfies readonly TokenPlace[];
/** A year, unless somebody says otherwise. */
const DAYS_UNLESS_SET = 365;

export default function Tokens() {
  const t = useTranslate();
  const [response, reload] = useGet('tokens', (options) => api.tokens.$get({}, options));
  const [{ made, notice, fault }, act] = useAct<MadeToken>(reload);
  return (
    <Loaded response={response} reload={reload}>
      {({ isOn, maxDays, tokens }) =>
        isOn ? (
          <>
            <p className="quiet lead">{t('desk.tokens.about')}</p>
            <div aria-live="polite">
              {notice !== undefined && <p className="callout good">{notice}</p>}
              {made && <Made made={made} />}
              {fault && <Fault fault={fault} />}
            </div>
            <section>
              <h2 id="tokens-list">{t('desk.admin.tokens')}</h2>
              {tokens.length === 0 ? (
                <p className="quiet">{t('desk.tokens.none')}</p>
              ) : (
                <TokenTable tokens={tokens} act={act} />
              )}
            </section>
            <MakeToken maxDays={maxDays} act={act} />
          </>
        ) : (
          <p className="callout">{t('desk.tokens.off')}</p>
        )
      }
    </Loaded>
  );
}

/** A token as it is shown this once, with how it is sent. */
function Made({ made: { name, place, token } }: { readonly made: MadeToken }) {
  const t = useTranslate();
  const header = `Authorization: Bearer ${token}`;
  return (
    <div className="callout good">
      <p>{t('desk.tokens.made', { name })}</p>
      <p className="actions">
        <code>{token}</code> <Copy label={t('desk.exports.copy')} about={name} text={token} />
      </p>
      {place === 'header' ? (
        <p className="actions">
          {t('desk.tokens.send')} <code>{header}</code> <Copy label={t('desk.exports.copy')} text={header} />
        </p>
      ) : (
        <FeedAddresses token={token} />
      )}
    </div>
  );
}

/** The addresses that hold a token, for a reader of feeds and for a calendar. */
function FeedAddresses({ token }: Pick<MadeToken, 'token'>) {
  const t = useTranslate();
  const language = useLanguage();
  const [of, setOf] = useState('all');
  const [topics] = useGet(language, (options) => api.topics.$get({ query: { language } }, options));
  const relationships = topics.state === 'loaded' ? topics.answer.relationships : [];
  return (
    <>
      <label>
        {t('desk.tokens.of')}{' '}
        <select value={of} onChange={({ target }) => setOf(target.value)}>
          <option value="all">{t('desk.tokens.all')}</option>
          {relationships.map((one) => (
            <optgroup key={one.id} label={one.title}>
              <option value={one.id}>{one.title}</option>
              {one.topics
                .filter(({ retracted }) => !retracted)
                .map(({ id, title }) => (
                  <option key={id} value={id}>
                    {title}
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
      </label>
      {(['atom', 'ics'] as const).map((ending) => {
        const address = new URL(feedPath(token, of, ending, language), location.href).href;
        const what = t(`desk.exports.as.${ending}`);
        return (
          <p key={ending} className="actions">
            {what} <code>{address}</code> <Copy label={t('desk.exports.copy')} about={what} text={address} />
          </p>
        );
      })}
    </>
  );
}

function TokenTable({ tokens, act }: { readonly tokens: readonly TokenView[]; readonly act: Act<MadeToken> }) {
  const t = useTranslate();
  const nameOf = useNames();
  const withdraw = (name: string): void => {
    if (!confirm(t('desk.tokens.ask-withdraw', { name }))) return;
    void act(
      receive(api.tokens.withdraw.$post({ json: { name } })).then(() => ({ notice: t('desk.tokens.gone', { name }) })),
    );
  };
  return (
    <div className="table stacked" role="region" aria-labelledby="tokens-list" tabIndex={0}>
      <table>
        <thead>
          <tr>
            {(['name', 'place', 'by', 'expires', 'used', 'actions'] as const).map((head) => (
              <th key={head} scope="col">
                {t(`desk.tokens.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {tokens.map(({ id, name, place, madeBy, expiresAt, usedAt, state }) => (
            <tr key={id}>
              <th scope="row">
                {name} {state !== 'good' && <span className="badge">{t(`desk.tokens.${state}`)}</span>}
              </th>
              <td data-label={t('desk.tokens.place')}>{t(`desk.tokens.places.${place}`)}</td>
              <td data-label={t('desk.tokens.by')}>{nameOf(madeBy)}</td>
              <td data-label={t('desk.tokens.expires')}>
                <Moment at={expiresAt} />
              </td>
              <td data-label={t('desk.tokens.used')}>
                {usedAt === undefined ? (
                  <span className="quiet">{t('desk.tokens.never')}</span>
                ) : (
                  <Moment at={usedAt} />
                )}
              </td>
              <td data-label={t('desk.tokens.actions')}>
                {state !== 'withdrawn' && (
                  <button
                    type="button"
                    aria-label={t('desk.tokens.withdraw-of', { name })}
                    onClick={() => withdraw(name)}
                  >
                    {t('desk.tokens.withdraw')}
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function MakeToken({ maxDays, act }: { readonly maxDays: number; readonly act: Act<MadeToken> }) {
  const t = useTranslate();
  const [name, setName] = useState('');
  const [days, setDays] = useState(DAYS_UNLESS_SET);
  const [place, setPlace] = useState<TokenPlace>('header');
  const make = async (): Promise<Outcome<MadeToken>> => {
    const made = await receive(api.tokens.$post({ json: { name, place, days } }));
    setName('');
    return { made };
  };
  return (
    <section aria-labelledby="tokens-make">
      <h2 id="tokens-make">{t('desk.tokens.make-heading')}</h2>
      <form
        className="actions"
        onSubmit={(event) => {
          event.preventDefault();
          void act(make());
        }}
      >
        <NameField label={t('desk.tokens.name')} name={name} onChange={setName} />
        <label>
          {t('desk.tokens.days')}{' '}
          <input
            type="number"
            value={days}
            required
            min={1}
            max={maxDays}
            onChange={({ target }) => setDays(target.valueAsNumber)}
          />
        </label>
        <label>
          {t('desk.tokens.place')}{' '}
          <select
            value={place}
            onChange={({ target }) => setPlace(PLACES.find((one) => one === target.value) ?? place)}
          >
            {PLACES.map((one) => (
              <option key={one} value={one}>
                {t(`desk.tokens.places.${one}`)}
              </option>
            ))}
          </select>
        </label>
        <button className="primary">{t('desk.tokens.make')}</button>
      </form>
    </section>
  );
}
