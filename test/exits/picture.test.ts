/** The picture of measures and promises over time: each track once, under whose it is, with its state in words. */
import { parseDocument } from 'htmlparser2';
import { describe, expect, test } from 'vitest';
import { NotGiven } from '../../src/exits/lookup.ts';
import { pictureOf, picturesOf, topicPicture } from '../../src/exits/picture.ts';
import type { Catalogue } from '../../src/search/catalogue.ts';
import {
  catalogueOf,
  documentRecord,
  NOW,
  ownCatalogue,
  recordFiles,
  STATEMENTS,
  topicRecord,
} from '../support/records.ts';

const LANGUAGES = ['en', 'zh'] as const;
const WIDTHS = [1280, 390] as const;
const given = (catalogue: Catalogue, language: 'en' | 'zh' = 'en') => ({ catalogue, language, now: NOW });

/** Returns the texts of a picture in their order, and how far its marks reach. */
function drawn(svg: string): { readonly texts: readonly string[]; readonly shapes: number } {
  const texts: string[] = [];
  let shapes = 0;
  type Node = {
    readonly type: string;
    readonly name?: string;
    readonly data?: string;
    readonly children?: readonly Node[];
  };
  const walk = (node: Node): void => {
    if (node.name === 'text') texts.push(String(node.children?.[0]?.data));
    if (node.name === 'rect' || node.name === 'path' || node.name === 'circle') shapes += 1;
    node.children?.forEach(walk);
  };
  walk(parseDocument(svg, { xmlMode: true, decodeEntities: true }));
  return { texts, shapes };
}

/** Returns the records of a topic with a track of each given number of statements. */
const withTracks = (count: number): Catalogue =>
  catalogueOf(
    recordFiles({
      'north-south/topics/grain-corridor.yaml': topicRecord(),
      'north-south/tracks.yaml': {
        tracks: Array.from({ length: count }, (_, index) => ({
          id: `toll-${index}`,
          kind: 'measure',
          party: ['north', 'south', 'both'][index % 3],
          title: { en: `Toll <${index}> & more` },
          aliases: { en: [] },
          topics: ['grain-corridor'],
        })),
      },
      'north-south/documents/harbour-notes.yaml': documentRecord({
        statements: [
          ...Object.values(STATEMENTS).map((one) => Object.assign({ topics: ['grain-corridor'] }, one)),
          ...Array.from({ length: count }, (_, index) => ({
            ...STATEMENTS.measure,
            id: `toll-${index}-lowered`,
            topics: ['grain-corridor'],
            track: `toll-${index}`,
            text: { en: `Northland lowered toll number ${index} until the frost.` },
          })),
        ],
      }),
    }),
  );

describe('the picture', () => {
  test.each(LANGUAGES.flatMap((language) => WIDTHS.map((width) => [language, width] as const)))(
    'of each of the project’s topics names every track once, in %s at %d pixels',
    (language, width) => {
      const catalogue = ownCatalogue();
      for (const brief of catalogue.briefs.values()) {
        const svg = pictureOf(brief, given(catalogue, language), width);
        const words = drawn(svg).texts.join(' ').replaceAll(/\s/gu, '');
        const names = [...catalogue.tracks.values()]
          .filter(({ topics }) => topics.includes(brief.id))
          .map(({ title }) => (language === 'zh' ? (title.zh ?? title.en) : title.en).replaceAll(/\s/gu, ''));
        expect(names.filter((name) => !words.includes(name))).toEqual([]);
        expect(svg).not.toMatch(/NaN|undefined|Infinity/u);
        expect(svg).toContain(`width="${width}"`);
      }
    },
  );

  test('of forty tracks has forty rows under the sides whose they are, and escapes their names', () => {
    const catalogue = withTracks(40);
    const brief = catalogue.briefs.get('grain-corridor')!;
    const { texts } = drawn(pictureOf(brief, given(catalogue), 1280));
    expect(texts.filter((text) => /^Toll <\d+> & more$/u.test(text))).toHaveLength(40);
    expect(texts.filter((text) => ['Northland', 'Southland', 'Both sides'].includes(text))).toEqual([
      'Northland',
      'Southland',
      'Both sides',
    ]);
    expect(texts.filter((text) => text.startsWith('was to end October 31, 2026'))).toHaveLength(40);
    const parts = picturesOf(brief, given(catalogue), 672, 6);
    expect(parts).toHaveLength(7);
    expect(parts.flatMap((part) => drawn(part).texts).filter((text) => text.startsWith('Toll <'))).toHaveLength(40);
  });

  test('of no track is a sentence', () => {
    const catalogue = withTracks(0);
    const brief = catalogue.briefs.get('grain-corridor')!;
    expect(drawn(pictureOf(brief, given(catalogue), 390)).texts).toEqual([
      'No measure or promise is followed in this topic.',
    ]);
  });

  test('of a topic that was retracted says so, with day and reason; of none it is refused', () => {
    const retraction = { id: 'gone', on: '2026-10-02', what: { en: 'It never was.' } };
    const catalogue = catalogueOf(
      recordFiles({
        'north-south/topics/grain-corridor.yaml': topicRecord('grain corridor', { status: 'retracted', retraction }),
      }),
    );
    expect(drawn(topicPicture(given(catalogue), 'grain-corridor')).texts).toEqual([
      'Retracted on October 2, 2026. It never was.',
    ]);
    expect(() => topicPicture(given(catalogue), 'no/such')).toThrow(NotGiven);
  });

  test('of a topic that is out of service for now is refused as that', () => {
    const catalogue = withTracks(1);
    const withheld = { topics: ['north-south/salt-road'] } as unknown as Catalogue['withheld'];
    expect(() => topicPicture(given({ ...catalogue, finder: catalogue.finder, withheld }), 'salt-road')).toThrow(
      expect.objectContaining({ code: 'withheld' }),
    );
  });
});
