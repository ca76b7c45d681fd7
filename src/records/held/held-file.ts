/** What the file of a held text holds. */
import { z } from 'zod';
import { id, slug } from '../fields.ts';

/** How a text came here: a dropped file, pasted text, or an address that was fetched. */
export const HELD_FROM = ['file', 'paste', 'address'] as const;

/** The paragraphs of a document, in the order and the form in which its record counts them. `readAt` is an instant as ISO 8601 writes it. */
export type HeldText = {
  readonly id: string;
  readonly relationship: string;
  readonly paragraphs: readonly string[];
  readonly readAt: string;
  readonly from: (typeof HELD_FROM)[number];
};

export const HeldFile = z.strictObject({
  id: slug,
  relationship: id,
  paragraphs: z.array(z.string().min(1)).min(1),
  readAt: z.string(),
  from: z.enum(HELD_FROM),
});
