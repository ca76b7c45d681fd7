/** Writing records: what there is, what a text would do to them, saving it, and what was written over. */
import { Hono, type Context } from 'hono';
import { z } from 'zod';
import type { Fault } from '../../../records/fault.ts';
import { jsonSchemas } from '../../../records/json-schema.ts';
import type { Language, Translated } from '../../../records/schema.ts';
import type {
  CheckedRecord,
  RecordEditor,
  RecordEntry,
  RecordName,
  Refusal,
  SavedRecord,
} from '../../../records/edit/editor.ts';
import { composeBrief } from '../../../reply/compose/brief.ts';
import { parseBody, type DeskContext } from './context.ts';
import { refuse } from './guard.ts';
import { refusalResponse } from './refusal.ts';

/** What the records on disk are like: `writable` where they can be changed here. */
export type StatusView = {
  readonly writable: boolean;
  readonly faults: readonly Fault[];
  /** When the records in service were read. */
  readonly inServiceSince?: string;
};

export type RecordListView = StatusView & {
  readonly records: readonly (RecordEntry & { readonly title?: Translated | undefined })[];
};

export type PreviousVersionView = { readonly id: string; readonly savedAt: string };

export type OpenedRecordView = RecordEntry & {
  readonly text: string;
  readonly version: string;
  readonly previous: readonly PreviousVersionView[];
};

export type CheckedRecordView = {
  readonly faults: readonly Fault[];
  readonly elsewhere: readonly Fault[];
  /** How each chat would show the brief, where its shape is whole. */
  readonly previews?: Readonly<Record<string, readonly unknown[]>>;
};

export type SavedRecordView = Pick<SavedRecord, 'version' | 'faults'> & {
  readonly previous: readonly PreviousVersionView[];
};

const NAME = { folder: z.string().max(100), file: z.string().max(100) };
const TEXT = z.string().max(2_000_000);
const Checking = z.strictObject({ ...NAME, text: TEXT, language: z.enum(['en', 'zh']) });
const Saving = z.strictObject({ ...NAME, text: TEXT, version: z.string().max(100).optional() });
const Restoring = z.strictObject({ ...NAME, id: z.string().max(100), version: z.string().max(100) });

/** Returns the routes of the editor. */
export function editRoutes({ bot }: DeskContext): Hono {
  const { recordEditor } = bot;
  const app = new Hono().get('/curate/standing', (context) => context.json(statusOf(recordEditor)));
  if (recordEditor === undefined)
    return app.all('/curate/*', (context) =>
      refuse(context, 503, 'unwritable', 'Nobody curates records here; start the bot with npm start.'),
    );

  const previousOf = (name: RecordName): PreviousVersionView[] =>
    recordEditor.previous(name).map(({ id, savedAt }) => ({ id, savedAt: savedAt.toString() }));
  const savedOf = (context: Context, name: RecordName, saved: SavedRecord | Refusal): Response => {
    if (!saved.ok) return refusalResponse(context, saved);
    const told: SavedRecordView = { version: saved.version, faults: saved.faults, previous: previousOf(name) };
    return context.json(told);
  };
  const previewsOf = async ({ preview }: CheckedRecord, language: Language): Promise<CheckedRecordView['previews']> => {
    if (preview === undefined) return undefined;
    const { brief, catalogue } = preview;
    const reply = composeBrief(brief, { catalogue, language, now: bot.now(), audience: 'everyone' });
    const rendered = [...bot.previews].map(async ([name, render]) => [name, await render(reply)] as const);
    return Object.fromEntries(await Promise.all(rendered));
  };

  return app
    .get('/curate/records', (context) => {
      const { briefs, sources } = bot.catalogue();
      const titleOf = ({ sort, file }: RecordEntry): Translated | undefined => {
        const id = file.replace(/\.yaml$/u, '');
        return (sort === 'brief' ? briefs.get(id) : sort === 'source' ? sources.get(id) : undefined)?.title;
      };
      const records = recordEditor.list().map((entry) => Object.assign({}, entry, { title: titleOf(entry) }));
      const told: RecordListView = { ...statusOf(recordEditor), records };
      return context.json(told);
    })
    .get('/curate/record', (context) => {
      const { folder = '', file = '' } = context.req.query();
      const opened = recordEditor.open({ folder, file });
      if (!opened.ok) return refusalResponse(context, opened);
      const { sort, text, version } = opened;
      const told: OpenedRecordView = { folder, file, sort, text, version, previous: previousOf(opened) };
      return context.json(told);
    })
    .get('/curate/schema/:sort', (context) => {
      const sort = context.req.param('sort');
      const schema = jsonSchemas().get(`${sort === 'draft' ? 'brief' : sort}.schema.json`);
      return schema === undefined
        ? refuse(context, 404, 'missing', 'There is no such sort of record; there are brief, source and relationship.')
        : context.body(schema, 200, { 'content-type': 'application/json' });
    })
    .post('/curate/check', async (context) => {
      const body = await parseBody(context, Checking);
      if (body instanceof Response) return body;
      const checked = recordEditor.check(body, body.text);
      if (!checked.ok) return refusalResponse(context, checked);
      const previews = await previewsOf(checked, body.language);
      const { faults, elsewhere } = checked;
      const told: CheckedRecordView = previews === undefined ? { faults, elsewhere } : { faults, elsewhere, previews };
      return context.json(told);
    })
    .put('/curate/record', async (context) => {
      const body = await parseBody(context, Saving);
      if (body instanceof Response) return body;
      return savedOf(context, body, await recordEditor.save(body, body.text, body.version));
    })
    .post('/curate/restore', async (context) => {
      const body = await parseBody(context, Restoring);
      if (body instanceof Response) return body;
      return savedOf(context, body, await recordEditor.restore(body, body.id, body.version));
    });
}

function statusOf(recordEditor: RecordEditor | undefined): StatusView {
  if (recordEditor === undefined) return { writable: false, faults: [] };
  const { faults, inServiceSince } = recordEditor.standing();
  return { writable: recordEditor.writable, faults, inServiceSince: inServiceSince.toString() };
}
