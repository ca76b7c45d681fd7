/** The outside of a command, passed in: streams, environment, clock. */
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { EXIT } from '../app/process.ts';
import type { Environment } from '../chat/platform.ts';
import { AttacheError, errorMessage } from '../shared/errors.ts';

export type Io = {
  readonly env: Environment;
  /** A pipe that nobody reads keeps a process alive unless it is released. */
  readonly input: Readable & { readonly isTTY?: boolean; readonly unref?: () => void };
  readonly output: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly errors: Writable & { readonly isTTY?: boolean };
  readonly now: () => Temporal.Instant;
};

/** Writes text and resolves when it has been handed over, so that the exit does not cut a long output through a pipe. */
export function print(stream: Writable, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text.endsWith('\n') ? text : `${text}\n`, (error) => {
      // The reader may have closed the pipe early, as `head` does: that is not a failure.
      if (error && (error as NodeJS.ErrnoException).code !== 'EPIPE') reject(error);
      else resolve();
    });
  });
}

/** Writes an error message; what it quotes of a record or of typed text cannot control a terminal. */
export function printError({ errors }: Pick<Io, 'errors'>, text: string): Promise<void> {
  return print(errors, text.replace(CONTROL_CHARACTERS, ''));
}

/** Writes why nothing was done, and returns the exit code of that. */
export async function refused(why: string, io: Pick<Io, 'errors'>): Promise<number> {
  await printError(io, `attache: ${why}`);
  return EXIT.failed;
}

/** Writes a value as JSON; its control and direction characters are written as escapes of the same value. */
export function printJson(stream: Writable, value: unknown, indent?: number): Promise<void> {
  const escaped = JSON.stringify(value, null, indent).replace(
    CONTROL_CHARACTERS,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return print(stream, escaped);
}

/** Control characters except line breaks and tabs, and marks that reverse text. */
const CONTROL_CHARACTERS = /[^\P{Cc}\n\t]|[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/** Returns the files of a folder and of the folders in it, whose names begin the ids of a relationship that puts its own in front. */
export function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
      .toSorted();
  } catch (error) {
    throw new AttacheError('usage', `${folder} cannot be listed: ${errorMessage(error)}`, { cause: error });
  }
}
