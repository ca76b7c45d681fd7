import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { importDocument, readDocumentFile } from '../../../src/records/import/import-document.ts';
import type { Progress } from '../../../src/records/import/unreadable-document.ts';
import { folderOf } from '../../support/records.ts';
import { docxFile, paragraphOf, rowOf } from './docx-file.ts';
import { pdfFile, type Written } from './pdf-file.ts';

const written = (name: string, content: string | Uint8Array): string => {
  const file = join(folderOf({ 'a.txt': '' }), name);
  writeFileSync(file, content);
  return file;
};

const read = async (file: string, progress?: Progress) => await importDocument(readDocumentFile(file), progress);

/** The paragraphs that are proposed to be kept. */
const kept = async (file: string, progress?: Progress): Promise<readonly string[]> =>
  (await read(file, progress)).paragraphs.flatMap(({ text, furniture }) => (furniture === undefined ? [text] : []));

const lines = (texts: readonly string[], from: number, over: Partial<Written> = {}): Written[] =>
  texts.map((text, index) => ({ text, y: from - index * 14, ...over }));

describe('a page', () => {
  test('is read for its article, each block a paragraph, and nothing of it is run', async () => {
    const long = 'The harbour talks went on for a week, and each side gave way in one matter. '.repeat(6);
    const html = `<!DOCTYPE html><html><head><title>Harbour</title><script>globalThis.ran = true</script></head><body>
      <nav><ul><li>Home</li><li>Subscribe now</li></ul></nav>
      <article><h1>Harbour</h1><p>${long}</p><p>Tea &amp; grain<br>moved&nbsp;again. ${long}</p><blockquote><p>A bridge. ${long}</p></blockquote></article>
      <footer><p>Imprint and cookies</p></footer></body></html>`;
    const found = await kept(written('page.html', html));
    expect(found.filter((paragraph) => paragraph.includes('talks'))).toHaveLength(3);
    expect(found.find((paragraph) => paragraph.startsWith('Tea & grain'))).toContain('moved again.');
    expect(found.join(' ')).not.toMatch(/Subscribe now|Imprint|ran = true/u);
    expect('ran' in globalThis).toBe(false);
  });
  test('that is only a piece of HTML has its paragraphs all the same', async () => {
    expect(await kept(written('piece.htm', '<p>One.</p><p>Two <b>bold</b>.</p>'))).toEqual(['One.', 'Two bold.']);
  });
  test('is known by its beginning, whatever its name is', async () => {
    expect(await kept(written('page.txt', '\n<!doctype html><p>One.</p>'))).toEqual(['One.']);
  });
  test.each([30, 60])('is known behind %i comments, and a text that begins with as many is a text', async (count) => {
    const comments = '<!-- a > b -->\n'.repeat(count);
    expect(await kept(written('page.txt', `${comments}<html><p>One.</p></html>`))).toEqual(['One.']);
    expect((await read(written('text.txt', `${comments}<p>One.</p>`))).format).toBe('text');
  });
});

const pageOf = (body: string, head = '', lang = 'en'): string =>
  `<!doctype html><html lang="${lang}"><head>${head}</head><body>${body}</body></html>`;
const dataOf = (text: string): string => `<script type="application/ld+json">${text}</script>`;

const detailsOf = async (head: string, body = '<p>One is said.</p>', lang = 'en') =>
  (await read(written('a.html', pageOf(body, head, lang)))).proposed;

describe('what stands around the document', () => {
  test('is proposed for dropping, each with why; what only speaks of such things is not', async () => {
    const said = [
      'We use cookies and similar technologies on this site.',
      'Home > News > Statements',
      'The ministry banned cookies and tea from the talks, as three people in the room told this paper on Tuesday.',
      'Subscribe to our newsletter',
      'Advertisement',
      'They will share the harbour for a year.',
      '© 2026 The Quay. All rights reserved.',
      '分享到微信朋友圈',
      '责任编辑：王小明',
      '两国部长周二在海关旧址会面。',
      '(c) Exceptions to the rule.',
      'Page 3 of 9',
    ];
    const { paragraphs } = await read(written('a.txt', said.join('\n')));
    expect(paragraphs.map(({ furniture }) => furniture ?? '')).toEqual([
      'cookies',
      'navigation',
      '',
      'sharing',
      'advertisement',
      '',
      'copyright',
      'sharing',
      'copyright',
      '',
      '',
      'page-number',
    ]);
  });
  test('is told apart from the rows of a table, each of which is one paragraph; a table that arranges a page is none', async () => {
    const table = pageOf(
      `<table><tr><th>Year</th><th>Ships</th></tr><tr><td>2025</td><td><p>310</p></td></tr></table>
       <table><tr><td>The left side</td><td><p>One is said.</p><p>Two is said.</p></td></tr></table><p>Three<br><br>Four<br>five</p>`,
    );
    expect(await kept(written('a.html', table))).toEqual([
      'Year | Ships',
      '2025 | 310',
      'The left side',
      'One is said.',
      'Two is said.',
      'Three',
      'Four five',
    ]);
  });
});

