/** The search that opens over every page: pages, topics, documents, statements and paragraphs by what is typed, and what can be done from anywhere. */
import './palette.css';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { pathOf } from '../../../records/publish/record-name.ts';
import type { SearchView } from '../../server/records/search.ts';
import { api, faultOf, receive, useGet } from '../api.ts';
import { useUnpublishedRecords } from '../autosave/unsaved-records.ts';
import { faultText } from '../components/loaded.tsx';
import { messages } from '../../../locales/messages.ts';
import type { DeskPage } from '../pages.ts';
import { useMay } from '../person.ts';
import { hrefOf } from '../route.ts';
import { useLanguage, useTranslate, type Sentence } from '../language.ts';

export type PaletteProps = {
  readonly pages: readonly DeskPage['id'][];
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
  /** What it does; the box stays open for what it says. */
  readonly run?: () => void;
  readonly isLasting?: boolean;
};
type PaletteGroup = { readonly heading: Sentence; readonly lines: readonly Line[] };

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
  const [said, setSaid] = useState('');
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  const groups = useGroups(typed.trim(), props, setSaid);
  const lines = groups.flatMap((group) => group.lines);
  const index = Math.min(active, lines.length - 1);
  const close = (): void => dialog.current?.close();
  const choose = (line: Line | undefined): void => {
    if (line === undefined) return;
    if (line.isLasting !== true) close();
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
      aria-label={t('desk.palette.open')}
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
          aria-label={t('desk.palette.box')}
          placeholder={t('desk.palette.hint')}
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
        <div id={ids} role="listbox" aria-label={t('desk.palette.results')}>
          {groups.map(({ heading, lines: own }) => (
            <div key={heading} role="group" aria-label={t(heading)}>
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
        <p className={said === '' ? 'unseen' : ''} role="status">
          {said === '' ? t('desk.palette.count', { count: lines.length }) : said}
        </p>
        <button type="button" onClick={close}>
          {t('desk.palette.close')}
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

/** Returns what a typed text leads to: at first what can be done, and the pages. */
function useGroups(
  typed: string,
  { pages, onLanguage, onTheme }: PaletteProps,
  onSaid: (said: string) => void,
): readonly PaletteGroup[] {
  const t = useTranslate();
  const found = useFound(typed);
  const acts = useActs(onSaid);
  const has = (text: string): boolean => text.toLowerCase().includes(typed.toLowerCase());
  const commands: readonly Line[] = [
    ...acts,
    { key: 'language', text: t('desk.palette.speak'), run: onLanguage },
    { key: 'light', text: t('desk.palette.light'), run: () => onTheme('light') },
    { key: 'dark', text: t('desk.palette.dark'), run: () => onTheme('dark') },
  ];
  const groups: readonly PaletteGroup[] = [
    {
      heading: 'desk.palette.pages',
      lines: pages
        .filter((id) => has(messages('en')(`desk.pages.${id}`)) || has(messages('zh')(`desk.pages.${id}`)))
        .map((id) => ({ key: id, text: t(`desk.pages.${id}`), href: hrefOf(id) })),
    },
    {
      heading: 'desk.palette.topics',
      lines: (found?.topics ?? []).map(({ id, title }) => ({ key: id, text: title, href: hrefOf('topics', id) })),
    },
    {
      heading: 'desk.palette.documents',
      lines: (found?.documents ?? []).map(({ id, title, note }) => ({
        key: id,
        text: title,
        note,
        href: hrefOf('documents', id),
      })),
    },
    {
      heading: 'desk.palette.statements',
      lines: (found?.statements ?? []).map(({ id, text, label, page, at }) => ({
        key: id,
        text,
        note: label,
        href: hrefOf(page, at),
      })),
    },
    { heading: 'desk.palette.paragraphs', lines: useParagraphs(typed) },
    { heading: 'desk.palette.commands', lines: commands.filter(({ text }) => has(text)) },
  ];
  return groups.filter(({ lines }) => lines.length > 0);
}

/** Returns what curators can do from every page: add a document, publish what they have changed, undo the newest publication. */
function useActs(onSaid: (said: string) => void): readonly Line[] {
  const t = useTranslate();
  const language = useLanguage();
  const may = useMay()('curate');
  const { length: unpublished } = useUnpublishedRecords();
  const [sets, reload] = useGet(`sets ${may}`, (options) =>
    may
      ? api.curate.sets.$get({}, options)
      : Promise.resolve({ ok: true, status: 200, json: async () => ({ sets: [] }) }),
  );
  if (!may) return [];
  const [newest] = sets.state === 'loaded' ? sets.answer.sets : [];
  const undo = async (id: string): Promise<void> => {
    try {
      await receive(api.curate.undo.$post({ json: { id } }));
      onSaid(t('desk.publish.undone'));
      reload();
    } catch (error) {
      onSaid(faultText(faultOf(error), language));
    }
  };
  return [
    { key: 'add', text: t('desk.documents.add'), href: hrefOf('documents', 'add') },
    ...(unpublished > 0
      ? [
          {
            key: 'publish',
            text: t('desk.palette.publish', { count: unpublished }),
            href: hrefOf('admin', 'records', { publish: '1' }),
          },
        ]
      : []),
    ...(newest === undefined
      ? []
      : [
          {
            key: 'undo',
            text: t('desk.palette.undo'),
            note: newest.records.map(pathOf).join(', '),
            run: () => void undo(newest.id),
            isLasting: true,
          },
        ]),
  ];
}

/** Returns a text a moment after it was typed. */
function useSettled(typed: string): string {
  const [asked, setAsked] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setAsked(typed), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return asked;
}

/** Returns what the records have for a text, a moment after it was typed; what was found before stays until then. */
function useFound(typed: string): SearchView | undefined {
  const language = useLanguage();
  const [shown, setShown] = useState<SearchView>();
  const query = { text: useSettled(typed), language, most: String(MAX) };
  const [response] = useGet(JSON.stringify(query), (options) => api.search.$get({ query }, options));
  if (response.state === 'loaded' && response.answer !== shown) setShown(response.answer);
  return typed === '' ? undefined : shown;
}

/** Returns the paragraphs of held texts that have the words, for who may read them. */
function useParagraphs(typed: string): readonly Line[] {
  const language = useLanguage();
  const may = useMay()('curate');
  const text = useSettled(typed);
  const query = { text: may ? text : '', language };
  const [response] = useGet(JSON.stringify(query), (options) =>
    query.text === ''
      ? Promise.resolve({ ok: true, status: 200, json: async () => ({ paragraphs: [], hasMore: false }) })
      : api.documents.search.$get({ query }, options),
  );
  if (response.state !== 'loaded' || typed === '') return [];
  return response.answer.paragraphs.slice(0, MAX).map(({ relationship, document, title, number, text: found }) => ({
    key: `${relationship}/${document} ${number} ${found}`,
    text: found,
    note: title,
    href: hrefOf('documents', `${relationship}/${document}${number === undefined ? '' : `/${number}`}`),
  }));
}
