/** The layout of the desk: the head with the pages, language, colours and the person, whether the server is reached, and the page that is open. */
import { Suspense, useContext, useEffect, useRef, useState } from 'react';
import type { Language } from '../../../records/schema.ts';
import { messages } from '../../../locales/messages.ts';
import { api, type ApiFault, faultOf, receive, useGet } from '../api.ts';
import { UnpublishedLink } from '../autosave/save-state.tsx';
import { startAutosave, useUnpublishedRecords } from '../autosave/unsaved-records.ts';
import { ErrorBoundary } from '../components/error-boundary.tsx';
import { Fault, NotAllowedNote } from '../components/loaded.tsx';
import { StatusBanner } from '../components/status-banner.tsx';
import { LanguageContext, useTranslate } from '../language.ts';
import { PAGES, type DeskPage } from '../pages.ts';
import { PersonContext, type PersonHere } from '../person.ts';
import { hrefOf, useRoute } from '../route.ts';
import { noteConnectivity, useConnectivity, useSignedOut } from '../server-signals.ts';
import { loadSetting, saveSetting } from '../storage.ts';
import { SearchButton } from './search-button.tsx';
import { usePageTitle } from './titles.ts';

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
  const t = messages(language);
  const { page: name, at } = useRoute();
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
  const isOffered = ({ right }: DeskPage): boolean => right === undefined || person?.rights.includes(right) === true;
  const offered = PAGES.filter(isOffered);
  // The first page is that of whoever is here, as soon as it is known who that is.
  const page = PAGES.find(({ id }) => id === name) ?? (person && (offered[0]?.right ? offered[0] : ASK));
  usePageTitle(page === undefined ? '' : t(`desk.pages.${page.id}`));
  const writes = person?.rights.includes('curate') === true && !isSignedOut;
  useEffect(() => {
    if (writes) startAutosave();
  }, [writes]);
  useEffect(() => {
    // On a phone the names scroll; the page itself must not. Which there are is known once it is known who is here.
    const open = document.querySelector<HTMLElement>('.pages [aria-current]');
    const list = open?.closest<HTMLElement>('.pages');
    if (open && list) list.scrollLeft = open.offsetLeft - list.offsetLeft - (list.clientWidth - open.offsetWidth) / 2;
  }, [page?.id, offered.length, language]);
  return (
    <LanguageContext value={language}>
      <PersonContext value={person}>
        <a className="skip" href="#content" onClick={skip}>
          {t('desk.frame.skip')}
        </a>
        <header className="header">
          <p>
            <a href={hrefOf('')}>
              <strong>Attaché</strong>
            </a>
          </p>
          <nav aria-label={t('desk.frame.pages')}>
            <ul className="list pages">
              {offered.map(({ id }) => (
                <li key={id}>
                  <a href={hrefOf(id)} aria-current={id === page?.id ? 'page' : undefined}>
                    {t(`desk.pages.${id}`)}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
          <SearchButton
            pages={offered.map(({ id }) => id)}
            onLanguage={() => setLanguage(language === 'zh' ? 'en' : 'zh')}
            onTheme={setTheme}
          />
          <UnpublishedLink />
          <button type="button" className="settings-button" popoverTarget="settings">
            {t('desk.frame.settings')}
          </button>
          <div id="settings" className="actions small settings" popover="auto">
            <PersonMenu />
            <label>
              <span className="unseen">{t('desk.frame.language')}</span>
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
              <span className="unseen">{t('desk.frame.theme')}</span>
              <select
                value={theme}
                onChange={({ target }) => setTheme(THEMES.find((one) => one === target.value) ?? 'auto')}
              >
                {THEMES.map((one) => (
                  <option key={one} value={one}>
                    {t(`desk.frame.theme-${one}`)}
                  </option>
                ))}
              </select>
            </label>
          </div>
        </header>
        <SignedOutBanner />
        <OfflineBar />
        <StatusBanner />
        <main id="content" tabIndex={-1}>
          {page === undefined ? (
            <p className="quiet">{t('desk.frame.loading')}</p>
          ) : (
            <ErrorBoundary key={page.id}>
              <Suspense fallback={<p className="quiet">{t('desk.frame.loading')}</p>}>
                {isOffered(page) ? (
                  <page.View at={at} />
                ) : (
                  person &&
                  page.right && (
                    <>
                      <h1>{t(`desk.pages.${page.id}`)}</h1>
                      <NotAllowedNote right={page.right} />
                    </>
                  )
                )}
              </Suspense>
            </ErrorBoundary>
          )}
        </main>
      </PersonContext>
    </LanguageContext>
  );
}

/** What whoever only reads begins with. */
const ASK = PAGES.find(({ id }) => id === 'ask') ?? PAGES[0];

/** The address names the page: following the link as it stands would leave it. */
function skip(event: { readonly preventDefault: () => void }): void {
  event.preventDefault();
  document.querySelector<HTMLElement>('#content')?.focus();
}

const EVERY_MS = 1_500;

function OfflineBar() {
  const t = useTranslate();
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
            <strong>{t('desk.frame.lost')}</strong> {isWriting && t('desk.frame.kept')}{' '}
            <span className="quiet">{t('desk.frame.trying')}</span>
          </p>
        </div>
      )}
    </div>
  );
}

/** Shows the name and role of the person with what they may do about themselves. */
function PersonMenu() {
  const t = useTranslate();
  const person = useContext(PersonContext);
  const [fault, setFault] = useState<ApiFault>();
  if (person === undefined) return null;
  if (person.isMachine)
    return (
      <span className="quiet machine">{t(person.role === 'admin' ? 'desk.frame.machine' : 'desk.frame.visitor')}</span>
    );
  const leave = (): void =>
    void receive(api['sign-out'].$post({ json: {} })).then(
      () => location.assign('/sign-in'),
      (error: unknown) => setFault(faultOf(error)),
    );
  return (
    <>
      <span>
        {person.name} <span className="quiet">{t(`desk.roles.${person.role}`)}</span>
      </span>
      <button type="button" onClick={leave}>
        {t('desk.frame.leave')}
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
            <strong>{t('desk.frame.ended')}</strong>{' '}
            <a href="/sign-in" target="_blank" rel="noreferrer">
              {t('desk.frame.sign-in-again')}
            </a>{' '}
            {t('desk.frame.then-go-on')}
          </p>
        </div>
      )}
    </div>
  );
}
