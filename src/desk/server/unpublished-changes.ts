/** The routes of what people have changed and not published: reading it, and keeping it as it is typed. */
import { refusal } from '../../records/publish/refusal.ts';
import { Hono } from 'hono';
import { z } from 'zod';
import type { Account } from '../../people/account.ts';
import type { KeptChange } from '../../people/changes.ts';
import { recordKindOf } from '../../records/publish/record-files.ts';
import { type DeskEnv, needs } from './access/access.ts';
import { body, type DeskContext, RefusedRequest, RECORD_NAME, RECORD_TEXT } from './context.ts';

export type KeptChangeView = Pick<KeptChange, 'folder' | 'file' | 'version' | 'base' | 'text' | 'writer' | 'number'> & {
  readonly updatedAt: string;
};

export type KeptChangesView = {
  /** Whose changes they are. */
  readonly person: string;
  /** What was dropped too, without a text. */
  readonly changes: readonly KeptChangeView[];
};

/** Kept, or what was kept instead, by another page. */
export type KeepView = { readonly kept: true } | { readonly kept: false; readonly instead: KeptChangeView };

const COUNT = z.int().min(0).max(2_000_000_000);
const KeepBody = z.strictObject({
  /** Whose change it is: another person may have signed in since the page was opened. */
  person: z.string().max(64),
  ...RECORD_NAME,
  version: z.string().max(100).optional(),
  base: RECORD_TEXT.optional(),
  text: RECORD_TEXT.optional(),
  writer: z.string().min(1).max(64),
  number: COUNT.min(1),
  after: COUNT,
});

const viewOf = ({ folder, file, version, base, text, writer, number, updatedAt }: KeptChange): KeptChangeView => ({
  folder,
  file,
  version,
  base,
  text,
  writer,
  number,
  updatedAt: updatedAt.toString(),
});

/** Returns the routes of changes. */
export function changeRoutes({ bot }: DeskContext) {
  /** Drops a change that the file has by now: it was published, and its page did not hear of it. */
  const lessFiled = async (person: Pick<Account, 'id'>, change: KeptChange): Promise<KeptChange> => {
    const opened = change.text === undefined ? undefined : bot.recordEditor?.open(change);
    if (opened?.ok !== true || opened.text !== change.text) return change;
    const { number: after } = change;
    const nothing = { version: undefined, base: undefined, text: undefined, writer: 'filed', number: after + 1 };
    const outcome = await bot.changes.keep(person, { ...change, ...nothing, after });
    return outcome.ok ? { ...change, ...nothing } : outcome.kept;
  };
  return new Hono<DeskEnv>()
    .get('/changes', needs('curate'), async (context) => {
      const person = context.get('person');
      const changes = await Promise.all((await bot.changes.of(person)).map((change) => lessFiled(person, change)));
      const view: KeptChangesView = { person: person.id, changes: changes.map(viewOf) };
      return context.json(view);
    })
    .post('/changes', needs('curate'), body(KeepBody), async (context) => {
      const person = context.get('person');
      const { person: writes, ...sent } = context.req.valid('json');
      if (writes !== person.id) throw new RefusedRequest(409, 'other-person', refusal('other-person'));
      if (recordKindOf(sent) === undefined) throw new RefusedRequest(400, 'name', refusal('not-kept'));
      const write = { ...sent, version: sent.version, base: sent.base, text: sent.text };
      const outcome = await bot.changes.keep(person, write);
      const view: KeepView = outcome.ok ? { kept: true } : { kept: false, instead: viewOf(outcome.kept) };
      return context.json(view);
    });
}
