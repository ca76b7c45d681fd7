/** The process that reads documents of other people for the bot: it has a thread for it, which it watches, and ends where one took too much or nothing was asked for long. */
import { unreadable } from '../../records/import/unreadable-document.ts';
import { UnreadableDocument } from '../../records/import/unreadable-document.ts';
import { createImportThread, FATAL_REASONS, type ImportLimits } from './import-thread.ts';
import type { DocumentBytes } from '../../records/import/imported-document.ts';
import type { ImportAnswer } from './import-worker.ts';

export type ChildRequest = { readonly id: number; readonly document: DocumentBytes };
export type ChildAnswer = ImportAnswer & { readonly id: number };

const IDLE_MS = 300_000;

const thread = createImportThread(JSON.parse(process.argv[2] ?? '{}') as Partial<ImportLimits>);

let idle: NodeJS.Timeout | undefined;

function say(answer: ChildAnswer): void {
  process.send?.(answer);
}

async function read({ id, document }: ChildRequest): Promise<void> {
  clearTimeout(idle);
  try {
    const imported = await thread.read(document, (done, of, unit) => say({ id, type: 'progress', done, of, unit }));
    say({ id, type: 'imported', document: imported });
  } catch (error) {
    const why = error instanceof UnreadableDocument ? error.why : unreadable('broken', { file: document.name });
    const answer: ChildAnswer = { id, type: 'unreadable', why };
    // Once it is on its way: whoever waits behind it is read by the next process.
    if (FATAL_REASONS.has(why.code)) return void process.send?.(answer, () => process.exit());
    say(answer);
  }
  // One that waited behind this one may have set it before.
  clearTimeout(idle);
  idle = setTimeout(() => process.exit(), IDLE_MS);
}

process.on('message', (request: ChildRequest) => void read(request));
// The bot has ended, whatever it was that ended it.
process.on('disconnect', () => process.exit());
