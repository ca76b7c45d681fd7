/** What the held texts of documents have for some words, for those who may read them. */
import { api, useGet } from '../api.ts';
import { Loaded } from '../components/loaded.tsx';
import { hrefOf } from '../route.ts';
import { useLanguage, useTranslate } from '../text.ts';
import { Marked } from './marked.tsx';
import { TEXT } from './text.ts';

export function HeldParagraphs({ words }: { readonly words: string }) {
  const t = useTranslate();
  const language = useLanguage();
  const query = { text: words.slice(0, 200), language };
  const [response, reload] = useGet(JSON.stringify(query), (options) => api.documents.search.$get({ query }, options));
  return (
    <section aria-labelledby="found-paragraphs">
      <h2 id="found-paragraphs">{t(TEXT.held)}</h2>
      <Loaded response={response} reload={reload}>
        {({ paragraphs, hasMore }) => (
          <>
            <p className="quiet" role="status">
              {t(TEXT.paragraphs(paragraphs.length, hasMore))}
            </p>
            <ol className="list divided found">
              {paragraphs.map(({ relationship, document, title, number, text }) => (
                <li key={`${relationship}/${document} ${number} ${text}`}>
                  <a
                    href={hrefOf(
                      'documents',
                      `read/${relationship}/${document}${number === undefined ? '' : `/${number}`}`,
                    )}
                    className="found-text"
                  >
                    <Marked text={text} words={words} />
                  </a>
                  <p className="meta small">
                    {number !== undefined && <span>¶{number}</span>}
                    <span>{title}</span>
                  </p>
                </li>
              ))}
            </ol>
          </>
        )}
      </Loaded>
    </section>
  );
}
