/** The routes of what people have changed and not published: reading it, keeping it as it is typed, and who else has a record open. */
import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { z } from 'zod';
import type { Account } from '../../../../people/account.ts';
import type { KeptChange } from '../../../../people/changes.ts';
import { recordKindOf } from '../../../../records/edit/record-files.ts';
import { pathOf } from '../../../../records/edit/record-name.ts';
import { type DeskEnv, needs } from '../access/access.ts';
import { body, type DeskContext, query, RefusedRequest } from '../context.ts';
import { RECORD_NAME, TEXT } from '../shared/inputs.ts';
import { editorOf } from '../shared/record-editor.ts';
import { eventOrLater, PING_EVERY_LOOKS } from '../shared/streams.ts';
import { createCompany, type Company, type CompanyEvent } from './company.ts';

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

/** The people beside oneself who have a record open, whether one has it open in another page, and the version of its file; undefined where there is none. */
export type CompanyView = ReturnType<Company['beside']> & { readonly version?: string | undefined };

const WRITER = z.string().min(1).max(64);
const COUNT = z.int().min(0).max(2_000_000_000);
const KeepBody = z.strictObject({
  /** Whose change it is: another person may have signed in since the page was opened. */
  person: z.string().max(64),
  ...RECORD_NAME,
  version: z.string().max(100).optional(),
  base: TEXT.optional(),
  text: TEXT.optional(),
  writer: WRITER,
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
  const company = createCompany();
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
      if (writes !== person.id)
        throw new RefusedRequest(409, 'other-person', 'Another person has signed in; this is not theirs.');
      const { writer, number } = sent;
      if (recordKindOf(sent) === undefined)
        throw new RefusedRequest(400, 'name', 'No record can have this name, so nothing is kept of it.');
      const write = { ...sent, version: sent.version, base: sent.base, text: sent.text };
      const outcome = await bot.changes.keep(person, write);
      if (outcome.ok) company.tell(pathOf(sent), { kind: 'kept', person: person.id, writer, number });
      const view: KeepView = outcome.ok ? { kept: true } : { kept: false, instead: viewOf(outcome.kept) };
      return context.json(view);
    })
    .get('/changes/company', needs('curate'), query(z.object({ ...RECORD_NAME, writer: WRITER })), (context) => {
      const { folder, file, writer } = context.req.valid('query');
      const { id, name, isStill } = context.get('person');
      const at = pathOf({ folder, file });
      const editor = editorOf(bot);
      const version = (): string | undefined => {
        const opened = editor.open({ folder, file });
        return opened.ok ? opened.version : undefined;
      };
      context.header('x-accel-buffering', 'no');
      return streamSSE(
        context,
        async (stream) => {
          const leaving = new AbortController();
          const heard = new EventTarget();
          stream.onAbort(() => leaving.abort());
          const leave = company.open(at, { writer, person: id, name }, (event: CompanyEvent) => {
            if (event.kind === 'kept' && event.person === id)
              void stream.writeSSE({ event: 'kept', data: String(event.number) });
            if (event.kind === 'company') heard.dispatchEvent(new Event('company'));
          });
          try {
            let told = '';
            for (let looks = 0; !stream.aborted && (await isStill()); looks++) {
              // The file may be changed beside the desk.
              const next = eventOrLater(heard, 'company', leaving.signal);
              const view: CompanyView = { ...company.beside(at, { writer, person: id }), version: version() };
              const data = JSON.stringify(view);
              if (data !== told || looks % PING_EVERY_LOOKS === 0) await stream.writeSSE({ event: 'company', data });
              told = data;
              await next;
            }
          } finally {
            leave();
          }
        },
        // The page reconnects by itself.
        async (error) => void bot.fault(error, 'desk company'),
      );
    });
}
