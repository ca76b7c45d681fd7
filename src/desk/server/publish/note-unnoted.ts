/** A change set whose process ended before it could say who published it: the list of what was done gets its line at the next start. */
import { DRAFTS } from '../../../records/folder.ts';
import type { AuditAct } from '../../../people/audit.ts';
import type { Bot } from '../../../chat/platform.ts';
import { pathsOf } from '../shared/record-editor.ts';

/** Whatever a press wrote beside its change set was written within so many seconds. */
const BESIDE_SECONDS = 60;

/** What is written of a press that publishes a set without naming it. */
const WITHOUT_SET: ReadonlySet<AuditAct> = new Set(['wording-added', 'document-added']);

/** Writes the newest change set into the list of what was done, unless something that its person did then stands there. */
export async function noteUnnoted({ recordEditor, accounts }: Pick<Bot, 'recordEditor' | 'accounts'>): Promise<void> {
  const newest = recordEditor?.newest();
  if (newest === undefined) return;
  const { id, at, by, records } = newest;
  const from = at.subtract({ seconds: BESIDE_SECONDS });
  const until = at.add({ seconds: BESIDE_SECONDS });
  const [beside, since] = await Promise.all([accounts.audit({ from, until }, 500), accounts.audit({ from }, 500)]);
  const isNoted =
    // Undoing names the set that is undone.
    since.some(({ act, detail }) => detail === id || (act === 'publishing-undone' && detail === newest.undoes)) ||
    beside.some(({ name, act }) => name === by && WITHOUT_SET.has(act));
  if (isNoted) return;
  const account = (await accounts.list()).find(({ name }) => name === by);
  const act =
    newest.undoes !== undefined
      ? 'publishing-undone'
      : records.every(({ folder }) => folder === DRAFTS)
        ? 'draft-saved'
        : 'records-published';
  await accounts.note({ id: account?.id ?? '', name: by }, { act, about: pathsOf(records), detail: id });
}
