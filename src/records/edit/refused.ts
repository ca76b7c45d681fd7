/** Refusals of the record editor. */
import type { Refusal } from './editor.ts';
import type { Problem } from './record-files.ts';
import { pathOf } from './record-name.ts';

/** Returns a refusal, whose sentence names the record that it is about where there is one. */
export const refused = ({ because, detail, record }: Problem): Refusal => ({
  ok: false,
  because,
  detail: record === undefined ? detail : `${pathOf(record)}: ${detail}`,
  ...(record !== undefined && { record: { folder: record.folder, file: record.file } }),
  faults: [],
});
