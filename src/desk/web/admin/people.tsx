/** People: accounts, roles and links, and what was done. */
import '../components/data-table.css';
import { useContext, useState } from 'react';
import { ROLES, type Role } from '../../../people/roles.ts';
import type { LinkView, PersonView } from '../../server/access/people.ts';
import { isMessageKey, type Translate } from '../../../locales/messages.ts';
import { api, receive, useGet } from '../api.ts';
import { Fault, Loaded } from '../components/loaded.tsx';
import { Moment } from '../components/status-banner.tsx';
import { PersonContext, useNames } from '../person.ts';
import { useTranslate } from '../language.ts';
import { NameField, useAct, type Act, type Outcome } from './acts.tsx';

export default function People() {
  const t = useTranslate();
  const here = useContext(PersonContext);
  const [revision, setRevision] = useState(0);
  const [response, reload] = useGet(String(revision), (options) => api.people.$get({}, options));
  const [told, act] = useAct<LinkView>(() => setRevision((count) => count + 1));
  return (
    <>
      <p className="quiet lead">{t('desk.people.about')}</p>
      {here?.isMachine === true && <p className="callout warning filled lead">{t('desk.people.machine')}</p>}
      <Told told={told} />
      <section>
        <h2 id="people-list">{t('desk.people.list')}</h2>
        <Loaded response={response} reload={reload}>
          {({ people }) =>
            people.length === 0 ? (
              <p className="quiet">{t('desk.people.no-people')}</p>
            ) : (
              <>
                <div className="table stacked" role="region" aria-labelledby="people-list" tabIndex={0}>
                  <table>
                    <thead>
                      <tr>
                        <th scope="col">{t('desk.people.name')}</th>
                        <th scope="col">{t('desk.people.role')}</th>
                        <th scope="col">{t('desk.people.ways')}</th>
                        <th scope="col">{t('desk.people.seen')}</th>
                        <th scope="col">{t('desk.people.actions')}</th>
                      </tr>
                    </thead>
                    <tbody>
                      {people.map((person) => (
                        <PersonLine key={person.name} person={person} act={act} />
                      ))}
                    </tbody>
                  </table>
                </div>
              </>
            )
          }
        </Loaded>
      </section>
      <AddPerson act={act} isFirst={here?.isMachine === true} />
      <Audit revision={revision} />
    </>
  );
}

function Told({ told: { made: link, notice, fault } }: { readonly told: Outcome<LinkView> }) {
  const t = useTranslate();
  return (
    <div aria-live="polite">
      {notice !== undefined && <p className="callout good">{notice}</p>}
      {link && (
        <div className="callout good">
          <p>{t('desk.people.given', { name: link.name })}</p>
          <p>
            <code>{new URL(link.path, location.href).href}</code>
          </p>
        </div>
      )}
      {fault && <Fault fault={fault} />}
    </div>
  );
}

function PersonLine({
  person: { name, role, by, seenAt, isSelf },
  act,
}: {
  readonly person: PersonView;
  readonly act: Act<LinkView>;
}) {
  const t = useTranslate();
  const change = (to: Role): void =>
    void act(
      receive(api.people.role.$post({ json: { name, role: to } })).then(() => ({
        notice: t('desk.people.changed', { name }),
      })),
    );
  const remove = (): void => {
    if (!confirm(t('desk.people.ask-remove', { name }))) return;
    void act(
      receive(api.people.remove.$post({ json: { name } })).then(() => ({ notice: t('desk.people.removed', { name }) })),
    );
  };
  return (
    <tr>
      <th scope="row">
        {name} {isSelf && <span className="badge">{t('desk.people.self')}</span>}
      </th>
      <td data-label={t('desk.people.role')}>
        <RoleSelect label={t('desk.people.role-of', { name })} role={role} onChange={change} />
      </td>
      <td data-label={t('desk.people.ways')}>{t(`desk.people.by.${by}`)}</td>
      <td data-label={t('desk.people.seen')}>
        {seenAt === undefined ? <span className="quiet">{t('desk.people.never')}</span> : <Moment at={seenAt} />}
      </td>
      <td className="wide" data-label={t('desk.people.actions')}>
        <div className="actions">
          <button
            type="button"
            aria-label={t('desk.people.link-of', { name })}
            onClick={() => void act(receive(api.people.link.$post({ json: { name } })).then((made) => ({ made })))}
          >
            {t('desk.people.link')}
          </button>{' '}
          <button type="button" aria-label={t('desk.people.remove-of', { name })} onClick={remove}>
            {t('desk.people.remove')}
          </button>
        </div>
      </td>
    </tr>
  );
}

