/** What is shown of something asked of the server: that it is on its way, what went wrong, who may not do it, or itself. */
import { type ReactNode, useContext } from 'react';
import { type ApiFault, type ApiState, api, useGet } from '../api.ts';
import { messages } from '../../../locales/messages.ts';
import type { Language } from '../../../records/schema.ts';
import { useLanguage, useTranslate } from '../language.ts';
import type { Right } from '../../../people/roles.ts';
import type { NotAllowed } from '../../server/access/access.ts';
import { PersonContext } from '../person.ts';

/** Returns what is said of a fault: in the server's words, where it has answered. */
export function faultText(fault: ApiFault, language: Language): string {
  const { code, message, said } = fault;
  if (code === 'unreachable') return messages(language)('desk.frame.unreachable');
  return (
    notAllowedText(fault, language) ?? said?.[language] ?? (message || messages(language)('desk.frame.unknown-fault'))
  );
}

/** Shows a fault of the server's with the way to try again. */
export function Fault({ fault, reload }: { readonly fault: ApiFault; readonly reload?: (() => void) | undefined }) {
  const t = useTranslate();
  const language = useLanguage();
  return (
    <div className="fault" role="alert">
      <p>{faultText(fault, language)}</p>
      {reload && (
        <button type="button" onClick={reload}>
          {t('desk.frame.again')}
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
          {t('desk.frame.loading')}
        </p>
      );
    case 'failed':
      return <Fault fault={response.fault} reload={reload} />;
    case 'loaded':
      return children(response.answer);
  }
}

const ask = (who: readonly string[], language: Language): string => {
  const t = messages(language);
  return who.length === 0 ? t('desk.needed.nobody') : t('desk.needed.ask', { names: who.join(t('reply.listed')) });
};

/** Says that the person may not do something, and who may. */
export function NotAllowedNote({ right }: { readonly right: Right }) {
  const t = useTranslate();
  const language = useLanguage();
  const person = useContext(PersonContext);
  const [response] = useGet(right, (options) => api.who.$get({ query: { right } }, options));
  // Nobody is refused before it is known who it is.
  if (person === undefined) return null;
  return (
    <p className="callout">
      {t(`desk.needed.${right}`)}{' '}
      {person.isMachine ? t('desk.needed.link') : response.state === 'loaded' && ask(response.answer.who, language)}
    </p>
  );
}

/** Says where work on records begins, to who is at the machine of a desk without accounts and has not opened its link. */
export function LinkNote() {
  const t = useTranslate();
  const person = useContext(PersonContext);
  if (person?.isMachine !== true || person.role === 'admin') return null;
  return (
    <p className="quiet">
      {t('desk.needed.curate')} {t('desk.needed.link')}
    </p>
  );
}

/** Returns what a refusal for want of a right says; undefined for other faults. */
function notAllowedText({ code, body }: ApiFault, language: Language): string | undefined {
  if (code !== 'not-allowed') return undefined;
  const { right, who } = body as NotAllowed;
  return `${messages(language)(`desk.needed.${right}`)} ${ask(who, language)}`;
}
