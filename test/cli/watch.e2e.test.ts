/** `attache watch`: what it prints of sources that are read, off, wrong, or not there at all. */
import JSZip from 'jszip';
import { expect, onTestFinished, test } from 'vitest';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { attache } from '../support/command.ts';
import { DOCUMENT, folderOf, recordFiles } from '../support/records.ts';

const SOURCE = {
  id: 'press',
  party: 'north',
  title: { en: 'Press' },
  kind: 'feed',
  // Of a name that nobody has, and so without a network.
  url: 'https://press.invalid/feed',
  language: 'en',
  probed: false,
};

function watching(...sources: readonly Readonly<Record<string, unknown>>[]) {
  const dataDir = mkdtempSync(join(tmpdir(), 'attache-data-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  const folder = folderOf(recordFiles(sources.length === 0 ? {} : { 'north-south/watch.yaml': { sources } }));
  return async (...args: readonly string[]) => await attache(folder, args, { env: { DATA_DIR: dataDir } });
}

test('lists sources, switches them on and off, and looks at those that are on', async () => {
  const run = watching(SOURCE);
  expect((await run('watch', 'list')).output).toContain(
    'north-south/press  north  off  nobody has switched it on; try it with attache watch probe press',
  );
  expect((await run('watch', 'run')).output).toContain('0 sources looked at.');
  expect(await run('watch', 'on', 'press')).toMatchObject({ code: 0, output: 'north-south/press is on.\n' });
  expect((await run('watch', 'list')).output).toMatch(
    /press  north  unread  .*\n[^]*sources read to no day yet \(north\)/u,
  );
  const looked = await run('watch', 'run', 'north-south/press');
  expect(looked.output).toContain('1 source looked at.\nnorth-south/press  north  failing  there is no press.invalid');
  expect(looked.output).toContain('0 items waiting.');
  expect((await run('watch', 'off', 'press')).output).toBe('north-south/press is off.\n');
  expect(await run('watch', 'on', 'nobody')).toMatchObject({ code: 1 });
});

test('probes without a network and says so, noting nothing', async () => {
  const run = watching(SOURCE);
  const { code, output } = await run('watch', 'probe');
  expect(code).toBe(1);
  expect(output).toContain('north-south/press  north  Press  failing: there is no press.invalid, or no network');
  expect(output).toContain('0 of 1 source can be read. Nothing was noted');
  expect((await run('watch', 'list')).output).toContain('  off  ');
});

test('says what is wrong in watch.yaml, as check does', async () => {
  const run = watching({ ...SOURCE, party: 'west', url: 'http://press.invalid/feed' });
  for (const args of [['watch', 'list'], ['watch', 'probe'], ['check']]) {
    const { code, errors } = await run(...args);
    expect(code).toBe(1);
    expect(errors).toMatch(/watch\.yaml:\d+:\d+ {2}sources\.0\.url: must begin with https:\/\//u);
  }
  expect((await run('check')).errors).toContain('there is no party west in north-south');
});

test('has nothing to do where nothing is watched, and says how it is used', async () => {
  const run = watching();
  expect((await run('watch', 'list')).output).toContain('Nothing is watched');
  expect(await run('watch', 'probe')).toMatchObject({ code: 0 });
  expect(await run('watch', 'look')).toMatchObject({ code: 2 });
  expect(await run('watch', 'on')).toMatchObject({ code: 2 });
});

test('holds the texts of documents from files, folders and archives, reads them again, and says what cannot be fetched', async () => {
  const run = watching();
  const without = await run('watch', 'hold');
  expect(without.output).toMatch(
    /north-south\/harbour-notes {2}.+\n.*https:\/\/example\.org\/harbour-notes\n0 of 1 text held\./u,
  );
  const files = folderOf({
    'in/any name.txt': ['A line above.', ...DOCUMENT].join('\n'),
    'other.txt': 'Of nothing.\nAt all.',
    'picture.pdf': '%PDF-1.4 nothing',
  });
  const held = await run('watch', 'hold', files);
  expect(held).toMatchObject({ code: 0 });
  expect(held.output).toContain('in/any name.txt: held, the text of north-south/harbour-notes');
  expect(held.output).toContain('picture.pdf: cannot be read');
  expect(held.output).toContain('1 of 1 text held.');
  expect(await run('watch', 'reread')).toMatchObject({ code: 0, output: '0 documents read again.\n' });
  expect(await run('watch', 'reread', 'north-south/harbour-notes')).toMatchObject({
    code: 0,
    output: '1 document read again.\n',
  });
  expect(await run('watch', 'hold', join(files, 'nowhere'))).toMatchObject({ code: 2 });
});

test('holds the texts of an archive and of a file, once, and passes over what is no archive', async () => {
  const archive = new JSZip();
  archive.file('in/any name.txt', DOCUMENT.join('\n'));
  archive.file('in/other.txt', 'Of nothing.\nAt all.');
  const folder = folderOf({ 'broken.zip': 'PK', 'notes.txt': DOCUMENT.join('\n') });
  writeFileSync(join(folder, 'texts.zip'), await archive.generateAsync({ type: 'nodebuffer' }));
  const run = watching();
  const { code, output } = await run('watch', 'hold', folder);
  expect(code).toBe(0);
  expect(output).toContain('broken.zip: cannot be read');
  expect(output.match(/: held, the text of north-south\/harbour-notes/gu)).toHaveLength(1);
  const one = watching();
  expect((await one('watch', 'hold', join(folder, 'texts.zip'), join(folder, 'notes.txt'))).output).toBe(
    `${join(folder, 'texts.zip')}/in/any name.txt: held, the text of north-south/harbour-notes\n1 of 1 text held.\n`,
  );
});
