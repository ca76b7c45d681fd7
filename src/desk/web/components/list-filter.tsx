/** What a list is narrowed to, by a choice that the address holds. */
import { useEffect, useState } from 'react';
import { useChoice } from '../route.ts';
import { SelectOne } from './select-one.tsx';

type ChoiceOption = { readonly id: string; readonly title: string };

/** Shows a list to choose from; `all` names the choice that narrows nothing. */
export function Choice({
  name,
  label,
  all,
  options,
}: {
  readonly name: string;
  readonly label: string;
  readonly all: string;
  readonly options: readonly ChoiceOption[];
}) {
  const [value, choose] = useChoice(name);
  return (
    <label>
      {label}{' '}
      <SelectOne value={value} none={all} options={options.map(({ id, title }) => [id, title])} onChange={choose} />
    </label>
  );
}

const PAUSE_MS = 200;

/** Shows a box whose words narrow a list, a moment after they are typed. */
export function WordsChoice({ name, label }: { readonly name: string; readonly label: string }) {
  const [value, choose] = useChoice(name);
  const [typed, setTyped] = useState(value);
  const [shown, setShown] = useState(value);
  // The address may change without the box: by the browser's back button.
  if (value !== shown) {
    setShown(value);
    if (value !== typed.trim()) setTyped(value);
  }
  useEffect(() => {
    if (typed.trim() === value) return undefined;
    const timer = setTimeout(() => choose(typed.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, value, choose]);
  return (
    <label>
      {label} <input type="search" maxLength={200} value={typed} onChange={({ target }) => setTyped(target.value)} />
    </label>
  );
}

/** Returns whether texts have all the words that a list is narrowed to. */
export function hasWords(words: string, ...texts: readonly string[]): boolean {
  const all = texts.join(' ').toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/u)
    .every((word) => all.includes(word));
}
