/** What the records and the held texts have for some words; the words, and what they are narrowed to, stand in the address. */
import '../records/records.css';
import { useState, Fragment } from 'react';
import type { StatementKind } from '../../../records/schema.ts';
import type { SearchHit, SearchView } from '../../server/records/search.ts';
import { api, receive, useGet } from '../api.ts';
import { Choice, WordsChoice } from '../components/list-filter.tsx';
import { Download } from '../components/download.tsx';
import { Loaded } from '../components/loaded.tsx';
import { useRecordTitle } from '../frame/titles.ts';
import { TEXT as RECORD_TEXT } from '../records/records-messages.ts';
import { useMay } from '../person.ts';
import { hrefOf, useChoice } from '../route.ts';
import { useLanguage, useTranslate, type Bilingual, counted, numberIn } from '../language.ts';

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

function HeldParagraphs({ words }: { readonly words: string }) {
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

/** A text in which the words that were searched for are marked. */
function Marked({ text, words }: { readonly text: string; readonly words: string }) {
  const all = words.split(/\s+/u).filter(Boolean);
  if (all.length === 0) return text;
  const any = new RegExp(`(${all.map((word) => RegExp.escape(word)).join('|')})`, 'iu');
  return text.split(any).map((part, index) => {
    const key = `${index} ${part}`;
    return index % 2 === 1 ? <mark key={key}>{part}</mark> : <Fragment key={key}>{part}</Fragment>;
  });
}

export const TEXT = {
  heading: { en: 'Search', zh: '搜索' },
  about: {
    en: 'What has every word: topics and documents in their names; statements in their text, the name of who speaks, the words cited or their document.',
    zh: '查找包含全部所输词语的内容：主题和文件看名称；陈述看其本身、发言者、所引原文或所在文件。',
  },
  'about-held': {
    en: 'What has every word: topics and documents in their names; statements in their text, the name of who speaks, the words cited or their document; and each paragraph of the texts that are held.',
    zh: '查找包含全部所输词语的内容：主题和文件看名称；陈述看其本身、发言者、所引原文或所在文件；已保存的正文逐段查找。',
  },
  box: { en: 'Words', zh: '词语' },
  kind: { en: 'Kind', zh: '类型' },
  anyKind: { en: 'every kind', zh: '所有类型' },
  topic: { en: 'Topic', zh: '主题' },
  anyTopic: { en: 'every topic', zh: '所有主题' },
  side: { en: 'Side', zh: '所属方' },
  anySide: { en: 'every side', zh: '所有各方' },
  topics: { en: 'Topics', zh: '主题' },
  documents: { en: 'Documents', zh: '文件' },
  statements: { en: 'Statements', zh: '陈述' },
  statement: { en: 'Statement', zh: '陈述' },
  who: { en: 'Who and when', zh: '发言者与时间' },
  document: { en: 'Document', zh: '文件' },
  held: { en: 'Texts of documents', zh: '文件正文' },
  paragraphs: (count: number, hasMore: boolean): Bilingual =>
    count === 0
      ? {
          en: 'No text that is held has all these words in one paragraph.',
          zh: '已保存的正文中，没有一段同时包含这些词语。',
        }
      : {
          en: `${hasMore ? 'The first ' : ''}${counted(count, 'paragraph')}; the texts are kept privately, for reading and citing.`,
          zh: `${hasMore ? '前' : '共'}${numberIn('zh', count)}段；正文仅供编辑人员阅读和引用。`,
        },
  begin: { en: 'Type a word, or choose a kind, a topic or a side.', zh: '请输入词语，或选择类型、主题、所属方。' },
  none: {
    en: 'Nothing has all these words; try fewer of them.',
    zh: '没有同时包含这些词语的内容；请减少词语再试。',
  },
  count: (count: number, shown: number): Bilingual => ({
    en:
      shown < count
        ? `${counted(count, 'statement')}, of which the first ${numberIn('en', shown)} are listed`
        : counted(count, 'statement'),
    zh: `共${numberIn('zh', count)}条陈述${shown < count ? `，列出前${numberIn('zh', shown)}条` : ''}`,
  }),
} as const;
