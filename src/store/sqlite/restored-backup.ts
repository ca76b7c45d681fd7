/** Notices a backup that was put in the place of a store's file: by a small file beside it that notes the newest attempt to send. */
import { randomUUID } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { errorCode } from '../../shared/errors.ts';
import type { Engine } from '../engine.ts';
import { explainFile } from './errors.ts';

/** What is noted in a small file beside the store's, by which a backup in its place is noticed: the generation of its contents, and the newest attempt to send that they must hold. */
type NewestAttempt = { readonly mark: string; readonly delivery?: string; readonly attempts?: number };

export type ContentsWatch = {
  /** The generation: a new one where the contents are older than what was noted, or nothing was noted. */
  readonly mark: string;
  /** Notes an attempt to send that the store has recorded; what cannot be written is left out. */
  readonly begun: (delivery: string, attempts: number) => void;
  /** Resolves once all is written. */
  readonly settled: () => Promise<void>;
};

/** Compares a store's contents with what was noted of them; rejects with an AttacheError where nothing can be noted, or where the store cannot be read. */
export async function watchContents(engine: Engine, file: string): Promise<ContentsWatch> {
  const before = await read(file);
  let noted: NewestAttempt =
    before !== undefined && (await containsAttempt(engine, before)) ? before : { mark: randomUUID() };
  let writing: Promise<void> | undefined;
  const write = async (): Promise<void> => {
    const written = noted;
    // Whole or not at all.
    await writeFile(`${file}.new`, `${JSON.stringify(written)}\n`, { mode: 0o600 });
    await rename(`${file}.new`, file);
    if (written !== noted) await write();
  };
  try {
    await write();
  } catch (error) {
    throw explainFile(error, file);
  }
  return {
    mark: noted.mark,
    begun: (delivery, attempts) => {
      noted = { mark: noted.mark, delivery, attempts };
      // An older note is true as well: it only tells less.
      writing ??= write()
        .catch(() => undefined)
        .finally(() => {
          writing = undefined;
        });
    },
    settled: async () => await writing,
  };
}

/** Returns what was noted, or undefined where nothing legible was. */
async function read(file: string): Promise<NewestAttempt | undefined> {
  try {
    const noted = JSON.parse(await readFile(file, 'utf8')) as Partial<NewestAttempt>;
    return typeof noted.mark === 'string' ? { ...noted, mark: noted.mark } : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || errorCode(error) === 'ENOENT') return undefined;
    throw explainFile(error, file);
  }
}

/** Returns whether a store holds the attempt that was noted. */
async function containsAttempt(engine: Engine, { delivery, attempts = 0 }: NewestAttempt): Promise<boolean> {
  if (delivery === undefined) return true;
  const row = await engine.db.selectFrom('deliveries').select('attempts').where('id', '=', delivery).executeTakeFirst();
  return row !== undefined && row.attempts >= attempts;
}
