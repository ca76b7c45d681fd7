/** Keeping what is written: over a server and a browser that are models, with timers that the test runs. */
import { describe, expect, test } from 'vitest';
import { createAutosave, type AutosavePorts, type SentChange } from '../../../src/desk/web/autosave/autosave.ts';
import type { UnpublishedChangeView } from '../../../src/desk/server/unpublished-changes.ts';

const AT = 'north-south/topics/tea.yaml';
const OTHER = 'north-south/topics/silk.yaml';

class Gone extends Error {}

/** A server as the store and its route are, and what several pages have of it. */
function world() {
  const rows = new Map<string, UnpublishedChangeView>();
  const sent: SentChange[] = [];
  const state = { isGone: false, isFull: false, person: 'ann', losesAnswers: false, isReader: false };
  const timers: (() => void)[] = [];

  const keep: AutosavePorts['save'] = async (change) => {
    if (state.isGone) throw new Gone();
    if (state.isFull) throw new Error('full');
    if (state.isReader) {
      sent.push(change);
      throw new Error('not-allowed');
    }
    if (change.person !== state.person) throw new Error('other-person');
    sent.push(change);
    const { folder, file, text, version, writer, number, after } = change;
    const at = `${folder}/${file}`;
    const row = rows.get(at);
    if (row !== undefined && !(row.number < number && (row.number === after || row.writer === writer)))
      return { kept: false, instead: row };
    const base = change.base ?? (row?.version === version ? row?.base : undefined);
    rows.set(at, { folder, file, text, version, base, writer, number, updatedAt: '2026-09-01T00:00:00Z' });
    if (state.losesAnswers) throw new Gone();
    return { kept: true };
  };
  const open = (writer: string) => {
    const left: string[] = [];
    const autosave = createAutosave({
      pageId: writer,
      load: async () => {
        if (state.isGone) throw new Gone();
        return { person: state.person, changes: [...rows.values()] };
      },
      save: keep,
      failureOf: (error) => {
        if (error instanceof Gone) return 'unreachable';
        if (error instanceof Error && error.message === 'full') return 'failed';
        const message = error instanceof Error ? error.message : '';
        return message === 'other-person' || message === 'not-allowed' ? message : 'refused';
      },
      schedule: (work) => void timers.push(work),
      onChanged: () => undefined,
      reload: () => void left.push('left'),
    });
    const stateOf = (at = AT) => autosave.all().find((one) => one.at === at)?.state;
    return { ...autosave, left, stateOf };
  };
  /** Runs the timers and all that follows from them, for as long as the server answers. */
  const settle = async (): Promise<void> => {
    for (let round = 0; round < 12; round++) {
      for (const work of timers.splice(0)) work();
      await new Promise((resolve) => void setTimeout(resolve, 0));
    }
  };
  const opened = async (writer: string) => {
    const page = open(writer);
    await page.load();
    await settle();
    return page;
  };
  const textOf = (at = AT): string | undefined => rows.get(at)?.text;
  return { rows, sent, state, open, opened, settle, textOf };
}

const typed = (text: string, version: string | undefined = 'v1') => ({ text, version, base: 'filed' });

