/** What a web page says of itself: in the tags for libraries (citation_*, Dublin Core), for search engines (JSON-LD) and for previews (Open Graph). https://scholar.google.com/intl/en/scholar/inclusion.html#indexing https://schema.org/Article https://ogp.me */
import { z } from 'zod';
import { urlSchema, type Language } from '../schema.ts';
import type { ProposedDetails } from './imported-document.ts';
import { writtenDay } from './publication-day.ts';

const TITLE = ['citation_title', 'dc.title', 'dcterms.title', 'og:title', 'twitter:title', 'articletitle'];
const PUBLISHER = [
  'citation_publisher',
  'citation_technical_report_institution',
  'citation_journal_title',
  'dc.publisher',
  'dcterms.publisher',
  'og:site_name',
  'application-name',
  'contentsource',
  'sitename',
];
const AUTHORS = ['citation_author', 'dc.creator', 'dcterms.creator', 'author', 'article:author', 'parsely-author'];
const DAYS = [
  'citation_publication_date',
  'citation_date',
  'article:published_time',
  'dc.date.issued',
  'dcterms.issued',
  'dc.date',
  'dcterms.date',
  'datepublished',
  'pubdate',
  'publishdate',
  'parsely-pub-date',
  'date',
];

/** The kinds of things whose headline and day are those of the page. https://schema.org/CreativeWork */
const WORKS = /(?:Article|BlogPosting|Report|WebPage|GovernmentDocument|Legislation|PressRelease|Statement)$/u;
/** The most that JSON-LD may nest. */
const MAX_LEVELS = 6;

const Named = z.union([z.string(), z.looseObject({ name: z.string() }).transform(({ name }) => name)]);
const PageWork = z.looseObject({
  headline: z.string().optional().catch(undefined),
  datePublished: z.string().optional().catch(undefined),
  inLanguage: z.string().optional().catch(undefined),
  publisher: Named.optional().catch(undefined),
  author: z
    .union([z.array(Named), Named.transform((one) => [one])])
    .optional()
    .catch(undefined),
});
type PageWork = z.infer<typeof PageWork>;

/** Returns the details that a page gives of itself; nothing is guessed but the language where the page does not tell it. `address` is where it was fetched from. */
export function pageDetails(
  document: Document,
  { language, address }: { readonly language: Language; readonly address: string | undefined },
): ProposedDetails {
  const metas = new Map<string, string[]>();
  for (const meta of document.querySelectorAll('meta')) {
    const name = (meta.getAttribute('name') ?? meta.getAttribute('property') ?? meta.getAttribute('itemprop') ?? '')
      .toLowerCase()
      .trim();
    const content = folded(meta.getAttribute('content') ?? '');
    if (name !== '' && content !== '') metas.set(name, [...(metas.get(name) ?? []), content]);
  }
  const [work] = worksOf(document);
  const first = (names: readonly string[]): string | undefined => names.flatMap((name) => metas.get(name) ?? [])[0];
  const publisher = first(PUBLISHER.slice(0, 3)) ?? work?.publisher ?? first(PUBLISHER);
  const title =
    first(TITLE.slice(0, 3)) ??
    work?.headline ??
    first(TITLE) ??
    folded(document.querySelector('h1')?.textContent ?? '') ??
    '';
  const named = title === '' ? titleElement(document, publisher) : title;
  const named_authors = AUTHORS.map((name) => metas.get(name) ?? []).find((names) => names.some(isPerson));
  const authors = (work?.author ?? named_authors ?? []).flatMap((one) => one.split(/\s*(?:;|、)\s*/u)).filter(isPerson);
  const days = [...DAYS.slice(0, 3).flatMap((name) => metas.get(name) ?? []), work?.datePublished ?? '']
    .concat(DAYS.flatMap((name) => metas.get(name) ?? []))
    .concat([...document.querySelectorAll('time[datetime]')].map((time) => time.getAttribute('datetime') ?? ''));
  const publishedOn = days.map((one) => writtenDay(one)).find((one) => one !== undefined);
  return {
    authors: [...new Set(authors.map((one) => folded(one)))].slice(0, 20),
    language: languageOf(document, metas, work) ?? language,
    ...(named !== '' && { title: shortened(named, 200) }),
    ...(publisher !== undefined && { publisher: shortened(publisher, 120) }),
    ...(publishedOn !== undefined && { publishedOn }),
    ...addressOf(document, metas, address),
  };
}

