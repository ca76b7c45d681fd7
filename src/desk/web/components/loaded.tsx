/** What is shown of something asked of the server: that it is on its way, what went wrong, or itself. */
import type { ReactNode } from 'react';
import type { ApiFault, ApiState } from '../api.ts';
import { useTranslate, TEXT, type Bilingual } from '../text.ts';
import { notAllowedText } from './not-allowed.tsx';

/** Returns what is said of a fault: in the server's words, where it has answered. */
export function faultText(fault: ApiFault): Bilingual {
  const { code, message, said } = fault;
  if (code === 'unreachable') return TEXT.unreachable;
  return notAllowedText(fault) ?? said ?? (message === '' ? TEXT['unknown-fault'] : { en: message, zh: message });
}

/** Shows a fault of the server's with the way to try again. */
export function Fault({ fault, reload }: { readonly fault: ApiFault; readonly reload?: (() => void) | undefined }) {
  const t = useTranslate();
  return (
    <div className="fault" role="alert">
      <p>{t(faultText(fault))}</p>
      {reload && (
        <button type="button" onClick={reload}>
          {t(TEXT.again)}
        </button>
      )}
    </div>
  );
}

/** Shows what was asked for once it is there. */
export function Loaded<Answer>({
  response,
  reload,
  children,
}: {
  readonly response: ApiState<Answer>;
  readonly reload?: () => void;
  readonly children: (answer: Answer) => ReactNode;
}) {
  const t = useTranslate();
  switch (response.state) {
    case 'waiting':
      return (
        <p className="quiet" aria-live="polite">
          {t(TEXT.loading)}
        </p>
      );
    case 'failed':
      return <Fault fault={response.fault} reload={reload} />;
    case 'loaded':
      return children(response.answer);
  }
}
