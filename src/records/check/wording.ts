/** Whether two texts say the same in other words: the same figures, names, hedges, negations and directions. Pure. */
import { chineseFigures } from '../figures/chinese.ts';
import { englishFigures } from '../figures/english.ts';
import type { Figure } from '../figures/figures.ts';
import type { Language } from '../schema.ts';

/** What of the meaning of a text a change of its wording must leave alone. */
export type WordingPart = 'figures' | 'names' | 'hedges' | 'negations' | 'directions';

/** Returns what two texts of one language do not have in common that no change of wording may touch, each with the words; `names` are names of the relationship, which Chinese does not write otherwise than words. */
export function wordingChanges(
  before: string,
  after: string,
  language: Language,
  names: readonly string[] = [],
): { readonly part: WordingPart; readonly words: readonly string[] }[] {
  const found = [
    { part: 'figures', words: otherFigures(before, after, language) },
    { part: 'names', words: otherNames(before, after, names) },
    ...(['hedges', 'negations', 'directions'] as const).map((part) => ({
      part,
      words: otherCounts(before, after, WORDS[language][part]),
    })),
  ] as const;
  return found.filter(({ words }) => words.length > 0);
}

function otherFigures(before: string, after: string, language: Language): string[] {
  const read = language === 'en' ? englishFigures : chineseFigures;
  const [old, now] = [read(before), read(after)];
  return [...lacking(old, now), ...lacking(now, old)];
}

/** Figures of a text that another one does not have as often. */
function lacking(from: readonly Figure[], against: readonly Figure[]): string[] {
  const left = against.map(({ readings }) => readings.join('|'));
  return from.flatMap(({ readings, written }) => {
    const at = left.indexOf(readings.join('|'));
    if (at === -1) return [written];
    left.splice(at, 1);
    return [];
  });
}

