/** The pages on which people come in, as HTML that needs no script. */
import { html } from 'hono/html';
import type { Account } from '../../../people/roles.ts';
import type { Language } from '../../../records/schema.ts';
import { messages, type KeysUnder } from '../../../locales/messages.ts';
import { MIN_PASSWORD } from '../../../people/password.ts';

/** What went wrong where somebody comes in. */
export type SignInFault = KeysUnder<'entry.faults'>;

export type EntryPage = {
  readonly language: Language;
  /** The name of the style sheet; undefined while the page cannot be built. */
  readonly style: string | undefined;
  readonly fault?: SignInFault | undefined;
  /** The name of the provider, where there is one. */
  readonly provider: string | undefined;
  /** Whether somebody is the admin of this desk. */
  readonly hasAdmin: boolean;
  /** What was typed as the name. */
  readonly name?: string | undefined;
};

type Html = ReturnType<typeof html>;

/** Returns the page on which people sign in. */
export const signInPage = (page: EntryPage): Html => {
  const { language, name = '' } = page;
  const t = messages(language);
  return framed(
    page,
    t('entry.title'),
    // To where the page is: what stands behind # in its address, a place in the desk, goes along.
    html`<form method="post" class="form">
        ${languageField(language)} ${field('name', t('entry.name'), { value: name, autocomplete: 'username' })}
        ${field('password', t('entry.password'), { type: 'password', autocomplete: 'current-password' })}
        <p class="actions"><button class="primary">${t('entry.enter')}</button></p>
      </form>
      ${providerForm(page)}
      <p class="quiet lead">${t(page.hasAdmin ? 'entry.forgotten' : 'entry.nobody')}</p>`,
    '/sign-in?',
  );
};

/** Returns the page of a link: a password for its person, or name and password of the first admin. */
export const joinPage = (page: EntryPage & { readonly token: string; readonly account: Account | undefined }): Html => {
  const { language, token, account, name = '' } = page;
  const t = messages(language);
  return framed(
    page,
    t(account === undefined ? 'entry.firstTitle' : 'entry.joinTitle'),
    html`<p class="lead">
        ${account === undefined ? t('entry.firstLead') : t('entry.joinLead', { name: account.name })}
      </p>
      <form method="post" action="/join" class="form">
        ${languageField(language)} <input type="hidden" name="token" value="${token}" />
        ${
          account === undefined
            ? field('name', t('entry.name'), {
                value: name,
                autocomplete: 'username',
                hint: t('entry.nameHint'),
              })
            : html`<input type="hidden" name="name" autocomplete="username" value="${account.name}" />`
        }
        ${field('password', t('entry.password'), {
          type: 'password',
          autocomplete: 'new-password',
          hint: t('entry.passwordHint', { least: MIN_PASSWORD }),
        })}
        ${field('again', t('entry.again'), { type: 'password', autocomplete: 'new-password' })}
        <p class="actions"><button class="primary">${t('entry.save')}</button></p>
      </form>
      ${providerForm(page, token)}`,
    `/join?token=${encodeURIComponent(token)}&`,
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
    '?',
  );

/** Returns the page that leads on to a provider: a form may not, since the pages of the desk send forms to the desk only. */
export const redirectPage = (page: EntryPage, url: URL): Html =>
  framed(
    page,
    messages(page.language)('entry.going'),
    html`<p><a href="${url.href}">${messages(page.language)('entry.goOn')}</a></p>`,
    undefined,
    html`<meta http-equiv="refresh" content="0; url=${url.href}" />`,
  );

/** Without a referrer a browser does not say either which page a form came from. */
const ORIGIN_TOLD = html`<meta name="referrer" content="same-origin" />`;

function framed(
  { language, style, fault }: Pick<EntryPage, 'language' | 'style' | 'fault'>,
  title: string,
  content: Html,
  self?: string,
  head?: Html,
): Html {
  const t = messages(language);
  const link = (to: Language, words: string, code: string): Html =>
    html`<a href="${self}language=${to}" lang="${code}" aria-current="${to === language ? 'true' : 'false'}"
      >${words}</a
    >`;
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
          ${
            self === undefined
              ? ''
              : html`<p class="small">${link('en', 'English', 'en')} · ${link('zh', '中文', 'zh-CN')}</p>`
          }
        </header>
        <main>
          <h1>${title}</h1>
          ${fault === undefined ? '' : html`<p class="fault form" role="alert">${t(`entry.faults.${fault}`, { least: MIN_PASSWORD })}</p>`}
          ${content}
        </main>
      </body>
    </html>`;
}

const languageField = (language: Language): Html => html`<input type="hidden" name="language" value="${language}" />`;

function field(
  name: string,
  label: string,
  {
    type = 'text',
    value = '',
    autocomplete,
    hint,
  }: { readonly type?: string; readonly value?: string; readonly autocomplete: string; readonly hint?: string },
): Html {
  return html`<div class="field">
    <label for="${name}">${label}</label>
    <input
      id="${name}"
      name="${name}"
      type="${type}"
      value="${value}"
      autocomplete="${autocomplete}"
      required
      ${hint === undefined ? '' : html`aria-describedby="${name}-hint"`}
    />
    ${hint === undefined ? '' : html`<p class="quiet" id="${name}-hint">${hint}</p>`}
  </div>`;
}

function providerForm({ provider, language }: EntryPage, token?: string): Html | '' {
  if (provider === undefined) return '';
  const t = messages(language);
  return html`<form method="post" action="/oidc/start" class="form">
    ${languageField(language)} ${token === undefined ? '' : html`<input type="hidden" name="token" value="${token}" />`}
    <p class="actions">
      <span class="quiet">${t('entry.or')}</span> <button>${t('entry.withProvider', { provider })}</button>
    </p>
  </form>`;
}
