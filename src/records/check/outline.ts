/** The outline of a brief, read leniently: a fault elsewhere in a record must not hide the faults between records. */
import { z } from 'zod';

const Outline = z.looseObject({
  title: z.looseObject({ en: z.string().optional(), zh: z.string().optional() }).optional().catch(undefined),
  aliases: z
    .looseObject({
      en: z.array(z.string().catch('')).optional().catch(undefined),
      zh: z.array(z.string().catch('')).optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
  statements: z
    .array(
      z
        .looseObject({
          id: z.string().optional().catch(undefined),
          citations: z
            .array(z.looseObject({ source: z.string(), paragraph: z.int() }).optional().catch(undefined))
            .optional()
            .catch(undefined),
        })
        .optional()
        .catch(undefined),
    )
    .optional()
    .catch(undefined),
});

/** Returns the names and citations of whatever a record holds, each left out where it cannot be read; it never throws. */
export function outline(raw: unknown): z.infer<typeof Outline> {
  return Outline.safeParse(raw).data ?? {};
}
