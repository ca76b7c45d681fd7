/** Makes words a question or an alias of a topic: edited first, and tried without being written. */
import { faultKey } from '../../../records/fault.ts';
import { useId, useState } from 'react';
import type { UnansweredView, TriedWording } from '../../server/inbox.ts';
import type { NamedLink } from '../../server/records/view-context.ts';
import { api, receive } from '../api.ts';
import { FaultText } from '../components/fault-text.tsx';
import { hrefOf } from '../route.ts';
import { useLanguage, useTranslate } from '../language.ts';
import { RowFault, useRequest, type QuestionAction } from './use-action.tsx';
import { TEXT } from './questions-messages.ts';

const HAN = /\p{Script=Han}/u;
/** More words than these, or Chinese characters, make a question rather than a name. */
const MAX_NAME_WORDS = 3;
const MAX_NAME_CHARACTERS = 8;
/** An alias is a name; a longer one is a question. */
const MAX_ALIAS = 60;
const MAX_QUESTION = 200;

export function AddWording({
  text,
  closest,
  briefs,
  onDone,
  question,
}: {
  readonly text: string;
  /** The brief that is proposed. */
  readonly closest: string | null;
  /** Null where they are too many to choose from: then an id is typed. */
  readonly briefs: readonly NamedLink[] | null;
  readonly onDone: QuestionAction;
  /** The question of the inbox that it was, which comes back where adding is undone. */
  readonly question: UnansweredView | undefined;
}) {
  const t = useTranslate();
  const reader = useLanguage();
  const hint = useId();
  const [brief, setBrief] = useState(closest ?? '');
  const [words, setWords] = useState(text);
  const [tried, setTried] = useState<TriedAs>();
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
          t(TEXT.added(line, title)),
          set === undefined
            ? undefined
            : async () => {
                await receive(api.curate.undo.$post({ json: { id: set } }));
                if (question) await keepAgain(question);
              },
        ),
    );
  const see = (): void => {
    const as = isName(line) ? 'alias' : 'question';
    send(api.inbox.tried.$post({ json: { brief, as, language, text: line, reader } }), (answer) =>
      setTried({ ...answer, as }),
    );
  };
  const changed = (): void => setTried(undefined);
  return (
    <>
      <div className="actions">
        <input
          className="grow"
          aria-label={t(TEXT['words-of'](text))}
          value={words}
          maxLength={MAX_QUESTION}
          onChange={({ target }) => {
            setWords(target.value);
            changed();
          }}
        />
        {briefs === null ? (
          <input
            className="grow"
            aria-label={t(TEXT['to-question'](text))}
            value={brief}
            maxLength={200}
            onChange={({ target }) => {
              setBrief(target.value.trim());
              changed();
            }}
          />
        ) : (
          <select
            className="grow"
            aria-label={t(TEXT['to-question'](text))}
            value={brief}
            onChange={({ target }) => {
              setBrief(target.value);
              changed();
            }}
          >
            <option value="">{t(TEXT.choose)}</option>
            {briefs.map((one) => (
              <option key={one.id} value={one.id}>
                {one.title}
              </option>
            ))}
          </select>
        )}
      </div>
      <div className="actions">
        <button type="button" disabled={isEmpty} aria-label={t(TEXT['try-of'](text))} onClick={see}>
          {t(TEXT['try-it'])}
        </button>
        <button type="button" disabled={isEmpty} aria-label={t(TEXT['as-question-of'](text))} onClick={add('question')}>
          {t(TEXT['as-question'])}
        </button>
        <button
          type="button"
          disabled={isEmpty || line.length > MAX_ALIAS}
          aria-label={t(TEXT['as-alias-of'](text))}
          aria-describedby={line.length > MAX_ALIAS ? hint : undefined}
          onClick={add('alias')}
        >
          {t(TEXT['as-alias'])}
        </button>
        {line.length > MAX_ALIAS && (
          <span id={hint} className="quiet small">
            {t(TEXT['too-long'](MAX_ALIAS))}
          </span>
        )}
      </div>
      <div aria-live="polite">
        {fault && <RowFault fault={fault} />}
        {tried && <Tried tried={tried} />}
      </div>
    </>
  );
}

type TriedAs = TriedWording & { readonly as: 'question' | 'alias' };

/** Returns whether words look like a name of a topic, which would be tried as an alias, and not like a question about it. */
function isName(line: string): boolean {
  if (/[?？]/u.test(line)) return false;
  return HAN.test(line) ? line.length <= MAX_NAME_CHARACTERS : line.split(/\s+/u).length <= MAX_NAME_WORDS;
}

/** Puts a question back into the inbox as it was listed. */
export const keepAgain = ({ text, count, lastOn }: UnansweredView): Promise<unknown> =>
  receive(api.inbox.kept.$post({ json: { question: text, count, lastOn: lastOn.iso } }));

/** What words would find once they are added, or why they cannot be. */
function Tried({ tried: { as, faults, explanation } }: { readonly tried: TriedAs }) {
  const t = useTranslate();
  return (
    <div className={faults.length > 0 ? 'callout bad' : 'callout good'}>
      <p>
        <strong>{t((faults.length > 0 ? TEXT.cannot : TEXT['would-find'])[as])}</strong> {explanation?.verdict}
      </p>
      {faults.length > 0 && (
        <ul>
          {faults.map((one) => (
            <li key={faultKey(one)}>
              <FaultText fault={one} />
            </li>
          ))}
        </ul>
      )}
      {explanation && (
        <ul className="list small">
          {explanation.candidates.slice(0, 3).map(({ id, title, score }) => (
            <li key={id}>
              <a href={hrefOf('topics', id)}>{title}</a> <span className="quiet">{score.toFixed(2)}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
