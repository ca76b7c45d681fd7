/** Reviews over the project's own records, for chats: what is published comes into service at once and is written nowhere. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { newId } from '../../src/digest/ids.ts';
import { topicNamed } from '../../src/records/catalogue.ts';
import type { RecordName } from '../../src/records/publish/change-set.ts';
import type { RecordEditor } from '../../src/records/publish/record-editor-contract.ts';
import type { Brief } from '../../src/records/schema.ts';
import { createChatTies, type ChatTies } from '../../src/people/chat-ties.ts';
import { createReviews, type Reviews } from '../../src/people/reviews.ts';
import type { Catalogue } from '../../src/search/catalogue.ts';
import type { Store } from '../../src/store/store.ts';
import { OWN } from './records.ts';

export function reviewsOver({
  store,
  catalogue,
  replaceRecords,
  now,
}: {
  readonly store: Store;
  readonly catalogue: () => Catalogue;
  readonly replaceRecords: (next: Catalogue) => void;
  readonly now: () => Temporal.Instant;
}): { readonly reviews: Reviews; readonly chatTies: ChatTies } {
  const reviews = createReviews({
    store,
    catalogue,
    now,
    newId,
    policy: 'anybody',
    editor: editorOver(catalogue, replaceRecords),
  });
  return { reviews, chatTies: createChatTies({ store, now, newId }) };
}

const unused = (): never => {
  throw new Error('no review needs this');
};

function editorOver(catalogue: () => Catalogue, replaceRecords: (next: Catalogue) => void): RecordEditor {
  /** What stood before each set. */
  const before = new Map<string, Brief>();
  /** The topic in service as a text of its file has it reviewed. */
  const reviewed = ({ folder, file }: RecordName, text: string | undefined): Brief => {
    const brief = topicNamed(catalogue(), `${folder.slice(0, folder.indexOf('/'))}/${file.replace(/\.yaml$/u, '')}`);
    if (brief === undefined) throw new Error(`there is no ${file}`);
    return { ...brief, verified: (parse(text ?? '') as Brief).verified };
  };
  const serve = (brief: Brief): void =>
    replaceRecords({ ...catalogue(), briefs: new Map(catalogue().briefs).set(brief.id, brief) });
  return {
    writable: true,
    list: () => [],
    changedSince: () => new Map(),
    warnings: unused,
    open: ({ folder, file }) => ({
      ok: true,
      folder,
      file,
      kind: 'topic',
      text: readFileSync(join(OWN, folder, file), 'utf8'),
      version: '1',
    }),
    check: async ([one]) => ({
      ok: true,
      faults: [],
      elsewhere: [],
      warnings: [],
      catalogue: catalogue(),
      preview: one === undefined ? undefined : { brief: reviewed(one, one.text), catalogue: catalogue() },
    }),
    publish: async ({ texts: [one] }) => {
      if (one === undefined) return unused();
      const brief = reviewed(one, one.text);
      const stood = catalogue().briefs.get(brief.id);
      const isSame = JSON.stringify(stood?.verified) === JSON.stringify(brief.verified);
      if (isSame || stood === undefined) return { ok: true, id: undefined, records: [], faults: [] };
      const id = `20261103T120000000Z-${String(before.size).padStart(12, '0')}`;
      before.set(id, stood);
      serve(brief);
      return { ok: true, id, records: [], faults: [] };
    },
    writers: () => ({ topic: undefined, statements: new Map(), unconfirmed: new Set() }),
    status: unused,
    difference: unused,
    sets: () => [],
    newest: () => undefined,
    undo: async (id) => {
      const stood = before.get(id);
      if (stood === undefined) return unused();
      serve(stood);
      return { ok: true, id: `${id}-undone`, records: [], faults: [] };
    },
    previous: () => [],
    addWording: unused,
  };
}
