/** What a curator has before them on the day, and what they write: made up, so that nothing of it is mistaken for knowledge. */
import type { Language } from '../../src/records/schema.ts';
import { pdfFile } from '../records/import/pdf-file.ts';

export const CURATOR = 'Ann Lee';

export const TITLE = { en: 'Coal buyers meet in the harbour hall', zh: '煤炭买家在港口大厅会面' };

/** The page of a site: a notice of cookies, four paragraphs, and a button to share. */
export const PAGE = (day: string): string => `<!doctype html><html lang="en"><head>
<title>${TITLE.en} | The Made-up Gazette</title><meta property="og:site_name" content="The Made-up Gazette">
<meta name="author" content="Cleo Marsh"><meta property="article:published_time" content="${day}T08:00:00Z"></head><body>
<p>We use cookies to improve your experience on this site.</p><h1>${TITLE.en}</h1>
<p>Coal buyers from China and traders from the United States met in the harbour hall on Tuesday and talked about tariffs.</p>
<p>They settled on fourteen cargoes of coal for the spring, and left the price of each cargo for another day.</p>
<p>Nobody spoke of natural gas, which had been on the list that both delegations brought along.</p>
<p>The hall will be open to them again as soon as either side asks for it.</p>
<p>Share this article</p></body></html>`;

/** The same in Chinese, as somebody pastes it. */
export const PASTED = `港口大厅里，煤炭买家与贸易商再次坐到一起，谈了整整一个下午。
买家代表陈明说，关税若不降低，明年的订单只会更少。
贸易商没有回应这句话，只说还要再看看港口的排期。`;

const line = (text: string, y: number): { readonly text: string; readonly y: number } => ({ text, y });

/** A report of two pages, as a PDF. */
export const REPORT = pdfFile([
  [
    { text: 'Freight on the coal route', y: 720, size: 20 },
    line('Freight rates on the coal route have doubled since the summer, as brokers of', 680),
    line('both countries report, and small ships are hardest to find.', 666),
  ],
  [line('The brokers expect that rates will fall once the tariffs on ship parts are gone,', 720)].concat(
    line('which few of them believe will happen before next year.', 706),
  ),
]);

/** What is asked of a document beyond what it says of itself, by the language of its words. */
export type WrittenDetails = Readonly<
  Record<'title' | 'publisher' | 'disclosure', Readonly<Partial<Record<Language, string>>>>
> & {
  readonly url?: string;
  readonly id: string;
};

const GAZETTE = {
  publisher: { en: 'The Made-up Gazette', zh: '虚构公报' },
  disclosure: { en: 'A paper that exists for this trial only.', zh: '仅为本次试用而虚构的报纸。' },
};

export const DETAILS: Readonly<Record<'address' | 'paste' | 'file', WrittenDetails>> = {
  address: { ...GAZETTE, title: { zh: TITLE.zh }, id: 'day-coal-buyers' },
  paste: {
    ...GAZETTE,
    title: { en: 'An afternoon in the harbour hall', zh: '港口大厅的一个下午' },
    url: 'https://gazette.example/afternoon',
    id: 'day-harbour-hall',
  },
  file: {
    ...GAZETTE,
    title: { en: 'Freight on the coal route', zh: '煤炭航线的运费' },
    url: 'https://gazette.example/freight',
    id: 'day-freight',
  },
};

/** The topics that the statements bear on, as they are titled. */
export const TOPICS = [
  { id: 'energy', en: 'Energy', zh: '能源' },
  { id: 'trade-and-tariffs', en: 'Trade and tariffs', zh: '贸易与关税' },
] as const;
/** The topic that is retracted. */
export const RETRACTED = { id: 'people-to-people', en: 'People-to-people ties', zh: '人文交流' } as const;

/** The statements that are written, and the words that each rests on. */
export const STATEMENTS = {
  cargoes: {
    paragraph: 2,
    words: 'fourteen cargoes of coal',
    // Misread, as it happens late in the day; corrected below.
    en: 'Chinese buyers and American traders agreed on 40 cargoes of coal.',
    zh: '中国买家与美国贸易商商定40船煤炭。',
    right: {
      en: 'Chinese buyers and American traders agreed on 14 cargoes of coal.',
      zh: '中国买家与美国贸易商商定14船煤炭。',
    },
    why: { en: 'The document says 14 cargoes, not 40.', zh: '文件所写为14船，而非40船。' },
  },
  orders: {
    paragraph: 2,
    words: '关税若不降低',
    en: 'Chen said that there would be fewer orders unless tariffs came down.',
    zh: '陈明表示，除非下调关税，否则订货将会减少。',
    speaker: { en: 'Chen Ming', zh: '陈明' },
    role: { en: 'For the buyers of coal', zh: '煤炭采购方代表' },
  },
  rates: {
    paragraph: 2,
    words: 'have doubled since the summer',
    en: 'Shipping coal cost twice as much in autumn as before the summer.',
    zh: '秋季运煤费用为夏季之前的两倍。',
  },
} as const;

/** What else is written on the day. */
export const SAID = {
  retraction: {
    en: 'What it rested on was withdrawn by its publisher.',
    zh: '其所依据的文件已由发布方撤回。',
  },
  question: { en: 'how many coal ships sail in the spring', zh: '开春会有多少船煤运过来' },
} as const;