const folded = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
const shortened = (text: string, most: number): string => folded(text).slice(0, most).trim();

/** An address of a profile, or the name of a desk that writes nothing itself, is no author. */
const isPerson = (name: string): boolean =>
  name.trim() !== '' && name.length <= 80 && !/^https?:|^@|^(?:admin|webmaster|editor|staff|by)$/iu.test(name.trim());

/** Returns the title of the browser's tab without the name of the site that many end with. */
function titleElement(document: Document, publisher: string | undefined): string {
  const whole = folded(document.title);
  const [, before = '', after = ''] = /^(.{12,}?)\s+[|–—·-]\s+([^|–—·]{2,60})$/u.exec(whole) ?? [];
  const isSite = publisher !== undefined && after.toLowerCase() === publisher.toLowerCase();
  return before !== '' && (isSite || / \| /u.test(whole)) ? before : whole;
}

function languageOf(
  document: Document,
  metas: ReadonlyMap<string, readonly string[]>,
  work: PageWork | undefined,
): Language | undefined {
  const said = [
    metas.get('citation_language')?.[0],
    work?.inLanguage,
    document.documentElement?.getAttribute('lang') ?? undefined,
    metas.get('og:locale')?.[0],
  ].find((one) => one !== undefined && one !== '');
  return /^zh\b|^zh_/iu.test(said ?? '') ? 'zh' : undefined;
}

/** Returns the address that the page calls its own, where that is one of the same site; the fetched one otherwise. */
function addressOf(
  document: Document,
  metas: ReadonlyMap<string, readonly string[]>,
  fetched: string | undefined,
): { readonly url?: string } {
  const said = [document.querySelector('link[rel~="canonical"]')?.getAttribute('href'), metas.get('og:url')?.[0]];
  for (const one of said) {
    const address = URL.parse(one ?? '', fetched);
    const isOwn = fetched === undefined || address?.hostname === URL.parse(fetched)?.hostname;
    // The front page of the site is no address of a document, unless it was asked for.
    if (address === null || !isOwn || (address.pathname === '/' && fetched !== undefined)) continue;
    address.hash = '';
    if (urlSchema.safeParse(address.href).success) return { url: address.href };
  }
  return fetched === undefined ? {} : { url: fetched };
}

/** Returns the works that the JSON-LD of a page describes, articles before pages. */
function worksOf(document: Document): PageWork[] {
  const found: { readonly work: PageWork; readonly isPage: boolean }[] = [];
  const walk = (value: unknown, level: number): void => {
    if (level > MAX_LEVELS || typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) {
      for (const one of value) walk(one, level + 1);
      return;
    }
    const type = '@type' in value ? [value['@type']].flat().map(String) : [];
    const { success, data } = PageWork.safeParse(value);
    if (success && type.some((one) => WORKS.test(one)))
      found.push({ work: data, isPage: type.every((one) => one.endsWith('Page')) });
    if ('@graph' in value) walk(value['@graph'], level + 1);
    if ('mainEntity' in value) walk(value.mainEntity, level + 1);
  };
  for (const script of document.querySelectorAll('script[type="application/ld+json"]'))
    try {
      walk(JSON.parse(script.textContent ?? ''), 0);
    } catch {
      // What is no JSON says nothing.
    }
  return found.toSorted((a, b) => Number(a.isPage) - Number(b.isPage)).map(({ work }) => work);
}