describe('what is typed', () => {
  test('is on the server soon after, once for many keys', async () => {
    const { opened, settle, sent, textOf } = world();
    const page = await opened('a');
    for (const text of ['t', 'te', 'tea']) page.set(AT, typed(text));
    expect(page.stateOf()).toBe('under-way');
    expect(page.hasUnsent()).toBe(true);
    await settle();
    expect(sent.map(({ text }) => text)).toEqual(['tea']);
    expect(textOf()).toBe('tea');
    expect(page.stateOf()).toBe('kept');
    expect(page.hasUnsent()).toBe(false);
    page.set(AT, typed('tea'));
    await settle();
    expect(sent).toHaveLength(1);
    page.set(AT, typed('teas'));
    await settle();
    // What it began from is sent once.
    expect(sent.map(({ base }) => base)).toEqual(['filed', undefined]);
  });

  test('opens on another machine as it was left, with what it began from', async () => {
    const { opened, settle } = world();
    const page = await opened('a');
    page.set(AT, typed('tea'));
    await settle();
    expect((await opened('b')).get(AT)).toEqual({ text: 'tea', version: 'v1', base: 'filed' });
  });

  test('waits while the server is gone, and arrives when it is back', async () => {
    const { opened, settle, state, textOf } = world();
    const page = await opened('a');
    state.isGone = true;
    page.set(AT, typed('tea'));
    await settle();
    expect(page.stateOf()).toBe('unreachable');
    page.set(AT, typed('tea, more'));
    state.isGone = false;
    await page.load();
    await settle();
    expect(textOf()).toBe('tea, more');
    expect(page.stateOf()).toBe('kept');
  });

  test('is told as only here where the server cannot keep it, and is kept once it can', async () => {
    const { opened, settle, state, textOf } = world();
    const page = await opened('a');
    state.isFull = true;
    page.set(AT, typed('tea'));
    await settle();
    expect([page.stateOf(), page.hasUnsent(), textOf()]).toEqual(['failed', true, undefined]);
    state.isFull = false;
    await settle();
    expect([page.stateOf(), page.hasUnsent(), textOf()]).toEqual(['kept', false, 'tea']);
  });

  test('stays in the page where the person may not work on records any more, and is kept once they may', async () => {
    const { opened, settle, state, sent, textOf } = world();
    const page = await opened('a');
    state.isReader = true;
    page.set(AT, typed('tea'));
    await settle();
    expect([page.stateOf(), page.hasUnsent(), sent.length]).toEqual(['not-allowed', true, 1]);
    state.isReader = false;
    await page.load();
    await settle();
    expect(textOf()).toBe('tea');
  });

  test('counts once where the server took it and its answer was lost', async () => {
    const { opened, settle, state, textOf } = world();
    const page = await opened('a');
    state.losesAnswers = true;
    page.set(AT, typed('tea'));
    page.flush();
    await new Promise((resolve) => void setTimeout(resolve, 0));
    state.losesAnswers = false;
    page.set(AT, typed('teas'));
    await settle();
    expect([textOf(), page.stateOf()]).toEqual(['teas', 'kept']);
  });

  test('is kept although it was typed before it was known what the server has', async () => {
    const { open, settle, textOf } = world();
    const page = open('a');
    page.set(AT, typed('early'));
    await settle();
    expect(textOf()).toBeUndefined();
    await page.load();
    await settle();
    expect(textOf()).toBe('early');
  });

  test('is dropped on the server too, and what is typed afterwards is kept again', async () => {
    const { opened, settle, textOf, rows } = world();
    const page = await opened('a');
    page.set(AT, typed('tea'));
    await settle();
    page.drop(AT);
    // At once: no timer has run.
    await new Promise((resolve) => void setTimeout(resolve, 0));
    expect(textOf()).toBeUndefined();
    expect(page.all()).toEqual([]);
    await settle();
    expect([rows.has(AT), textOf()]).toEqual([true, undefined]);
    expect((await opened('b')).all()).toEqual([]);
    page.set(AT, typed('again', 'v2'));
    await settle();
    expect(textOf()).toBe('again');
  });

  test('is neither sent nor shown once another person has signed in', async () => {
    const { opened, settle, state, textOf } = world();
    const page = await opened('a');
    state.person = 'bo';
    page.set(AT, typed('of ann'));
    await settle();
    expect(page.left).toEqual(['left']);
    expect(textOf()).toBeUndefined();
    expect((await opened('b')).all()).toEqual([]);
  });
});

describe('two pages of one person', () => {
  test('follow each other where only one writes', async () => {
    const { opened, settle } = world();
    const [a, b] = [await opened('a'), await opened('b')];
    a.set(AT, typed('tea'));
    await settle();
    await b.load();
    expect(b.get(AT)?.text).toBe('tea');
    expect([a.replacedCountOf(AT), b.replacedCountOf(AT)]).toEqual([0, 1]);
    b.set(AT, typed('tea by b'));
    await settle();
    expect(b.stateOf()).toBe('kept');
  });

  test('that both write have what was written last', async () => {
    const { opened, settle, textOf } = world();
    const [a, b] = [await opened('a'), await opened('b')];
    a.set(AT, typed('by a'));
    await settle();
    b.set(AT, typed('by b'));
    b.set(OTHER, typed('silk'));
    await settle();
    expect([textOf(), textOf(OTHER), b.stateOf()]).toEqual(['by b', 'silk', 'kept']);
    await a.load();
    expect(a.get(AT)?.text).toBe('by b');
  });

  test('of which one has published go on: what the other has typed since is kept', async () => {
    const { opened, settle, textOf } = world();
    const a = await opened('a');
    a.set(AT, typed('tea'));
    await settle();
    const b = await opened('b');
    b.set(AT, typed('tea, more'));
    a.drop(AT);
    await settle();
    expect(textOf()).toBe('tea, more');
    expect(b.stateOf()).toBe('kept');
  });
});
