/** The layout of the desk: the head with the tabs, language, colours and the person, whether the server is reached, and the tab that is open. */
import { Suspense, useEffect, useRef, useState, useContext } from 'react';
import type { Language } from '../../../records/schema.ts';
import { loadSetting, saveSetting } from '../storage.ts';
import { ErrorBoundary } from '../components/error-boundary.tsx';
import { NotAllowedNote, Fault, ROLE_NAMES } from '../components/loaded.tsx';
import { StatusBanner } from '../components/status-banner.tsx';
import { SearchButton } from './search-button.tsx';
import { useTabTitle } from './titles.ts';
import { api, useGet, receive, type ApiFault, faultOf } from '../api.ts';
import { startAutosave, useUnpublishedRecords } from '../autosave/unsaved-records.ts';
import { UnpublishedLink } from '../autosave/save-state.tsx';
import { PersonContext, type PersonHere } from '../person.ts';
import { useSignedOut, noteConnectivity, useConnectivity } from '../server-signals.ts';
import { hrefOf, useRoute } from '../route.ts';
import { TABS, type Tab } from '../tabs.ts';
import { LanguageContext, TEXT, useLanguage, useTranslate } from '../language.ts';

const THEMES = ['auto', 'light', 'dark'] as const;
type Theme = (typeof THEMES)[number];

const firstLanguage = (): Language => {
  const kept = loadSetting('language');
  if (kept === 'en' || kept === 'zh') return kept;
  return /^zh\b/iu.test(navigator.language) ? 'zh' : 'en';
};
const firstTheme = (): Theme => THEMES.find((theme) => theme === loadSetting('theme')) ?? 'auto';

