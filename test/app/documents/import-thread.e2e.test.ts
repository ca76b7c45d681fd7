/** Documents that are made to take a reader down. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import type { ImportedDocument } from '../../../src/records/import/imported.ts';
import { createImportProcess } from '../../../src/app/documents/import-process.ts';
import { createImportThread } from '../../../src/app/documents/import-thread.ts';

function fileOf(name: string, content: string | Buffer): string {
  const folder = mkdtempSync(join(tmpdir(), 'attache-import-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

/** A PDF whose one page is so many megabytes of the same, packed. */
function bomb(megabytes: number): Buffer {
  const packed = deflateSync(Buffer.alloc(megabytes * 1_048_576, 'BT /F1 9 Tf (a) Tj ET '));
  const objects: (string | Buffer)[][] = [
    ['<< /Type /Catalog /Pages 2 0 R >>'],
    ['<< /Type /Pages /Kids [3 0 R] /Count 1 >>'],
    [
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>',
    ],
    [`<< /Length ${packed.length} /Filter /FlateDecode >>\nstream\n`, packed, '\nendstream'],
  ];
  const parts = [Buffer.from('%PDF-1.4\n')];
  const offsets: number[] = [];
  const length = (): number => parts.reduce((sum, part) => sum + part.length, 0);
  for (const [index, content] of objects.entries()) {
    offsets.push(length());
    parts.push(
      Buffer.from(`${index + 1} 0 obj\n`),
      ...content.map((one) => Buffer.from(one)),
      Buffer.from('\nendobj\n'),
    );
  }
  const at = length();
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  parts.push(
    Buffer.from(`xref\n0 5\n0000000000 65535 f \n${rows}trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n${at}\n%%EOF\n`),
  );
  return Buffer.concat(parts);
}

const textsOf = ({ paragraphs }: ImportedDocument): string[] => paragraphs.map(({ text }) => text);

const REMEDY = 'save its text as a plain text file and name that';

test('a page of elements inside one another is refused, and the next document is read by the same thread', async () => {
  const { read } = createImportThread();
  const nested = fileOf('nested.html', `${'<div>'.repeat(3_000)}<p>Hello.</p>`);
  await expect(read(nested)).rejects.toMatchObject({
    code: 'unreadable-document',
    message: `${nested} has 3000 elements inside one another, more than 256; ${REMEDY}.`,
  });
  expect(
    textsOf(await read(fileOf('plain.html', '<div><p>One is said.</p><ul><li>Two<p>is said.</p></li></ul></div>'))),
  ).toEqual(['One is said.', 'is said.']);
});

test('five megabytes that take too long are given up in time, and so is what the parser cannot take apart', async () => {
  const { read } = createImportThread({ mostMilliseconds: 2_000, mostMegabytes: 1_000 });
  const long = fileOf('long.html', '<p>Some sentence that is said, and then another one, with commas. '.repeat(80_000));
  await expect(read(long)).rejects.toThrow(`${long} takes more than 2 seconds to read; ${REMEDY}.`);
  expect(textsOf(await read(fileOf('plain.txt', 'One.\n\nTwo.')))).toEqual(['One.', 'Two.']);
});

test('a PDF that unpacks to more than the memory it may take is given up, and leaves this process as it was', async () => {
  const { read, stop } = createImportProcess({ mostMilliseconds: 30_000, mostMegabytes: 150 });
  onTestFinished(stop);
  const file = fileOf('bomb.pdf', bomb(300));
  const before = process.memoryUsage.rss();
  let most = 0;
  const look = setInterval(() => (most = Math.max(most, process.memoryUsage.rss() - before)), 10);
  const plain = fileOf('plain.txt', 'One.\n\nTwo.');
  // Who waits behind it is read all the same.
  const [given, behind] = await Promise.allSettled([read(file), read(plain)]);
  clearInterval(look);
  expect(given).toMatchObject({
    reason: { message: `${file} takes more than 150 MB of memory to read; ${REMEDY}.`, reason: 'memory' },
  });
  expect(behind).toMatchObject({ value: { paragraphs: [{ text: 'One.' }, { text: 'Two.' }] } });
  expect(most).toBeLessThan(100 * 1_048_576);
});
