/** Makes words a question or an alias of a brief. */
import { api } from '../api.ts';
import { useState } from 'react';
import type { BriefName } from '../../server/inbox.ts';
import { useTranslate } from '../text.ts';
import type { QuestionAction } from './use-action.tsx';
import { TEXT } from './text.ts';

const HAN = /\p{Script=Han}/u;

export function AddWording({
  text,
  closest,
  briefs,
  onAction,
  question,
}: {
  readonly text: string;
  /** The brief that is proposed. */
  readonly closest: string | null;
  /** Null where they are too many to choose from: then an id is typed. */
  readonly briefs: readonly BriefName[] | null;
  readonly onAction: QuestionAction;
  /** The question of the inbox that it was, which is done with then. */
  readonly question?: string;
}) {
  const t = useTranslate();
  const [brief, setBrief] = useState(closest ?? '');
  const title = briefs?.find(({ id }) => id === brief)?.title ?? brief;
  const language = HAN.test(text) ? 'zh' : 'en';
  const add = (as: 'question' | 'alias') => (): void =>
    onAction(
      api.inbox.added.$post({ json: { brief, as, language, text, ...(question !== undefined && { question }) } }),
      t(TEXT.added(text, title)),
    );
  return (
    <>
      {briefs === null ? (
        <input
          className="grow"
          aria-label={t(TEXT['to-question'](text))}
          value={brief}
          maxLength={64}
          onChange={({ target }) => setBrief(target.value.trim())}
        />
      ) : (
        <select
          className="grow"
          aria-label={t(TEXT['to-question'](text))}
          value={brief}
          onChange={({ target }) => setBrief(target.value)}
        >
          <option value="">{t(TEXT.choose)}</option>
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
        aria-label={t(TEXT['as-question-of'](text))}
        onClick={add('question')}
      >
        {t(TEXT['as-question'])}
      </button>
      <button type="button" disabled={brief === ''} aria-label={t(TEXT['as-alias-of'](text))} onClick={add('alias')}>
        {t(TEXT['as-alias'])}
      </button>
    </>
  );
}
