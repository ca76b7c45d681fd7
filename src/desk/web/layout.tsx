/** The layout of the desk: the head with the tabs, language and colours, and the tab that is open. */
import { Suspense, useEffect, useRef, useState } from 'react';
import type { Language } from '../../records/schema.ts';
import { loadSetting, saveSetting } from './storage.ts';
import { ErrorBoundary } from './components/error-boundary.tsx';
import { NotAllowedNote } from './components/not-allowed.tsx';
import { OfflineBar } from './components/offline-bar.tsx';
import { PersonMenu, SignedOutBanner } from './components/person-menu.tsx';
import { StatusBanner } from './components/status-banner.tsx';
import { SearchButton } from './frame/search-button.tsx';
import { useTabTitle } from './frame/titles.ts';
import { api, useGet } from './api.ts';
import { startKeeping } from './kept/kept.ts';
import { UnpublishedLink } from './kept/keeping.tsx';
import { PersonContext, type PersonHere } from './person.ts';
import { useSignedOut } from './session.ts';
import { hrefOf, useRoute } from './route.ts';
import { TABS, type Tab } from './tabs.ts';
import { LanguageContext, TEXT } from './text.ts';

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
    if (writes) startKeeping();
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
