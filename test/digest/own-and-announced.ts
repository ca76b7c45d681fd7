/** The project's own records with documents of late November 2026 beside them that announce what is to begin in December. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { valuesOf } from '../../src/records/catalogue.ts';
import { createRecordLoader } from '../../src/records/load.ts';
import { createCatalogue, type Catalogue } from '../../src/search/catalogue.ts';
import { copyOwn, type Fields } from '../support/records.ts';

const day = (on: string) => ({ precision: 'day', on });

/** Returns an announced measure of one of the project's tracks. */
export const announced = (track: string, effect: string, from: string, over: Fields = {}): Fields => ({
  id: `${track.slice(0, 40)}-${effect}`,
  kind: 'measure',
  topics: ['export-controls'],
  track,
  party: 'us',
  effect,
  from: day(from),
  text: { en: `The measure is ${effect} from that day.`, zh: '该措施自当日起变动。' },
  instrument: { en: 'Fact sheet', zh: '情况说明' },
  citations: [{ paragraph: 1, find: 'from that day' }],
  ...over,
});

export const AFFILIATES = announced('us-affiliates-rule', 'suspended', '2026-12-01', {
  until: day('2027-11-10'),
  text: {
    en: 'The United States suspends its affiliates rule again from December 1, 2026, until November 10, 2027.',
    zh: '美国自2026年12月1日起再次暂停实施穿透性规则，至2027年11月10日。',
  },
});

export const DUTY = announced('us-section-301-forced-labor-duty', 'lowered', '2026-12-15', {
  topics: ['trade-and-tariffs'],
  text: {
    en: 'The 12.5% duty on Chinese goods falls to 10% on December 15, 2026.',
    zh: '对中国商品加征的12.5%关税自2026年12月15日起降至10%。',
  },
});

/** Returns a document of the White House with some statements. */
export const paper = (publishedOn: string, statements: readonly Fields[]): Fields => ({
  title: { en: `Fact sheet of ${publishedOn}`, zh: `${publishedOn}情况说明` },
  publisher: { en: 'The White House', zh: '白宫' },
  authors: [],
  kind: 'official',
  party: 'us',
  url: `https://www.whitehouse.gov/fact-sheets/${publishedOn}/`,
  publishedOn,
  accessedOn: publishedOn,
  copy: { kind: 'original' },
  disclosure: { en: 'A government tells of its own acts.', zh: '政府讲述自身行为。' },
  language: 'en',
  paragraphs: ['b9e137285c4402a5'],
  statements,
});

/** Returns the project's records with these documents, by the day on which each was published. */
export function ownWith(...documents: readonly Fields[]): Catalogue {
  const folder = mkdtempSync(join(tmpdir(), 'attache-own-'));
  try {
    copyOwn(folder);
    for (const [index, document] of documents.entries())
      writeFileSync(join(folder, 'cn-us', 'documents', `wh-paper-${index}.yaml`), JSON.stringify(document));
    return createCatalogue(valuesOf(createRecordLoader(folder).read()));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
