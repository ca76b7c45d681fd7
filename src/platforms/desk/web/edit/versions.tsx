/** The versions that were written over, and bringing one back. */
import { useState } from 'react';
import type { PreviousVersionView } from '../../server/edit.ts';
import { Moment } from '../components/status-banner.tsx';
import { useLanguage, useTranslate } from '../text.ts';
import { TEXT } from './text.ts';

export type VersionsProps = {
  /** Newest first. */
  readonly previous: readonly PreviousVersionView[];
  readonly onRestore: (id: string) => void;
  readonly disabled: boolean;
};

export function Versions({ previous, onRestore, disabled }: VersionsProps) {
  const t = useTranslate();
  const language = useLanguage();
  const [chosen, setChosen] = useState<string>();
  const [newest] = previous;
  const format = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en', {
    dateStyle: 'long',
    timeStyle: 'medium',
  });
  const id = previous.some((one) => one.id === chosen) ? chosen : newest?.id;
  return (
    <section aria-label={t(TEXT.previous)}>
      <h2>{t(TEXT.previous)}</h2>
      {newest === undefined || id === undefined ? (
        <p className="quiet">{t(TEXT['no-previous'])}</p>
      ) : (
        <p className="actions">
          {previous.length === 1 ? (
            <span>
              {t(TEXT['restore-which'])} <Moment at={newest.savedAt} />
            </span>
          ) : (
            <label>
              {t(TEXT['restore-which'])}{' '}
              <select value={id} onChange={({ target }) => setChosen(target.value)}>
                {previous.map((one) => (
                  <option key={one.id} value={one.id}>
                    {format.format(new Date(one.savedAt))}
                  </option>
                ))}
              </select>
            </label>
          )}
          <button type="button" disabled={disabled} onClick={() => onRestore(id)}>
            {t(id === newest.id ? TEXT.restore : TEXT['restore-chosen'])}
          </button>
        </p>
      )}
    </section>
  );
}
