/** What a command works with: everything outside it, passed in. */
import type { Readable, Writable } from 'node:stream';
import type { Environment } from '../platforms/platform.ts';

export type Io = {
  readonly env: Environment;
  /** A pipe that nobody reads keeps a process alive unless it is let go. */
  readonly input: Readable & { readonly isTTY?: boolean; readonly unref?: () => void };
  readonly output: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly errors: Writable;
  readonly now: () => Temporal.Instant;
};

/** Writes text and settles when it has been handed over, so that a long output through a pipe is not cut by the exit. */
export function print(stream: Writable, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text.endsWith('\n') ? text : `${text}\n`, (error) => {
      // Whoever reads may have had enough, as `head` does: that is no failure of ours.
      if (error && (error as NodeJS.ErrnoException).code !== 'EPIPE') reject(error);
      else resolve();
    });
  });
}

/** Writes a complaint; what it quotes of a record or of what was typed cannot steer a terminal. */
export function complain({ errors }: Pick<Io, 'errors'>, text: string): Promise<void> {
  return print(errors, text.replace(STEERING, ''));
}

/** Writes a value as JSON; it is the same value, but its control and direction characters are written as escapes. */
export function printJson(stream: Writable, value: unknown, indent?: number): Promise<void> {
  const escaped = JSON.stringify(value, null, indent).replace(
    STEERING,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return print(stream, escaped);
}

/** Control characters but line breaks and tabs, and marks that turn text around. */
const STEERING = /[^\P{Cc}\n\t]|[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;
