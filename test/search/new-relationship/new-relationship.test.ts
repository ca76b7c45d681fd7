/** What a new relationship begins with: found by code or name, without faults of its own, and ready to be filled in. */
import { findingText } from '../../../src/records/fault.ts';
import { describe, expect, test } from 'vitest';
import { relationshipOf } from '../../../src/records/drafts.ts';
import { parseRecord } from '../../../src/records/parse-record.ts';
import { parseYaml } from '../../../src/records/parse-yaml.ts';
import { RelationshipSchema } from '../../../src/records/schema.ts';
import { checkCatalogue } from '../../../src/search/check-catalogue.ts';
import {
  countryCodes,
  countryNames,
  findCountry,
  type ProposedParty,
} from '../../../src/search/new-relationship/countries.ts';
import { newRelationship, proposedLanguages } from '../../../src/search/new-relationship/new-relationship.ts';
import { folderOf, NOW } from '../../support/records.ts';

const found = (text: string): ProposedParty => {
  const country = findCountry(text);
  if (country === undefined) throw new Error(text);
  return country;
};
const made = (first: string, second: string, over: Partial<Parameters<typeof newRelationship>[1]> = {}) =>
  newRelationship([found(first), found(second)], {
    languages: ['en', 'zh'],
    today: '2026-11-24',
    isFurther: false,
    isDraft: () => false,
    ...over,
  });

describe('a country', () => {
  test.each([
    ['JP', 'jp'],
    ['japan', 'jp'],
    ['日本', 'jp'],
    ['臺灣', undefined],
    ['台灣', 'tw'],
    ['the Netherlands', 'nl'],
    ['UK', 'gb'],
    ['USA', 'us'],
    ['Korea', 'kr'],
    ["Cote d'Ivoire", 'ci'],
    ['European Union', 'eu'],
    ['Atlantis', undefined],
    ['', undefined],
    ['XA', undefined],
  ])('called %s is %s', (text, id) => {
    expect(findCountry(text)?.id).toBe(id);
  });

  test('has names, an adjective and what else is known of it', () => {
    expect(found('GB')).toMatchObject({
      name: { en: 'the United Kingdom', zh: '英国' },
      adjective: 'british',
      aliases: { en: ['united kingdom', 'british'], zh: ['英国', '英方'] },
      short: '英',
    });
    expect(found('GB').alsoKnown.en).toContain('london');
    expect(found('GN').adjective).not.toBe('conakry');
    expect(countryNames('en').find(({ code }) => code === 'MM')?.name).toBe('Myanmar');
  });
});

describe('a new relationship', () => {
  test('of any two countries has a record without faults, and drafts that are YAML and name it', () => {
    const codes = countryCodes();
    expect(codes.length).toBeGreaterThan(240);
    for (const [at, code] of codes.entries()) {
      const { id, records } = made(code, codes[(at + 97) % codes.length] ?? '');
      const [relationship, ...drafts] = records;
      const { faults, value } = parseRecord('x', relationship?.text ?? '', RelationshipSchema);
      expect([id, faults]).toEqual([id, []]);
      expect(new Set(value?.aliases.zh).size).toBe(value?.aliases.zh?.length);
      expect(drafts).toHaveLength(3);
      for (const { text } of at % 25 === 0 ? drafts : []) {
        expect(parseYaml(text).faults).toEqual([]);
        expect(relationshipOf(text)).toBe(id);
      }
    }
  });

  test('proposes Chinese where it is spoken, and puts its own name in front where there are others', () => {
    expect(proposedLanguages([found('JP'), found('CN')])).toEqual(['en', 'zh']);
    expect(proposedLanguages([found('JP'), found('KR')])).toEqual(['en']);
    const [first] = made('JP', 'KR', { isFurther: true, languages: ['en'] }).records;
    expect(parseYaml(first?.text ?? '').value).toMatchObject({ languages: ['en'] });
    expect(parseYaml(first?.text ?? '').value).toMatchObject({
      aliases: { en: expect.arrayContaining(['japan-south korea', 'japan-korea', 'korea-japan']) as string[] },
    });
    const [alone] = made('CN', 'US').records;
    expect(parseYaml(alone?.text ?? '').value).toMatchObject({
      title: { en: 'China and the United States', zh: '中国与美国' },
      aliases: { zh: ['中美', '中美关系', '中国与美国', '美中', '美中关系', '美国与中国'] },
    });
  });

  test('proposes no name and no question of a topic that does not name the pair: another relationship may have the same', () => {
    const { records } = made('IS', 'NO');
    const drafts = records.filter(({ folder }) => folder === 'drafts').map(({ text }) => parseYaml(text).value);
    expect(drafts).toHaveLength(3);
    for (const draft of drafts as readonly Record<'aliases' | 'questions', Record<'en' | 'zh', readonly string[]>>[]) {
      const { aliases, questions } = draft;
      for (const one of [...aliases.en, ...questions.en]) expect(one).toMatch(/iceland|norw/iu);
      for (const one of [...aliases.zh, ...questions.zh]) expect(one).toMatch(/冰岛|挪威|冰挪/u);
      expect(questions.en).toHaveLength(8);
    }
  });

  test('has no Chinese, nor a place for it, where its texts are to be in English only', () => {
    const { records } = made('JP', 'KR', { languages: ['en'] });
    for (const { text } of records.filter(({ folder }) => folder === 'drafts')) {
      expect(text).not.toMatch(/\bzh:|\p{Script=Han}/u);
      expect(parseYaml(text).value).toMatchObject({
        bottomLine: { text: { en: null } },
        history: [{ what: { en: 'First published.' } }],
      });
    }
  });

  test('takes no draft that is there, and lacks nothing but topics', () => {
    const { records } = made('JP', 'KR', { isDraft: (file) => file === 'security-and-defence.yaml' });
    expect(records.map(({ folder, file }) => `${folder}/${file}`)).toEqual([
      'jp-kr/relationship.yaml',
      'drafts/trade-and-investment.yaml',
      'drafts/leaders-and-diplomacy.yaml',
      'drafts/jp-kr-security-and-defence.yaml',
    ]);
    const folder = folderOf(Object.fromEntries(records.map((one) => [`${one.folder}/${one.file}`, one.text])));
    const { faults } = checkCatalogue(folder, NOW);
    expect(faults.map((fault) => findingText(fault, 'en'))).toEqual([expect.stringMatching(/^holds no topics/u)]);
  });
});
