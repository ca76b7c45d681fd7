/** Reviews over a real editor and store: what is bound to what was shown, who may, and what is written. */
import { refusalText } from '../../src/records/publish/refusal.ts';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createLogger } from '../../src/app/log.ts';
import { openRecords } from '../../src/app/records/records-in-service.ts';
import { createAccounts } from '../../src/people/accounts.ts';
import { type Account, ON_THIS_MACHINE, type ReviewPolicy } from '../../src/people/roles.ts';
import { createChatTies } from '../../src/people/chat-ties.ts';
import { createReviews } from '../../src/people/reviews.ts';
import { topicVersion } from '../../src/people/review-queue.ts';
import { openMemory } from '../../src/store/open.ts';
import { editorOf, TEA } from '../support/curating.ts';
import { NOW } from '../support/records.ts';

const SILENT = createLogger('silent');

/** Returns reviews of the made-up records, with the people of a desk. */
async function reviewing({ policy = 'anybody', writable = true }: { policy?: ReviewPolicy; writable?: boolean } = {}) {
  const { recordEditor, records, onDisk, folder, versionsFolder, version } = await editorOf({}, { writable });
  const store = await openMemory(NOW);
  onTestFinished(() => store.close());
  const clock = { now: NOW };
  const now = () => clock.now;
  let ids = 0;
  const newId = () => `id${++ids}`;
  const accounts = createAccounts({ store, now });
  const person = async (name: string, role: Account['role']): Promise<Account> => {
    const added = await accounts.add({ name, role }, { id: '', name: 'test' });
    if (!added.ok) throw new Error(added.because);
    return added.account;
  };
  const people = {
    ann: await person('Ann', 'admin'),
    cleo: await person('Cleo', 'reviewer'),
    bo: await person('Bo', 'curator'),
  };
  const editor = { ...records.editor, ...recordEditor };
  const reviews = createReviews({
    store,
    catalogue: records.current,
    now,
    newId,
    policy,
    editor,
  });
  const brief = (topic = 'tea-trade') => {
    const found = records.current().briefs.get(topic);
    if (found === undefined) throw new Error(`there is no ${topic}`);
    return found;
  };
  const shown = (topic = 'tea-trade') => ({ topic, version: topicVersion(brief(topic)) });
  return {
    ...people,
    reviews,
    brief,
    shown,
    store,
    accounts,
    clock,
    newId,
    now,
    recordEditor,
    onDisk,
    folder,
    versionsFolder,
    version,
  };
}

