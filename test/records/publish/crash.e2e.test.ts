import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync, readFileSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkCatalogue } from '../../../src/search/check-catalogue.ts';
import { editorOf, TEA } from '../../support/curating.ts';
import { WRITTEN } from '../../support/written.ts';
import { NOW } from '../../support/records.ts';

const NEW = WRITTEN.replace('People', 'Many people');

test.each([
  ['half a record', WRITTEN, 0],
  ['half a version', WRITTEN, 0],
  ['before the version', WRITTEN, 0],
  ['after the version', WRITTEN, 1],
  ['before the record', WRITTEN, 1],
  ['after the record', NEW, 1],
])(
  'a bot that is killed while it saves, at %s, leaves whole files, and the next save goes on',
  async (step, left, versions) => {
    const { recordEditor, folder, versionsFolder, onDisk, version } = await editorOf();
    const worker = join(import.meta.dirname, 'save-worker.ts');
    const killed = spawn(process.execPath, [worker, folder, versionsFolder, step], {
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    const [, signal] = (await once(killed, 'exit')) as [number | null, string | null];
    expect(signal).toBe('SIGKILL');
    expect(onDisk()).toBe(left);
    expect(checkCatalogue(folder, NOW).faults).toEqual([]);
    expect(recordEditor.previous(TEA)).toHaveLength(versions);
    for (const file of globSync('**/*.yaml', { cwd: versionsFolder }).filter(
      (path) => !path.endsWith('tea-trade.yaml'),
    ))
      expect(readFileSync(join(versionsFolder, file), 'utf8')).toBe(WRITTEN);

    // What is left of the write is removed when it is old.
    for (const file of globSync('**/.*.part', { cwd: folder })) utimesSync(join(folder, file), 0, 0);
    const text = WRITTEN.replace('People', 'All people');
    // What was to be written is known by then, and finished before anything else is.
    const first = await recordEditor.save(TEA, text, version());
    expect(first.ok || first.because).toBe(step === 'before the record' ? 'changed' : true);
    const second = first.ok ? first : await recordEditor.save(TEA, text, version());
    expect(second).toMatchObject({ ok: true });
    expect(onDisk()).toBe(text);
    expect(globSync('**/.*.part', { cwd: folder })).toEqual([]);
  },
);
