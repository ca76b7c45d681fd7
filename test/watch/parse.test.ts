import { describe, expect, it } from 'vitest';
import { isSelector, parsePage, type ParsedPage, type ParsedSource } from '../../src/watch/parse.ts';

const FEED: ParsedSource = { kind: 'feed', select: undefined, zone: undefined };
const LIST: ParsedSource = { kind: 'list', select: { list: 'ul.news li' }, zone: 'Asia/Shanghai' };

const page = (source: ParsedSource, text: string | Uint8Array, day?: string): ParsedPage =>
  parsePage(source, {
    url: 'https://press.example/news/',
    bytes: typeof text === 'string' ? new TextEncoder().encode(text) : text,
    charset: undefined,
    day,
    today: '2026-11-30',
  });

const entries = (parsed: ParsedPage) => (parsed.type === 'read' ? parsed.entries : [parsed.words.code]);

/** A feed whose entry has a tag of so many attributes. */
const feedOfAttributes = (count: number): string => {
  const attributes = Array.from({ length: count }, (_, at) => `a${at}${at % 2 === 0 ? '="1"' : " = '1'"}`);
  return `<rss version="2.0"><channel><title>News</title><item ${attributes.join(' ')}><title>One</title></item></channel></rss>`;
};

describe('a feed', () => {
  it('is read as RSS, with days in the zone of its source', () => {
    const text = `<?xml version="1.0"?><rss version="2.0"><channel><title>News</title><ttl>90</ttl>
      <item><title>Duties &amp;amp; quotas</title><link>/a?x=1&amp;y=2</link><guid isPermaLink="false">g1</guid>
      <pubDate>Sat, 28 Nov 2026 23:30:00 -0500</pubDate><description><![CDATA[<p>Ten <b>tons</b></p>]]></description></item>
      <item><guid>https://press.example/b</guid><title>No link</title></item></channel></rss>`;
    expect(page(FEED, text)).toStrictEqual({
      type: 'read',
      ttlMs: 5_400_000,
      entries: [
        {
          address: 'https://press.example/a?x=1&y=2',
          guid: 'g1',
          title: 'Duties & quotas',
          day: '2026-11-29',
          modified: '',
          summary: 'Ten tons',
        },
        {
          address: 'https://press.example/b',
          guid: 'https://press.example/b',
          title: 'No link',
          day: undefined,
          modified: '',
          summary: '',
        },
      ],
    });
  });

  it('has the day that it was in the zone of its source, whatever zone its time is told in', () => {
    const text = `<rss version="2.0"><channel><title>News</title><item><title>One</title><link>/a</link>
      <pubDate>Sat, 28 Nov 2026 20:30:00 GMT</pubDate></item></channel></rss>`;
    const dayIn = (zone: string | undefined) => entries(page({ ...FEED, zone }, text));
    expect(dayIn(undefined)).toMatchObject([{ day: '2026-11-28' }]);
    expect(dayIn('Asia/Shanghai')).toMatchObject([{ day: '2026-11-29' }]);
    expect(dayIn('America/New_York')).toMatchObject([{ day: '2026-11-28' }]);
  });

  it('with a tag of more attributes than anybody writes is not read', () => {
    expect(entries(page(FEED, feedOfAttributes(10_000)))).toMatchObject([{ title: 'One' }]);
    expect(entries(page(FEED, feedOfAttributes(10_001)))).toEqual(['parser']);
  });

  it('is read as Atom and as a JSON feed', () => {
    const atom = `<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><id>f</id><updated>2026-11-30T00:00:00Z</updated>
      <entry><id>urn:1</id><title>One</title><link rel="edit" href="/edit"/><link href="/one"/><published>2026-11-28</published>
      <updated>2026-11-29T01:00:00Z</updated><summary>s</summary></entry></feed>`;
    expect(entries(page(FEED, atom))).toMatchObject([
      { address: 'https://press.example/one', guid: 'urn:1', day: '2026-11-28', modified: '2026-11-29T01:00:00Z' },
    ]);
    const json = JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      title: 't',
      items: [{ id: '1', url: 'https://press.example/one', title: 'One', date_published: '2026-11-28T10:00:00+08:00' }],
    });
    expect(entries(page(FEED, json))).toMatchObject([{ guid: '1', title: 'One', day: '2026-11-28' }]);
  });

  it.each([
    ['a page in its place', '<!doctype html><p>Welcome', 'failing', 'not-a-feed'],
    ['a page against robots', '<!doctype html><title>Access Denied</title>', 'blocked', 'block-page'],
    ['one of a Chinese site', '<!doctype html><p>您的访问频繁，请输入验证码', 'blocked', 'block-page'],
    ['an empty one', '<rss version="2.0"><channel><title>News</title></channel></rss>', 'empty', 'empty'],
    ['no text', new Uint8Array([0x89, 0x50, 0, 0, 0xff, 0xfe, 0]), 'failing', 'not-text'],
  ])('tells %s', (_what, text, state, code) => {
    expect(page(FEED, text)).toMatchObject({ type: 'fault', state, words: { code } });
  });

  it.each([
    ['entities that grow', '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>', '&b;'],
    ['a file of this machine', '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>', '&x;'],
    ['scripts and marks that reverse text', '', 'ab\u202Ec&lt;script&gt;alert(1)&lt;/script&gt;'],
    ['a prototype', '', 'x</title><__proto__><polluted>1</polluted></__proto__><title>'],
  ])('with %s does no harm', (_what, head, title) => {
    const text = `<?xml version="1.0"?>${head}<rss version="2.0"><channel><item><title>${title}</title><link>javascript:x</link></item></channel></rss>`;
    expect(JSON.stringify(page(FEED, text))).not.toMatch(/root:|haha|<|\u202E|javascript/u);
    expect('polluted' in {}).toBe(false);
  });

  it('that speaks of captchas is a feed', () => {
    const text = '<rss version="2.0"><channel><item><title>A law on captcha farms</title></item></channel></rss>';
    expect(entries(page(FEED, text))).toMatchObject([{ title: 'A law on captcha farms' }]);
  });
});

