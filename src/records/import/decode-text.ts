/** Turns the bytes of a text or a web page into text: UTF-8, or what the page says, such as GB18030 of older Chinese sites. */
import { unreadable, UnreadableDocument } from './unreadable.ts';

/** A page names its encoding within its first kilobyte. https://html.spec.whatwg.org/multipage/parsing.html#prescan-a-byte-stream-to-determine-its-encoding */
const PRESCANNED = 1_024;

/** Returns the text of bytes without a byte order mark; throws UnreadableDocument where they are none. `charset` is what the server said. */
export function decodeText(bytes: Uint8Array, file: string, charset?: string): string {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, PRESCANNED));
  const marked = head.startsWith('\u00FF\u00FE')
    ? 'utf-16le'
    : head.startsWith('\u00FE\u00FF')
      ? 'utf-16be'
      : undefined;
  const [, said] = /<(?:meta\b[^>]*?\bcharset|\?xml\b[^>]*?\bencoding)\s*=\s*["']?\s*([\w-]{2,20})/iu.exec(head) ?? [];
  for (const encoding of [marked, 'utf-8', charset, said]) {
    const text = encoding === undefined ? undefined : decode(bytes, encoding);
    if (text !== undefined && !text.includes('\0')) return text;
  }
  throw new UnreadableDocument(unreadable('not-text', { file }));
}

function decode(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    // Neither an encoding that there is, nor bytes of it.
    return undefined;
  }
}
