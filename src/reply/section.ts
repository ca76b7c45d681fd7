/** The sections of a brief, by name. Apart from what buttons are, so that a page can use them. */

/** The sections of a brief, in the order in which a reader meets them. */
export const SECTIONS = [
  'key-points',
  'sides',
  'disagreements',
  'measures',
  'commitments',
  'views',
  'watch',
  'gaps',
  'sources',
  'changes',
] as const;

export type Section = (typeof SECTIONS)[number];

/** Returns the section of a name, or undefined where there is none of it. */
export function asSection(name: string | undefined): Section | undefined {
  return SECTIONS.find((one) => one === name);
}