export function Layout() {
  const [language, setLanguage] = useState(firstLanguage);
  const [theme, setTheme] = useState(firstTheme);
  const { tab: name, at } = useRoute();
  const tab = TABS.find(({ id }) => id === name) ?? TABS[0];
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    saveSetting('language', language);
  }, [language]);
  useEffect(() => {
    const { dataset, style } = document.documentElement;
    if (theme === 'auto') delete dataset.theme;
    else dataset.theme = theme;
    style.colorScheme = theme === 'auto' ? '' : theme;
    saveSetting('theme', theme);
  }, [theme]);
  // Asked again once somebody has signed in anew, who may be another person.
  const isSignedOut = useSignedOut();
  const [about] = useGet(isSignedOut ? 'out' : 'in', (options) => api.about.$get({}, options));
  // Whoever was here stays until it is known who is: what is open, and what is typed in it, must not go meanwhile.
  const here = useRef<PersonHere>(undefined);
  if (about.state === 'loaded') here.current = about.answer.person;
  const person = here.current;
  const isOffered = ({ right }: Tab): boolean => right === undefined || person?.rights.includes(right) === true;
  useTabTitle(tab.label[language]);
  const writes = person?.rights.includes('curate') === true && !isSignedOut;
  useEffect(() => {
    if (writes) startAutosave();
  }, [writes]);
  const visible = TABS.filter((one) => one.isUnlisted !== true && isOffered(one));
  useEffect(() => {
    // On a phone the tabs scroll; the page itself must not. Which there are is known once it is known who is here.
    const open = document.querySelector<HTMLElement>('.tabs [aria-current]');
    const list = open?.closest<HTMLElement>('.tabs');
    if (open && list) list.scrollLeft = open.offsetLeft - list.offsetLeft - (list.clientWidth - open.offsetWidth) / 2;
  }, [tab.id, visible.length, language]);
  return (
    <LanguageContext value={language}>
      <PersonContext value={person}>
        <a className="skip" href="#content" onClick={skip}>
          {TEXT.skip[language]}
        </a>
        <header className="header">
          <p>
            <strong>{TEXT.name[language]}</strong> <span className="quiet subtitle">{TEXT.subtitle[language]}</span>
          </p>
          <SearchButton
            pages={visible}
            onLanguage={() => setLanguage(language === 'zh' ? 'en' : 'zh')}
            onTheme={setTheme}
          />
          <div className="actions small settings">
            <UnpublishedLink />
            <PersonMenu />
            <label>
              <span className="quiet">{TEXT.language[language]}</span>{' '}
              <select value={language} onChange={({ target }) => setLanguage(target.value === 'zh' ? 'zh' : 'en')}>
                <option value="en" lang="en">
                  English
                </option>
                <option value="zh" lang="zh-CN">
                  中文
                </option>
              </select>
            </label>
            <label>
              <span className="quiet">{TEXT.theme[language]}</span>{' '}
              <select
                value={theme}
                onChange={({ target }) => setTheme(THEMES.find((one) => one === target.value) ?? 'auto')}
              >
                {THEMES.map((one) => (
                  <option key={one} value={one}>
                    {TEXT[`theme-${one}`][language]}
                  </option>
                ))}
              </select>
            </label>
          </div>
          <nav aria-label={TEXT.tabs[language]}>
            <ul className="list tabs">
              {visible.map(({ id, label: text }) => (
                <li key={id}>
                  <a href={hrefOf(id)} aria-current={id === tab.id ? 'page' : undefined}>
                    {text[language]}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        </header>
        <SignedOutBanner />
        <OfflineBar />
        <StatusBanner />
        <main id="content" tabIndex={-1}>
          <ErrorBoundary key={tab.id}>
            <Suspense fallback={<p className="quiet">{TEXT.loading[language]}</p>}>
              {isOffered(tab) ? (
                <tab.View at={at} />
              ) : (
                person &&
                tab.right && (
                  <>
                    <h1>{tab.label[language]}</h1>
                    <NotAllowedNote right={tab.right} />
                  </>
                )
              )}
            </Suspense>
          </ErrorBoundary>
        </main>
      </PersonContext>
    </LanguageContext>
  );
}

/** The address names the tab: following the link as it stands would leave it. */
function skip(event: { readonly preventDefault: () => void }): void {
  event.preventDefault();
  document.querySelector<HTMLElement>('#content')?.focus();
}

const OFFLINE_TEXT = {
  lost: { en: 'The bot does not answer.', zh: '机器人没有响应。' },
  kept: {
    en: 'What you write in records stays in this page and is sent as soon as the bot is back; keep it open.',
    zh: '您在记录中写下的内容保留在此页面中，恢复连接后会立即发送；请勿关闭页面。',
  },
  trying: { en: 'Trying again …', zh: '正在重试…' },
} as const;
const EVERY_MS = 1_500;

function OfflineBar() {
  const language = useLanguage();
  const isReached = useConnectivity();
  const isWriting = useUnpublishedRecords().length > 0;
  useEffect(() => {
    // The browser may know before anything is asked.
    const lost = (): void => noteConnectivity(false);
    addEventListener('offline', lost);
    return () => removeEventListener('offline', lost);
  }, []);
  useEffect(() => {
    if (isReached) return undefined;
    const ask = (): void => void receive(api.about.$get({})).catch(() => undefined);
    const timer = setInterval(ask, EVERY_MS);
    addEventListener('online', ask);
    return () => {
      clearInterval(timer);
      removeEventListener('online', ask);
    };
  }, [isReached]);
  return (
    <div className="status-banner offline-bar" role="status">
      {!isReached && (
        <div className="callout warning">
          <p>
            <strong>{OFFLINE_TEXT.lost[language]}</strong> {isWriting && OFFLINE_TEXT.kept[language]}{' '}
            <span className="quiet">{OFFLINE_TEXT.trying[language]}</span>
          </p>
        </div>
      )}
    </div>
  );
}

const PERSON_TEXT = {
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
function PersonMenu() {
  const t = useTranslate();
  const person = useContext(PersonContext);
  const [fault, setFault] = useState<ApiFault>();
  if (person === undefined) return null;
  if (person.isMachine)
    return <span className="quiet machine">{t(PERSON_TEXT[person.role === 'admin' ? 'machine' : 'visitor'])}</span>;
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
        {t(PERSON_TEXT.leave)}
      </button>
      {fault && <Fault fault={fault} />}
    </>
  );
}

/** Says that the session has ended, without taking anything away; it goes once the person has signed in elsewhere. */
function SignedOutBanner() {
  const t = useTranslate();
  const isSignedOut = useSignedOut();
  return (
    <div className="status-banner" role="alert">
      {isSignedOut && (
        <div className="fault">
          <p>
            <strong>{t(PERSON_TEXT.ended)}</strong>{' '}
            <a href="/sign-in" target="_blank" rel="noreferrer">
              {t(PERSON_TEXT.again)}
            </a>{' '}
            {t(PERSON_TEXT['go-on'])}
          </p>
        </div>
      )}
    </div>
  );
}
