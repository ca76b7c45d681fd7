/** Who is at the page, the way out, and what is said once the session has ended. */
import { useContext, useState } from 'react';
import { type ApiFault, api, faultOf, receive } from '../api.ts';
import { PersonContext } from '../person.ts';
import { useSignedOut } from '../session.ts';
import { useTranslate } from '../text.ts';
import { Fault } from './loaded.tsx';
import { ROLE_NAMES } from './not-allowed.tsx';

const TEXT = {
  machine: { en: 'On this machine: admin, no account needed', zh: '本机使用：管理员，无需账户' },
  visitor: { en: 'On this machine: asking and reading', zh: '本机使用：可提问和查阅' },
  leave: { en: 'Sign out', zh: '退出登录' },
  ended: {
    en: 'You are signed out: the session has ended, or your account was changed. What you have typed is still here.',
    zh: '您已退出登录：会话已结束，或账户有变动。您输入的内容仍保留在此页面。',
  },
  again: { en: 'Sign in again in a new tab', zh: '在新标签页重新登录' },
  'go-on': { en: 'Then go on here.', zh: '然后回到此页继续。' },
} as const;

/** Shows the name and role of the person with what they may do about themselves. */
export function PersonMenu() {
  const t = useTranslate();
  const person = useContext(PersonContext);
  const [fault, setFault] = useState<ApiFault>();
  if (person === undefined) return null;
  if (person.isMachine)
    return <span className="quiet machine">{t(TEXT[person.role === 'admin' ? 'machine' : 'visitor'])}</span>;
  const leave = (): void =>
    void receive(api['sign-out'].$post({ json: {} })).then(
      () => location.assign('/sign-in'),
      (error: unknown) => setFault(faultOf(error)),
    );
  return (
    <>
      <span>
        {person.name} <span className="quiet">{t(ROLE_NAMES[person.role])}</span>
      </span>
      <button type="button" onClick={leave}>
        {t(TEXT.leave)}
      </button>
      {fault && <Fault fault={fault} />}
    </>
  );
}

/** Says that the session has ended, without taking anything away; it goes once the person has signed in elsewhere. */
export function SignedOutBanner() {
  const t = useTranslate();
  const isSignedOut = useSignedOut();
  return (
    <div className="status-banner" role="alert">
      {isSignedOut && (
        <div className="fault">
          <p>
            <strong>{t(TEXT.ended)}</strong>{' '}
            <a href="/sign-in" target="_blank" rel="noreferrer">
              {t(TEXT.again)}
            </a>{' '}
            {t(TEXT['go-on'])}
          </p>
        </div>
      )}
    </div>
  );
}
