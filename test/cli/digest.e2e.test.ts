/** `digest` on the command line, over a store of its own: each workspace's digests by themselves. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { run } from '../../src/cli/run.ts';
import type { Subscription } from '../../src/digest/subscription.ts';
import { topicRecord, folderOf, NOW, recordFiles } from '../support/records.ts';

let briefs: string;
let dataDir: string;

async function ran(...args: readonly string[]): Promise<{ readonly code: number; readonly said: string }> {
  const streams = { output: new PassThrough(), errors: new PassThrough() };
  let said = '';
  for (const stream of Object.values(streams)) stream.on('data', (chunk: Buffer) => void (said += chunk.toString()));
  const input = new PassThrough();
  input.end();
  const env = { BRIEFS_DIR: briefs, DATA_DIR: dataDir };
  const code = await run(['digest', ...args], { env, input, ...streams, now: () => NOW });
  return { code, said };
}

const listed = async (...args: readonly string[]): Promise<readonly Subscription[]> =>
  JSON.parse((await ran('list', '--as', 'json', ...args)).said) as Subscription[];
const idOf = async (workspace: string): Promise<string> => (await listed('--workspace', workspace))[0]?.id ?? '';

beforeEach(async () => {
  briefs = folderOf(recordFiles({ 'north-south/topics/tea-trade.yaml': topicRecord('tea trade') }));
  dataDir = mkdtempSync(join(tmpdir(), 'attache-command-digest-'));
  for (const workspace of ['T01ONE', 'T02TWO']) {
    const channelRef = ['--platform', 'slack', '--workspace', workspace, '--channel', 'C01GEN'];
    await ran('subscribe', ...channelRef, '--zone', 'Beijing');
  }
});

afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

describe('with --workspace', () => {
  test('the digests of that workspace are listed, and their log told', async () => {
    expect((await listed()).map(({ channelRef }) => channelRef.workspace).toSorted()).toEqual(['T01ONE', 'T02TWO']);
    expect((await listed('--workspace', 'T02TWO')).map(({ channelRef }) => channelRef.workspace)).toEqual(['T02TWO']);
    expect(await listed('--workspace', 'T03NONE')).toEqual([]);
  });

  test.each(['pause', 'resume', 'remove', 'preview', 'now', 'log', 'change', 'handover'])(
    '%s knows the digests of that workspace and no others',
    async (act) => {
      const [one, two] = [await idOf('T01ONE'), await idOf('T02TWO')];
      const more = act === 'change' ? ['--at', '10:00'] : act === 'handover' ? ['--owner', 'U01NEW'] : [];
      const before = await listed();
      expect((await ran(act, two, ...more, '--workspace', 'T01ONE')).code).toBe(1);
      expect((await ran(act, one, ...more, '--workspace', 'T01ONE', '--platform', 'discord')).code).toBe(1);
      expect(await listed()).toEqual(before);
      expect((await ran(act, one, ...more, '--workspace', 'T01ONE')).code).toBe(0);
      expect((await ran(act, two, ...more)).code).toBe(0);
    },
  );
});
