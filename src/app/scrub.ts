/** Takes what is secret out of a text. */

const HIDDEN = '[hidden]';

// What is secret by its shape: it may stand inside an SDK's error message or address, where no field name gives it away.
// No shape asks for a word boundary on its left: in a line of JSON a line break before a token is the two characters \n.
// What may be long is bounded where a shape could begin anywhere, so that a huge line takes no time in its square.
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

/** Returns text without secrets: the given values wherever they stand, and whatever has the shape of a token, signature or response address. */
export function scrub(text: string, secrets: readonly string[] = []): string {
  let clean = text;
  // The longest first, so that one that holds another is not left in pieces; in JSON some characters are written as escapes.
  const known = new Set(secrets.flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)]));
  for (const secret of [...known].toSorted((a, b) => b.length - a.length))
    if (secret.length >= 4) clean = clean.replaceAll(secret, HIDDEN);
  for (const shape of SHAPES)
    clean = clean.replace(shape, (_whole, prefix: unknown) => (typeof prefix === 'string' ? prefix + HIDDEN : HIDDEN));
  return clean;
}
