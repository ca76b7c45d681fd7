/** Puts a draft among the briefs of a relationship. */
import { useState } from 'react';
import { useSay } from '../words.ts';
import { WORDS } from './words.ts';

export type PlacingProps = {
  /** The folders that briefs stand in. */
  readonly folders: readonly string[];
  readonly onPlace: (folder: string) => void;
  readonly disabled: boolean;
};

export function Placing({ folders, onPlace, disabled }: PlacingProps) {
  const say = useSay();
  const [chosen, setChosen] = useState(folders[0] ?? '');
  if (folders.length === 0) return null;
  return (
    <div>
      <p className="actions">
        <label>
          {say(WORDS.place)}{' '}
          <select value={chosen} onChange={({ target }) => setChosen(target.value)}>
            {folders.map((folder) => (
              <option key={folder}>{folder}</option>
            ))}
          </select>
        </label>
        <button type="button" disabled={disabled} onClick={() => onPlace(chosen)}>
          {say(WORDS['place-do'])}
        </button>
      </p>
      <p className="quiet">{say(WORDS['place-about'])}</p>
    </div>
  );
}
