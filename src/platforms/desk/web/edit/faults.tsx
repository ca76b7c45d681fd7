/** Faults as a list to go through, and why something was refused. */
import type { Fault } from '../../../../records/fault.ts';
import type { ApiFault } from '../api.ts';
import { FaultText } from '../parts/standing.tsx';
import { hrefOf } from '../route.ts';
import { useSay, WORDS as FRAME } from '../words.ts';
import { REFUSALS, WORDS } from './words.ts';

const keyOf = ({ file, line, column, field, message }: Fault): string =>
  `${file}:${line}:${column}:${field}:${message}`;

export type FaultListProps = {
  readonly faults: readonly Fault[];
  readonly elsewhere: readonly Fault[];
  readonly isChecking: boolean;
  readonly goTo: (fault: Fault) => void;
};

/** Lists the faults of the text, each of which leads to its place, and those of other records. */
export function FaultList({ faults, elsewhere, isChecking, goTo }: FaultListProps) {
  const say = useSay();
  const none = faults.length === 0 && elsewhere.length === 0;
  return (
    <section aria-label={say(WORDS.faults)} className="edit-faults">
      <h2>{none ? say(WORDS.faults) : `${say(WORDS.faults)} (${faults.length + elsewhere.length})`}</h2>
      <p role="status" className="quiet">
        {isChecking ? say(WORDS.checking) : none ? say(WORDS['no-faults']) : ''}
      </p>
      <Faults faults={faults} goTo={goTo} />
      {elsewhere.length > 0 && <h3>{say(WORDS.elsewhere)}</h3>}
      <Faults faults={elsewhere} />
    </section>
  );
}

function Faults({ faults, goTo }: { readonly faults: readonly Fault[]; readonly goTo?: FaultListProps['goTo'] }) {
  if (faults.length === 0) return null;
  return (
    <ol className="list">
      {faults.map((fault) => (
        <li key={keyOf(fault)} className={goTo && 'callout bad'}>
          {goTo ? (
            <button type="button" className="plain" onClick={() => goTo(fault)}>
              <code className="bad">{`${fault.line}:${fault.column}`}</code> <FaultText fault={fault} />
            </button>
          ) : (
            <>
              <a href={hrefOf('edit', fault.file)}>{`${fault.file}:${fault.line}:${fault.column}`}</a>{' '}
              <FaultText fault={fault} />
            </>
          )}
        </li>
      ))}
    </ol>
  );
}

export type RefusalProps = {
  readonly fault: ApiFault;
  readonly at: string;
  readonly goTo: (fault: Fault) => void;
  readonly onOpenAnew?: () => void;
  readonly onSaveOver?: () => void;
};

/** Says why nothing was written, with what can be done. */
export function Refusal({ fault, at, goTo, onOpenAnew, onSaveOver }: RefusalProps) {
  const say = useSay();
  const said = REFUSALS[fault.code];
  const { faults = [] } = (fault.body ?? {}) as { readonly faults?: readonly Fault[] };
  return (
    <div className="fault" role="alert">
      <p>
        {said !== undefined
          ? say(said)
          : fault.code === 'unreachable'
            ? say(FRAME.unreachable)
            : fault.message || say(FRAME['unknown-fault'])}
      </p>
      <Faults faults={faults.filter(({ file }) => file === at)} goTo={goTo} />
      <Faults faults={faults.filter(({ file }) => file !== at)} />
      {fault.code === 'changed' && onOpenAnew && onSaveOver && (
        <p className="actions">
          <button type="button" onClick={onOpenAnew}>
            {say(WORDS['take-theirs'])}
          </button>
          <button type="button" onClick={onSaveOver}>
            {say(WORDS['keep-mine'])}
          </button>
        </p>
      )}
    </div>
  );
}
