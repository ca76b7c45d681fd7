/** What may be logged of a text or an error: no secrets, and nothing that SDKs keep in their errors of requests and answers. */

const HIDDEN = '[hidden]';

// The shapes of secrets: they may occur inside an SDK's error message or an address, where no field name reveals them.
// No shape requires a word boundary on its left: in a line of JSON a line break before a token is the two characters \n.
// Repetitions are bounded where a shape could begin anywhere, so that a huge line does not take quadratic time.
const SHAPES: readonly RegExp[] = [
  /x(?:ox[a-z]|app)-[A-Za-z0-9-]{4,}/gu,
  /xoxe\.[A-Za-z0-9.-]{4,}/gu,
  /v0=[0-9a-f]{16,}/giu,
  /hooks\.slack\.com\/[^\s"'\\)]+/gu,
  /((?:^|[^A-Za-z])(?:actions|commands|interactive|workflows)\/T[A-Z0-9]+\/)[^\s"'\\)]+/gu,
  /wss?:\/\/[^\s"'\\)]{0,300}slack[^\s"'\\)]*/gu,
  /attache_[\w-]{43}/gu,
  /(\/sign-in#)[^\s"'\\)]+/gu,
  /[?&](?:ticket|token|secret|code|state|password)=[^\s"'&\\)]+/giu,
  /[MNO][A-Za-z0-9_-]{22,27}\.[A-Za-z0-9_-]{5,7}\.[A-Za-z0-9_-]{25,}/gu,
  /(\/webhooks\/\d+\/)[^\s"'/?\\)]+/gu,
  /(\/interactions\/\d+\/)[^\s"'/?\\)]+/gu,
  /(?:(?<![A-Za-z])Bot|\\[nrt]Bot|[Bb]earer)\s+[A-Za-z0-9._~+/=-]{8,}/gu,
  /(postgres(?:ql)?:\/\/[^\s:@/"]{0,200}:)[^\s"]{0,500}@/gu,
];

/** Returns text without secrets: the values passed wherever they occur, and everything with the shape of a token, signature or response address. */
export function redact(text: string, secrets: readonly string[] = []): string {
  let clean = text;
  // The longest first, so that a secret containing another one is not left in parts; JSON escapes some characters.
  const known = new Set(secrets.flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)]));
  for (const secret of [...known].toSorted((a, b) => b.length - a.length))
    if (secret.length >= 4) clean = clean.replaceAll(secret, HIDDEN);
  for (const shape of SHAPES)
    clean = clean.replace(shape, (_whole, prefix: unknown) => (typeof prefix === 'string' ? prefix + HIDDEN : HIDDEN));
  return clean;
}

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
