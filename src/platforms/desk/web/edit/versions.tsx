/** The versions that were written over, and bringing one back. */
import { useState } from 'react';
import type { PreviousVersionView } from '../../server/edit.ts';
import { Moment } from '../parts/standing.tsx';
import { useLanguage, useSay } from '../words.ts';
import { WORDS } from './words.ts';

export type VersionsProps = {
  /** Newest first. */
  readonly previous: readonly PreviousVersionView[];
  readonly onRestore: (id: string) => void;
  readonly disabled: boolean;
};

export function Versions({ previous, onRestore, disabled }: VersionsProps) {
  const say = useSay();
  const language = useLanguage();
  const [chosen, setChosen] = useState<string>();
  const [newest] = previous;
  const format = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en', {
    dateStyle: 'long',
    timeStyle: 'medium',
  });
  const id = previous.some((one) => one.id === chosen) ? chosen : newest?.id;
  return (
    <section aria-label={say(WORDS.previous)}>
      <h2>{say(WORDS.previous)}</h2>
      {newest === undefined || id === undefined ? (
        <p className="quiet">{say(WORDS['no-previous'])}</p>
      ) : (
        <p className="actions">
          {previous.length === 1 ? (
            <span>
              {say(WORDS['restore-which'])} <Moment at={newest.savedAt} />
            </span>
          ) : (
            <label>
              {say(WORDS['restore-which'])}{' '}
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
            {say(id === newest.id ? WORDS.restore : WORDS['restore-chosen'])}
          </button>
        </p>
      )}
    </section>
  );
}
