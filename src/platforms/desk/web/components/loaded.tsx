/** What is shown of something asked of the server: that it is on its way, what went wrong, or itself. */
import type { ReactNode } from 'react';
import type { ApiFault, ApiState } from '../api.ts';
import { useTranslate, TEXT, type Bilingual } from '../text.ts';
import { notAllowedText } from './not-allowed.tsx';

/** What the server says in English alone. */
const FAULTS_IN_CHINESE: ReadonlyMap<string, string> = new Map([
  ['missing', '所找的内容已不存在。'],
  ['unreadable', '文件无法读取；请检查其权限。'],
  ['not-text', '文件不是 UTF-8；请存为 UTF-8。'],
  ['name', '记录不能使用这个名称：文件夹和文件名须为小写单词，以连字符相连。'],
  ['not-found', '此处没有内容。'],
  ['faulty', '记录有错误，请先在编辑器中改正。'],
  ['read-only', '此处无法写入记录，请在其存放处修改。'],
  ['too-large', '内容过大，无法处理。'],
  ['busy', '正在处理的内容较多；请一分钟后重试。'],
]);

/** The server's own words of it are for programs. */
const SIGNED_OUT: Bilingual = { en: 'Sign in first, then go on here.', zh: '请先登录，然后回到此页继续。' };

/** Returns what is said of a fault: in the server's own words only where there are none of the page's. */
export function faultText(fault: ApiFault): Bilingual {
  const { code, message, body } = fault;
  if (code === 'unreachable' || code === 'full') return TEXT[code];
  if (code === 'signed-out') return SIGNED_OUT;
  const { reference } = (body ?? {}) as { readonly reference?: string };
  if (code === 'fault' && reference !== undefined) {
    const { en, zh } = TEXT['logged-fault'];
    return { en: `${en} ${reference}.`, zh: `${zh}${reference}。` };
  }
  const notAllowed = notAllowedText(fault);
  if (notAllowed !== undefined) return notAllowed;
  if (message === '') return TEXT['unknown-fault'];
  const chinese = /\p{Script=Han}/u.test(message) ? undefined : FAULTS_IN_CHINESE.get(code);
  return { en: message, zh: chinese ?? message };
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