/** "外交部" and a comma in GB18030. */
const GB = [0xcd, 0xe2, 0xbd, 0xbb, 0xb2, 0xbf];

describe('a list', () => {
  const items = `<html><head><base href="/web/"></head><body><ul class="news">
    <li><a href="./1.shtml" title="外交部发言人就关税问题答记者问">外交部发言人…</a><span>[11-28]</span></li>
    <li><a href="2.shtml#top">On the talks of November 3, 2026</a> <em>2026年11月29日</em></li>
    <li><a href="javascript:void(0)">No page</a></li><li></li></ul></body></html>`;

  it('is read by selectors, with relative addresses, titles that are cut off, and days without a year', () => {
    expect(entries(page(LIST, items))).toMatchObject([
      { address: 'https://press.example/web/1.shtml', title: '外交部发言人就关税问题答记者问', day: '2026-11-28' },
      { address: 'https://press.example/web/2.shtml', title: 'On the talks of November 3, 2026', day: '2026-11-29' },
      { address: undefined, title: 'No page', day: undefined },
    ]);
  });

  it('takes a day that would be to come for one of the year before', () => {
    const text = '<ul class="news"><li><a href="/a">A</a> 12-30</li><li><a href="/b">B</a> 12-01</li></ul>';
    expect(entries(page(LIST, text))).toMatchObject([{ day: '2025-12-30' }, { day: '2026-12-01' }]);
  });

  it('is read in GB18030', () => {
    const head = new TextEncoder().encode(
      '<html><head><meta charset="gb2312"></head><ul class="news"><li><a href="/1">',
    );
    const bytes = new Uint8Array([...head, ...GB, ...new TextEncoder().encode('</a> 2026-11-28</li></ul>')]);
    expect(entries(page(LIST, bytes))).toMatchObject([{ title: '外交部', day: '2026-11-28' }]);
  });

  it('has the day of its page where it gives none', () => {
    const text = '<ul class="news"><li><a href="/a">A</a></li></ul>';
    expect(entries(page(LIST, text))).toMatchObject([{ day: undefined }]);
    expect(entries(page(LIST, text, '2026-11-29'))).toMatchObject([{ day: '2026-11-29' }]);
  });

  it('whose selectors find nothing is empty, unless it is against robots', () => {
    expect(page(LIST, '<html><body><ol><li>x</li></ol></body></html>')).toMatchObject({ state: 'empty' });
    expect(page(LIST, '<html><body>请输入验证码</body></html>')).toMatchObject({ state: 'blocked' });
  });

  it('tells selectors from other texts', () => {
    expect(['ul.news > li:nth-child(2) a[href]', 'h2, h3'].every(isSelector)).toBe(true);
    expect(['ul[', 'li:::x', '..'].some(isSelector)).toBe(false);
  });
});

describe('a sitemap', () => {
  const MAP: ParsedSource = { kind: 'sitemap', select: undefined, zone: undefined };

  it('is read newest first', () => {
    const text = `<?xml version="1.0"?><urlset><url><loc>https://press.example/a/duties-on-tea.html</loc>
      <lastmod>2026-11-27</lastmod></url><url><loc>https://press.example/b?x=1&amp;y=2</loc>
      <lastmod>2026-11-29T10:00:00Z</lastmod></url><url></url></urlset>`;
    expect(entries(page(MAP, text))).toMatchObject([
      { address: 'https://press.example/b?x=1&y=2', day: '2026-11-29', modified: '2026-11-29T10:00:00Z' },
      { title: 'duties on tea', day: '2026-11-27' },
    ]);
  });

  it.each([
    ['<sitemapindex><sitemap/></sitemapindex>', 'sitemap-index'],
    ['<html></html>', 'not-a-sitemap'],
    ['<urlset></urlset>', 'empty'],
  ])('%s is told', (text, code) => expect(entries(page(MAP, text))).toEqual([code]));
});
