import { describe, expect, test } from 'vitest';
import type { Catalogue } from '../../src/search/catalogue.ts';
import type { ComposeContext } from '../../src/reply/compose/parts.ts';
import { memoizeForDay } from '../../src/reply/memoize.ts';
import type { Reply } from '../../src/reply/reply.ts';
import { catalogueOf } from '../support/records.ts';

const at = (now: string): Temporal.Instant => Temporal.Instant.from(now);

/** Composes replies that can be told apart. */
function composer(catalogue: Catalogue) {
  let composed = 0;
  return (name: string, over: Partial<ComposeContext> = {}): Reply =>
    memoizeForDay(
      name,
      { catalogue, language: 'en', audience: 'asker', now: at('2026-11-24T12:00:00Z'), ...over },
      () => {
        composed += 1;
        return { title: `${composed}`, language: 'en', audience: 'asker', blocks: [], actions: [] };
      },
    );
}

describe('a reply', () => {
  test('is composed once for its name, language and audience on one day in UTC', () => {
    const reply = composer(catalogueOf());
    const first = reply('brief energy');
    expect(reply('brief energy', { now: at('2026-11-24T00:00:00Z') })).toBe(first);
    expect(reply('brief energy', { now: at('2026-11-24T23:59:59.999Z') })).toBe(first);
  });

  test('is composed anew for another name, language, audience or day, and from other records', () => {
    const reply = composer(catalogueOf());
    const titles = [
      reply('brief energy'),
      reply('sources energy'),
      reply('brief energy', { language: 'zh' }),
      reply('brief energy', { audience: 'everyone' }),
      reply('brief energy', { catalogue: catalogueOf() }),
      reply('brief energy', { now: at('2026-11-25T00:00:00Z') }),
      reply('brief energy', { now: at('2026-11-24T23:59:59Z') }),
    ].map(({ title }) => title);
    expect(titles).toEqual(['1', '2', '3', '4', '5', '6', '7']);
  });

  test('is forgotten after many others, and not before', () => {
    const reply = composer(catalogueOf());
    const first = reply('first');
    for (let index = 1; index < 256; index += 1) reply(`${index}`);
    expect(reply('first')).toBe(first);
    for (let index = 256; index < 512; index += 1) reply(`${index}`);
    expect(reply('first')).not.toBe(first);
  });
});
