/** What is shown of something asked of the server: that it is on its way, what went wrong, or itself. */
import type { ReactNode } from 'react';
import type { ApiFault, ApiState } from '../api.ts';
import { useSay, WORDS } from '../words.ts';

/** Shows a fault of the server's with the way to try again. */
export function Fault({ fault, again }: { readonly fault: ApiFault; readonly again?: (() => void) | undefined }) {
  const say = useSay();
  return (
    <div className="fault" role="alert">
      <p>{fault.code === 'unreachable' ? say(WORDS.unreachable) : fault.message || say(WORDS['unknown-fault'])}</p>
      {again && (
        <button type="button" onClick={again}>
          {say(WORDS.again)}
        </button>
      )}
    </div>
  );
}

/** Shows what was asked for once it is there. */
export function Loaded<Answer>({
  asked,
  again,
  children,
}: {
  readonly asked: ApiState<Answer>;
  readonly again?: () => void;
  readonly children: (answer: Answer) => ReactNode;
}) {
  const say = useSay();
  switch (asked.state) {
    case 'waiting':
      return (
        <p className="quiet" aria-live="polite">
          {say(WORDS.loading)}
        </p>
      );
    case 'failed':
      return <Fault fault={asked.fault} again={again} />;
    case 'there':
      return children(asked.answer);
  }
}
