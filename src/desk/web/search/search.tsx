/** What the records have for some words; the words, and what they are narrowed to, stand in the address. */
import '../records/records.css';
import { useState } from 'react';
import type { StatementKind } from '../../../records/schema.ts';
import type { SearchHit, SearchView } from '../../server/records/search.ts';
import { api, receive, useGet } from '../api.ts';
import { Choice, WordsChoice } from '../components/choice.tsx';
import { Download } from '../components/download.tsx';
import { Loaded } from '../components/loaded.tsx';
import { useRecordTitle } from '../frame/titles.ts';
import { TEXT as RECORD_TEXT } from '../records/text.ts';
import { useMay } from '../person.ts';
import { hrefOf, useChoice } from '../route.ts';
import { useLanguage, useTranslate } from '../text.ts';
import { HeldParagraphs } from './held.tsx';
import { Marked } from './marked.tsx';
import { TEXT } from './text.ts';

/** So many statements are listed, and so many can be taken along. */
const MAX = 100;
const MAX_TAKEN = 5_000;

export default function Search() {
  const t = useTranslate();
  const language = useLanguage();
  const mayRead = useMay()('curate');
  const [text] = useChoice('words');
  const [kind] = useChoice('kind');
  const [topic] = useChoice('topic');
  const [side] = useChoice('side');
  useRecordTitle(text);
  const query = {
    language,
    text: text.slice(0, 200),
    ...(kind && { kind }),
    ...(topic && { topic }),
    ...(side && { side }),
  };
  const [response, reload] = useGet(JSON.stringify(query), (options) =>
    api.search.$get({ query: { ...query, most: String(MAX) } }, options),
  );
  // What was found stays until there is something else.
  const [kept, setKept] = useState<SearchView>();
  if (response.state === 'loaded' && response.answer !== kept) setKept(response.answer);
  const shown = response.state === 'waiting' && kept ? ({ state: 'loaded', answer: kept } as const) : response;
  const isEmpty = text === '' && kind === '' && topic === '' && side === '';
  const take = async () => {
    const all = await receive(api.search.$get({ query: { ...query, most: String(MAX_TAKEN) } }));
    return {
      heads: ['id', 'kind', 'statement', 'who and when', 'side', 'topics', 'document'],
      rows: all.statements.map((one) => [
        one.id,
        one.kind,
        one.text,
        one.label,
        one.side,
        one.topics.map(({ id }) => id).join(' '),
        one.document.title,
      ]),
    };
  };
  return (
    <>
      <h1>{t(TEXT.heading)}</h1>
      <p className="lead">{t(mayRead ? TEXT['about-held'] : TEXT.about)}</p>
      <search className="actions filters">
        <WordsChoice name="words" label={t(TEXT.box)} />
        <Filters />
      </search>
      <Loaded response={shown} reload={reload}>
        {(found) =>
          isEmpty ? (
            <p className="quiet">{t(TEXT.begin)}</p>
          ) : (
            <>
              <Records found={found} />
              <section aria-labelledby="found-statements">
                <h2 id="found-statements">{t(TEXT.statements)}</h2>
                <p className="quiet" role="status">
                  {found.count === 0 ? t(TEXT.none) : t(TEXT.count(found.count, found.statements.length))}
                </p>
                <ol className="list divided found">
                  {found.statements.map((one) => (
                    <Found key={one.id} statement={one} words={text} />
                  ))}
                </ol>
                {found.count > 0 && <Download name="statements" table={take} />}
              </section>
              {mayRead && text !== '' && <HeldParagraphs words={text} />}
            </>
          )
        }
      </Loaded>
    </>
  );
}

/** The kinds, topics and sides that there are. */
function Filters() {
  const t = useTranslate();
  const language = useLanguage();
  const [response] = useGet(language, (options) => api.topics.$get({ query: { language } }, options));
  const { relationships } = response.state === 'loaded' ? response.answer : { relationships: [] };
  const kinds = Object.entries(RECORD_TEXT[language].kinds) as [StatementKind, string][];
  return (
    <>
      <Choice
        name="kind"
        label={t(TEXT.kind)}
        all={t(TEXT.anyKind)}
        // In the heads of tables they may break.
        options={kinds.map(([id, title]) => ({ id, title: title.replaceAll('\u00AD', '') }))}
      />
      <Choice
        name="topic"
        label={t(TEXT.topic)}
        all={t(TEXT.anyTopic)}
        options={relationships.flatMap(({ topics }) =>
          topics.flatMap(({ id, clear, retracted }) => (retracted ? [] : [{ id, title: clear }])),
        )}
      />
      <Choice
        name="side"
        label={t(TEXT.side)}
        all={t(TEXT.anySide)}
        options={[...new Map(relationships.flatMap(({ sides }) => sides).map((one) => [one.id, one])).values()]}
      />
    </>
  );
}

function Records({ found: { topics, documents } }: { readonly found: SearchView }) {
  const t = useTranslate();
  return (
    <>
      {topics.length > 0 && (
        <section>
          <h2>{t(TEXT.topics)}</h2>
          <ul className="list inline">
            {topics.map(({ id, title }) => (
              <li key={id}>
                <a href={hrefOf('topics', id)}>{title}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
      {documents.length > 0 && (
        <section>
          <h2>{t(TEXT.documents)}</h2>
          <ul className="list">
            {documents.map(({ id, title, note }) => (
              <li key={id}>
                <a href={hrefOf('sources', id)}>{title}</a> <span className="quiet small">{note}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Found({ statement, words }: { readonly statement: SearchHit; readonly words: string }) {
  const { text, label, kindName, side, topics, document, id, tab, at } = statement;
  return (
    <li>
      <a href={hrefOf(tab, at)} className="found-text">
        <Marked text={text} words={words} />
      </a>
      <p className="meta small">
        <span>{kindName}</span>
        <strong>{label}</strong>
        <span>{side}</span>
        {topics.map((topic) => (
          <a key={topic.id} href={hrefOf('topics', `${topic.id}/${id}`)}>
            {topic.title}
          </a>
        ))}
        <a href={hrefOf('sources', document.id)}>{document.title}</a>
      </p>
    </li>
  );
}
