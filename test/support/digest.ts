/** A digest of a channel, and what its replies are written with. */
import type { RenderContext } from '../../src/conversation/digests/status-reply.ts';
import type { Subscription } from '../../src/digest/subscription.ts';
import type { Language } from '../../src/records/schema.ts';
import type { Catalogue } from '../../src/search/catalogue.ts';
import { NOW } from './records.ts';

/** Returns a digest of topics, on weekdays in the morning. */
export const digestOf = (topics: readonly string[]): Subscription => ({
  id: 'abcd2345',
  channelRef: { platform: 'slack', workspace: 'T01TEST', channel: 'C01GEN' },
  topics,
  schedule: { days: ['mon', 'tue', 'wed', 'thu', 'fri'], time: '09:00', zone: 'America/New_York' },
  language: 'en',
  whenQuiet: 'skip',
  owner: 'U1',
  createdAt: NOW,
  pausedBecause: undefined,
  pausedDetail: '',
  dueAt: NOW,
  baseline: [],
  introduced: false,
  rotated: undefined,
});

/** Returns what replies about digests are written with. */
export const digestContext = (catalogue: Catalogue, language: Language): RenderContext => ({
  catalogue,
  language,
  now: NOW,
  command: (act) => `/digest ${act}`,
});
