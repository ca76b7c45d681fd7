/** The countries that a new relationship can be between, by code or by name, and what is proposed of each. */
import type { Language } from '../../records/schema.ts';
import { CHINESE_SHORT, countries, type Country } from '../lexicon/countries.ts';

/** A country as a party of a new relationship. */
export type ProposedParty = {
  /** Its code in lower case. */
  readonly id: string;
  readonly name: { readonly en: string; readonly zh: string };
  /** The same without the article. */
  readonly plain: string;
  /** How English says that something is of it, in lower case; its name where that is not known. */
  readonly adjective: string;
  readonly aliases: { readonly en: readonly string[]; readonly zh: readonly string[] };
  /** The character that Chinese joins to that of another country. */
  readonly short: string | undefined;
  /** What else is known to stand for it, such as its capital: a person decides which of it holds today. */
  readonly alsoKnown: { readonly en: readonly string[]; readonly zh: readonly string[] };
  /** Whether Chinese is spoken there. */
  readonly speaksChinese: boolean;
};

/** Regions of Unicode that are no country and no bloc. */
const NO_COUNTRIES = new Set(['AQ', 'EZ', 'QO', 'UN', 'XA', 'XB', 'ZZ']);
/** English puts an article before these. */
const WITH_ARTICLE = new Set('AE BS CF DO EU FK GB GM KM KY MH MV NL PH SB SC US'.split(' '));
/** What the table of other countries leaves out, since our own records have it, or says in another order. */
const FURTHER: Readonly<Record<string, Country>> = {
  CN: { code: 'CN', en: ['china', 'chinese', 'prc', 'beijing'], zh: ['中国', '北京'] },
  US: { code: 'US', en: ['united states', 'american', 'usa', 'u.s.', 'america', 'washington'], zh: ['美国', '华盛顿'] },
  EU: { code: 'EU', en: ['european union', 'european', 'eu', 'brussels'], zh: ['欧盟', '布鲁塞尔'] },
};
const FURTHER_SHORT: Readonly<Record<string, string>> = { CN: '中', US: '美' };

const english = (): Intl.DisplayNames => new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
const chinese = (): Intl.DisplayNames => new Intl.DisplayNames('zh-Hans', { type: 'region', fallback: 'none' });

let codes: readonly string[] | undefined;

/** Returns the codes of all countries, in the order of the alphabet. */
export function countryCodes(): readonly string[] {
  if (codes !== undefined) return codes;
  const names = english();
  const letters = Array.from({ length: 26 }, (_, at) => String.fromCharCode(65 + at));
  const all = letters.flatMap((first) => letters.map((second) => first + second));
  // A code that is another's today, such as UK or SU, is left out.
  codes = all.filter(
    (code) =>
      !NO_COUNTRIES.has(code) &&
      names.of(code) !== undefined &&
      Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`,
  );
  return codes;
}

/** Returns every country with its name in a language, in the order of the names. */
export function countryNames(language: Language): readonly { readonly code: string; readonly name: string }[] {
  const { compare } = new Intl.Collator(language);
  return countryCodes()
    .map((code) => ({ code, name: partyOf(code).name[language] }))
    .toSorted((a, b) => compare(a.name, b.name));
}

const key = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('&', 'and')
    .replaceAll(/[’'.]/gu, '')
    .replace(/^the /u, '')
    .trim();

/** Returns the country of a code, or of a name in English or Chinese; undefined where there is none of it. */
export function findCountry(text: string): ProposedParty | undefined {
  const code = text.trim().toUpperCase();
  if (countryCodes().includes(code)) return partyOf(code);
  const wanted = key(text);
  if (wanted === '') return undefined;
  const traditional = new Intl.DisplayNames('zh-Hant', { type: 'region', fallback: 'none' });
  const [simplified, names] = [chinese(), english()];
  const called = countryCodes().find(
    (one) =>
      [names.of(one), simplified.of(one), traditional.of(one), partyOf(one).plain].some(
        (name) => name !== undefined && key(name) === wanted,
      ) || entryOf(one).en.some((name) => key(name) === wanted),
  );
  return called === undefined ? undefined : partyOf(called);
}

const entryOf = (code: string): Country =>
  FURTHER[code] ?? countries().find((one) => one.code === code) ?? { code, en: [], zh: [] };

function partyOf(code: string): ProposedParty {
  const plain = (english().of(code) ?? code)
    .replaceAll('&', 'and')
    .replace(/ SAR China$/u, '')
    .replace(/ \(.*\)$/u, '');
  const zh = chinese().of(code) ?? code;
  const [own, ...further] = entryOf(code).en;
  // A country named like an everyday word is not in the table by its name.
  const isNamed = own !== undefined && [plain, english().of(code) ?? ''].some((name) => key(name) === key(own));
  const [adjective = plain.toLowerCase(), ...others] = isNamed || own === undefined ? further : [own, ...further];
  const short = FURTHER_SHORT[code] ?? Object.entries(CHINESE_SHORT).find(([, of]) => of === code)?.[0];
  return {
    id: code.toLowerCase(),
    name: { en: WITH_ARTICLE.has(code) ? `the ${plain}` : plain, zh },
    plain,
    adjective,
    aliases: {
      en: [...new Set([plain.toLowerCase().replaceAll('’', "'"), adjective])],
      zh: short === undefined ? [zh] : [zh, `${short}方`],
    },
    short,
    alsoKnown: { en: others, zh: entryOf(code).zh.slice(1) },
    speaksChinese: new Intl.Locale(`und-${code}`).maximize().language === 'zh',
  };
}