describe('still right', () => {
  test('is written with the name and the day, published as a change set, and comes into service', async () => {
    const { reviews, ann, shown, onDisk, recordEditor, accounts } = await reviewing();
    const before = onDisk();
    const done = await reviews.confirm(shown(), ann);
    expect(done).toMatchObject({
      ok: true,
      isNew: true,
      brief: { verified: { on: '2026-11-24', by: { kind: 'person', name: 'Ann' } } },
    });
    expect(onDisk()).toBe(
      before.replace(
        'on: 2026-09-03, by: { kind: person, name: Cleo }',
        'on: 2026-11-24, by: { kind: person, name: Ann }',
      ),
    );
    expect(recordEditor.sets()[0]).toMatchObject({ by: 'Ann', records: [{ ...TEA, change: 'changed' }] });
    expect(await accounts.audit({ act: 'topic-reviewed' }, 9)).toMatchObject([{ about: 'tea-trade', name: 'Ann' }]);
    expect((await reviews.queue([])).flatMap((item) => (item.kind === 'topic' ? item.brief.id : []))).not.toContain(
      'tea-trade',
    );
    // The same again adds nothing.
    expect(await reviews.confirm(shown(), ann)).toMatchObject({ ok: true, isNew: false });
    expect(recordEditor.sets()).toHaveLength(1);
    // Nor do two presses at once, one of which finds that the other has written.
    const { reviews: both, cleo, shown: now, recordEditor: written } = await reviewing();
    const results = await Promise.all([both.confirm(now(), cleo), both.confirm(now(), cleo)]);
    expect(results.map((one) => one.ok)).toEqual([true, true]);
    expect(written.sets()).toHaveLength(1);
  });

  test('refuses what was changed since it was shown, in service or only on disk, and shows what stands now', async () => {
    const { reviews, ann, shown, recordEditor, onDisk, version, folder } = await reviewing();
    const old = shown();
    const changed = onDisk().replace('Tea is traded.', 'Tea is drunk.');
    expect(await recordEditor.save(TEA, changed, version())).toMatchObject({ ok: true });
    expect(await reviews.confirm(old, ann)).toMatchObject({
      ok: false,
      because: 'changed',
      brief: { bottomLine: { text: { en: 'Tea is drunk.' } } },
    });
    expect(onDisk()).toBe(changed);
    // Somebody has just saved the file by hand; it is not in service yet.
    const seen = shown();
    const byHand = changed.replace('Tea is drunk.', 'Tea is spilt.');
    writeFileSync(join(folder, TEA.folder, TEA.file), byHand);
    expect(await reviews.confirm(seen, ann)).toMatchObject({ because: 'changed' });
    expect(onDisk()).toBe(byHand);
  });

  test('is refused to who may not, to nobody by name, of what is gone, and where nothing can be written', async () => {
    const { reviews, ann, bo, shown } = await reviewing();
    expect(await reviews.confirm(shown(), bo)).toEqual({ ok: false, because: 'not-allowed', who: ['Ann', 'Cleo'] });
    expect(await reviews.confirm(shown(), ON_THIS_MACHINE)).toEqual({ ok: false, because: 'no-name' });
    expect(await reviews.confirm({ topic: 'nothing', version: 'x' }, ann)).toEqual({ ok: false, because: 'gone' });
    const readOnly = await reviewing({ writable: false });
    expect(await readOnly.reviews.confirm(readOnly.shown(), readOnly.ann)).toEqual({
      ok: false,
      because: 'unwritable',
    });
  });

  test('is for another person than who wrote it, where the policy says so; reviewing is no writing', async () => {
    const { reviews, ann, cleo, brief, shown, recordEditor, onDisk, version } = await reviewing({
      policy: 'other-person',
    });
    // Nobody here wrote it.
    expect(await reviews.confirm(shown(), cleo)).toMatchObject({ ok: true });
    expect(await reviews.confirm(shown(), cleo)).toMatchObject({ ok: true });
    // The tests publish as Cleo.
    await recordEditor.save(TEA, onDisk().replace('Tea is traded.', 'Tea is drunk.'), version());
    expect(await reviews.confirm(shown(), cleo)).toEqual({ ok: false, because: 'author', who: ['Ann'] });
    // Nor does who wrote before another did.
    const text = onDisk().replace('Tea is drunk.', 'Tea is sipped.');
    await recordEditor.publish({ texts: [{ ...TEA, text, version: version() }], author: { name: 'Bo' } });
    expect(await reviews.confirm(shown(), cleo)).toEqual({ ok: false, because: 'author', who: ['Ann'] });
    expect(await reviews.confirm(shown(), ann)).toMatchObject({ ok: true, isNew: true });
    // What another person has confirmed is anybody's to confirm again.
    expect(await reviews.otherReviewers(cleo, brief())).toBeUndefined();
  });

  test('is for another person however many drafts were saved since it was written, and that can be undone still', async () => {
    const { reviews, cleo, shown, recordEditor, onDisk, version, folder, versionsFolder } = await reviewing({
      policy: 'other-person',
    });
    await recordEditor.save(TEA, onDisk().replace('Tea is traded.', 'Tea is drunk.'), version());
    const before = recordEditor.sets();
    expect(before).toHaveLength(1);
    const draft = { folder: 'drafts', file: 'silk.yaml' };
    let last: string | undefined;
    for (let count = 1; count <= 101; count += 1) {
      const saved = await recordEditor.save(draft, `title: { en: Silk ${count} }\n`, last);
      if (!saved.ok) throw new Error(refusalText(saved, 'en'));
      last = saved.version;
    }
    expect(await reviews.confirm(shown(), cleo)).toEqual({ ok: false, because: 'author', who: ['Ann'] });
    const restarted = await openRecords({ folder, versionsFolder, now: () => NOW, log: SILENT });
    onTestFinished(restarted.stop);
    for (const editor of [recordEditor, restarted.editor]) {
      expect(editor.sets().map(({ id }) => id)).toEqual(before.map(({ id }) => id));
      // Who has written a draft is known of the versions that are kept.
      expect(editor.previous(draft)).toHaveLength(20);
      expect(editor.previous(draft).every(({ by }) => by === 'Cleo')).toBe(true);
    }
    expect(await recordEditor.undo(before[0]?.id ?? '', { name: 'Ann' }, async () => 0)).toMatchObject({ ok: true });
    expect(onDisk()).toContain('Tea is traded.');
  });
});

test('a code of the desk ties who types it in a chat, once and soon, and nobody who was removed', async () => {
  const { store, clock, now, newId, ann, cleo, accounts } = await reviewing();
  const ties = createChatTies({ store, now, newId });
  const me = { platform: 'slack', identity: 'T1/U1', name: 'ann' };
  expect(await ties.newCode(ON_THIS_MACHINE)).toBeUndefined();
  const { code = '' } = (await ties.newCode(ann)) ?? {};
  expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/u);
  expect(await ties.tie(me, 'AAAAA-1AAAA')).toBeUndefined();
  // Typed in another form, it is the same.
  expect(await ties.tie(me, code.toLowerCase().replace('-', ''))).toEqual({ id: ann.id, name: 'Ann', role: 'admin' });
  expect(await ties.tie({ ...me, identity: 'T1/U2' }, code)).toBeUndefined();
  expect(await ties.accountOf({ ...me, identity: 'T1/U2' })).toBeUndefined();
  expect(await ties.of(ann)).toMatchObject([{ identity: 'T1/U1', name: 'ann' }]);
  // A later code takes the place of an earlier one, and both end.
  const [first, second] = [await ties.newCode(cleo), await ties.newCode(cleo)];
  expect(await ties.tie(me, first?.code ?? '')).toBeUndefined();
  clock.now = NOW.add({ minutes: 15 });
  expect(await ties.tie(me, second?.code ?? '')).toBeUndefined();
  const third = await ties.newCode(cleo);
  await ties.invalidate(third?.code ?? '');
  expect(await ties.tie(me, third?.code ?? '')).toBeUndefined();
  // An identity is one person's: the last who tied it.
  expect(await ties.tie(me, (await ties.newCode(cleo))?.code ?? '')).toMatchObject({ name: 'Cleo' });
  expect(await ties.of(ann)).toEqual([]);
  expect(await ties.untie(ann, me)).toBe(false);
  await accounts.remove('Cleo', ann);
  expect(await ties.accountOf(me)).toBeUndefined();
  const acts = (await accounts.audit({}, 20)).map(({ act }) => act);
  expect(acts.filter((act) => act === 'chat-tied')).toHaveLength(2);
  expect(JSON.stringify(await accounts.audit({}, 20))).not.toContain(code);
});
