/** Publishing: the difference of the change set, the kind of each change that readers must be told, what will be heard, and the button; and undoing what was published before. */
import { useEffect, useRef, useState } from 'react';
import type { ChangedStatement } from '../../../../records/publish/change-set.ts';
import { pathOf } from '../../../../records/publish/record-name.ts';
import type { DifferenceView } from '../../../server/publish.ts';
import { api, type ApiFault, faultOf, receive, useAskAgain, useGet } from '../../api.ts';
import { FaultText } from '../../components/fault-text.tsx';
import { useLanguage, useTranslate, type Sentence } from '../../language.ts';
import { leaveSet, useChangeSet, type SetRecord, useAllTitles } from '../change-set.ts';
import { Difference, PlacedFaults, PlacedWarnings } from './difference.tsx';
import { setLastPublished } from './doubts.tsx';
import { Impact } from './impact.tsx';
import { Refusal } from '../fault-list.tsx';
import { Moment } from '../../components/status-banner.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { UncheckedTick } from '../../documents/unchecked-tick.tsx';
import { useNames } from '../../person.ts';
import type { TitleOf } from '../../frame/titles.ts';
import { recordHref } from '../../route.ts';

type PublishProps = {
  /** The record that is open. */
  readonly at: string;
  readonly onPublished: (notice: Sentence) => void;
  readonly onClose: () => void;
  readonly onSee: () => void;
};

/** What a person says of the change of a statement. */
type SaidOfChange = { readonly kind: 'wording' | 'correction'; readonly en: string; readonly zh: string };

export function Publish({ at, onPublished, onClose, onSee }: PublishProps) {
  const t = useTranslate();
  const language = useLanguage();
  const knownTitle = useAllTitles();
  const set = useChangeSet();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const chosen = set.filter((one) => !left.has(one.at));
  const [said, setSaid] = useState<Readonly<Record<string, SaidOfChange>>>({});
  const { view, fault: unread } = useDifference(chosen);
  const [isPublishing, setPublishing] = useState(false);
  /** Whether somebody has read the citations of texts that are not held. */
  const [isRead, setRead] = useState(false);
  const [fault, setFault] = useState<ApiFault>();
  // Whether to publish again is for the person to say: they see what would be changed now.
  useAskAgain(fault, () => setFault(undefined));
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    heading.current?.scrollIntoView({ block: 'start' });
  }, []);

  const asking = (view?.records ?? []).flatMap(({ statements }) => statements).filter(needsWord);
  const isSaid = ({ name, published }: ChangedStatement): boolean => {
    const one = said[name];
    if (one?.kind === 'wording') return published?.beyondWording.length === 0;
    return (
      one?.kind === 'correction' && one.en.trim() !== '' && (published?.before.zh === undefined || one.zh.trim() !== '')
    );
  };
  // What has faults, or is in no list yet, is in no catalogue: its title is read from its text.
  const titleAt = (place: string): string | undefined => {
    const title = view?.records.find((one) => pathOf(one) === place)?.title ?? view?.titles[place];
    return title?.[language] ?? title?.en ?? knownTitle(place);
  };
  const isReady =
    view !== undefined &&
    view.records.length > 0 &&
    view.faults.length === 0 &&
    view.silent.length === 0 &&
    (view.unchecked.length === 0 || isRead) &&
    asking.every(isSaid);

  const kinds = Object.fromEntries(
    asking.filter(isSaid).flatMap(({ name }) => {
      const one = said[name];
      if (one === undefined) return [];
      const zh = one.zh.trim();
      return [
        [
          name,
          one.kind === 'wording'
            ? { kind: 'wording' as const }
            : { kind: 'correction' as const, what: { en: one.en.trim(), ...(zh !== '' && { zh }) } },
        ] as const,
      ];
    }),
  );
  const send = async (): Promise<void> => {
    const { id, faults, records } = await receive(
      api.curate.publish.$post({
        json: {
          texts: chosen.map(({ folder, file, text, version }) => ({ folder, file, text, version })),
          kinds,
          unchecked: isRead,
        },
      }),
    );
    leaveSet(chosen, records);
    setLastPublished(id);
    onPublished(faults.length > 0 ? 'desk.publish.done-waits' : 'desk.publish.done');
  };
  const publish = (): void => {
    if (!isReady || isPublishing) return;
    setPublishing(true);
    setFault(undefined);
    send()
      .catch((error: unknown) => setFault(faultOf(error)))
      .finally(() => setPublishing(false));
  };

  return (
    <section className="publish" aria-labelledby="publish-heading">
      <h2 id="publish-heading" ref={heading} tabIndex={-1}>
        {t('desk.publish.heading')}
      </h2>
      <p className="quiet">{t('desk.publish.about')}</p>
      {set.length > 1 && (
        <fieldset>
          <legend>{t('desk.publish.which-records')}</legend>
          {set.map((one) => (
            <label key={one.at} className="publish-record">
              <input
                type="checkbox"
                checked={!left.has(one.at)}
                onChange={() => setLeft(left.symmetricDifference(new Set([one.at])))}
              />{' '}
              <span>
                {titleAt(one.at) ?? one.at}{' '}
                {titleAt(one.at) !== undefined && <span className="quiet small">{one.at}</span>}
              </span>
            </label>
          ))}
        </fieldset>
      )}
      {unread && <Refusal fault={unread} at={at} />}
      {view === undefined ? (
        unread === undefined && (
          <p className="quiet" role="status">
            {t('desk.publish.comparing')}
          </p>
        )
      ) : (
        <>
          <Difference
            records={view.records}
            titleOf={titleAt}
            faults={view.faults}
            below={(statement) => (
              <Kind
                statement={statement}
                said={said[statement.name]}
                onSay={(one) => setSaid({ ...said, [statement.name]: one })}
              />
            )}
          />
          <PlacedFaults heading={t('desk.publish.faults')} faults={view.faults} titleOf={titleAt} />
          <PlacedFaults heading={t('desk.publish.silent')} faults={view.silent} titleOf={titleAt} />
          <PlacedFaults heading={t('desk.publish.standing')} faults={view.standing} tone="warning" titleOf={titleAt} />
          <PlacedWarnings warnings={view.warnings} titleOf={titleAt} />
          <UncheckedTick citations={view.unchecked} isRead={isRead} onRead={setRead} />
          {view.unheld.length > 0 && view.unchecked.length === 0 && (
            <p className="callout warning">
              {t('desk.publish.unheld')} {view.unheld.join(', ')}
            </p>
          )}
          {isReady ? (
            <Impact texts={chosen.map(({ folder, file, text }) => ({ folder, file, text }))} kinds={kinds} />
          ) : (
            asking.length > 0 && <p className="quiet">{t('desk.publish.heard-first')}</p>
          )}
        </>
      )}
      {fault && <Refusal fault={fault} at={at} onSee={onSee} />}
      <p className="actions">
        <button type="button" className="primary" disabled={!isReady || isPublishing} onClick={publish}>
          {t(isPublishing ? 'desk.publish.doing' : 'desk.publish.do')}
        </button>
        <button type="button" onClick={onClose} disabled={isPublishing}>
          {t('desk.publish.cancel')}
        </button>
      </p>
    </section>
  );
}

