/** Every request that a topic's brief answers, each with a name. */
import { type BriefRequest } from '../../src/reply/button.ts';
import { SECTIONS } from '../../src/reply/section.ts';

/** Returns the requests of a topic: its card, the whole of it, each section, and what is related. */
export const partsOf = (topic: string): { readonly part: string; readonly request: BriefRequest }[] => [
  ...(['brief', 'sections', 'related'] as const).map((type) => ({ part: type, request: { type, topic } })),
  ...SECTIONS.map((section) => ({ part: section, request: { type: 'section', section, topic } as const })),
];
