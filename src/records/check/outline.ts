/** The outlines of records, read leniently: a fault elsewhere in a record must not hide the faults between records. */
import { z } from 'zod';

const names = z
  .looseObject({
    en: z.array(z.string().catch('')).optional().catch(undefined),
    zh: z.array(z.string().catch('')).optional().catch(undefined),
  })
  .optional()
  .catch(undefined);

const TopicOutline = z.looseObject({
  title: z.looseObject({ en: z.string().optional(), zh: z.string().optional() }).optional().catch(undefined),
  aliases: names,
});

const DocumentOutline = z.looseObject({
  url: z.string().optional().catch(undefined),
  statements: z
    .array(
      z
        .looseObject({
          id: z.string().optional().catch(undefined),
          topics: z.array(z.string().catch('')).optional().catch(undefined),
          citations: z
            .array(
              z
                .looseObject({ source: z.string().optional().catch(undefined), paragraph: z.int() })
                .optional()
                .catch(undefined),
            )
            .optional()
            .catch(undefined),
          relations: z
            .array(z.looseObject({ type: z.string(), statement: z.string() }).optional().catch(undefined))
            .optional()
            .catch(undefined),
        })
        .optional()
        .catch(undefined),
    )
    .optional()
    .catch(undefined),
});

/** Returns the names of whatever a topic record holds, each left out where it cannot be read; it never throws. */
export function topicOutline(raw: unknown): z.infer<typeof TopicOutline> {
  return TopicOutline.safeParse(raw).data ?? {};
}

/** Returns the address, citations and relations of whatever a document record holds, each left out where it cannot be read; it never throws. */
export function documentOutline(raw: unknown): z.infer<typeof DocumentOutline> {
  return DocumentOutline.safeParse(raw).data ?? {};
}