function AddPerson({ act, isFirst }: { readonly act: Act<LinkView>; readonly isFirst: boolean }) {
  const t = useTranslate();
  const [name, setName] = useState('');
  const [chosen, setRole] = useState<Role>();
  // The first account ends that whoever is here may do everything: it must be one that may.
  const role = isFirst ? 'admin' : (chosen ?? 'curator');
  const add = async (): Promise<Outcome<LinkView>> => {
    const link = await receive(api.people.$post({ json: { name, role } }));
    setName('');
    // Whoever makes the first account is signed out by it: they go on with its link.
    if (isFirst) location.assign(link.path);
    return { made: link };
  };
  return (
    <section aria-labelledby="people-add">
      <h2 id="people-add">{t('desk.people.add-heading')}</h2>
      <form
        className="actions"
        onSubmit={(event) => {
          event.preventDefault();
          void act(add());
        }}
      >
        <NameField label={t('desk.people.name')} name={name} onChange={setName} />
        <label>
          {t('desk.people.role')} <RoleSelect role={role} isDisabled={isFirst} onChange={setRole} />
        </label>
        <button className="primary">{t('desk.people.add')}</button>
      </form>
    </section>
  );
}

function RoleSelect({
  label,
  role,
  isDisabled = false,
  onChange,
}: {
  readonly label?: string;
  readonly role: Role;
  readonly isDisabled?: boolean;
  readonly onChange: (role: Role) => void;
}) {
  const t = useTranslate();
  return (
    <select
      aria-label={label}
      value={role}
      disabled={isDisabled}
      onChange={({ target }) => onChange(ROLES.find((one) => one === target.value) ?? role)}
    >
      {ROLES.map((one) => (
        <option key={one} value={one}>
          {t(`desk.roles.${one}`)}
        </option>
      ))}
    </select>
  );
}

/** Returns how somebody signed in, their role or what it was before, in words; anything else as it stands. */
function detailOf(detail: string, t: Translate): string {
  const words = detail
    .split(' → ')
    .map((word) => ['desk.people.by', 'desk.roles'].map((prefix) => `${prefix}.${word}`));
  const keys = words.map((names) => names.find(isMessageKey));
  // None of them takes anything.
  return keys.includes(undefined) ? detail : keys.map((key) => t(key as 'desk.roles.admin')).join(' → ');
}

function Audit({ revision }: { readonly revision: number }) {
  const t = useTranslate();
  const nameOf = useNames();
  const [after, setAfter] = useState<string>();
  const query = after === undefined ? {} : { after };
  const [response, reload] = useGet(`${revision} ${after ?? ''}`, (options) => api.audit.$get({ query }, options));
  return (
    <section>
      <h2 id="people-audit">{t('desk.people.audit')}</h2>
      <Loaded response={response} reload={reload}>
        {({ entries, after: next }) =>
          entries.length === 0 ? (
            <p className="quiet">{t('desk.people.none')}</p>
          ) : (
            <>
              <div className="table stacked small" role="region" aria-labelledby="people-audit" tabIndex={0}>
                <table>
                  <thead>
                    <tr>
                      <th scope="col">{t('desk.people.when')}</th>
                      <th scope="col">{t('desk.people.name')}</th>
                      <th scope="col">{t('desk.people.act')}</th>
                      <th scope="col">{t('desk.people.subject')}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {entries.map(({ id, at, name, act: deed, about, detail }) => (
                      <tr key={id}>
                        <th scope="row">
                          <Moment at={at} />
                        </th>
                        <td data-label={t('desk.people.name')}>{nameOf(name)}</td>
                        <td data-label={t('desk.people.act')}>{t(`desk.acts.${deed}`)}</td>
                        <td className="wide" data-label={t('desk.people.subject')}>
                          <div>
                            {about} {detail !== '' && <span className="quiet">{detailOf(detail, t)}</span>}
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
                    {t('desk.people.newest')}
                  </button>
                )}
                {next !== undefined && (
                  <button type="button" onClick={() => setAfter(next)}>
                    {t('desk.people.older')}
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
