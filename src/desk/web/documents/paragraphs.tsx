/** The paragraphs of a document that is being added: split, joined, dropped and taken back. */
import { memo, useCallback, useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { Language } from '../../../records/schema.ts';
import { useTranslate } from '../language.ts';
import { TEXT, WHY } from './documents-messages.ts';
import type { BoilerplateKind, ImportedParagraph } from '../../../records/import/imported-document.ts';
import { joinTexts } from '../../../records/import/join-lines.ts';

type ParagraphsProps = {
  readonly paragraphs: readonly EditedParagraph[];
  readonly language: Language;
  readonly onChange: (paragraphs: readonly EditedParagraph[]) => void;
};

type ParagraphDeed = 'split' | 'join' | 'drop';

/** What each key does, by its place on the keyboard: an input method for Chinese reports no letter. */
const KEYS: Readonly<Record<string, ParagraphDeed | 'next' | 'before'>> = {
  KeyJ: 'next',
  KeyK: 'before',
  Enter: 'split',
  NumpadEnter: 'split',
  Backspace: 'join',
  KeyX: 'drop',
};

export function Paragraphs({ paragraphs, language, onChange }: ParagraphsProps) {
  const t = useTranslate();
  const list = useRef<HTMLOListElement>(null);
  const past = useRef<(readonly EditedParagraph[])[]>([]);
  const [current, setCurrent] = useState(paragraphs[0]?.key ?? 0);
  const [cursor, setCursor] = useState<{ readonly key: number; readonly offset: number }>();
  const newest = useRef(paragraphs);
  newest.current = paragraphs;

  const place = (key: number): HTMLElement | null | undefined =>
    list.current?.querySelector<HTMLElement>(`[data-key="${key}"]`);
  useLayoutEffect(() => {
    if (cursor === undefined) return;
    const text = place(cursor.key);
    text?.focus({ preventScroll: true });
    text?.scrollIntoView({ block: 'nearest' });
    if (text?.firstChild != null)
      getSelection()?.collapse(text.firstChild, Math.min(cursor.offset, text.innerText.length));
  }, [cursor]);
  // What an input method writes in spite of everything is taken back: the words are the document's.
  useEffect(() => {
    const own = list.current;
    const forbid = (event: Event): void => event.preventDefault();
    const restore = ({ target }: Event): void => {
      const key = Number((target as HTMLElement).dataset.key);
      const found = newest.current.find((one) => one.key === key);
      if (found !== undefined) (target as HTMLElement).textContent = found.text;
    };
    own?.addEventListener('beforeinput', forbid);
    own?.addEventListener('input', restore);
    return () => {
      own?.removeEventListener('beforeinput', forbid);
      own?.removeEventListener('input', restore);
    };
  }, []);

  const go = (key: number, offset = 0): void => {
    setCurrent(key);
    setCursor({ key, offset });
  };
  const take = (change: ParagraphChange | undefined): void => {
    if (change === undefined) return;
    past.current.push(newest.current);
    onChange(change.paragraphs);
    go(change.key, change.offset);
  };
  const undo = (): void => {
    const before = past.current.pop();
    if (before === undefined) return;
    onChange(before);
    go(before.some((one) => one.key === current) ? current : (before[0]?.key ?? 0));
  };
  const act = (deed: ParagraphDeed, key: number): void => {
    const now = newest.current;
    if (deed === 'join') take(joinParagraph(now, key));
    else if (deed === 'drop') take(dropParagraph(now, key));
    else take(splitParagraph(now, key, offsetIn(place(key))));
  };
  const actNewest = useRef(act);
  actNewest.current = act;
  const onDeed = useCallback((deed: ParagraphDeed, key: number) => actNewest.current(deed, key), []);

  const onKeyDown = (event: KeyboardEvent): void => {
    const key = Number((event.target as HTMLElement).dataset.key);
    const index = paragraphs.findIndex((one) => one.key === key);
    if (index === -1) return;
    if ((event.ctrlKey || event.metaKey) && event.code === 'KeyZ') {
      event.preventDefault();
      undo();
      return;
    }
    const deed = event.ctrlKey || event.metaKey || event.altKey ? undefined : KEYS[event.code];
    if (deed === undefined) return;
    event.preventDefault();
    const next = paragraphs[index + (deed === 'next' ? 1 : -1)];
    if (deed !== 'next' && deed !== 'before') act(deed, key);
    else if (next !== undefined) go(next.key);
  };

  let number = 0;
  const kept = paragraphs.filter(({ isDropped }) => !isDropped).length;
  return (
    <section aria-labelledby="documents-paragraphs">
      <h2 id="documents-paragraphs">{t(TEXT['step-paragraphs'])}</h2>
      <p className="quiet lead" id="documents-keys">
        {t(TEXT.keys)}
      </p>
      <p className="actions">
        <span role="status">{t(TEXT.count(kept, paragraphs.length - kept))}</span>
        <button type="button" onClick={undo} disabled={past.current.length === 0}>
          {t(TEXT.undo)}
        </button>
      </p>
      <ol ref={list} className="list documents-paragraphs" onKeyDown={onKeyDown}>
        {paragraphs.map((paragraph) => (
          <Paragraph
            key={paragraph.key}
            paragraph={paragraph}
            number={paragraph.isDropped ? 0 : (number += 1)}
            language={language}
            isCurrent={paragraph.key === current}
            onCurrent={setCurrent}
            onDeed={onDeed}
          />
        ))}
      </ol>
    </section>
  );
}

/** Returns where the cursor stands in a text; its beginning where it does not. */
function offsetIn(text: HTMLElement | null | undefined): number {
  const selection = getSelection();
  return text?.contains(selection?.focusNode ?? null) === true ? (selection?.focusOffset ?? 0) : 0;
}

type ParagraphProps = {
  readonly paragraph: EditedParagraph;
  /** Counted from 1 among those that are kept; 0 for a dropped one. */
  readonly number: number;
  readonly language: Language;
  readonly isCurrent: boolean;
  readonly onCurrent: (key: number) => void;
  readonly onDeed: (deed: ParagraphDeed, key: number) => void;
};

/** Drawn again only where it has changed: there may be two thousand. */
const Paragraph = memo(function Paragraph({
  paragraph: { key, text, isDropped, furniture },
  number,
  language,
  isCurrent,
  onCurrent,
  onDeed,
}: ParagraphProps) {
  const t = useTranslate();
  const why = furniture === undefined ? '' : t(WHY[furniture]);
  return (
    <li className={isDropped ? 'documents-paragraph dropped' : 'documents-paragraph'}>
      <span className="documents-number quiet" aria-hidden="true">
        {isDropped ? '–' : `¶${number}`}
      </span>
      <div>
        {/* A cursor moves in it, though nothing can be written. */}
        <div
          data-key={key}
          role="textbox"
          aria-readonly="true"
          aria-multiline="true"
          aria-label={
            isDropped ? `${t(TEXT['paragraph-dropped'])}${why === '' ? '' : `: ${why}`}` : t(TEXT.paragraph(number))
          }
          aria-describedby="documents-keys"
          contentEditable="plaintext-only"
          suppressContentEditableWarning
          spellCheck={false}
          lang={language === 'zh' ? 'zh-CN' : 'en'}
          tabIndex={isCurrent ? 0 : -1}
          onFocus={() => onCurrent(key)}
        >
          {text}
        </div>
        {isDropped && (
          <span className="small quiet">
            {t(TEXT.dropped)}
            {why !== '' && ` · ${why}`}
          </span>
        )}
        {isCurrent && (
          // The cursor stays where it is while a button is pressed.
          <p className="inline small documents-deeds" onMouseDown={(event) => event.preventDefault()}>
            {(['split', 'join', 'drop'] as const).map((deed) => (
              <button key={deed} type="button" tabIndex={-1} onClick={() => onDeed(deed, key)}>
                {t(TEXT[deed === 'drop' ? (isDropped ? 'take-back' : 'drop-one') : deed])}
              </button>
            ))}
          </p>
        )}
      </div>
    </li>
  );
});

export type EditedParagraph = {
  readonly key: number;
  readonly text: string;
  readonly isDropped: boolean;
  /** Why it was proposed for dropping. */
  readonly furniture?: BoilerplateKind | undefined;
};

/** Paragraphs after a change, and where the cursor goes: the paragraph's key and the place in its text. */
type ParagraphChange = {
  readonly paragraphs: readonly EditedParagraph[];
  readonly key: number;
  readonly offset: number;
};

/** Returns the paragraphs as they were read, those dropped that look like no part of the document. */
export const editable = (paragraphs: readonly ImportedParagraph[]): readonly EditedParagraph[] =>
  paragraphs.map((paragraph, key) => ({ ...paragraph, key, isDropped: paragraph.furniture !== undefined }));

/** Returns the text of what is kept, one paragraph a line. */
export const keptText = (paragraphs: readonly EditedParagraph[]): string =>
  paragraphs.flatMap(({ isDropped, text }) => (isDropped ? [] : [text])).join('\n');

/** Parts a paragraph in two at a place of its text; undefined where nothing would stand on one side. */
export function splitParagraph(
  paragraphs: readonly EditedParagraph[],
  key: number,
  offset: number,
): ParagraphChange | undefined {
  const index = paragraphs.findIndex((one) => one.key === key);
  const paragraph = paragraphs[index];
  if (paragraph === undefined) return undefined;
  const before = paragraph.text.slice(0, offset).trimEnd();
  const after = paragraph.text.slice(offset).trimStart();
  if (before === '' || after === '') return undefined;
  const added = Math.max(...paragraphs.map((one) => one.key)) + 1;
  const parts = [
    { ...paragraph, text: before },
    { ...paragraph, text: after, key: added },
  ];
  return { paragraphs: paragraphs.toSpliced(index, 1, ...parts), key: added, offset: 0 };
}

/** Joins a paragraph to the nearest kept one above it; undefined where there is none. */
export function joinParagraph(paragraphs: readonly EditedParagraph[], key: number): ParagraphChange | undefined {
  const index = paragraphs.findIndex((one) => one.key === key);
  const paragraph = paragraphs[index];
  const at = paragraphs.findLastIndex((one, place) => place < index && !one.isDropped);
  const above = paragraphs[at];
  if (paragraph === undefined || above === undefined) return undefined;
  const joined = { ...above, text: joinTexts(above.text, paragraph.text) };
  const rest = paragraphs.toSpliced(index, 1).with(at, joined);
  return { paragraphs: rest, key: above.key, offset: Math.min(above.text.length, joined.text.length) };
}

/** Drops a paragraph, or takes it back. */
export function dropParagraph(paragraphs: readonly EditedParagraph[], key: number): ParagraphChange | undefined {
  const index = paragraphs.findIndex((one) => one.key === key);
  const paragraph = paragraphs[index];
  if (paragraph === undefined) return undefined;
  const next = paragraphs.with(index, { ...paragraph, isDropped: !paragraph.isDropped });
  // After a drop the next one is looked at.
  const there = paragraph.isDropped ? paragraph : (paragraphs[index + 1] ?? paragraph);
  return { paragraphs: next, key: there.key, offset: 0 };
}