describe('a page says of itself', () => {
  test('in the tags for libraries, before those for previews', async () => {
    expect(
      await detailsOf(
        `<title>Ignored | Site</title><meta name="citation_title" content="A Paper"><meta property="og:title" content="Other">
         <meta name="citation_author" content="Lee, Ann"><meta name="citation_author" content="Wang Xiaoming">
         <meta name="citation_publisher" content="The Institute"><meta name="citation_publication_date" content="2026/9/5">
         <link rel="canonical" href="https://institute.example/paper#x">`,
      ),
    ).toEqual({
      title: 'A Paper',
      authors: ['Lee, Ann', 'Wang Xiaoming'],
      publisher: 'The Institute',
      publishedOn: '2026-09-05',
      language: 'en',
      url: 'https://institute.example/paper',
    });
  });
  test('in JSON-LD, the article before the page that it stands in, and what is no JSON says nothing', async () => {
    const data = {
      '@graph': [
        { '@type': 'WebPage', headline: 'The page', datePublished: '2020-01-01' },
        {
          '@type': ['NewsArticle'],
          headline: 'The article',
          datePublished: '2026-09-25T23:30:00-04:00',
          author: [{ '@type': 'Person', name: 'Ann Lee' }, { name: 'https://example.org/staff' }],
          publisher: { name: 'The Quay' },
        },
      ],
    };
    expect(await detailsOf(dataOf('{ no json') + dataOf(JSON.stringify(data)))).toMatchObject({
      title: 'The article',
      publisher: 'The Quay',
      authors: ['Ann Lee'],
      publishedOn: '2026-09-25',
    });
  });
  test('in its title without the name of the site, in Chinese as well, and nothing that it does not say', async () => {
    expect(
      await detailsOf(
        '<title>两国部长会面商谈粮食走廊事宜 - 海关日报网站</title><meta name="PubDate" content="2026-11-24 08:30">',
        '<p>两国部长周二会面。</p>',
        'zh-CN',
      ),
    ).toEqual({
      title: '两国部长会面商谈粮食走廊事宜 - 海关日报网站',
      authors: [],
      publishedOn: '2026-11-24',
      language: 'zh',
    });
    expect(await detailsOf('<title>Ships at the quay | The Quay</title>')).toEqual({
      title: 'Ships at the quay',
      authors: [],
      language: 'en',
    });
  });
  test('in the bytes of an older Chinese encoding, which it names', async () => {
    const head = Buffer.from('<!doctype html><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><p>');
    // 中文文件
    const bytes = Buffer.concat([
      head,
      Buffer.from([0xd6, 0xd0, 0xce, 0xc4, 0xce, 0xc4, 0xbc, 0xfe]),
      Buffer.from('</p>'),
    ]);
    expect(await kept(written('a.html', bytes))).toEqual(['中文文件']);
  });
});

describe('a document of a word processor', () => {
  test('has its paragraphs and the rows of its tables', async () => {
    const file = docxFile(
      `${paragraphOf('The harbour talks of autumn')}${paragraphOf('November 24, 2026')}${paragraphOf('One is said.')}<w:tbl>${rowOf('Year', 'Ships')}${rowOf('2025', '310')}</w:tbl>`,
    );
    expect(await read(written('a.docx', file))).toMatchObject({
      format: 'docx',
      paragraphs: [
        { text: 'The harbour talks of autumn' },
        { text: 'November 24, 2026' },
        { text: 'One is said.' },
        { text: 'Year | Ships' },
        { text: '2025 | 310' },
      ],
      proposed: { title: 'The harbour talks of autumn', publishedOn: '2026-11-24', language: 'en' },
    });
  });
  test('that is cut off is told so', async () => {
    const cut = docxFile(paragraphOf('One.')).subarray(0, 600);
    await expect(read(written('a.docx', cut))).rejects.toMatchObject({
      why: { code: expect.stringMatching(/damaged|not-text/u) as string },
    });
  });
});

