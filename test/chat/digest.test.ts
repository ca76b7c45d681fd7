/** Digests as messages of each chat: whatever they tell, one message, with the marker by which it is found. */
import { describe, expect, test } from 'vitest';
import type { Catalogue } from '../../src/search/catalogue.ts';
import type { Brief } from '../../src/records/schema.ts';
import { composeDigest, type ComposeDigestOptions } from '../../src/digest/compose.ts';
import { allNews } from '../../src/digest/news.ts';
import { render as renderDiscord } from '../../src/chat/discord/render/render.ts';
import { render as renderSlack } from '../../src/chat/slack/render/render.ts';
import { NOW, ownCatalogue } from '../support/records.ts';
import { SCHEDULE } from '../digest/records.ts';

const catalogue = ownCatalogue();
const MARKER = 'abcdefghjkmnpqrstvwx';

/** The catalogue with so many briefs, each changed so often in so many words. */
function crowded(briefs: number, changes: number, text: string): Catalogue {
  const [model] = catalogue.briefs.values();
  if (model === undefined) throw new Error('no brief');
  const many = Array.from({ length: briefs }, (_, index): [string, Brief] => {
    const id = `topic-with-a-long-name-${index}`;
    return [
      id,
      {
        ...model,
        id,
        // As long as records may have them.
        title: { en: `${index} ${text}`.slice(0, 80), zh: `${index} ${text}`.slice(0, 80) },
        summary: { en: text.slice(0, 100), zh: text.slice(0, 100) },
        history: Array.from({ length: changes }, (__, change) => ({
          id: `change-${change}`,
          on: '2026-10-01',
          what: { en: text.slice(0, 240), zh: text.slice(0, 240) },
        })),
      },
    ];
  });
  return { ...catalogue, briefs: new Map(many) };
}

const TEXTS = {
  short: 'A change.',
  long: 'Words about what has changed. '.repeat(10),
  marks: 'The “*Act*” of @everyone: see https://a.example/a_b_c [1]. '.repeat(5),
  Chinese: '中美关系有了新的变化。'.repeat(25),
};

const cases = Object.entries(TEXTS).flatMap(([name, text]) =>
  (
    [
      [1, 1],
      [30, 1],
      [60, 8],
    ] as const
  ).flatMap(([briefs, changes]) =>
    [true, false].flatMap((introduced) =>
      (['en', 'zh'] as const).map((language) => ({ name, text, briefs, changes, introduced, language })),
    ),
  ),
);

describe.each([
  { name: 'Slack', render: renderSlack, carries: `"${MARKER}"` },
  { name: 'Discord', render: renderDiscord, carries: `#${MARKER}` },
])('on $name', ({ render, carries }) => {
  test.each(cases)(
    '$briefs briefs with $changes changes ($name, introduced: $introduced, $language) are one message',
    ({ text, briefs, changes, introduced, language }) => {
      const composed: ComposeDigestOptions = {
        catalogue: crowded(briefs, changes, text),
        subscription: {
          topics: 'all',
          language,
          whenQuiet: 'rotate',
          schedule: SCHEDULE,
          baseline: [],
          introduced,
          rotated: undefined,
          owner: '',
        },
        carriedKeys: new Set(),
        now: NOW,
        lateFor: NOW.subtract({ hours: 40 }),
        marker: MARKER,
      };
      const digest = composeDigest(composed);
      const messages = digest === undefined ? [] : render(digest.reply);
      expect(messages).toHaveLength(1);
      expect(JSON.stringify(messages).split(carries)).toHaveLength(2);
    },
  );

  test.each(['en', 'zh'] as const)('all statements of ours as news (%s) are one message', (language) => {
    const carriedKeys = new Set<string>();
    const subscription = {
      topics: 'all',
      language,
      whenQuiet: 'skip',
      schedule: SCHEDULE,
      baseline: [],
      introduced: true,
    } as const;
    // What is told is carried, so that each digest tells of other statements.
    for (let digests = 0; digests < 9; digests += 1) {
      const digest = composeDigest({
        catalogue,
        subscription: { ...subscription, rotated: undefined, owner: '' },
        carriedKeys,
        now: NOW,
        lateFor: NOW.subtract({ hours: 40 }),
        marker: MARKER,
      });
      if (digest === undefined) break;
      expect(render(digest.reply)).toHaveLength(1);
      // Of what is carried without being told, only some is taken along, so that more is seen.
      const told = new Set(digest.carried.briefs.flatMap(({ statements }) => statements));
      for (const key of digest.carried.keys)
        if (!key.startsWith('statement/') || told.has(key.slice('statement/'.length))) carriedKeys.add(key);
    }
    expect(carriedKeys.size).toBeGreaterThan(20);
  });

  test.each(
    [...catalogue.briefs.keys()].flatMap((id) => (['en', 'zh'] as const).map((language) => ({ id, language }))),
  )('$id in rotation ($language) is one message', ({ id, language }) => {
    const digest = composeDigest({
      catalogue,
      subscription: {
        topics: [id],
        language,
        whenQuiet: 'rotate',
        schedule: SCHEDULE,
        baseline: [],
        introduced: true,
        rotated: undefined,
        owner: '',
      },
      carriedKeys: new Set(allNews(catalogue, [id], NOW).map(({ key }) => key)),
      now: NOW,
      lateFor: NOW.subtract({ hours: 40 }),
      marker: MARKER,
    });
    expect(digest?.carried.rotates).toBe(id);
    expect(digest === undefined ? [] : render(digest.reply)).toHaveLength(1);
  });
});
