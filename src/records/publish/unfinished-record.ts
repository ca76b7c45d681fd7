/** Documents whose shape has faults, as far as they can be compared with the texts that they cite: so that all faults are told at once. */
import { z } from 'zod';
import type { HeldRecord } from '../check/held.ts';
import { valueOfYaml } from '../read-yaml.ts';

/** A document, of which only what is compared needs to be there. */
export type ComparedRecord = HeldRecord & { readonly relationship: string; readonly paragraphs: readonly string[] };

/** It keeps its place among the citations, and cites nothing that is held. */
const UNCITED = { source: '', paragraph: 1, find: '' };
const UnfinishedRecord = z.object({
  title: z.object({ en: z.string().catch(''), zh: z.string().optional().catch(undefined) }).catch({ en: '' }),
  paragraphs: z.array(z.string()).catch([]),
  statements: z
    .array(
      z
        .looseObject({
          citations: z
            .array(
              z
                .object({
                  source: z.string().optional(),
                  paragraph: z.int().positive(),
                  find: z.string().min(1),
                })
                .catch(UNCITED),
            )
            .catch([]),
          quote: z.string().optional().catch(undefined),
        })
        .catch({ citations: [], quote: undefined }),
    )
    .catch([]),
});

/** Returns what a document with faults of its shape cites; undefined where the text is no YAML. */
export function unfinishedRecord(path: string, text: string): ComparedRecord | undefined {
  const [relationship = '', , file = ''] = path.split('/');
  const { data } = UnfinishedRecord.safeParse(valueOfYaml(text));
  return data && { ...data, relationship, id: file.replace(/\.yaml$/u, '') };
}
