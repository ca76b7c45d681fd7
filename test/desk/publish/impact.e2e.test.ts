/** What the desk says before publishing that channels will hear, against what they hear. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ImpactView } from '../../../src/desk/server/publish.ts';
import { deskOfTest } from '../../support/desk.ts';
import { fetchLinked } from '../../support/linked.ts';

const DOCUMENT = { folder: 'north-south/documents', file: 'harbour-notes.yaml' };
const TOPIC = { folder: 'north-south/topics', file: 'grain-corridor.yaml' };
const FACT = 'harbour-notes/hands-shaken';
const CORRECTION = { [FACT]: { kind: 'correction', what: { en: 'They met in the old mill.' } } };

type Posted = { readonly number: number; readonly reply: ImpactView['corrected'][number]['reply'] };

async function asking() {
  const desk = await deskOfTest();
  const post = async (path: string, body: unknown) => {
    const response = await fetchLinked(`${desk.url}/api/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: desk.url },
      body: JSON.stringify(body),
    });
    return (await response.json()) as Record<string, unknown>;
  };
  let requests = 0;
  const say = (text: string) => post('say', { text, language: 'en', zone: 'UTC', request: `r${(requests += 1)}` });
  /** The messages of the channel, once there are so many. */
  const posted = async (count: number): Promise<readonly Posted[]> => {
    const leaving = new AbortController();
    const { body } = await fetchLinked(`${desk.url}/api/events`, { signal: leaving.signal });
    const found: Posted[] = [];
    let text = '';
    for await (const chunk of body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += chunk;
      const events = text.split('\n\n');
      text = events.pop() ?? '';
      for (const event of events)
        if (event.includes('event: posted')) found.push(JSON.parse(/^data: ?(.*)$/mu.exec(event)?.[1] ?? '') as Posted);
      if (found.length >= count) break;
    }
    leaving.abort();
    return found.toSorted((a, b) => a.number - b.number);
  };
  const fileOf = ({ folder, file }: typeof TOPIC): string => join(desk.briefsDir, folder, file);
  const changed = (name: typeof TOPIC, from: string, to: string) => {
    const text = readFileSync(fileOf(name), 'utf8');
    expect(text).toContain(from);
    return { ...name, text: text.replace(from, to) };
  };
  const impact = async (texts: readonly object[], kinds: object = {}): Promise<ImpactView> =>
    (await post('curate/impact', { texts, kinds, language: 'en' })) as unknown as ImpactView;
  const publish = async (texts: readonly { readonly folder: string; readonly file: string }[], kinds: object = {}) => {
    const sent = await Promise.all(
      texts.map(async ({ folder, file, ...rest }) => {
        const response = await fetchLinked(
          `${desk.url}/api/curate/record?${new URLSearchParams({ folder, file }).toString()}`,
        );
        const { version } = (await response.json()) as { readonly version: string };
        return { folder, file, ...rest, version };
      }),
    );
    expect(await post('curate/publish', { texts: sent, kinds })).toMatchObject({ faults: [] });
  };
  return { say, posted, changed, impact, publish };
}

test('a correction is heard by the message that showed it, once and in the words of the preview; and so is the next digest', async () => {
  const { say, posted, changed, impact, publish } = await asking();
  const texts = [
    changed(DOCUMENT, 'met in the customs house', 'met in the old mill'),
    changed(TOPIC, 'The ministers met; Quill', 'The ministers met in the mill; Quill'),
  ];
  // Nobody has subscribed.
  expect(await impact(texts, CORRECTION)).toEqual({ digests: [], unseen: 0, corrected: [], more: false });
  await say('/digest subscribe topics: all time: 09:00 zone: UTC');
  await say('/digest now');
  expect(await posted(1)).toHaveLength(1);

  // Without the word for it there is no correction to be told.
  expect(await impact(texts)).toMatchObject({ corrected: [] });
  const { corrected, digests } = await impact(texts, CORRECTION);
  expect(corrected).toHaveLength(1);
  expect(JSON.stringify(corrected)).toContain('The ministers met in the mill');
  expect(corrected[0]?.channel).toEqual({ platform: 'desk', channel: 'desk' });
  expect(digests).toHaveLength(1);
  expect(JSON.stringify(digests)).toContain('They met in the old mill.');

  await publish(texts, CORRECTION);
  const [, told] = await posted(2);
  expect(told?.reply).toEqual(corrected[0]?.reply);
  await say('/digest now');
  const [, , next, ...more] = await posted(3);
  expect(next?.reply).toEqual(digests[0]?.reply);
  expect(more).toEqual([]);
});

test('what changes nothing for a channel is said to change nothing, and a digest that becomes another is shown as it is posted', async () => {
  const { say, posted, changed, impact, publish } = await asking();
  await say('/digest subscribe topics: all time: 09:00 zone: UTC');
  await say('/digest now');
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
  await say('/digest now');
  const [, next] = await posted(2);
  expect(next?.reply).toEqual(digests[0]?.reply);
});
