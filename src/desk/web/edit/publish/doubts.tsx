/** What became doubtful by what was published: beside the page that it was published from, and as tasks of the first page. */
import { useSyncExternalStore } from 'react';
import type { DoubtsView, TopicDoubts } from '../../../server/doubts.ts';
import { codedText } from '../../../../locales/coded.ts';
import { api, useGet } from '../../api.ts';
import { Loaded } from '../../components/loaded.tsx';
import { useLanguage, useTranslate } from '../../language.ts';
import { hrefOf, recordHref } from '../../route.ts';

/** Asks for the doubts of all that was published of late, or of one set. */
export function useDoubts(set?: string) {
  const language = useLanguage();
  return useGet(`doubts ${language} ${set}`, (options) =>
    api.curate.doubts.$get({ query: { language, ...(set !== undefined && { set }) } }, options),
  );
}

/** What is to be looked at in a topic, with the way to it. */
export function Doubts({ doubts: { topic, file, changed, doubts } }: { readonly doubts: TopicDoubts }) {
  const t = useTranslate();
  const language = useLanguage();
  return (
    <>
      <p>
        <strong>{topic.title}</strong>{' '}
        <span className="quiet small" title={changed.join('\n')}>
          {t('desk.doubts.changed', { count: changed.length })}
        </span>
      </p>
      <ul>
        {doubts.map((one) => (
          <li key={JSON.stringify(one)}>{codedText('warning', one, language)}</li>
        ))}
      </ul>
      <p className="actions">
        <a className="button" href={recordHref(file)}>
          {t('desk.doubts.open')}
          <span className="unseen"> {topic.title}</span>
        </a>
      </p>
    </>
  );
}

/** Questions that found nothing when they were asked, with what answers them now. */
export function AnsweredNow({ questions }: Pick<DoubtsView, 'questions'>) {
  const t = useTranslate();
  if (questions.length === 0) return null;
  return (
    <>
      <h3>{t('desk.doubts.questions')}</h3>
      <ul className="list">
        {questions.map(({ text, topics }) => (
          <li key={text}>
            “{text}”{' '}
            {topics.map(({ id, title }) => (
              <a key={id} href={hrefOf('topics', id)}>
                {title}
              </a>
            ))}
          </li>
        ))}
      </ul>
    </>
  );
}

/** The set that this window published last, until somebody has looked. */
let last: string | undefined;
const listeners = new Set<() => void>();

/** Notes the set that was published just now, or that its doubts were looked at. */
export function setLastPublished(set: string | undefined): void {
  last = set;
  for (const listener of listeners) listener();
}

const onLastPublished = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Shows what became doubtful by the set that was published last here. */
export function AfterPublishing() {
  const set = useSyncExternalStore(onLastPublished, () => last);
  return set === undefined ? null : <AfterSet set={set} />;
}

function AfterSet({ set }: { readonly set: string }) {
  const t = useTranslate();
  const [response, reload] = useDoubts(set);
  return (
    <section className="callout" aria-labelledby="after-publishing">
      <h2 id="after-publishing">{t('desk.doubts.heading')}</h2>
      <Loaded response={response} reload={reload}>
        {({ topics, questions }) => (
          <>
            {topics.length === 0 ? (
              <p className="quiet" role="status">
                {t('desk.doubts.none')}
              </p>
            ) : (
              <ul className="list divided">
                {topics.map((one) => (
                  <li key={one.topic.id}>
                    <Doubts doubts={one} />
                  </li>
                ))}
              </ul>
            )}
            <AnsweredNow questions={questions} />
          </>
        )}
      </Loaded>
      <p className="actions">
        <button type="button" onClick={() => setLastPublished(undefined)}>
          {t('desk.doubts.close')}
        </button>
      </p>
    </section>
  );
}
