/** What the desk says before publishing that channels will hear, against what they hear. */
import { expect, test } from 'vitest';
import type { ImpactView } from '../../../src/desk/server/publish.ts';
import { deskAsked, DOCUMENT, TOPIC } from './asking.ts';

const FACT = 'harbour-notes/hands-shaken';
const CORRECTION = { [FACT]: { kind: 'correction', what: { en: 'They met in the old mill.' } } };

async function asking() {
  const desk = await deskAsked();
  const impact = (texts: readonly object[], kinds: object = {}): Promise<ImpactView> =>
    desk.post<ImpactView>('curate/impact', { texts, kinds, language: 'en' });
  return { ...desk, impact };
}

test('a correction is heard by the message that showed it, once and in the words of the preview; and so is the next digest', async () => {
  const { say, posted, changed, impact, publish } = await asking();
  const texts = [
    changed(DOCUMENT, 'met in the customs house', 'met in the old mill'),
    changed(TOPIC, 'The ministers met; Quill', 'The ministers met in the mill; Quill'),
  ];
  // Nobody has subscribed.
  expect(await impact(texts, CORRECTION)).toEqual({ digests: [], unseen: 0, corrected: [], more: false });
  await say('subscribe all');
  await say('now');
  expect(await posted(1)).toHaveLength(1);

  // Without the word for it there is no correction to be told.
  expect(await impact(texts)).toMatchObject({ corrected: [] });
  const { corrected, digests } = await impact(texts, CORRECTION);
  expect(corrected).toHaveLength(1);
  expect(JSON.stringify(corrected)).toContain('The ministers met in the mill');
  expect(corrected[0]?.channel).toEqual({ platform: 'nowhere', channel: 'c1' });
  expect(digests).toHaveLength(1);
  expect(JSON.stringify(digests)).toContain('They met in the old mill.');

  await publish(texts, CORRECTION);
  const [, told] = await posted(2);
  expect(told).toEqual(corrected[0]?.reply);
  await say('now');
  const [, , next, ...more] = await posted(3);
  expect(next).toEqual(digests[0]?.reply);
  expect(more).toEqual([]);
});

test('what changes nothing for a channel is said to change nothing, and a digest that becomes another is shown as it is posted', async () => {
  const { say, posted, changed, impact, publish } = await asking();
  await say('subscribe all');
  await say('now');
  await posted(1);
  expect(await impact([changed(TOPIC, 'Bread depends on it.', 'Much bread depends on it.')])).toMatchObject({
    digests: [],
    corrected: [],
  });
  const history = '"what": {\n        "en": "First published."\n      }\n    }';
  const texts = [
    changed(
      TOPIC,
      history,
      `${history},\n    {"id": "closed", "on": "2026-09-10", "what": {"en": "Southland closed the corridor."}}`,
    ),
  ];
  const { digests } = await impact(texts);
  expect(digests).toHaveLength(1);
  expect(JSON.stringify(digests[0]?.reply)).toContain('Southland closed the corridor.');
  await publish(texts);
  await say('now');
  const [, next] = await posted(2);
  expect(next).toEqual(digests[0]?.reply);
});