describe('a PDF', () => {
  test('has its lines put together to paragraphs, over pages too, without heads and page numbers', async () => {
    const head = { text: 'The Harbour Gazette', y: 760 };
    const page = (number: number, body: Written[]): Written[] => [
      head,
      ...body,
      { text: `- ${number} -`, x: 300, y: 40 },
    ];
    const file = pdfFile([
      page(1, [
        ...lines(['The ministers met on Tues-', 'day and spoke of grain', 'until the evening.'], 700),
        ...lines(['A second paragraph goes', 'on without an end'], 630),
      ]),
      page(2, [...lines(['and ends here.'], 700), ...lines(['A third one begins.'], 660)]),
      page(
        3,
        lines(['Heading'], 700, { size: 18 }).concat(lines(['Its text stands below', 'in a smaller size.'], 682)),
      ),
    ]);
    const told: string[] = [];
    const found = await kept(written('a.pdf', file), (done, of, unit) => void told.push(`${done}/${of} ${unit}`));
    expect(found).toEqual([
      'The ministers met on Tuesday and spoke of grain until the evening.',
      'A second paragraph goes on without an end and ends here.',
      'A third one begins.',
      'Heading',
      'Its text stands below in a smaller size.',
    ]);
    expect(told).toEqual(['1/3 page', '2/3 page', '3/3 page']);
  });
  test('keeps the lines of a headline together, and has a running head once, proposed for dropping', async () => {
    const head = { text: 'The Quay, 24 November 2026', y: 770 };
    const file = pdfFile([
      [
        head,
        { text: 'Ministers open the grain', y: 700, size: 24 },
        { text: 'corridor for a year', y: 670, size: 24 },
        { text: 'By Ann Lee and Wang Xiaoming,', y: 640, size: 9 },
        { text: 'with reports from Southland', y: 628, size: 9 },
        ...lines(['The ministers met on Tuesday', 'and spoke of grain.'], 590),
      ],
      [head, ...lines(['A second page says more', 'of the same.'], 700)],
    ]);
    const { paragraphs } = await read(written('a.pdf', file));
    expect(paragraphs).toEqual([
      { text: 'The Quay, 24 November 2026', furniture: 'running-head' },
      { text: 'Ministers open the grain corridor for a year' },
      { text: 'By Ann Lee and Wang Xiaoming, with reports from Southland' },
      { text: 'The ministers met on Tuesday and spoke of grain.' },
      { text: 'A second page says more of the same.' },
    ]);
  });
  test.each([
    ['none', 'a.pdf', 'Just words.', 'is no PDF, though it is named so; download it again'],
    ['a damaged one', 'a.pdf', '%PDF-1.7\nnothing follows', 'is a damaged PDF, or none; download it again'],
    [
      'an encrypted one',
      'a.pdf',
      pdfFile([[{ text: 'Secret', y: 700 }]], true),
      'is encrypted and asks for a password; name a copy without one',
    ],
    [
      'pictures only',
      'a.pdf',
      pdfFile([[], []]),
      'holds pictures only: there is no text in it; run it through text recognition',
    ],
  ])('that is %s is told so', async (_what, name, content, message) => {
    await expect(read(written(name, content))).rejects.toMatchObject({
      code: 'unreadable-document',
      message: expect.stringContaining(message),
    });
  });
});

test.each([
  ['is not there', () => '/nowhere/a.txt', 'cannot be read: ENOENT'],
  [
    'is of no known kind',
    () => written('a.docx', Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0xff)),
    'is neither text in UTF-8, nor HTML, nor a PDF, nor a DOCX',
  ],
  ['is empty', () => written('a.txt', ' \n\n'), 'has no paragraph of text'],
])('a document that %s is told with what to do', async (_what, file, message) => {
  await expect(read(file())).rejects.toThrow(message);
});

test('a document of more paragraphs than anybody reads is refused with what to do', async () => {
  const file = written('many.txt', 'One is said.\n'.repeat(20_001));
  await expect(read(file)).rejects.toMatchObject({
    why: { code: 'too-many-paragraphs' },
    message: `${file} has 20001 paragraphs, more than 20000; name the text of the document, or a part of it.`,
  });
});
