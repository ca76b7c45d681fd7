/** Documents that are made to take a reader down, and what the reader may do. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { readDocumentFile } from '../../../src/records/import/import-document.ts';
import type { ImportedDocument } from '../../../src/records/import/imported-document.ts';
import { createImportProcess, READER_FLAGS } from '../../../src/app/documents/document-import.ts';

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

test('a page of elements inside one another is refused, and the next document is read all the same', async () => {
  const { read, stop } = createImportProcess();
  onTestFinished(stop);
  const nested = fileOf('nested.html', `${'<div>'.repeat(3_000)}<p>Hello.</p>`);
  await expect(read(readDocumentFile(nested))).rejects.toMatchObject({
    code: 'unreadable-document',
    message: `${nested} has 3000 elements inside one another, more than 256; ${REMEDY}.`,
  });
  expect(
    textsOf(
      await read(
        readDocumentFile(fileOf('plain.html', '<div><p>One is said.</p><ul><li>Two<p>is said.</p></li></ul></div>')),
      ),
    ),
  ).toEqual(['One is said.', 'is said.']);
});

test('five megabytes that take too long are given up in time, and so is what the parser cannot take apart', async () => {
  const { read, stop } = createImportProcess({ mostMilliseconds: 2_000, mostMegabytes: 1_000 });
  onTestFinished(stop);
  const long = fileOf('long.html', '<p>Some sentence that is said, and then another one, with commas. '.repeat(80_000));
  await expect(read(readDocumentFile(long))).rejects.toThrow(`${long} takes more than 2 seconds to read; ${REMEDY}.`);
  expect(textsOf(await read(readDocumentFile(fileOf('plain.txt', 'One.\n\nTwo.'))))).toEqual(['One.', 'Two.']);
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
  const [given, behind] = await Promise.allSettled([read(readDocumentFile(file)), read(readDocumentFile(plain))]);
  clearInterval(look);
  expect(given).toMatchObject({
    reason: { message: `${file} takes more than 150 MB of memory to read; ${REMEDY}.`, why: { code: 'memory' } },
  });
  expect(behind).toMatchObject({ value: { paragraphs: [{ text: 'One.' }, { text: 'Two.' }] } });
  expect(most).toBeLessThan(100 * 1_048_576);
});

/** The processes that this one has started, by what the system tells of them. */
const children = (): string[] =>
  readdirSync('/proc').filter((pid) => {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      return /^\d+$/u.test(pid) && stat.slice(stat.lastIndexOf(')')).split(' ')[2] === String(process.pid);
    } catch {
      return false;
    }
  });

test.skipIf(process.platform !== 'linux')('the process that reads knows nothing of its environment', async () => {
  const before = new Set(children());
  const { read, stop } = createImportProcess();
  onTestFinished(stop);
  await read(readDocumentFile(fileOf('plain.txt', 'One.\n\nTwo.')));
  const own = children().find((pid) => !before.has(pid));
  const variables = readFileSync(`/proc/${own}/environ`, 'utf8').split('\0').filter(Boolean);
  expect(variables.map((one) => one.split('=', 1).join('')).toSorted()).toEqual([
    'NODE_CHANNEL_FD',
    'NODE_CHANNEL_SERIALIZATION_MODE',
  ]);
});

test.skipIf(process.platform !== 'linux')(
  'it is ended from outside where it takes more, and what waits is told for itself',
  async () => {
    const before = new Set(children());
    // Less than any process of Node.js takes.
    const { read, stop } = createImportProcess({ ownMegabytes: -390 });
    onTestFinished(stop);
    const names = ['one.txt', 'two.txt'].map((name) => fileOf(name, 'One.\n\nTwo.'));
    const answers = await Promise.allSettled(names.map((name) => read(readDocumentFile(name))));
    expect(answers).toMatchObject(
      names.map((name) => ({ reason: { why: { code: 'memory' }, message: expect.stringContaining(name) as string } })),
    );
    await expect.poll(() => children().filter((pid) => !before.has(pid))).toEqual([]);
  },
);

/** Runs a script as the reader is run, and returns what it says. */
function ran(code: string): string {
  const { stdout, stderr } = spawnSync(process.execPath, [...READER_FLAGS, '--input-type=module', '-e', code], {
    env: {},
    encoding: 'utf8',
  });
  return /ERR_\w+/u.exec(stdout + stderr)?.[0] ?? stdout.trim();
}

test('what reads documents may read no other file, write none, and reach neither the network nor other processes', () => {
  const folder = fileOf('secret.txt', 'secret');
  expect(
    [
      `import { readFileSync } from 'node:fs'; console.log(readFileSync(${JSON.stringify(folder)}, 'utf8'))`,
      `import { readFileSync } from 'node:fs'; console.log(readFileSync(${JSON.stringify(join(import.meta.dirname, '../../../README.md'))}, 'utf8'))`,
      `import { writeFileSync } from 'node:fs'; writeFileSync(${JSON.stringify(`${folder}2`)}, '')`,
      `import { execSync } from 'node:child_process'; console.log(String(execSync('id')))`,
      `import { connect } from 'node:net'; connect(1, '127.0.0.1').on('error', ({ code }) => console.log(code))`,
      `console.log(Object.keys(process.env).length)`,
    ].map(ran),
  ).toEqual([...Array<string>(5).fill('ERR_ACCESS_DENIED'), '0']);
});
