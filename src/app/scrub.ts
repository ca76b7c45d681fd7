/** Removes secrets from a text. */

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
  /[?&](?:ticket|token|secret|code|state|password)=[^\s"'&\\)]+/giu,
  /[MNO][A-Za-z0-9_-]{22,27}\.[A-Za-z0-9_-]{5,7}\.[A-Za-z0-9_-]{25,}/gu,
  /(\/webhooks\/\d+\/)[^\s"'/?\\)]+/gu,
  /(\/interactions\/\d+\/)[^\s"'/?\\)]+/gu,
  /(?:(?<![A-Za-z])Bot|\\[nrt]Bot|[Bb]earer)\s+[A-Za-z0-9._~+/=-]{8,}/gu,
  /(postgres(?:ql)?:\/\/[^\s:@/"]{0,200}:)[^\s"]{0,500}@/gu,
];

/** Returns text without secrets: the values passed wherever they occur, and everything with the shape of a token, signature or response address. */
export function scrub(text: string, secrets: readonly string[] = []): string {
  let clean = text;
  // The longest first, so that a secret containing another one is not left in parts; JSON escapes some characters.
  const known = new Set(secrets.flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)]));
  for (const secret of [...known].toSorted((a, b) => b.length - a.length))
    if (secret.length >= 4) clean = clean.replaceAll(secret, HIDDEN);
  for (const shape of SHAPES)
    clean = clean.replace(shape, (_whole, prefix: unknown) => (typeof prefix === 'string' ? prefix + HIDDEN : HIDDEN));
  return clean;
}
