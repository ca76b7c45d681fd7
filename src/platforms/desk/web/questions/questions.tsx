/** The tab of questions: what any question finds, what the briefs' own find, and the inbox beside them. */
import { useSay } from '../words.ts';
import { Golden } from './golden.tsx';
import { InboxPart } from './inbox.tsx';
import { Try } from './try.tsx';
import { WORDS } from './words.ts';

export default function Questions({ at }: { readonly at: string }) {
  const say = useSay();
  return (
    <>
      <h1>{say(WORDS.heading)}</h1>
      <p className="quiet questions-about">{say(WORDS.about)}</p>
      <div className="questions">
        <div>
          <Try at={at} />
          <Golden />
        </div>
        <InboxPart />
      </div>
    </>
  );
}
