/** The desk's frame: the head with the tabs, language and colours, and the tab that is open. */
import { Suspense, useEffect, useState } from 'react';
import type { Language } from '../../../records/schema.ts';
import { recall, remember } from './memory.ts';
import { Boundary } from './parts/boundary.tsx';
import { Standing } from './parts/standing.tsx';
import { hrefOf, useRoute } from './route.ts';
import { TABS } from './tabs.ts';
import { LanguageContext, WORDS } from './words.ts';

const THEMES = ['auto', 'light', 'dark'] as const;
type Theme = (typeof THEMES)[number];

const firstLanguage = (): Language => {
  const kept = recall('language');
  if (kept === 'en' || kept === 'zh') return kept;
  return /^zh\b/iu.test(navigator.language) ? 'zh' : 'en';
};
const firstTheme = (): Theme => THEMES.find((theme) => theme === recall('theme')) ?? 'auto';

export function Frame() {
  const [language, setLanguage] = useState(firstLanguage);
  const [theme, setTheme] = useState(firstTheme);
  const { tab: wanted, at } = useRoute();
  const tab = TABS.find(({ id }) => id === wanted) ?? TABS[0];
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    remember('language', language);
  }, [language]);
  useEffect(() => {
    const { dataset, style } = document.documentElement;
    if (theme === 'auto') delete dataset.theme;
    else dataset.theme = theme;
    style.colorScheme = theme === 'auto' ? '' : theme;
    remember('theme', theme);
  }, [theme]);
  const label = tab.label[language];
  useEffect(() => {
    document.title = `${label} · Attaché`;
  }, [label]);
  return (
    <LanguageContext value={language}>
      <a className="skip" href="#content" onClick={skip}>
        {WORDS.skip[language]}
      </a>
      <header className="header">
        <p>
          <strong>{WORDS.name[language]}</strong> <span className="quiet">{WORDS.subtitle[language]}</span>
        </p>
        <nav aria-label={WORDS.tabs[language]}>
          <ul className="list tabs">
            {TABS.map(({ id, label: text }) => (
              <li key={id}>
                <a href={hrefOf(id)} aria-current={id === tab.id ? 'page' : undefined}>
                  {text[language]}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <div className="actions small">
          <label>
            <span className="quiet">{WORDS.language[language]}</span>{' '}
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
            <span className="quiet">{WORDS.theme[language]}</span>{' '}
            <select
              value={theme}
              onChange={({ target }) => setTheme(THEMES.find((one) => one === target.value) ?? 'auto')}
            >
              {THEMES.map((one) => (
                <option key={one} value={one}>
                  {WORDS[`theme-${one}`][language]}
                </option>
              ))}
            </select>
          </label>
        </div>
      </header>
      <Standing />
      <main id="content" tabIndex={-1}>
        <Boundary key={tab.id}>
          <Suspense fallback={<p className="quiet">{WORDS.loading[language]}</p>}>
            <tab.View at={at} />
          </Suspense>
        </Boundary>
      </main>
    </LanguageContext>
  );
}

/** The address names the tab: following the link as it stands would leave it. */
function skip(event: { readonly preventDefault: () => void }): void {
  event.preventDefault();
  document.querySelector<HTMLElement>('#content')?.focus();
}
