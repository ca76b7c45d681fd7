/** The tab of questions: what any question finds, what the briefs' own find, and the inbox beside them. */
import './questions.css';
import { useState } from 'react';
import { api, useGet } from '../api.ts';
import { useLanguage, useSay } from '../words.ts';
import { Golden } from './golden.tsx';
import { InboxPart } from './inbox.tsx';
import { Try } from './try.tsx';
import { WORDS } from './words.ts';

export default function Questions({ at }: { readonly at: string }) {
  const say = useSay();
  const language = useLanguage();
  const [asked, again] = useGet(language, (options) => api.inbox.$get({ query: { language } }, options));
  /** Counts what has changed the records or the inbox: what was asked before is asked anew. */
  const [turn, setTurn] = useState(0);
  const inbox = asked.state === 'there' ? asked.answer : undefined;
  const changed = (): void => {
    again();
    setTurn((count) => count + 1);
  };
  return (
    <>
      <h1>{say(WORDS.heading)}</h1>
      <p className="quiet lead">{say(WORDS.about)}</p>
      <div className="columns questions">
        <div>
          <Try at={at} turn={turn} inbox={inbox} changed={changed} />
          {inbox && <Golden turn={turn} waits={inbox.briefs === null} />}
        </div>
        <InboxPart asked={asked} again={again} changed={changed} />
      </div>
    </>
  );
}
