/** Reads documents in a process of its own: what a thread took of memory stays with its process, also when it is ended. */
import { fork, type ChildProcess } from 'node:child_process';
import type { ImportedDocument } from '../../records/import/imported.ts';
import { UnreadableDocument, type Progress } from '../../records/import/unreadable.ts';
import type { ChildAnswer, ChildRequest } from './import-child.ts';
import { brokenDocument, type ImportLimits, type ImportThread } from './import-thread.ts';
import type { ImportRequest } from './import-worker.ts';

const ENTRY = new URL('import-child.ts', import.meta.url);

type ReadLater = {
  readonly document: ImportRequest;
  readonly progress: Progress;
  readonly answered: PromiseWithResolvers<ImportedDocument>;
};

/** Returns the same as a thread for documents, in a process that starts with the first one. */
export function createImportProcess(limits: Partial<ImportLimits> = {}): ImportThread {
  let child: ChildProcess | undefined;
  let next = 0;
  /** In the order in which they are read. */
  const asked = new Map<number, ReadLater>();
  /** Keeps this process alive only while a document is read. */
  const hold = (own: ChildProcess): void => {
    if (asked.size > 0) {
      own.ref();
      own.channel?.ref();
    } else {
      own.unref();
      own.channel?.unref();
    }
  };
  const give = (id: number, document: ImportRequest): void => {
    const own = (child ??= start());
    const request: ChildRequest = { id, document };
    // One that has ended meanwhile is told by its end.
    own.send(request, () => undefined);
    hold(own);
  };
  const giveUp = ([id, { document, answered }]: readonly [number, ReadLater]): void => {
    asked.delete(id);
    answered.reject(brokenDocument(document));
  };
  const ended = (own: ChildProcess, code: number | null): void => {
    if (child !== own) return;
    child = undefined;
    const [first] = asked;
    // It has not ended by itself: what it was reading has ended it.
    if (code !== 0 && first !== undefined) giveUp(first);
    for (const [id, { document }] of asked) give(id, document);
  };
  const start = (): ChildProcess => {
    const own = fork(ENTRY, [JSON.stringify(limits)], { serialization: 'advanced', execArgv: [], stdio: 'ignore' });
    own.on('message', (answer: ChildAnswer) => {
      const one = asked.get(answer.id);
      if (answer.type === 'progress') return one?.progress(answer.done, answer.of, answer.unit);
      asked.delete(answer.id);
      hold(own);
      if (answer.type === 'imported') one?.answered.resolve(answer.document);
      else if (answer.type === 'unreadable')
        one?.answered.reject(new UnreadableDocument(answer.reason, answer.message));
    });
    own.on('exit', (code) => ended(own, code)).on('error', () => ended(own, null));
    return own;
  };
  return {
    read: async (document, progress = () => {}) => {
      const answered = Promise.withResolvers<ImportedDocument>();
      const id = next++;
      asked.set(id, { document, progress, answered });
      give(id, document);
      return await answered.promise;
    },
    stop: async () => {
      const own = child;
      child = undefined;
      for (const one of asked) giveUp(one);
      if (own === undefined || own.exitCode !== null || own.signalCode !== null) return;
      const gone = new Promise((resolve) => void own.once('exit', resolve));
      // Nothing else may keep this process alive until the other one is gone.
      own.ref();
      own.kill('SIGKILL');
      await gone;
    },
  };
}
