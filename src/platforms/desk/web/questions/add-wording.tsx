/** Makes words a question or an alias of a brief. */
import { api } from '../api.ts';
import { useState } from 'react';
import type { BriefName } from '../../server/inbox.ts';
import { useSay } from '../words.ts';
import type { QuestionAction } from './act.tsx';
import { WORDS } from './words.ts';

const HAN = /\p{Script=Han}/u;

export function AddWording({
  text,
  closest,
  briefs,
  act,
  question,
}: {
  readonly text: string;
  /** The brief that is proposed. */
  readonly closest: string | null;
  /** Null where they are too many to choose from: then an id is typed. */
  readonly briefs: readonly BriefName[] | null;
  readonly act: QuestionAction;
  /** The question of the inbox that it was, which is done with then. */
  readonly question?: string;
}) {
  const say = useSay();
  const [brief, setBrief] = useState(closest ?? '');
  const title = briefs?.find(({ id }) => id === brief)?.title ?? brief;
  const language = HAN.test(text) ? 'zh' : 'en';
  const add = (as: 'question' | 'alias') => (): void =>
    act(
      api.inbox.added.$post({ json: { brief, as, language, text, ...(question !== undefined && { question }) } }),
      say(WORDS.added(text, title)),
    );
  return (
    <>
      {briefs === null ? (
        <input
          className="grow"
          aria-label={say(WORDS['to-question'](text))}
          value={brief}
          maxLength={64}
          onChange={({ target }) => setBrief(target.value.trim())}
        />
      ) : (
        <select
          className="grow"
          aria-label={say(WORDS['to-question'](text))}
          value={brief}
          onChange={({ target }) => setBrief(target.value)}
        >
          <option value="">{say(WORDS.choose)}</option>
          {briefs.map((one) => (
            <option key={one.id} value={one.id}>
              {one.title}
            </option>
          ))}
        </select>
      )}
      <button
        type="button"
        disabled={brief === ''}
        aria-label={say(WORDS['as-question-of'](text))}
        onClick={add('question')}
      >
        {say(WORDS['as-question'])}
      </button>
      <button type="button" disabled={brief === ''} aria-label={say(WORDS['as-alias-of'](text))} onClick={add('alias')}>
        {say(WORDS['as-alias'])}
      </button>
    </>
  );
}