const needsWord = ({ published }: ChangedStatement): boolean => published?.needsWord === true;

type KindProps = {
  readonly statement: ChangedStatement;
  readonly said: SaidOfChange | undefined;
  readonly onSay: (said: SaidOfChange) => void;
};

/** Asks what kind of change that of a statement is, where readers have seen it. */
function Kind({ statement: { name, published }, said, onSay }: KindProps) {
  const t = useTranslate();
  const language = useLanguage();
  if (published === undefined) return null;
  if (published.isCorrected) return <p className="quiet">{t('desk.publish.corrected')}</p>;
  if (!published.needsWord) return null;
  const now: SaidOfChange = said ?? { kind: 'correction', en: '', zh: '' };
  const { beyondWording, before } = published;
  return (
    <fieldset>
      <legend>{t('desk.publish.which-kind')}</legend>
      {(['correction', 'wording'] as const).map((kind) => (
        <label key={kind} className="publish-record">
          <input
            type="radio"
            name={`kind-${name}`}
            checked={said?.kind === kind}
            disabled={kind === 'wording' && beyondWording.length > 0}
            onChange={() => onSay({ ...now, kind })}
          />{' '}
          {t(`desk.publish.${kind}`)}
        </label>
      ))}
      {beyondWording.length > 0 && (
        <>
          <p className="quiet">{t('desk.publish.not-wording')}</p>
          <ul className="quiet">
            {beyondWording.map((reason) => (
              <li key={JSON.stringify(reason)}>
                <FaultText fault={{ field: '', ...reason }} />
              </li>
            ))}
          </ul>
        </>
      )}
      {said?.kind === 'correction' && (
        <>
          <p>
            <span className="quiet">{t('desk.publish.old-wording')}</span> <del>{before[language] ?? before.en}</del>
          </p>
          {(['en', 'zh'] as const).map((one) => (
            <label key={one} className="publish-reason">
              {t(`desk.publish.reason-${one}`)}{' '}
              <input
                value={now[one]}
                lang={one === 'zh' ? 'zh-CN' : 'en'}
                maxLength={240}
                required={one === 'en' || before.zh !== undefined}
                onChange={({ target }) => onSay({ ...now, [one]: target.value })}
              />
            </label>
          ))}
        </>
      )}
    </fieldset>
  );
}

