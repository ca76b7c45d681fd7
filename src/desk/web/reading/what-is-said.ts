/** What a paragraph says by its words: who speaks in it, who promises, and of what kind it is. Pure. */
import type { Language, StatementKind, Translated } from '../../../records/schema.ts';
import type { KnownSpeaker, ReaderView } from '../../server/reading/reader.ts';

/** The words by which a text says something of a kind, and by which it names who speaks. */
const WORDS = {
  en: {
    said: /\b(?:said|says|spoke(?! with)|stated|states|told|stressed|emphasi[sz]ed|noted|pointed out|added|argued|warned|underscored|reaffirmed|reiterated|insisted|urged|called (?:on|for)|hopes?|hoped|believes?)\b/u,
    saidFirst: /^(?!["“']|He |She |They |We |I )[^.,"“]{0,80}\b(?:said|says|stated|told|stressed|noted)\b/u,
    wish: /\b(?:hopes?|hoped|urges?|urged|calls? (?:on|for)|called (?:on|for)|demands?|opposes?|condemns?|deplores?|welcomes?|should|wants?|looks? forward)\b/iu,
    agreed: /\b(?:agreed|consensus)\b/iu,
    both: /^(?:(?:The )?(?:(?:two|both) )?(?:sides|countries|leaders|presidents|governments|parties)|Both|They|President \w+ and President \w+)\b/iu,
    promises: '(?: \\w+){0,2} (?:will|shall|agreed|has|have|commits|committed|approved)\\b',
    pledge:
      /\b(?:will|shall|agreed to|(?:has|have) (?:also )?(?:agreed|committed|undertaken|pledged)|commit(?:s|ted)? to|pledge[sd]?|is to)\b/iu,
    order:
      /\b(?:hereby|(?:is|are|shall be|remain)(?: \w+ly| again| further)? (?:suspended|extended|stayed|amended|terminated|revoked|rescinded|lowered|reduced|imposed|designated|prohibited)|(?:rate of duty|duty|tariff)\b.* shall be)\b/iu,
    ordered:
      /\b(?:been (?:suspended|extended|lowered|imposed|terminated|revoked)|(?:suspended|extended|terminated|revoked|rescinded|lowered|raised|imposed|designated|issued)(?: the| a| an| new| additional)* (?:\w+[ -]){0,3}(?:duty|duties|tariffs?|fees?|rules?|sanctions?|controls?|exclusions?))/iu,
  },
  zh: {
    said: /表示|指出|强调|认为|说(?!明|法)|重申|期待|希望|感谢/u,
    saidFirst: /^(?!他|她|我)[^，。：]{1,24}(?:表示|指出|强调|认为)[，：]/u,
    wish: /希望|敦促|要求|呼吁|主张|反对|期待|应当|应该|[方国们都也则更]应(?!对|用|邀|询)|必须|务必|不得不|谴责|奉劝|不满/u,
    agreed: /同意|商定|一致认为|达成/u,
    both: /^.{0,12}(?:双方|两国|两军)/u,
    promises: '(?:也|还|已|亦)?(?:将|承诺|同意|愿)',
    pledge: /将(?!近)|承诺|同意|愿/u,
    order:
      /(?:决定|公告|批准)[^。]*(?:列入|移出|实施|停止|暂停|恢复|适用|加征)|自[^。]{1,24}起[^。]*(?:施行|实施|暂停|适用|列入|移出|加征|停止|生效)|(?:继续|对)[^。]*暂停[^。]{0,8}(?:措施|实施)|发布[^。]*公告/u,
    ordered: /列入|移出|加征|停止|施行|公告/u,
  },
} as const;
/** The label before what is said at a press conference, and those of whoever asks or answers without a name. */
const LABEL = /^(?<label>[^：:。.?？“"]{1,60})[：:]\s*/u;
/** The title of a text that orders. */
const ORDERS = /公告|决定|条例|规定|办法|\b(?:Order|Proclamation|Notice|Rule|Act|Amending|Modifying)\b/u;
const ASKS = /^(?:问|有?记者(?:问)?|.{0,12}记者(?:问)?|Q|Question|Reporter)$/iu;
const ANSWERS = /^(?:答|A|Answer)$/iu;
/** How a Chinese text names a spokesperson. */
const SPOKESPERSON =
  /(?<role>\p{Script=Han}{2,8}发言人)(?<name>(?!今|昨|日前|近日|就|在|对|应|表|指|强|宣|介|答|回|说|称)\p{Script=Han}{2,3}?)(?=大校|上校|就|在|今天|日前|表示|说|指出|强调|宣布|介绍|答|：|，|对|应询)/u;
/** A paragraph that goes on with what the one before it says. */
const GOES_ON = /^(?:[一二三四五六七八九十]是|第[一二三四五六七八九十]|[“"‘]|他|她|关于第|现在回答|He |She |They )/u;

/** Who speaks, as far as it is known: a name that a document has in one language may have no other. */
type Speaking = Partial<Omit<KnownSpeaker, 'speaker' | 'role'>> & {
  readonly speaker: Partial<Translated>;
  readonly role?: Partial<Translated>;
};

export type Said = {
  readonly speaker: Speaking;
  readonly shown: string;
  readonly isUnsure: boolean;
  /** Whether only the title of the document names the speaker. */
  readonly isByTitle?: true;
};

/** The pattern of a name in a text of a language: where words have spaces between them, as whole words. */
const nameIn = (name: string, language: Language): string =>
  language === 'zh' ? RegExp.escape(name) : `(?<![\\p{L}\\p{N}])${RegExp.escape(name)}(?![\\p{L}\\p{N}])`;

/** Whether a text has a name of one of its speakers, and whether by words that say that he speaks. */
function says({ speaker }: KnownSpeaker, text: string, language: Language): 'says' | 'named' | undefined {
  for (const name of namesOf(speaker, language)) {
    // Of the many who are known a text names few: no pattern is made for the others.
    const at = text.includes(name) ? new RegExp(nameIn(name, language), 'u').exec(text) : null;
    if (at === null) continue;
    const behind = text.slice(at.index + name.length);
    const verb = WORDS[language].said.exec(behind.slice(0, language === 'zh' ? 24 : 60));
    const between = verb === null ? '' : behind.slice(0, verb.index);
    const isBefore = /(?:said|says|told)(?: \p{L}+){0,4} $/u.test(text.slice(0, at.index));
    return isBefore || (verb !== null && !/[，。；,.;：]/u.test(between)) ? 'says' : 'named';
  }
  return undefined;
}

/** The names of a speaker in a text of a language: in English the surname too, in Chinese without the country in front. */
function namesOf({ en, zh }: Translated, language: Language): readonly string[] {
  if (language === 'zh') return zh === undefined ? [en] : [zh, zh.replace(/^\p{Script=Han}{1,2}国(?=.{4})/u, '')];
  return /^\p{Lu}[\p{L}.'-]+(?: \p{Lu}[\p{L}.'-]+)+$/u.test(en) ? [en, en.split(' ').at(-1) ?? en] : [en];
}

/** Returns who asks or answers in a paragraph of a press conference, by its label. */
function labelled(view: ReaderView, text: string): Said | 'asks' | 'answers' | undefined {
  const label = LABEL.exec(text)?.groups?.['label']?.trim();
  if (label === undefined) return undefined;
  if (ASKS.test(label)) return 'asks';
  if (ANSWERS.test(label)) return 'answers';
  const known = peopleIn(view).find(({ speaker }) => namesOf(speaker, view.language)[0] === label);
  if (known !== undefined) return sure(known, view);
  if (view.party !== undefined && Object.values(view.title).some((title) => title?.includes(label) === true))
    return sure({ speaker: { [view.language]: label }, party: view.party }, view);
  return /[?？]/u.test(text) ? 'asks' : undefined;
}

const sure = ({ party, other, ...speaking }: Speaking, { language }: ReaderView): Said => ({
  speaker: { ...speaking, ...(party !== undefined && { party }), ...(other !== undefined && { other }) },
  shown: speaking.speaker[language] ?? speaking.speaker.en ?? '',
  isUnsure: false,
});

/** Returns who a document is of, where its title names one; unsure where a paragraph names others too. */
function speakerOfDocument(view: ReaderView, text: string): Said | undefined {
  const [only, another] = peopleIn(view).filter((one) =>
    (['en', 'zh'] as const).some((language) => says(one, view.title[language] ?? '', language) !== undefined),
  );
  if (only === undefined || another !== undefined) return undefined;
  const isAlone = peopleIn(view).every((one) => one === only || says(one, text, view.language) === undefined);
  const isPerson = view.language === 'zh' || namesOf(only.speaker, 'en').length > 1;
  return { ...sure(only, view), isUnsure: !isAlone || !isPerson || view.party === undefined, isByTitle: true };
}

/** The known speakers without those that are called as a party is: its name says nothing of who speaks. */
const peopleIn = ({ speakers, parties }: ReaderView): readonly KnownSpeaker[] =>
  speakers.filter(
    ({ speaker }) =>
      !parties.some(({ names }) => names.includes(speaker.en.toLowerCase()) || names.includes(speaker.zh ?? '')),
  );

/** Returns who speaks in a paragraph, by its own words, those before it, or the title of its document. */
export function speakerOf(view: ReaderView, number: number, words: string): Said | undefined {
  const textOf = (at: number): string => view.paragraphs.find((one) => one.number === at)?.text ?? '';
  for (let at = number; at > 0; at -= 1) {
    const text = textOf(at);
    const label = labelled(view, text);
    if (label === 'asks') return undefined;
    if (label === 'answers') break;
    if (label !== undefined) return label;
    const isOfAnother = WORDS[view.language].saidFirst.test(text);
    const said = saidIn(view, text, at === number ? words : undefined);
    if (said !== undefined) return at === number || GOES_ON.test(textOf(number)) ? said : { ...said, isUnsure: true };
    if (isOfAnother) return undefined;
    if (at < number - MAX_BEFORE) break;
  }
  return speakerOfDocument(view, textOf(number));
}
/** So many paragraphs may go on with what one before them says. */
const MAX_BEFORE = 6;

function saidIn(view: ReaderView, text: string, words?: string): Said | undefined {
  const spokesperson = view.language === 'zh' ? SPOKESPERSON.exec(text)?.groups : undefined;
  const known = peopleIn(view).filter((one) => says(one, text, view.language) === 'says');
  const { role = '', name } = spokesperson ?? {};
  if (name !== undefined && !known.some(({ speaker }) => speaker.zh === name))
    return sure({ speaker: { zh: name }, role: { zh: role }, party: view.party }, view);
  const [only] = known;
  if (only === undefined) return undefined;
  if (known.length === 1) return sure(only, view);
  // Of several the last before the words.
  const until = words === undefined ? text : text.slice(0, text.indexOf(words) + words.length);
  const last = known
    .map((one) => ({
      one,
      at: Math.max(...namesOf(one.speaker, view.language).map((given) => until.lastIndexOf(given))),
    }))
    .toSorted((a, b) => b.at - a.at)[0];
  return { ...sure((last ?? { one: only }).one, view), isUnsure: true };
}

/** Returns who promises in a sentence: the party before the words that promise, or that its first words name; both where they name both. */
export function promiserIn({ parties, language }: ReaderView, told: string): string | undefined {
  const sentence = told.replace(LABEL, '');
  const { both, promises } = WORDS[language];
  const name = parties.flatMap(({ names }) => names.map((one) => RegExp.escape(one))).join('|');
  const pair = new RegExp(`^(?:the )?(?:${name})(?: and (?:the )?|[与和同])(?:${name})`, 'iu');
  if (both.test(sentence) || pair.test(sentence)) return 'both';
  const named = (behind: string): readonly { readonly id: string; readonly at: number }[] =>
    parties
      .flatMap(({ id, names }) =>
        names.map((one) => ({
          id,
          at: sentence.search(new RegExp(nameIn(one, language) + behind, 'iu')),
        })),
      )
      .filter(({ at }) => at !== -1)
      .toSorted((a, b) => a.at - b.at);
  const [promising] = named(promises);
  if (promising !== undefined) return promising.id;
  const [first, ...rest] = named('').filter(({ at }) => at <= SUBJECT);
  return rest.every(({ id }) => id === first?.id) ? first?.id : undefined;
}
/** The subject of a sentence begins within so many characters. */
const SUBJECT = 24;

/** What a sentence promises is said near its beginning; further on it may be of another clause. */
const PLEDGED_WITHIN = 90;

export type KindSaid = { readonly kind: StatementKind; readonly isUnsure: boolean; readonly words: string };

/** Returns of what kind a sentence of a paragraph is by its words; undefined where they tell nothing. */
export function kindOf(
  view: ReaderView,
  number: number,
  sentence: string,
  said: Said | undefined,
): KindSaid | undefined {
  const text = view.paragraphs.find((one) => one.number === number)?.text ?? '';
  const has = WORDS[view.language];
  const found = (kind: StatementKind, pattern: RegExp | undefined, isUnsure = false): KindSaid => ({
    kind,
    isUnsure,
    words: pattern?.exec(sentence)?.[0].slice(0, 24) ?? '',
  });
  if (labelled(view, text) === 'asks') return found('reported-fact', undefined, true);
  const by = promiserIn(view, sentence);
  const [isWish, isPledge, isOrder] = [has.wish.test(sentence), has.pledge.test(sentence), has.order.test(sentence)];
  if (view.party === undefined) {
    if (view.kind === 'commentary')
      return isWish ? found('recommendation', has.wish, true) : found('assessment', undefined, true);
    if (said !== undefined && has.said.test(sentence)) return found('position', has.said, true);
    return view.kind === 'think-tank' && isWish
      ? found('recommendation', has.wish, true)
      : found('reported-fact', undefined, true);
  }
  const isOwn = by === undefined || by === view.party;
  const isOrdering = ORDERS.test(view.title[view.language] ?? '') && said === undefined;
  if (isOrder && !isWish && isOwn) return found('measure', has.order, said !== undefined && !said.isUnsure);
  if (isPledge && !isWish && by !== undefined && (by !== view.party || has.agreed.test(sentence)))
    return found('commitment', has.pledge, said !== undefined || sentence.search(has.pledge) > PLEDGED_WITHIN);
  if (isWish && view.language === 'zh') return found('position', has.wish, isOrdering);
  if (said === undefined && has.saidFirst.test(text) && by !== 'both') return found('position', has.said, true);
  if (isOrdering && isOwn && (isOrder || isWish || has.ordered.test(sentence)))
    return found('measure', isOrder ? has.order : has.ordered, true);
  if (said !== undefined && !said.isUnsure)
    return found('position', isWish ? has.wish : has.said, (isPledge && !isWish) || said.isByTitle === true);
  if (isWish) return found('position', has.wish, true);
  if (isPledge && by !== undefined) return found('commitment', has.pledge, true);
  if (has.ordered.test(sentence)) return found('measure', has.ordered, true);
  // Where people are named most that is told is what they say.
  if (peopleIn(view).some((one) => says(one, text, view.language) !== undefined))
    return found('position', undefined, true);
  return undefined;
}
