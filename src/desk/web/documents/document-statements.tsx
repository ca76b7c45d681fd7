/** The statements of a document, paragraph by paragraph. */
import { useEffect, useRef } from 'react';
import type { SourceView } from '../../server/records/source.ts';
import { useTranslate } from '../language.ts';
import { Statement } from '../records/statement.tsx';
import { hrefOf } from '../route.ts';

type DocumentStatementsProps = {
  readonly paragraphs: SourceView['paragraphList'];
  /** The paragraph that the address names. */
  readonly at: number | undefined;
};

export function DocumentStatements({ paragraphs, at }: DocumentStatementsProps) {
  const t = useTranslate();
  const own = useRef<HTMLElement>(null);
  useEffect(() => {
    if (at === undefined) return;
    const found = own.current?.querySelector<HTMLElement>(`#paragraph-${at}`);
    found?.scrollIntoView({ block: 'start' });
    found?.focus({ preventScroll: true });
  }, [at]);
  const missing = paragraphs.filter((one) => one.mustBeCited && one.statements.length === 0);
  return (
    <section ref={own} aria-label={t('desk.documents.statements')}>
      {missing.length > 0 && (
        <p className="callout filled warning">
          {t('desk.documents.uncited-though', { paragraphs: missing.map(({ number }) => `¶${number}`).join(' ') })}
        </p>
      )}
      {paragraphs.map(
        ({ number, statements }) =>
          statements.length > 0 && (
            <section key={number} className="paragraph">
              <h2 id={`paragraph-${number}`} tabIndex={-1}>
                {t('desk.reading.paragraph', { number })}
              </h2>
              <ul className="list divided">
                {statements.map((statement) => (
                  <Statement key={statement.id} statement={statement}>
                    <p className="meta">
                      {statement.topics.map((topic) => (
                        <a key={topic.id} href={hrefOf('topics', `${topic.id}/${statement.id}`)}>
                          {topic.title}
                        </a>
                      ))}
                    </p>
                  </Statement>
                ))}
              </ul>
            </section>
          ),
      )}
    </section>
  );
}
