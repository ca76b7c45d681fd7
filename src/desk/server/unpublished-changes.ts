/** The routes of what people have changed and not published: reading it, and keeping it as it is typed. */
import { refusal } from '../../records/publish/refusal.ts';
import { Hono } from 'hono';
import { z } from 'zod';
import type { Account } from '../../people/roles.ts';
import type { UnpublishedChange } from '../../people/unpublished-changes.ts';
import { recordKindOf } from '../../records/publish/record-name.ts';
import { type DeskEnv, needs } from './access/access.ts';
import { body, type DeskContext, RefusedRequest, RECORD_NAME, RECORD_TEXT } from './context.ts';

export type UnpublishedChangeView = Pick<
  UnpublishedChange,
  'folder' | 'file' | 'version' | 'base' | 'text' | 'writer' | 'number'
> & {
  readonly updatedAt: string;
};

export type UnpublishedChangesView = {
  /** Whose changes they are. */
  readonly person: string;
  /** What was dropped too, without a text. */
  readonly changes: readonly UnpublishedChangeView[];
};

/** Kept, or what was kept instead, by another page. */
export type SaveChangeView =
  | { readonly kept: true }
  | { readonly kept: false; readonly instead: UnpublishedChangeView };

const COUNT = z.int().min(0).max(2_000_000_000);
const SaveBody = z.strictObject({
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

const viewOf = ({
  folder,
  file,
  version,
  base,
  text,
  writer,
  number,
  updatedAt,
}: UnpublishedChange): UnpublishedChangeView => ({
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
export function unpublishedChangeRoutes({ bot }: DeskContext) {
  /** Drops a change that the file has by now: it was published, and its page did not hear of it. */
  const withoutPublished = async (
    person: Pick<Account, 'id'>,
    change: UnpublishedChange,
  ): Promise<UnpublishedChange> => {
    const opened = change.text === undefined ? undefined : bot.recordEditor?.open(change);
    if (opened?.ok !== true || opened.text !== change.text) return change;
    const { number: after } = change;
    const nothing = { version: undefined, base: undefined, text: undefined, writer: 'filed', number: after + 1 };
    const outcome = await bot.unpublishedChanges.save(person, { ...change, ...nothing, after });
    return outcome.ok ? { ...change, ...nothing } : outcome.stored;
  };
  return new Hono<DeskEnv>()
    .get('/changes', needs('curate'), async (context) => {
      const person = context.get('person');
      const changes = await Promise.all(
        (await bot.unpublishedChanges.of(person)).map((change) => withoutPublished(person, change)),
      );
      const view: UnpublishedChangesView = { person: person.id, changes: changes.map(viewOf) };
      return context.json(view);
    })
    .post('/changes', needs('curate'), body(SaveBody), async (context) => {
      const person = context.get('person');
      const { person: writes, ...sent } = context.req.valid('json');
      if (writes !== person.id) throw new RefusedRequest(409, 'other-person', refusal('other-person'));
      if (recordKindOf(sent) === undefined) throw new RefusedRequest(400, 'name', refusal('not-kept'));
      const write = { ...sent, version: sent.version, base: sent.base, text: sent.text };
      const outcome = await bot.unpublishedChanges.save(person, write);
      const view: SaveChangeView = outcome.ok ? { kept: true } : { kept: false, instead: viewOf(outcome.stored) };
      return context.json(view);
    });
}
