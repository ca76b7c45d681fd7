/** `attache recall`: what of a correction was reached, what not, and why. */
import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { newId } from '../../src/digest/ids.ts';
import type { Delivery } from '../../src/digest/delivery/delivery.ts';
import { documentRecord, folderOf, NOW, recordFiles } from '../support/records.ts';
import { storeOfTest } from '../support/store.ts';
import type { Store } from '../../src/store/store.ts';

const STATEMENT = 'harbour-notes/hands-shaken';
const KEY = `${STATEMENT}/wrong-house`;
const FILE = 'north-south/documents/harbour-notes.yaml';

/** The records of the tests with a correction of one statement. */
function records(): string {
  const document = documentRecord({}, ['grain-corridor']);
  const correction = {
    id: 'wrong-house',
    on: '2026-11-20',
    what: { en: 'It was another house.' },
    before: { en: 'The ministers met in the town hall.' },
  };
  const statements = (document['statements'] as readonly { readonly id: string }[]).map((one) =>
    one.id === 'hands-shaken' ? Object.assign({}, one, { corrections: [correction] }) : one,
  );
  return folderOf(recordFiles({ [FILE]: { ...document, statements } }));
}

async function post(store: Store, channel: string): Promise<Delivery> {
  const id = newId();
  const channelRef = { platform: 'slack', workspace: 'T1', channel };
  const share = {
    request: { type: 'brief', topic: 'grain-corridor' },
    language: 'en',
    person: 'U1',
    name: 'Ann',
  } as const;
  const claim = { by: 'r1', now: NOW, until: NOW.add({ seconds: 90 }) };
  const { delivery } = await store.claimShare({ ...share, id, channelRef, source: id, inReplyTo: undefined }, claim);
  const briefs = [{ id: 'grain-corridor', asOf: '2026-11-01', statements: [STATEMENT], versions: ['another'] }];
  await store.begin(delivery, 'r1', NOW, { keys: [], briefs, introduces: false, rotates: undefined });
  await store.settle(delivery, { state: 'sent', reason: '', message: `m-${channel}` }, NOW.subtract({ hours: 24 * 9 }));
  return (await store.delivery(id)) ?? delivery;
}

async function set() {
  const { store, dataDir } = await storeOfTest();
  const briefsDir = records();
  const ran = async (...args: readonly string[]) => {
    const streams = { output: new PassThrough(), errors: new PassThrough() };
    const said = { output: '', errors: '' };
    for (const name of ['output', 'errors'] as const)
      streams[name].on('data', (chunk: Buffer) => void (said[name] += chunk.toString('utf8')));
    const env = { BRIEFS_DIR: briefsDir, DATA_DIR: dataDir };
    const code = await run(['recall', ...args], { env, input: new PassThrough(), ...streams, now: () => NOW });
    return { code, ...said };
  };
  return { store, ran };
}

test('tells of each message whether it was edited or answered, or why it was not, and how many are still to come', async () => {
  const { store, ran } = await set();
  expect(await ran(KEY)).toMatchObject({ code: 0, output: expect.stringContaining('No known message') });
  const messages = [await post(store, 'C1'), await post(store, 'C2'), await post(store, 'C3')];
  const recalls = messages.map((message, index) => ({ id: `r${index}`, correction: KEY, of: message.id, message }));
  await store.addRecalls(recalls, NOW);
  const settle = async (id: string, state: 'sent' | 'refused', reason: string, message?: string): Promise<void> => {
    const delivery = await store.delivery(id);
    if (delivery !== undefined)
      await store.settle(delivery, { state, reason, ...(message !== undefined && { message }) }, NOW);
  };
  await settle('r0', 'sent', '', 'm-C1');
  await settle('r1', 'sent', '', 'an-answer');
  await settle('r2', 'refused', 'channel-gone: archived');
  const { output, code } = await ran(KEY);
  expect(code).toBe(0);
  expect(output).toContain('2 of 3 reached');
  expect(output).toMatch(/slack T1 C1 m-C1: shared card · November \d+, 2026 · edited\n/u);
  expect(output).toMatch(/C2 m-C2: .* · answered below it\n/u);
  expect(output).toMatch(/C3 m-C3: .* · not reached ·\s+channel-gone: /u);

  const json = JSON.parse((await ran(KEY, '--json')).output) as {
    messages: { outcome: string; answer: string | null }[];
  };
  expect(json).toMatchObject({ correction: KEY, unplanned: 0 });
  expect(json.messages.map(({ outcome, answer }) => `${outcome} ${answer ?? '-'}`).toSorted()).toEqual([
    'answered an-answer',
    'edited -',
    'not -',
  ]);
  expect((await ran(KEY, '--language', 'zh')).output).toContain('共3条，已更正2条');
});

test('without an argument, or of a correction that the records do not have, is misuse and names those that there are', async () => {
  const { ran } = await set();
  expect(await ran()).toMatchObject({ code: 2, errors: expect.stringContaining('DOCUMENT/STATEMENT/ID') });
  const { code, errors } = await ran(`${STATEMENT}/nothing`);
  expect(code).toBe(2);
  expect(errors).toContain(KEY);
});
