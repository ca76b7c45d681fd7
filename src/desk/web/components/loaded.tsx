/** What is shown of something asked of the server: that it is on its way, what went wrong, who may not do it, or itself. */
import { type ReactNode, useContext } from 'react';
import { type ApiFault, type ApiState, api, useGet } from '../api.ts';
import { useTranslate, TEXT, type Bilingual } from '../language.ts';
import type { Right, Role } from '../../../people/roles.ts';
import type { NotAllowed } from '../../server/access/access.ts';
import { PersonContext } from '../person.ts';

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

export const ROLE_NAMES: Readonly<Record<Role, Bilingual>> = {
  reader: { en: 'reader', zh: '读者' },
  curator: { en: 'curator', zh: '编辑' },
  reviewer: { en: 'reviewer', zh: '审阅者' },
  admin: { en: 'admin', zh: '管理员' },
};

const NEEDED: Readonly<Record<Right, Bilingual>> = {
  read: { en: 'This is for everybody with an account here.', zh: '此处需要账户。' },
  manage: { en: 'Managing digests and sharing here is for curators.', zh: '管理订阅和分享需要编辑权限。' },
  curate: { en: 'Working on records and the inbox is for curators.', zh: '编辑记录和处理收件箱需要编辑权限。' },
  operate: { en: 'What is sent to all channels is for curators to see.', zh: '查看所有频道的发送记录需要编辑权限。' },
  review: { en: 'Reviewing is for reviewers.', zh: '审阅需要审阅者权限。' },
  administer: { en: 'People and the list of what was done are for admins.', zh: '人员管理和操作记录需要管理员权限。' },
};

const ask = (who: readonly string[]): Bilingual =>
  who.length === 0
    ? { en: 'Nobody here has that role yet.', zh: '目前无人拥有该权限。' }
    : { en: `Ask ${who.join(', ')}.`, zh: `请联系${who.join('、')}。` };

/** To who is at the machine of a desk without accounts, and has not opened its link. */
const OPEN_LINK: Bilingual = {
  en: 'Open the link that the start of the bot has printed; npm run -s attache -- people link prints it again.',
  zh: '请打开机器人启动时显示的链接；npm run -s attache -- people link 可再次显示。',
};

/** Says that the person may not do something, and who may. */
export function NotAllowedNote({ right }: { readonly right: Right }) {
  const t = useTranslate();
  const person = useContext(PersonContext);
  const [response] = useGet(right, (options) => api.who.$get({ query: { right } }, options));
  // Nobody is refused before it is known who it is.
  if (person === undefined) return null;
  return (
    <p className="callout">
      {t(NEEDED[right])} {person.isMachine ? t(OPEN_LINK) : response.state === 'loaded' && t(ask(response.answer.who))}
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
      {t(NEEDED.curate)} {t(OPEN_LINK)}
    </p>
  );
}

/** Returns what a refusal for want of a right says; undefined for other faults. */
function notAllowedText({ code, body }: ApiFault): Bilingual | undefined {
  if (code !== 'not-allowed') return undefined;
  const { right, who } = body as NotAllowed;
  const names = ask(who);
  return { en: `${NEEDED[right].en} ${names.en}`, zh: `${NEEDED[right].zh}${names.zh}` };
}
