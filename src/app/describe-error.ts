/** What the log says of an error: its kind, message, stack and codes. What SDKs keep in theirs besides, such as whole requests and answers, holds what people wrote. */

export type ErrorDescription = {
  readonly type: string;
  readonly message: string;
  readonly stack: string;
  readonly code?: string | number;
  readonly status?: number;
};

const MESSAGE_CHARACTERS = 500;
const STACK_CHARACTERS = 4_000;
/** Of errors that were caused by one another, so many are told. */
const MAX_CAUSES = 5;

/** Returns the description of an error with its causes; of what was thrown and is no error, a text alone is told. */
export function describeError(error: unknown): ErrorDescription {
  if (!(error instanceof Error)) {
    const message = typeof error === 'string' ? error : 'something that is no error was thrown';
    return { type: typeof error, message: message.slice(0, MESSAGE_CHARACTERS), stack: '' };
  }
  const messages: string[] = [];
  const stacks: string[] = [];
  let at: unknown = error;
  for (let depth = 0; at instanceof Error && depth < MAX_CAUSES; depth += 1, at = at.cause) {
    const message = at.message.slice(0, MESSAGE_CHARACTERS);
    messages.push(message);
    // The stack begins with the name and the message.
    const frames = (at.stack ?? '').split('\n').filter((line) => /^\s+at /u.test(line));
    stacks.push([`${at.name}: ${message}`, ...frames].join('\n'));
  }
  const { code, status, statusCode } = error as {
    readonly code?: unknown;
    readonly status?: unknown;
    readonly statusCode?: unknown;
  };
  const http = typeof status === 'number' ? status : statusCode;
  return {
    type: error.name,
    message: messages.join(': '),
    stack: stacks.join('\ncaused by ').slice(0, STACK_CHARACTERS),
    ...((typeof code === 'string' || typeof code === 'number') && { code }),
    ...(typeof http === 'number' && { status: http }),
  };
}
