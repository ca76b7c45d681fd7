/** The search that opens over every page: pages, topics, documents and statements by what is typed, and a few commands. */
import './palette.css';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import type { SearchView } from '../../server/records/search.ts';
import { api, useGet } from '../api.ts';
import { hrefOf } from '../route.ts';
import { useLanguage, useTranslate, type Bilingual } from '../language.ts';
import { TEXT } from './search-messages.ts';

export type PaletteProps = {
  readonly pages: readonly { readonly id: string; readonly label: Bilingual }[];
  readonly onLanguage: () => void;
  readonly onTheme: (theme: 'light' | 'dark') => void;
  readonly onClose: () => void;
};

/** Something to go to or to do; `href` or `run`. */
type Line = {
  readonly key: string;
  readonly text: string;
  readonly note?: string;
  readonly href?: string;
  readonly run?: () => void;
};
type PaletteGroup = { readonly heading: Bilingual; readonly lines: readonly Line[] };

const PAUSE_MS = 120;
/** So many of a kind are listed. */
const MAX = 5;

export default function Palette(props: PaletteProps) {
  const t = useTranslate();
  const { onClose } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const ids = useId();
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  const groups = useGroups(typed.trim(), props);
  const lines = groups.flatMap((group) => group.lines);
  const index = Math.min(active, lines.length - 1);
  const close = (): void => dialog.current?.close();
  const choose = (line: Line | undefined): void => {
    if (line === undefined) return;
    close();
    line.run?.();
    if (line.href !== undefined) location.hash = line.href;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    // A character of Chinese that is being composed chooses nothing here.
    if (event.nativeEvent.isComposing) return;
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move !== undefined && lines.length > 0) setActive((index + move + lines.length) % lines.length);
    else if (event.key === 'Enter') choose(lines[index]);
    else return;
    event.preventDefault();
  };
  return (
    <dialog
      ref={dialog}
      className="palette"
      aria-label={t(TEXT.open)}
      onClose={onClose}
      // What is beside the box belongs to the dialog itself.
      onClick={({ target }) => target === dialog.current && close()}
    >
      <div>
        <input
          // The Escape key would empty a box of the type search.
          type="text"
          enterKeyHint="go"
          role="combobox"
          aria-expanded="true"
          aria-controls={ids}
          aria-autocomplete="list"
          aria-activedescendant={lines[index] && `${ids}-${index}`}
          aria-label={t(TEXT.box)}
          placeholder={t(TEXT.hint)}
          autoComplete="off"
          spellCheck="false"
          maxLength={200}
          value={typed}
          onChange={({ target }) => {
            setTyped(target.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
        />
        <div id={ids} role="listbox" aria-label={t(TEXT.results)}>
          {groups.map(({ heading, lines: own }) => (
            <div key={heading.en} role="group" aria-label={t(heading)}>
              <p className="quiet small" aria-hidden="true">
                {t(heading)}
              </p>
              {own.map((line) => (
                <Option
                  key={line.key}
                  id={`${ids}-${lines.indexOf(line)}`}
                  line={line}
                  isActive={line === lines[index]}
                  onChoose={() => choose(line)}
                />
              ))}
            </div>
          ))}
        </div>
        <p className="unseen" role="status">
          {t(TEXT.count(lines.length))}
        </p>
        <button type="button" onClick={close}>
          {t(TEXT.close)}
        </button>
      </div>
    </dialog>
  );
}

function Option({
  id,
  line: { text, note },
  isActive,
  onChoose,
}: {
  readonly id: string;
  readonly line: Line;
  readonly isActive: boolean;
  readonly onChoose: () => void;
}) {
  const own = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isActive) own.current?.scrollIntoView({ block: 'nearest' });
  }, [isActive]);
  return (
    <div
      ref={own}
      id={id}
      role="option"
      aria-selected={isActive}
      // The box keeps the focus.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onChoose}
    >
      <span>{text}</span> {note !== undefined && <span className="quiet small">{note}</span>}
    </div>
  );
}

/** Returns what a typed text leads to: at first the pages and the commands. */
function useGroups(typed: string, { pages, onLanguage, onTheme }: PaletteProps): readonly PaletteGroup[] {
  const t = useTranslate();
  const found = useFound(typed);
  const has = (text: string): boolean => text.toLowerCase().includes(typed.toLowerCase());
  const commands: readonly Line[] = [
    { key: 'language', text: t(TEXT.speak), run: onLanguage },
    { key: 'light', text: t(TEXT.light), run: () => onTheme('light') },
    { key: 'dark', text: t(TEXT.dark), run: () => onTheme('dark') },
  ];
  const groups: readonly PaletteGroup[] = [
    {
      heading: TEXT.pages,
      lines: pages
        .filter(({ label }) => has(label.en) || has(label.zh))
        .map(({ id, label }) => ({ key: id, text: t(label), href: hrefOf(id) })),
    },
    {
      heading: TEXT.topics,
      lines: (found?.topics ?? []).map(({ id, title }) => ({ key: id, text: title, href: hrefOf('topics', id) })),
    },
    {
      heading: TEXT.documents,
      lines: (found?.documents ?? [])
        .slice(0, MAX)
        .map(({ id, title, note }) => ({ key: id, text: title, note, href: hrefOf('sources', id) })),
    },
    {
      heading: TEXT.statements,
      lines: (found?.statements ?? [])
        .slice(0, MAX)
        .map(({ id, text, label, tab, at }) => ({ key: id, text, note: label, href: hrefOf(tab, at) })),
    },
    {
      heading: TEXT.commands,
      lines: [
        ...(typed === ''
          ? []
          : [
              { key: 'all', text: t(TEXT.all(typed)), href: hrefOf('search', '', { words: typed }) },
              { key: 'explain', text: t(TEXT.explain(typed)), href: hrefOf('questions', typed) },
            ]),
        ...commands.filter(({ text }) => has(text)),
      ],
    },
  ];
  return groups.filter(({ lines }) => lines.length > 0);
}

/** Returns what the records have for a text, a moment after it was typed; what was found before stays until then. */
function useFound(typed: string): SearchView | undefined {
  const language = useLanguage();
  const [asked, setAsked] = useState('');
  const [shown, setShown] = useState<SearchView>();
  useEffect(() => {
    const timer = setTimeout(() => setAsked(typed), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  const query = { text: asked, language, most: String(MAX) };
  const [response] = useGet(JSON.stringify(query), (options) => api.search.$get({ query }, options));
  if (response.state === 'loaded' && response.answer !== shown) setShown(response.answer);
  return typed === '' ? undefined : shown;
}
