/** Refusals of the record editor. */
import type { Refusal, RefusalCode } from './editor.ts';

/** Returns a refusal, which names the record that it is about where there is one. */
export const refused = (
  { because, detail }: { readonly because: RefusalCode; readonly detail: string },
  about?: string,
): Refusal => ({
  ok: false,
  because,
  detail: about === undefined ? detail : `${about}: ${detail}`,
  faults: [],
});