/** Words with which an English sentence begins that are no names. */
const BEGINNINGS = new Set(
  'a an the this that these those it its they their there he she his her we our in on at by for from of to as with while when where after before since until during under over both each all some most many few no not and but or if although though because despite also only such other another neither either'.split(
    ' ',
  ),
);
const WORD = /[\p{Script=Latin}][\p{Script=Latin}\p{N}'’.-]*/gu;

type NamedWord = { readonly word: string; readonly begins: boolean };

/** The words of a text that begin with a capital letter or are written in capitals. */
function capitals(text: string): NamedWord[] {
  return [...text.matchAll(WORD)].flatMap(({ 0: written, index }) => {
    const word = bare(written);
    if (!/^\p{Lu}/u.test(word)) return [];
    const lead = text.slice(0, index).trimEnd();
    return [{ word, begins: lead === '' || /[.!?:;。！？：；“"(（]$/u.test(lead) }];
  });
}

function otherNames(before: string, after: string, names: readonly string[]): string[] {
  const others = [
    ...quoted(before).filter((title) => !after.includes(title)),
    ...quoted(after).filter((title) => !before.includes(title)),
    ...names.filter((name) => /\p{Script=Han}/u.test(name) && before.includes(name) !== after.includes(name)),
  ];
  return [...new Set([...namesMissing(before, after), ...namesMissing(after, before), ...others])];
}

/** Returns the names in capital letters that a text has and another has not. */
function namesMissing(from: string, there: string): string[] {
  const words = new Set([...there.matchAll(WORD)].map(([word]) => bare(word)));
  const lower = new Set([...words].map((word) => word.toLowerCase()));
  return capitals(from).flatMap(({ word, begins }) => {
    if (words.has(word)) return [];
    // The first word of a sentence may be any word; that it stands in the other text in small letters shows that it is none of a name.
    return begins && (BEGINNINGS.has(word.toLowerCase()) || lower.has(word.toLowerCase())) ? [] : [word];
  });
}

/** A word without its possessive ending and the mark behind it. */
const bare = (word: string): string => word.replace(/['’]s$|[.'’-]+$/u, '');

const quoted = (text: string): string[] => [...text.matchAll(/[《“「][^》”」]*[》”」]/gu)].map(([whole]) => whole);

function otherCounts(before: string, after: string, groups: readonly RegExp[]): string[] {
  return groups.flatMap((group) => {
    const [old, now] = [before.match(group) ?? [], after.match(group) ?? []];
    return old.length === now.length ? [] : [...new Set([...old, ...now].map((word) => word.toLowerCase()))];
  });
}

const english = (...groups: readonly string[]): RegExp[] =>
  groups.map((group) => new RegExp(`\\b(?:${group})\\b`, 'giu'));
const chinese = (...groups: readonly string[]): RegExp[] => groups.map((group) => new RegExp(group, 'gu'));

/** Each group of words counts as one: within it another form is only wording. */
const WORDS: Readonly<
  Record<Language, Readonly<Record<Exclude<WordingPart, 'figures' | 'names'>, readonly RegExp[]>>>
> = {
  en: {
    hedges: english(
      'may|might|could|can',
      'would|should|must|shall',
      'will|is to|are to',
      'likely|probably|presumably',
      'possibl[ey]|perhaps|maybe|potentially',
      'appears?|appeared|seems?|seemed|apparently',
      'reportedly|allegedly|alleged|alleges?|purported(?:ly)?|claims?|claimed',
      'says?|said|according to|told|tells?|stated?|states',
      'about|around|approximately|roughly|some|nearly|almost|close to',
      'at least|or more|no less than',
      'at most|up to|no more than',
      'more than|over|above|exceed(?:s|ed|ing)?',
      'less than|fewer than|under|below',
      'expects?|expected|anticipat\\w+|forecasts?|predicts?|predicted',
      'plans?|planned|intends?|intended|aims?|aimed|seeks?|sought|wants?|wanted',
      'considers?|considered|considering|weighs?|weighed|weighing',
      'agrees?|agreed|pledges?|pledged|promises?|promised|commits?|committed|vow(?:s|ed)?',
      'urges?|urged|calls? for|called for|recommends?|recommended|proposes?|proposed',
      'if|unless|provided that|depending',
      'only|solely|merely|just',
      'all|every|each|entire(?:ly)?|fully|whol(?:e|ly)|complete(?:ly)?',
      'most|mostly|mainly|largely|part(?:ly|ially)?|many|several|few',
      'doubts?|doubted|uncertain|unclear',
    ),
    negations: english(
      "not|cannot|\\w+n['’]t",
      'no|none|nothing|nobody',
      'never|no longer',
      'neither|nor',
      'without',
      'den(?:y|ies|ied)|reject(?:s|ed)?|refus(?:e|es|ed)|declin(?:e|es|ed)',
      'fail(?:s|ed)?|lacks?|lacked|stop(?:s|ped)?|except',
    ),
    directions: english(
      'rais(?:e|es|ed|ing)|increas(?:e|es|ed|ing)|rises?|rose|risen|grows?|grew|grown|higher|upward',
      'lower(?:s|ed|ing)?|cuts?|cutting|reduc(?:e|es|ed|ing|tion)|decreas(?:e|es|ed|ing)|falls?|fell|fallen|decline|shr[aiu]nk',
      'impos(?:e|es|ed|ing)|introduc(?:e|es|ed|ing)',
      'lift(?:s|ed|ing)?|remov(?:e|es|ed|ing)|withdr(?:aw|aws|ew|awn)|revok(?:e|es|ed|ing)|repeal(?:s|ed)?',
      'suspend(?:s|ed|ing)?|paus(?:e|es|ed|ing)|halt(?:s|ed|ing)?',
      'resum(?:e|es|ed|ing)|restor(?:e|es|ed|ing)|reopen(?:s|ed|ing)?',
      'extend(?:s|ed|ing)?|renew(?:s|ed|ing)?|prolong(?:s|ed|ing)?',
      'end(?:s|ed|ing)?|expir(?:e|es|ed|ing)|terminat(?:e|es|ed|ing)',
      'begin(?:s|ning)?|began|begun|start(?:s|ed|ing)?',
      'allow(?:s|ed|ing)?|permit(?:s|ted|ting)?|approv(?:e|es|ed|ing)',
      'ban(?:s|ned|ning)?|bar(?:s|red|ring)?|block(?:s|ed|ing)?|prohibit(?:s|ed|ing)?|restrict(?:s|ed|ing|ions?)?',
      'support(?:s|ed|ing)?|back(?:s|ed|ing)?|welcom(?:e|es|ed|ing)',
      'oppos(?:e|es|ed|ing)|critici[sz](?:e|es|ed|ing)|condemn(?:s|ed|ing)?|against',
      'before|by|until|prior to',
      'after|since|following',
      'buy|buys|bought|import(?:s|ed|ing)?',
      'sell|sells|sold|export(?:s|ed|ing)?',
    ),
  },
  zh: {
    hedges: chinese(
      '可能|或许|也许|或将|有望',
      '应该|应当|必须|须|需要',
      '将会?',
      '似乎|看来|显得',
      '据称|据报|据说|声称|所谓',
      '表示|称|说|指出|认为|据',
      '大约|约|左右|近|几乎|大概',
      '至少|不少于|以上',
      '至多|最多|不超过|以内',
      '超过|多于|逾',
      '不到|少于|不足|低于|以下',
      '预计|预期|预测|料',
      '计划|打算|拟|有意|寻求|力争',
      '考虑|研究',
      '同意|承诺|保证|答应',
      '敦促|呼吁|建议|主张|提议',
      '如果|若|除非|只要|取决于',
      '仅|只|才',
      '全部|所有|一切|完全|全面|均|都',
      '大多|多数|主要|部分|许多|一些|若干|少数',
      '怀疑|质疑|尚不清楚|不确定',
    ),
    negations: chinese('不', '未|没有?|尚无', '无|毫无', '非|否认|否', '拒绝|反对|取消', '除外|除了'),
    directions: chinese(
      '提高|上调|增加|增长|上升|加征|扩大',
      '降低|下调|减少|下降|削减|缩小|减征',
      '征收|实施|施加|出台',
      '解除|撤销|取消|废除|移除',
      '暂停|中止|停止',
      '恢复|重启|重开',
      '延长|延期|续期|展期',
      '结束|终止|到期|期满',
      '开始|启动',
      '允许|批准|准许',
      '禁止|限制|封锁|管制',
      '支持|欢迎|赞成',
      '批评|谴责|抗议',
      '之前|以前|前',
      '之后|以后|后|自',
      '购买|采购|进口',
      '出售|销售|出口',
    ),
  },
};
