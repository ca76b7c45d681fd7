import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { importDocument, readDocumentFile } from '../../../src/records/import/document.ts';
import type { Progress } from '../../../src/records/import/unreadable.ts';
import { folderOf } from '../../support/records.ts';
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
