/** The pages by which a workspace installs the app: plain HTML without scripts, everything escaped. Pure. */
import { messages, type KeysUnder } from '../../../locales/messages.ts';
import { createHash } from 'node:crypto';
import type { Language } from '../../../records/schema.ts';
import { SCOPES } from './scopes.ts';

const STYLE = `:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,sans-serif;max-width:42rem;margin:2.5rem auto;padding:0 1rem}
h1{font-size:1.5rem;line-height:1.25}h2{font-size:1.1rem;margin-top:2rem}
dt{font-family:ui-monospace,monospace;font-size:.9rem;margin-top:.6rem}dd{margin:0 0 0 1rem}
.button{display:inline-block;padding:.6rem 1.2rem;border-radius:.4rem;background:#1f3a5f;color:#fff;text-decoration:none;font-weight:600}
.button:focus-visible{outline:3px solid #e8a33d;outline-offset:2px}
.small{font-size:.9rem}`;

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/** What goes with every page: it loads nothing, runs nothing, is framed by nobody and kept nowhere. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-store',
  vary: 'accept-language',
};

/** Why an installation did not come about, as far as whoever tried it can do something. */
export type InstallFault = KeysUnder<'install.failed.faults'>;

/** Returns the page that says what is installed and asks whether to go on to `url`, Slack's own page. */
export function installPage(url: string, language: Language): string {
  const t = messages(language);
  return page(
    t('install.lang'),
    t('install.install.title'),
    paragraph(t('install.install.about')) +
      link(url, t('install.install.button')) +
      paragraph(t('install.install.next'), 'small') +
      `<h2>${escape(t('install.install.asks'))}</h2><dl>${SCOPES.map(
        (scope) => `<dt>${escape(scope)}</dt><dd>${escape(t(`install.scopes.${scope}`))}</dd>`,
      ).join('')}</dl>` +
      paragraph(t('install.install.not')) +
      paragraph(t('install.install.kept')),
  );
}

/** Returns the page that says where the app is installed now; `resting` digests of it wait for their owners. */
export function donePage(
  { team, name, resting }: { readonly team: string; readonly name: string; readonly resting: number },
  language: Language,
): string {
  const t = messages(language);
  return page(
    t('install.lang'),
    t('install.done.title'),
    paragraph(t('install.done.in', { team: name })) +
      paragraph(t('install.done.next')) +
      (resting === 0 ? '' : paragraph(t('install.done.resting', { count: resting }))) +
      link(`https://app.slack.com/client/${encodeURIComponent(team)}`, t('install.done.open')),
  );
}

/** Returns the page that says why the app is not installed, with the way to start again. */
export function failedPage(
  fault: InstallFault,
  { again, reference }: { readonly again: string; readonly reference: string | undefined },
  language: Language,
): string {
  const t = messages(language);
  return page(
    t('install.lang'),
    t('install.failed.title'),
    paragraph(t(`install.failed.faults.${fault}`)) +
      (reference === undefined ? '' : paragraph(t('install.failed.reference', { reference }), 'small')) +
      link(again, t('install.failed.again')),
  );
}

/** Returns the language of ours that somebody's browser asks for first, English where it asks for neither. */
export function preferredLanguage(header: string | undefined): Language {
  const wanted = (header ?? '')
    .slice(0, 1_000)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const quality = parameters.map((one) => /^\s*q=([\d.]+)\s*$/u.exec(one)?.[1]).find((one) => one !== undefined);
      return { tag, quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ quality }) => quality > 0)
    .toSorted((a, b) => b.quality - a.quality);
  const found = wanted.map(({ tag }) => /^(en|zh)(?:-|$)/u.exec(tag)?.[1]).find((one) => one !== undefined);
  return found === 'zh' ? 'zh' : 'en';
}

const page = (lang: string, title: string, body: string): string =>
  `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(
    title,
  )}</title><style>${STYLE}</style></head><body><main><h1>${escape(title)}</h1>${body}</main></body></html>`;

const paragraph = (text: string, kind?: string): string =>
  `<p${kind === undefined ? '' : ` class="${kind}"`}>${escape(text)}</p>`;

const link = (url: string, text: string): string =>
  `<p><a class="button" href="${escape(url)}" rel="noreferrer">${escape(text)}</a></p>`;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escape = (text: string): string => text.replaceAll(/[&<>"']/gu, (found) => ENTITIES[found] ?? '');
