/** The questions that each brief lists as its own test, with what they find. */
import { useEffect, useState } from 'react';
import type { GoldenBrief } from '../../server/questions.ts';
import { api, useGet } from '../api.ts';
import { Loaded } from '../parts/loaded.tsx';
import { hrefOf } from '../route.ts';
import { useLanguage, useSay } from '../words.ts';
import { WORDS } from './words.ts';

export function Golden({
  turn,
  waits,
}: {
  readonly turn: number;
  /** Whether there are so many briefs that they are asked only when wished for. */
  readonly waits: boolean;
}) {
  const say = useSay();
  const [isWished, setWished] = useState(false);
  return (
    <section aria-labelledby="questions-golden">
      <h2 id="questions-golden">{say(WORDS.golden)}</h2>
      <p className="quiet">{say(WORDS['golden-about'])}</p>
      {waits && !isWished ? (
        <>
          <p>{say(WORDS['takes-long'])}</p>
          <button type="button" onClick={() => setWished(true)}>
            {say(WORDS['ask-them'])}
          </button>
        </>
      ) : (
        <Page after="" turn={turn} />
      )}
    </section>
  );
}

function Page({ after, turn }: { readonly after: string; readonly turn: number }) {
  const say = useSay();
  const language = useLanguage();
  const [isOpen, setOpen] = useState(false);
  const query = { language, ...(after !== '' && { after }) };
  const [asked, again] = useGet(JSON.stringify(query), (options) => api.questions.golden.$get({ query }, options));
  useEffect(() => {
    if (turn > 0) again();
  }, [again, turn]);
  return (
    <Loaded asked={asked} again={again}>
      {({ briefs, after: next }) => (
        <>
          <ul className="list divided golden">
            {briefs.map((brief) => (
              <Brief key={brief.id} brief={brief} />
            ))}
          </ul>
          {next !== undefined &&
            (isOpen ? (
              <Page after={next} turn={turn} />
            ) : (
              <button type="button" onClick={() => setOpen(true)}>
                {say(WORDS.more)}
              </button>
            ))}
        </>
      )}
    </Loaded>
  );
}

function Brief({ brief: { title, questions } }: { readonly brief: GoldenBrief }) {
  const say = useSay();
  const passed = questions.filter((one) => one.passed).length;
  const leads = questions.flatMap(({ lead }) => lead ?? []);
  return (
    <li>
      <details open={passed < questions.length || undefined}>
        <summary>
          <strong>{title}</strong>{' '}
          <span className={passed === questions.length ? 'badge good' : 'badge bad'}>
            {say(WORDS.of(passed, questions.length))}
          </span>{' '}
          <span className="quiet">
            {say(WORDS.closest)}
            {leads.length === 0 ? say(WORDS['no-rival']) : say(WORDS.lead(Math.min(...leads).toFixed(2)))}
          </span>
        </summary>
        <ul className="list">
          {questions.map(({ question, language, passed: isRight, verdict, lead }) => (
            <li key={`${language} ${question}`}>
              <a href={hrefOf('questions', question)} lang={language === 'zh' ? 'zh-CN' : 'en'}>
                {question}
              </a>{' '}
              {!isRight && <span className="badge bad">{say(WORDS.fails)}</span>}{' '}
              <span className="quiet">
                {isRight ? say(lead === null ? WORDS['no-rival'] : WORDS.ahead(lead.toFixed(2))) : verdict}
              </span>
            </li>
          ))}
        </ul>
      </details>
    </li>
  );
}
