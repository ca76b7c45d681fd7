/** The paragraphs of a document that is being added: those that are no part of it are dropped, and the lines can be put right as a text. */
import { memo, useCallback, useRef, useState } from 'react';
import type { Language } from '../../../records/schema.ts';
import type { BoilerplateKind, ImportedParagraph } from '../../../records/import/imported-document.ts';
import { useTranslate } from '../language.ts';

type ParagraphsProps = {
  readonly paragraphs: readonly EditedParagraph[];
  readonly language: Language;
  readonly onChange: (paragraphs: readonly EditedParagraph[]) => void;
};

export function Paragraphs({ paragraphs, language, onChange }: ParagraphsProps) {
  const t = useTranslate();
  /** What stands in the box; undefined while the paragraphs are listed. */
  const [lines, setLines] = useState<string>();
  const newest = useRef(paragraphs);
  newest.current = paragraphs;
  const change = useRef(onChange);
  change.current = onChange;
  const onDrop = useCallback(
    (key: number, isDropped: boolean) =>
      change.current(newest.current.map((one) => (one.key === key ? Object.assign({}, one, { isDropped }) : one))),
    [],
  );
  let number = 0;
  const kept = paragraphs.filter(({ isDropped }) => !isDropped).length;
  return (
    <section aria-labelledby="documents-paragraphs">
      <h2 id="documents-paragraphs">{t('desk.documents.step-paragraphs')}</h2>
      <p className="quiet lead">{t('desk.documents.paragraphs-about')}</p>
      <p className="actions">
        <span role="status">{t('desk.documents.count', { kept, dropped: paragraphs.length - kept })}</span>
        <button
          type="button"
          onClick={() => {
            if (lines !== undefined) onChange(fromLines(lines));
            setLines(lines === undefined ? keptText(paragraphs) : undefined);
          }}
        >
          {t(lines === undefined ? 'desk.documents.edit-lines' : 'desk.documents.edited-lines')}
        </button>
      </p>
      {lines === undefined ? (
        <ol className="list documents-paragraphs">
          {paragraphs.map((paragraph) => (
            <Paragraph
              key={paragraph.key}
              paragraph={paragraph}
              number={paragraph.isDropped ? 0 : (number += 1)}
              language={language}
              onDrop={onDrop}
            />
          ))}
        </ol>
      ) : (
        <textarea
          className="documents-lines"
          aria-label={t('desk.documents.step-paragraphs')}
          lang={language === 'zh' ? 'zh-CN' : 'en'}
          value={lines}
          onChange={({ target }) => {
            setLines(target.value);
            // Whoever goes on to make the record need not come back first.
            onChange(fromLines(target.value));
          }}
        />
      )}
    </section>
  );
}

type ParagraphProps = {
  readonly paragraph: EditedParagraph;
  /** Counted from 1 among those that are kept; 0 for a dropped one. */
  readonly number: number;
  readonly language: Language;
  readonly onDrop: (key: number, isDropped: boolean) => void;
};

/** Drawn again only where it has changed: there may be two thousand. */
const Paragraph = memo(function Paragraph({
  paragraph: { key, text, isDropped, furniture },
  number,
  language,
  onDrop,
}: ParagraphProps) {
  const t = useTranslate();
  return (
    <li className={isDropped ? 'documents-paragraph dropped' : 'documents-paragraph'}>
      <label>
        <input type="checkbox" checked={!isDropped} onChange={({ target }) => onDrop(key, !target.checked)} />
        <span className="documents-number quiet">{isDropped ? '–' : `¶${number}`}</span>
        <span lang={language === 'zh' ? 'zh-CN' : 'en'}>{text}</span>
      </label>
      {isDropped && (
        <span className="small quiet">
          {t('desk.documents.dropped')}
          {furniture !== undefined && ` · ${t(`desk.documents.why.${furniture}`)}`}
        </span>
      )}
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

/** Returns the paragraphs as they were read, those dropped that look like no part of the document. */
export const editable = (paragraphs: readonly ImportedParagraph[]): readonly EditedParagraph[] =>
  paragraphs.map((paragraph, key) => ({ ...paragraph, key, isDropped: paragraph.furniture !== undefined }));

/** Returns the text of what is kept, one paragraph a line. */
export const keptText = (paragraphs: readonly EditedParagraph[]): string =>
  paragraphs.flatMap(({ isDropped, text }) => (isDropped ? [] : [text])).join('\n');

/** Returns the paragraphs of a text, one a line; empty lines are none. */
export const fromLines = (text: string): readonly EditedParagraph[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line, key) => ({ key, text: line, isDropped: false }));
