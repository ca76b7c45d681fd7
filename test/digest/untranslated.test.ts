/** Digests in Chinese of records that have no Chinese: the English follows, and the channel is told so. */
import { messages } from '../../src/locales/messages.ts';
import { expect, test } from 'vitest';
import type { Catalogue } from '../../src/search/catalogue.ts';
import { composeDigest } from '../../src/digest/compose.ts';
import { allNews } from '../../src/digest/news.ts';
import type { Subscription } from '../../src/digest/subscription.ts';
import { NOW, ownCatalogue } from '../support/records.ts';
import { SCHEDULE } from './records.ts';

const catalogue = ownCatalogue();
const brief = catalogue.briefs.get('energy');
if (brief === undefined) throw new Error('there is no brief on energy');

/** The same records, of which the one on energy is in English only. */
const english: Catalogue = {
  ...catalogue,
  briefs: new Map([
    ...catalogue.briefs,
    [
      'energy',
      {
        ...brief,
        summary: { en: brief.summary.en },
        bottomLine: { ...brief.bottomLine, text: { en: brief.bottomLine.text.en } },
        history: brief.history.map(({ id, on, what, statements }) => ({ id, on, what: { en: what.en }, statements })),
      },
    ],
  ]),
};
const HEARD = new Set(allNews(catalogue, ['energy'], NOW).map(({ key }) => key));

test.each([
  ['that introduces its topics', { introduced: false }, new Set<string>()],
  ['of what is new', { introduced: true }, new Set<string>()],
  ['in rotation', { introduced: true }, HEARD],
] as const)('a digest %s says where it falls back to English, and only there', (_, over, carriedKeys) => {
  const told = (from: Catalogue, language: Subscription['language']): string =>
    JSON.stringify(
      composeDigest({
        catalogue: from,
        subscription: {
          topics: ['energy'],
          language,
          whenQuiet: 'rotate',
          schedule: SCHEDULE,
          baseline: [],
          rotated: undefined,
          owner: '',
          ...over,
        },
        carriedKeys,
        now: NOW,
      })?.reply.blocks,
    );
  const t = messages('zh');
  expect(told(english, 'zh').split(t('reply.partly'))).toHaveLength(2);
  expect(told(catalogue, 'zh')).not.toContain(t('reply.partly'));
  expect(told(english, 'en')).not.toContain(messages('en')('reply.partly'));
});
