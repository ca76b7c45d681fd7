/** Topics to choose from for readers of Chinese, of records that have no Chinese: the English titles follow, and the reader is told so. */
import { messages } from '../../src/locales/messages.ts';
import { describe, expect, test } from 'vitest';
import type { Catalogue } from '../../src/search/catalogue.ts';
import type { Language } from '../../src/records/schema.ts';
import { render as renderForDiscord } from '../../src/chat/discord/render/render.ts';
import { homeView } from '../../src/chat/slack/render/home.ts';
import { pickerView } from '../../src/chat/slack/render/picker.ts';
import { render as renderForSlack } from '../../src/chat/slack/render/render.ts';
import type { Reply } from '../../src/reply/reply.ts';
import { answer } from '../../src/conversation/answer-request.ts';
import type { BriefRequest } from '../../src/reply/button.ts';
import { NOW, ownCatalogue } from '../support/records.ts';

const own = ownCatalogue();
const t = messages('zh');

/** The same records, of which the one on energy has its title in English only; two briefs are close to any question. */
const english: Catalogue = {
  ...own,
  briefs: new Map(
    [...own.briefs].map(([id, brief]) => [id, id === 'energy' ? { ...brief, title: { en: 'Energy' } } : brief]),
  ),
};
const undecided = (catalogue: Catalogue): Catalogue => {
  const briefs = ['energy', 'outlook'].flatMap((id) => catalogue.briefs.get(id) ?? []);
  const finder = { ...catalogue.finder, find: () => ({ result: 'near', briefs }) as const, nearest: () => briefs };
  return { ...catalogue, finder };
};
const reply = (request: BriefRequest, catalogue: Catalogue, language: Language = 'zh'): Reply =>
  answer(request, { catalogue: undecided(catalogue), language, now: NOW, audience: 'asker', helpEntries: [] });
const count = (value: unknown, text: string): number => JSON.stringify(value).split(text).length - 1;

/** A brief that names the one on energy as related. */
const relating = [...own.briefs.values()].find((brief) => brief.related.includes('energy'));
const topic = relating?.id ?? '';

describe.each([
  ['all topics', { type: 'topics' }],
  ['related topics', { type: 'related', topic }],
  ['topics of which one may be meant', { type: 'ask', question: '能源和展望' }],
  ['topics that a misspelt one may mean', { type: 'brief', topic: 'enregy' }],
] as const)('%s', (_what, request) => {
  test('are told to be partly in English where they are, once, on each platform', () => {
    const shown = [
      (one: Reply) => renderForSlack(one).map(({ blocks }) => blocks),
      (one: Reply) => renderForDiscord(one).map(({ components }) => components),
    ];
    for (const render of shown) {
      expect(count(render(reply(request, english)), t('reply.partly'))).toBe(1);
      expect(count(render(reply(request, own)), t('reply.partly'))).toBe(0);
      expect(count(render(reply(request, english, 'en')), messages('en')('reply.partly'))).toBe(0);
    }
  });
});

const home = (catalogue: Catalogue, language: Language) =>
  homeView({
    catalogue,
    language,
    now: NOW,
    zone: undefined,
    digests: [],
    from: 0,
    newSince: { at: NOW.subtract({ hours: 14 * 24 }), isFirstLook: true },
    keepsQuestions: false,
  });

test('so it is said in the Home tab and over the picker of Slack', () => {
  for (const view of [home, pickerView]) {
    expect(count(view(english, 'zh'), t('reply.partly'))).toBe(1);
    expect(count(view(own, 'zh'), t('reply.partly'))).toBe(0);
    expect(count(view(english, 'en'), messages('en')('reply.partly'))).toBe(0);
  }
});
