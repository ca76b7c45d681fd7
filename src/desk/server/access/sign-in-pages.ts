/** The pages on which people come in, as HTML; a small script takes the code of a link out of the address. */
import { html } from 'hono/html';
import type { Role } from '../../../people/roles.ts';
import type { Language } from '../../../records/schema.ts';
import { messages, type KeysUnder } from '../../../locales/messages.ts';

/** What went wrong where somebody comes in. */
export type SignInFault = KeysUnder<'entry.faults'>;

export type EntryPage = {
  readonly language: Language;
  /** The names of the style sheet and the script; undefined while the page cannot be built. */
  readonly style: string | undefined;
  readonly script?: string | undefined;
  readonly fault?: SignInFault | undefined;
  /** The name of the provider, where there is one. */
  readonly provider: string | undefined;
  /** Whether somebody is the admin of this desk. */
  readonly hasAdmin: boolean;
};

/** Whom a link signs in, as the page names them before it is used. */
export type LinkOwner =
  | { readonly type: 'account'; readonly name: string; readonly role: Role }
  | { readonly type: 'first-admin' }
  | { readonly type: 'machine' };

type Html = ReturnType<typeof html>;

/** Returns the page on which people sign in; one with a code in its address sends it on by itself, and whoever is in already is led on where there is none. */
export const signInPage = (page: EntryPage & { readonly isIn: boolean }): Html => {
  const { language, hasAdmin, isIn, script } = page;
  const t = messages(language);
  return framed(
    page,
    t('entry.title'),
    html`<form method="post" action="/sign-in/link" id="link" data-in="${isIn ? 'yes' : 'no'}">
        ${languageField(language)} <input type="hidden" name="code" />
      </form>
      <noscript><p class="fault form">${t('entry.needsScript')}</p></noscript>
      <p class="lead">${t(hasAdmin ? 'entry.how' : 'entry.nobody')}</p>
      ${hasAdmin ? html`<p class="quiet lead">${t('entry.otherwise')}</p>` : ''} ${providerForm(page)}`,
    {
      switcher: languageLinks('/sign-in?', language),
      ...(script !== undefined && { head: html`<script type="module" src="/assets/${script}"></script>` }),
    },
  );
};

/** Returns the page that names whom a link is about to sign in, and asks the first admin for a name; its button uses the link. */
export const linkPage = (
  page: EntryPage & { readonly code: string; readonly owner: LinkOwner; readonly name?: string | undefined },
): Html => {
  const { language, code, owner, name = '' } = page;
  const t = messages(language);
  const codeField = html`<input type="hidden" name="code" value="${code}" />`;
  return framed(
    page,
    t('entry.title'),
    html`<p class="lead">
        ${
          owner.type === 'account'
            ? t('entry.asPerson', { name: owner.name, role: t(`desk.roles.${owner.role}`) })
            : t(owner.type === 'machine' ? 'entry.asMachine' : 'entry.asFirst')
        }
      </p>
      <form method="post" action="/sign-in" class="form">
        ${languageField(language)} ${codeField}
        ${
          owner.type === 'first-admin'
            ? html`<div class="field">
                <label for="name">${t('entry.name')}</label>
                <input
                  id="name"
                  name="name"
                  value="${name}"
                  autocomplete="username"
                  required
                  aria-describedby="name-hint"
                />
                <p class="quiet" id="name-hint">${t('entry.nameHint')}</p>
              </div>`
            : ''
        }
        <p class="actions">
          <button class="primary">
            ${owner.type === 'account' ? t('entry.enterAs', { name: owner.name }) : t('entry.enter')}
          </button>
        </p>
      </form>
      ${owner.type === 'machine' ? '' : providerForm(page, code)}
      <p class="quiet lead">${t('entry.notYou')}</p>`,
    {
      switcher: html`<form method="post" action="/sign-in/link" class="small">
        ${codeField} ${languageButton('en', 'English', 'en', language)} ·
        ${languageButton('zh', '中文', 'zh-CN', language)}
      </form>`,
    },
  );
};

/** Returns a page that only says what went wrong, with the way to the sign-in page. */
export const faultPage = (page: EntryPage): Html =>
  framed(
    page,
    messages(page.language)('entry.title'),
    html`<p><a href="/sign-in?language=${page.language}">${messages(page.language)('entry.back')}</a></p>`,
  );

/** Returns the page of an address where nothing is. */
export const notFoundPage = (page: Pick<EntryPage, 'language' | 'style'>): Html =>
  framed(
    page,
    messages(page.language)('entry.nothingTitle'),
    html`<p class="lead">${messages(page.language)('entry.nothing')}</p>
      <p><a href="/">${messages(page.language)('entry.open')}</a></p>`,
    { switcher: languageLinks('?', page.language) },
  );

/** Returns the page that leads on to a provider: a form may not, since the pages of the desk send forms to the desk only. */
export const redirectPage = (page: EntryPage, url: URL): Html =>
  framed(
    page,
    messages(page.language)('entry.going'),
    html`<p><a href="${url.href}">${messages(page.language)('entry.goOn')}</a></p>`,
    { head: html`<meta http-equiv="refresh" content="0; url=${url.href}" />` },
  );

/** Without a referrer a browser does not say either which page a form came from. */
const ORIGIN_TOLD = html`<meta name="referrer" content="same-origin" />`;

function framed(
  { language, style, fault }: Pick<EntryPage, 'language' | 'style' | 'fault'>,
  title: string,
  content: Html,
  { switcher, head }: { readonly switcher?: Html; readonly head?: Html } = {},
): Html {
  const t = messages(language);
  return html`<!doctype html>
    <html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        ${ORIGIN_TOLD}
        <meta name="color-scheme" content="light dark" />
        <title>${title} · Attaché</title>
        <link rel="icon" href="data:," />
        ${style === undefined ? '' : html`<link rel="stylesheet" href="/assets/${style}" />`} ${head ?? ''}
      </head>
      <body>
        <header class="header">
          <p class="grow"><strong>${t('entry.desk')}</strong></p>
          ${switcher ?? ''}
        </header>
        <main>
          <h1>${title}</h1>
          ${fault === undefined ? '' : html`<p class="fault form" role="alert">${t(`entry.faults.${fault}`)}</p>`}
          ${content}
        </main>
      </body>
    </html>`;
}

const languageField = (language: Language): Html => html`<input type="hidden" name="language" value="${language}" />`;

function languageLinks(self: string, language: Language): Html {
  const link = (to: Language, words: string, code: string): Html =>
    html`<a href="${self}language=${to}" lang="${code}" aria-current="${to === language ? 'true' : 'false'}"
      >${words}</a
    >`;
  return html`<p class="small">${link('en', 'English', 'en')} · ${link('zh', '中文', 'zh-CN')}</p>`;
}

const languageButton = (to: Language, words: string, code: string, language: Language): Html =>
  html`<button
    class="link"
    name="language"
    value="${to}"
    lang="${code}"
    aria-current="${to === language ? 'true' : 'false'}"
  >
    ${words}
  </button>`;

function providerForm({ provider, language }: EntryPage, code?: string): Html | '' {
  if (provider === undefined) return '';
  const t = messages(language);
  return html`<form method="post" action="/oidc/start" class="form">
    ${languageField(language)} ${code === undefined ? '' : html`<input type="hidden" name="code" value="${code}" />`}
    <p class="actions">
      <span class="quiet">${t('entry.or')}</span> <button>${t('entry.withProvider', { provider })}</button>
    </p>
  </form>`;
}
