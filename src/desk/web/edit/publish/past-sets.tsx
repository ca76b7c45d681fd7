/** What was published before, and undoing the newest of it. */
import { useState } from 'react';
import { api, type ApiFault, faultOf, receive, useGet } from '../../api.ts';
import { Moment } from '../../components/status-banner.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { nameOf } from '../../person.ts';
import { hrefOf } from '../../route.ts';
import { useTranslate } from '../../text.ts';
import { Refusal } from '../faults.tsx';
import { TEXT } from './text.ts';

const SHOWN = 10;

export type PastSetsProps = {
  /** Changes whenever something was published. */
  readonly round: number;
  readonly writable: boolean;
  readonly onUndone: () => void;
};

export function PastSets({ round, writable, onUndone }: PastSetsProps) {
  const t = useTranslate();
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
    <details>
      <summary>{t(TEXT.past)}</summary>
      <p role="status" className="good">
        {state.isDone === true && t(TEXT.undone)}
      </p>
      {state.fault && <Refusal fault={state.fault} at="" />}
      <Loaded response={response} reload={reload}>
        {({ sets }) =>
          sets.length === 0 ? (
            <p className="quiet">{t(TEXT['no-past'])}</p>
          ) : (
            <ol className="list divided">
              {sets.slice(0, SHOWN).map(({ id, at, by, records, undoes }, place) => (
                <li key={id}>
                  <p className="actions">
                    <Moment at={at} /> <span className="quiet">{t(nameOf(by))}</span>
                    {undoes !== undefined && <span className="quiet">{t(TEXT['undo-of'])}</span>}
                    {place === 0 && (
                      <button type="button" disabled={!writable} onClick={() => undo(id)}>
                        {t(TEXT.undo)}
                      </button>
                    )}
                  </p>
                  <ul>
                    {records.map(({ folder, file, change }) => (
                      <li key={`${folder}/${file}`}>
                        {change === 'removed' ? (
                          `${folder}/${file}`
                        ) : (
                          <a href={hrefOf('edit', `${folder}/${file}`)}>{`${folder}/${file}`}</a>
                        )}{' '}
                        <span className="quiet">{t(TEXT[change])}</span>
                      </li>
                    ))}
                  </ul>
                </li>
              ))}
            </ol>
          )
        }
      </Loaded>
    </details>
  );
}
