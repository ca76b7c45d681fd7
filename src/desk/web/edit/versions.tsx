/** The versions that were written over, and bringing one back once it was compared. */
import { useState } from 'react';
import type { PreviousVersionView } from '../../server/edit.ts';
import type { RestoreView } from '../../server/publish.ts';
import { api, type ApiFault, faultOf, receive } from '../api.ts';
import { Moment, momentText } from '../components/status-banner.tsx';
import { useLanguage, useTranslate } from '../language.ts';
import { Difference, PlacedFaults } from './publish/difference.tsx';
import { Refusal } from './fault-list.tsx';

type VersionsProps = {
  /** Newest first. */
  readonly previous: readonly PreviousVersionView[];
  readonly folder: string;
  readonly file: string;
  /** Takes the text of a version into the editor. */
  readonly onTake: (text: string) => void;
};

type Compared = { readonly view?: RestoreView; readonly fault?: ApiFault };

export function Versions({ previous, folder, file, onTake }: VersionsProps) {
  const t = useTranslate();
  const [compared, setCompared] = useState<Compared>({});
  const language = useLanguage();
  const [chosen, setChosen] = useState<string>();
  const [newest] = previous;
  const compare = (of: string): void => {
    setCompared({});
    receive(api.curate.restore.$post({ json: { folder, file, id: of, language } })).then(
      (view) => setCompared({ view }),
      (error: unknown) => setCompared({ fault: faultOf(error) }),
    );
  };
  const id = previous.some((one) => one.id === chosen) ? chosen : newest?.id;
  return (
    <section aria-label={t('desk.edit.previous')}>
      <h2>{t('desk.edit.previous')}</h2>
      {newest === undefined || id === undefined ? (
        <p className="quiet">{t('desk.edit.no-previous')}</p>
      ) : (
        <p className="actions">
          {previous.length === 1 ? (
            <span>
              {t('desk.edit.restore-which')} <Moment at={newest.savedAt} />
            </span>
          ) : (
            <label>
              {t('desk.edit.restore-which')}{' '}
              <select
                value={id}
                onChange={({ target }) => {
                  setChosen(target.value);
                  setCompared({});
                }}
              >
                {previous.map((one) => (
                  <option key={one.id} value={one.id}>
                    {momentText(one.savedAt, language)}
                    {one.by !== undefined && ` · ${one.by}`}
                  </option>
                ))}
              </select>
            </label>
          )}
          <button type="button" onClick={() => compare(id)}>
            {t('desk.publish.restore-see')}
          </button>
        </p>
      )}
      {compared.fault && <Refusal fault={compared.fault} at={`${folder}/${file}`} />}
      {compared.view && (
        <div role="status">
          {compared.view.records.length === 0 ? (
            <p className="quiet">{t('desk.publish.restore-same')}</p>
          ) : (
            <>
              <p className="quiet">{t('desk.publish.restore-about')}</p>
              <Difference records={compared.view.records} />
              <PlacedFaults heading={t('desk.publish.faults')} faults={compared.view.faults} />
              <p className="actions">
                <button
                  type="button"
                  onClick={() => {
                    onTake(compared.view?.text ?? '');
                    setCompared({});
                  }}
                >
                  {t('desk.publish.restore-put')}
                </button>
              </p>
            </>
          )}
        </div>
      )}
    </section>
  );
}
