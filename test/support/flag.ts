/** A flag as a reader sends it, to test with. */
import type { Flag } from '../../src/inbox/flag.ts';
import { NOW } from './records.ts';

/** Returns a flag on the made-up brief, kept and nothing more, with some fields replaced. */
export const flagOf = (id: string, over: Partial<Flag> = {}): Flag => ({
  id,
  topic: 'grain-corridor',
  statement: 'harbour-notes/hands-shaken',
  text: `It was not so: ${id}`,
  link: '',
  language: 'en',
  channelRef: { platform: 'slack', workspace: 'T1', channel: 'C1' },
  person: 'U777',
  createdAt: NOW,
  nextAt: undefined,
  begunAt: undefined,
  postedAt: undefined,
  doneAt: undefined,
  ...over,
});