const DEBOUNCE_MS = 150;

type DifferenceState = { readonly view?: DifferenceView; readonly fault?: ApiFault };

/** Returns what publishing records would change, asked of the server whenever one of them changes. */
function useDifference(records: readonly SetRecord[]): DifferenceState {
  const language = useLanguage();
  const key = JSON.stringify([language, records.map(({ at, text }) => [at, text])]);
  const [state, setState] = useState<DifferenceState & { readonly key: string }>({ key: '' });
  const [attempt, setAttempt] = useState(0);
  useAskAgain(state.fault, () => setAttempt(attempt + 1));
  const newest = useRef(records);
  newest.current = records;
  useEffect(() => {
    let isLate = false;
    const update = (found: DifferenceState): void => {
      if (!isLate) setState({ key, ...found });
    };
    const timer = setTimeout(() => {
      const texts = newest.current.map(({ folder, file, text }) => ({ folder, file, text }));
      receive(api.curate.difference.$post({ json: { texts, language } })).then(
        (view) => update({ view }),
        (error: unknown) => update({ fault: faultOf(error) }),
      );
    }, DEBOUNCE_MS);
    return () => {
      isLate = true;
      clearTimeout(timer);
    };
  }, [key, attempt, language]);
  return state.key === key ? state : {};
}

const SHOWN = 10;

type PastSetsProps = {
  /** Changes whenever something was published. */
  readonly round: number;
  readonly writable: boolean;
  readonly titleOf: TitleOf;
  readonly onUndone: () => void;
};

export function PastSets({ round, writable, titleOf, onUndone }: PastSetsProps) {
  const t = useTranslate();
  const nameOf = useNames();
  const [response, reload] = useGet(`sets ${round}`, (options) => api.curate.sets.$get({}, options));
  const [state, setState] = useState<{ readonly fault?: ApiFault; readonly isDone?: boolean }>({});
  const undo = (id: string): void => {
    setState({});
    const send = async (): Promise<void> => {
      await receive(api.curate.undo.$post({ json: { id } }));
      setState({ isDone: true });
      onUndone();
    };
    send().catch((error: unknown) => setState({ fault: faultOf(error) }));
  };
  return (
    <section>
      <h2>{t('desk.publish.past')}</h2>
      <p role="status" className="good">
        {state.isDone === true && t('desk.publish.undone')}
      </p>
      {state.fault && <Refusal fault={state.fault} at="" />}
      <Loaded response={response} reload={reload}>
        {({ sets }) =>
          sets.length === 0 ? (
            <p className="quiet">{t('desk.publish.no-past')}</p>
          ) : (
            <ol className="list divided">
              {sets.slice(0, SHOWN).map(({ id, at, by, records, undoes }, place) => (
                <li key={id}>
                  <p className="actions">
                    <Moment at={at} /> <span className="quiet">{nameOf(by)}</span>
                    {undoes !== undefined && <span className="quiet">{t('desk.publish.undo-of')}</span>}
                    {place === 0 && (
                      <button type="button" disabled={!writable} onClick={() => undo(id)}>
                        {t('desk.publish.undo')}
                      </button>
                    )}
                  </p>
                  <ul>
                    {records.map(({ change, ...name }) => {
                      const path = pathOf(name);
                      return (
                        <li key={path}>
                          {change === 'removed' ? (
                            path
                          ) : (
                            <a href={recordHref(path)} title={path}>
                              {titleOf(path) ?? path}
                            </a>
                          )}{' '}
                          <span className="quiet">{t(`desk.publish.${change}`)}</span>
                        </li>
                      );
                    })}
                  </ul>
                </li>
              ))}
            </ol>
          )
        }
      </Loaded>
    </section>
  );
}
