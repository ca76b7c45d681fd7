/** The end of a process that has had documents read. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ENTRY = JSON.stringify(join(import.meta.dirname, '../../../src/app/documents/document-import.ts'));

test('a bot that stops its reader ends with 0, though nothing else keeps it alive', async () => {
  const code = `
    const { createImportProcess } = await import(${ENTRY});
    const reader = createImportProcess();
    await reader.read({ bytes: new TextEncoder().encode('One.'), name: 'one.txt' });
    await reader.stop();`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  expect(await once(child, 'exit')).toEqual([0, null]);
});
