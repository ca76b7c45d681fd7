/** The box that one asks in: it suggests while one types, by mouse, by keyboard and for screen readers. */
import { useEffect, useId, useRef, useState, type KeyboardEvent, type SubmitEvent } from 'react';
import type { Suggestion } from '../../server/suggest.ts';
import { api, receive } from '../api.ts';
import { useMay } from '../person.ts';
import { useLanguage, useTranslate } from '../language.ts';

const PAUSE_MS = 80;

export function AskForm({ onAsk }: { readonly onAsk: (text: string) => void }) {
  const language = useLanguage();
  const may = useMay();
  const t = useTranslate();
  const [text, setText] = useState('');
  const [{ suggestions, active, open }, setList] = useState<{
    readonly suggestions: readonly Suggestion[];
    readonly active: number;
    readonly open: boolean;
  }>({ suggestions: [], active: -1, open: false });
  const input = useRef<HTMLInputElement>(null);
  const list = useId();
  const shown = open && suggestions.length > 0;

  // What was chosen is not suggested again.
  const [query, setQuery] = useState('');
  useEffect(() => {
    if (query === '') return undefined;
    const controller = new AbortController();
    const timer = setTimeout(() => {
      receive(
        api.suggest.$get({ query: { text: query, language } }, { init: { signal: controller.signal } }),
        controller.signal,
      )
        .then((found) => setList({ suggestions: found, active: -1, open: true }))
        // Without suggestions one can ask all the same.
        .catch(() => {});
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [query, language]);

  const close = (): void => {
    // What was asked for and has not come yet does not open it again.
    setQuery('');
    setList({ suggestions: [], active: -1, open: false });
  };
  const type = (value: string): void => {
    setText(value);
    if (value.trim() === '') close();
    else setQuery(value);
  };
  const choose = ({ text: chosen }: Suggestion): void => {
    setText(chosen);
    close();
    input.current?.focus();
  };
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (text.trim() === '') return;
    onAsk(text.trim());
    setText('');
    close();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const { key } = event;
    // A character of Chinese that is being composed is not chosen from this list.
    if (event.nativeEvent.isComposing) return;
    if (key === 'Escape') close();
    if (!shown) return;
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      event.preventDefault();
      const step = key === 'ArrowDown' ? 1 : -1;
      const count = suggestions.length + 1;
      setList({ suggestions, open, active: ((active + 1 + step + count) % count) - 1 });
    } else if (key === 'Escape') {
      event.preventDefault();
    } else if (key === 'Enter') {
      const chosen = suggestions[active];
      if (chosen === undefined) return;
      event.preventDefault();
      choose(chosen);
    }
  };

  return (
    <form className="form" onSubmit={submit}>
      <label htmlFor={`${list}-box`}>{t(may('manage') ? 'desk.ask.box' : 'desk.ask.box-reader')}</label>
      <div className="actions">
        <div className="combobox grow">
          <input
            ref={input}
            id={`${list}-box`}
            role="combobox"
            aria-expanded={shown}
            aria-controls={list}
            aria-autocomplete="list"
            aria-activedescendant={shown && active >= 0 ? `${list}-${active}` : undefined}
            autoComplete="off"
            spellCheck="false"
            enterKeyHint="send"
            maxLength={4_000}
            value={text}
            onChange={({ target }) => type(target.value)}
            onKeyDown={onKeyDown}
            onBlur={close}
          />
          <ul id={list} role="listbox" className="list popup" aria-label={t('desk.ask.suggestions')} hidden={!shown}>
            {suggestions.map((suggestion, index) => (
              <li
                key={suggestion.text}
                id={`${list}-${index}`}
                role="option"
                aria-selected={index === active}
                // The box keeps the focus.
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => choose(suggestion)}
              >
                <span>{suggestion.text}</span> <span className="quiet">{suggestion.label}</span>
              </li>
            ))}
          </ul>
        </div>
        <button type="submit" className="primary">
          {t('desk.ask.ask')}
        </button>
      </div>
    </form>
  );
}
