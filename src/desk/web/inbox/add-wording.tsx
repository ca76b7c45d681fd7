/** Makes words a question or an alias of a topic: edited first. */
import { useId, useState, type ReactNode } from 'react';
import type { UnansweredView } from '../../server/inbox.ts';
import type { NamedLink } from '../../server/records/view-context.ts';
import { api, receive } from '../api.ts';
import { useTranslate } from '../language.ts';
import { RowFault, useRequest, type QuestionAction } from './use-action.tsx';

const HAN = /\p{Script=Han}/u;
/** An alias is a name; a longer one is a question. */
const MAX_ALIAS = 60;
const MAX_QUESTION = 200;

export function AddWording({
  question,
  briefs,
  onDone,
  children,
}: {
  /** The question of the inbox, which comes back where adding is undone; the brief closest to it is proposed. */
  readonly question: UnansweredView;
  /** Null where they are too many to choose from: then an id is typed. */
  readonly briefs: readonly NamedLink[] | null;
  readonly onDone: QuestionAction;
  /** What else can be done with it. */
  readonly children: ReactNode;
}) {
  const { text, closest } = question;
  const t = useTranslate();
  const hint = useId();
  const [brief, setBrief] = useState(closest ?? '');
  const [words, setWords] = useState(text);
  const [fault, send] = useRequest();
  const title = briefs?.find(({ id }) => id === brief)?.title ?? brief;
  const line = words.trim();
  const isEmpty = brief === '' || line === '';
  const language = HAN.test(line) ? 'zh' : 'en';
  const add = (as: 'question' | 'alias') => (): void =>
    send(
      api.inbox.added.$post({
        // It leaves the inbox, even where it was typed a little differently.
        json: { brief, as, language, text: line, question: text },
      }),
      ({ set }) =>
        onDone(
          t('desk.inbox.added', { text: line, title }),
          set === undefined
            ? undefined
            : async () => {
                await receive(api.curate.undo.$post({ json: { id: set } }));
                await keepAgain(question);
              },
        ),
    );
  return (
    <>
      <div className="actions">
        <input
          className="grow"
          aria-label={t('desk.inbox.words-of', { text })}
          value={words}
          maxLength={MAX_QUESTION}
          onChange={({ target }) => setWords(target.value)}
        />
        {briefs === null ? (
          <input
            className="grow"
            aria-label={t('desk.inbox.to-question', { question: text })}
            value={brief}
            maxLength={200}
            onChange={({ target }) => setBrief(target.value.trim())}
          />
        ) : (
          <select
            className="grow"
            aria-label={t('desk.inbox.to-question', { question: text })}
            value={brief}
            onChange={({ target }) => setBrief(target.value)}
          >
            <option value="">{t('desk.inbox.choose')}</option>
            {briefs.map((one) => (
              <option key={one.id} value={one.id}>
                {one.title}
              </option>
            ))}
          </select>
        )}
      </div>
      <div className="actions">
        <button
          type="button"
          disabled={isEmpty}
          aria-label={t('desk.inbox.as-question-of', { text })}
          onClick={add('question')}
        >
          {t('desk.inbox.as-question')}
        </button>
        <button
          type="button"
          disabled={isEmpty || line.length > MAX_ALIAS}
          aria-label={t('desk.inbox.as-alias-of', { text })}
          aria-describedby={line.length > MAX_ALIAS ? hint : undefined}
          onClick={add('alias')}
        >
          {t('desk.inbox.as-alias')}
        </button>
        {children}
        {line.length > MAX_ALIAS && (
          <span id={hint} className="quiet small">
            {t('desk.inbox.too-long', { most: MAX_ALIAS })}
          </span>
        )}
      </div>
      <div aria-live="polite">{fault && <RowFault fault={fault} />}</div>
    </>
  );
}

/** Puts a question back into the inbox as it was listed. */
export const keepAgain = ({ text, count, lastOn }: UnansweredView): Promise<unknown> =>
  receive(api.inbox.kept.$post({ json: { question: text, count, lastOn: lastOn.iso } }));
