/** The paragraphs of a document, to be read and selected from: what is cited is marked, and what nobody cites stands out. */
import { memo, useCallback, useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { Language } from '../../../records/schema.ts';
import type { ReaderParagraph, ReaderStatement } from '../../server/reading/reader.ts';
import { useLanguage, useTranslate } from '../language.ts';

/** What is selected: in one paragraph, from one place of its text to another. */
export type TextSelection = { readonly paragraph: number; readonly start: number; readonly end: number };

type DocumentTextProps = {
  readonly paragraphs: readonly ReaderParagraph[];
  readonly statements: readonly ReaderStatement[];
  readonly language: Language;
  /** The paragraph that the address names. */
  readonly at: number | undefined;
  readonly onSelect: (selection: TextSelection) => void;
  /** Writes a statement on what is selected. */
  readonly onWrite: () => void;
  readonly onOpen: (statement: string) => void;
};

const NOBODY: readonly ReaderStatement[] = [];

export function DocumentText({ paragraphs, statements, language, at, onSelect, onWrite, onOpen }: DocumentTextProps) {
  const t = useTranslate();
  const list = useRef<HTMLOListElement>(null);
  const [current, setCurrent] = useState(at ?? 1);
  const [isNarrowed, setNarrowed] = useState(false);
  const citing = useMemo(() => {
    const found = new Map<number, ReaderStatement[]>();
    for (const statement of statements)
      for (const paragraph of new Set(
        statement.citations.flatMap((one) => (one.source === undefined ? one.paragraph : [])),
      ))
        found.getOrInsertComputed(paragraph, () => []).push(statement);
    return found;
  }, [statements]);
  const newest = useRef(onSelect);
  newest.current = onSelect;
  useEffect(() => {
    const changed = (): void => {
      const found = selectionIn(list.current);
      if (found !== undefined) newest.current(found);
    };
    document.addEventListener('selectionchange', changed);
    return () => document.removeEventListener('selectionchange', changed);
  }, []);
  // The words are the document's: what is typed, or written by an input method, is taken back.
  useEffect(() => {
    const own = list.current;
    const forbid = (event: Event): void => event.preventDefault();
    own?.addEventListener('beforeinput', forbid);
    return () => own?.removeEventListener('beforeinput', forbid);
  }, []);
  const place = (number: number): HTMLElement | null | undefined =>
    list.current?.querySelector<HTMLElement>(`[data-number="${number}"]`);
  useEffect(() => {
    if (at === undefined) return;
    setCurrent(at);
    place(at)?.scrollIntoView({ block: 'center' });
  }, [at]);
  const isHeld = paragraphs.some(({ text }) => text !== undefined);
  // Of what has no text only what is cited, or has to be, tells anything.
  const told = isHeld ? paragraphs : paragraphs.filter(({ number, isMust }) => isMust || citing.has(number));
  const shown = isNarrowed ? paragraphs.filter(({ number }) => !citing.has(number)) : told;
  const onKeyDown = (event: KeyboardEvent): void => {
    const { dataset } = event.target as HTMLElement;
    if (dataset.number === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = STEPS[event.code];
    if (event.code === 'Enter') {
      event.preventDefault();
      onWrite();
    } else if (step !== undefined) {
      event.preventDefault();
      const index = shown.findIndex(({ number }) => number === Number(dataset.number));
      const next = shown.slice(Math.max(0, index + step))[0];
      const found = next && place(next.number);
      found?.focus();
      if (found) getSelection()?.collapse(found, 0);
    }
  };
  const open = useRef(onOpen);
  open.current = onOpen;
  const onCited = useCallback((statement: string) => open.current(statement), []);
  return (
    <section aria-labelledby="reading-text">
      <h2 id="reading-text">{t('desk.reading.paragraphs')}</h2>
      {isHeld && (
        <p className="quiet small" id="reading-keys">
          {t('desk.reading.keys')}
        </p>
      )}
      <p className="inline">
        <span role="status">{t('desk.reading.cited', { cited: citing.size, all: paragraphs.length })}</span>
        <label>
          <input type="checkbox" checked={isNarrowed} onChange={({ target }) => setNarrowed(target.checked)} />{' '}
          {t('desk.reading.only-uncited')}
        </label>
      </p>
      <ol ref={list} className="list reading-paragraphs" onKeyDown={onKeyDown}>
        {shown.map((paragraph) => (
          <Paragraph
            key={paragraph.number}
            paragraph={paragraph}
            statements={citing.get(paragraph.number) ?? NOBODY}
            language={language}
            isHeld={isHeld}
            isCurrent={paragraph.number === current}
            onCurrent={setCurrent}
            onCited={onCited}
          />
        ))}
      </ol>
    </section>
  );
}

/** By its place on the keyboard: an input method for Chinese reports no letter. */
const STEPS: Readonly<Record<string, number>> = { KeyJ: 1, KeyK: -1 };

/** Returns what is selected in a list of paragraphs; what goes beyond one ends with it. */
function selectionIn(list: HTMLElement | null): TextSelection | undefined {
  const selection = getSelection();
  if (list === null || selection === null || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  const element = range.startContainer instanceof Element ? range.startContainer : range.startContainer.parentElement;
  const text = element?.closest<HTMLElement>('[data-number]');
  if (text === null || text === undefined || !list.contains(text)) return undefined;
  const before = document.createRange();
  before.selectNodeContents(text);
  before.setEnd(range.startContainer, range.startOffset);
  const start = before.toString().length;
  const all = text.textContent;
  const isWithin = text.contains(range.endContainer);
  const end = isWithin ? start + range.toString().length : all.length;
  return { paragraph: Number(text.dataset.number), start, end };
}

type ReadParagraphProps = {
  readonly paragraph: ReaderParagraph;
  readonly statements: readonly ReaderStatement[];
  readonly language: Language;
  /** Whether any text of the document is. */
  readonly isHeld: boolean;
  readonly isCurrent: boolean;
  readonly onCurrent: (number: number) => void;
  readonly onCited: (statement: string) => void;
};

/** Drawn again only where it has changed: there may be two thousand. */
const Paragraph = memo(function Paragraph({
  paragraph: { number, text, isSame, isMust },
  statements,
  language,
  isHeld,
  isCurrent,
  onCurrent,
  onCited,
}: ReadParagraphProps) {
  const t = useTranslate();
  const reader = useLanguage();
  const isCited = statements.length > 0;
  const notes = [
    ...(isMust && !isCited ? [t('desk.reading.must')] : []),
    ...(text !== undefined && !isSame ? [t('desk.reading.changed')] : []),
  ];
  const finds = statements.flatMap(({ citations }) =>
    citations.flatMap((one) => (one.source === undefined && one.paragraph === number ? one.find : [])),
  );
  return (
    <li className={isCited ? 'reading-paragraph cited' : 'reading-paragraph'}>
      <span className="reading-number quiet" aria-hidden="true">{`¶${number}`}</span>
      <div>
        {text === undefined ? (
          isHeld && <p className="quiet">{t('desk.reading.no-text')}</p>
        ) : (
          // A cursor moves in it and selects, though nothing can be written.
          <div
            data-number={number}
            role="textbox"
            aria-readonly="true"
            aria-multiline="true"
            aria-label={t('desk.reading.paragraph', { number })}
            aria-describedby="reading-keys"
            contentEditable="plaintext-only"
            suppressContentEditableWarning
            inputMode="none"
            spellCheck={false}
            lang={language === 'zh' ? 'zh-CN' : 'en'}
            tabIndex={isCurrent ? 0 : -1}
            onFocus={() => onCurrent(number)}
          >
            {marked(text, finds)}
          </div>
        )}
        {/* Its line is broken, and the head says how many there are. */}
        {!isCited && <span className="unseen">{t('desk.reading.uncited')}</span>}
        {notes.length > 0 && <span className="small quiet">{notes.join(' · ')}</span>}
        {isCited && (
          <ul className="list reading-citing small">
            {statements.map(({ id, kind, text: said, isPublished }) => (
              <li key={id}>
                <button type="button" className="plain" onClick={() => onCited(id)}>
                  <span className="quiet">{t(`desk.kinds.${kind}.name`)}</span> {said[reader] ?? said.en}{' '}
                  {!isPublished && <span className="badge warning">{t('desk.reading.unpublished')}</span>}
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </li>
  );
});

/** Returns a text with the cited words marked, where they stand in it as they are written. */
function marked(text: string, finds: readonly string[]): ReactNode {
  const lower = text.toLowerCase();
  const places = finds
    .map((find) => ({ from: lower.indexOf(find.toLowerCase()), length: find.length }))
    .filter(({ from }) => from !== -1)
    .toSorted((a, b) => a.from - b.from);
  const parts: ReactNode[] = [];
  let at = 0;
  for (const { from, length } of places) {
    if (from < at) continue;
    parts.push(text.slice(at, from), <mark key={from}>{text.slice(from, from + length)}</mark>);
    at = from + length;
  }
  return parts.length === 0 ? text : [...parts, text.slice(at)];
}
