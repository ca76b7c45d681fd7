/** Chinese that was typed by its sound with the wrong characters, 关水 for 关税: how characters sound, and which name was intended. */

import { CHINESE } from './lexicon/lexicon.ts';
import { pairs } from '../shared/text.ts';

/**
 * The first character of each syllable, in the order of the first plane of GB2312: its 3,755 characters are sorted by
 * their sound, so that these tell the syllable of each (tones left out).
 */
const SYLLABLES =
  '啊埃鞍肮凹芭白斑邦苞杯奔崩逼鞭标鳖彬兵玻捕擦猜餐苍操厕层插拆搀昌超车郴撑吃充抽初揣川疮吹春戳疵聪凑粗蹿摧村磋搭呆耽当刀德蹬堤颠碉跌丁丢东兜督端堆墩掇蛾恩而发藩坊菲芬丰佛否夫噶该干冈篙哥给根耕工钩辜刮乖' +
  '棺光瑰辊锅哈骸酣夯壕呵嘿痕哼轰喉呼花槐欢荒灰荤豁击嘉歼僵蕉揭巾荆炯揪鞠捐撅均喀开刊康考坷肯坑空抠枯夸块宽匡亏坤括垃莱蓝琅捞勒雷棱厘俩联粮撩列琳玲溜龙楼芦驴峦掠抡萝妈埋瞒芒猫么玫门萌眯棉苗蔑民明谬摸谋拇' +
  '拿氖南囊挠呢馁嫩能妮蔫娘鸟捏您柠牛脓奴女暖虐挪哦欧啪拍攀乓抛呸喷砰坯篇飘撇拼乒坡剖扑期掐牵枪橇切钦青琼秋趋圈缺裙然瓤饶惹壬扔日戎揉茹软蕊闰若撒腮三桑搔瑟森僧莎筛珊墒梢奢砷声师收蔬刷摔栓霜谁吮说斯松搜苏' +
  '酸虽孙蓑塌胎坍汤掏特藤梯天挑贴厅通偷凸湍推吞拖挖歪豌汪威瘟嗡挝巫昔瞎掀相萧楔薪星兄休墟轩靴勋压焉殃邀椰一茵英哟拥幽迂鸳曰耘匝栽咱赃遭责贼怎增扎摘瞻樟招遮珍蒸芝中舟珠抓拽专桩椎谆捉兹鬃邹租钻嘴尊昨';
/** Syllables that many people do not tell apart when they type: zh and z, ch and c, sh and s, ing and in, eng and en. */
const ALIKE =
  '扎匝 摘栽 瞻咱 樟赃 招遭 遮责 珍怎 蒸增 芝兹 中鬃 舟邹 珠租 专钻 椎嘴 谆尊 捉昨 插擦 拆猜 搀餐 昌苍 超操 车厕 撑层 吃疵 充聪 抽凑 初粗 川蹿 吹摧 春村 戳磋 莎撒 筛腮 珊三 墒桑 梢搔 奢瑟 声僧 砷森 师斯 收搜 蔬苏 栓酸 谁虽 吮孙 说蓑 彬兵 民明 您柠 拼乒 钦青 薪星 茵英 巾荆 琳玲 奔崩 芬丰 根耕 痕哼 门萌 嫩能 喷砰';

/** The plane's rows of 94 characters, of which the last has no more than 89. */
const ROWS = { first: 0xb0, last: 0xd7, from: 0xa1, to: 0xfe } as const;

let soundOf: ReadonlyMap<string, number> | undefined;

function parseSounds(): ReadonlyMap<string, number> {
  const decoder = new TextDecoder('gbk');
  const sounds = new Map<string, number>();
  const alike = new Map(ALIKE.split(' ').map(([one = '', other = '']) => [other, one] as const));
  const syllable = new Map<string, number>();
  const first = new Set(SYLLABLES);
  let current = 0;
  const codes: number[] = [];
  for (let row: number = ROWS.first; row <= ROWS.last; row += 1)
    for (let cell: number = ROWS.from; cell <= ROWS.to; cell += 1) codes.push(row, cell);
  for (const [character] of decoder.decode(new Uint8Array(codes)).matchAll(/\p{Script=Han}/gu)) {
    if (first.has(character)) syllable.set(character, (current = syllable.size + 1));
    sounds.set(character, current);
  }
  const merged = new Map<number, number>();
  for (const [other, one] of alike) merged.set(syllable.get(other) ?? 0, syllable.get(one) ?? 0);
  for (const [character, sound] of sounds) sounds.set(character, merged.get(sound) ?? sound);
  return sounds;
}

/** The sound of each character; what has no known sound stands for itself. */
function soundsOf(text: string): (number | string)[] {
  const known = (soundOf ??= parseSounds());
  return Array.from({ length: text.length }, (_, at) => known.get(text.charAt(at)) ?? text.charAt(at));
}

/** They join clauses, and are parts of many words besides (规则, 即将, 而且), so that no list of words has them. */
const CONJUNCTIONS = '则即且';
const NUMERALS = '一二三四五六七八九十两几';
const SHORTEST = 2;
const LONGEST = 6;
let words: Intl.Segmenter | undefined;

/** Returns whether a part of a text can be a typing error: it cuts no word in two, as 国访 would in 美国访问, and is none itself, as 新片 is. */
function canBeSlip(text: string, from: number, to: number): boolean {
  words ??= new Intl.Segmenter('zh', { granularity: 'word' });
  const starts = new Set<number>([text.length]);
  for (const { index, segment } of words.segment(text)) {
    if (index === from && segment.length === to - from) return false;
    starts.add(index);
  }
  return starts.has(from) && starts.has(to);
}

type Name = { readonly text: string; readonly sounds: readonly (number | string)[] };

/** Returns a function that writes names as they are where a run of simplified Chinese has them by their sound, with at least half of their characters right. */
export function createSounds(names: ReadonlySet<string>, knows: (pair: string) => boolean): (run: string) => string {
  /** Names by the sound that they begin with, the longest first. */
  let byFirst: ReadonlyMap<number | string, readonly Name[]> | undefined;
  const read = (): ReadonlyMap<number | string, readonly Name[]> =>
    Map.groupBy(
      [...names]
        .filter(({ length }) => length >= SHORTEST && length <= LONGEST)
        .toSorted((a, b) => b.length - a.length)
        .map((text) => ({ text, sounds: soundsOf(text) })),
      ({ sounds }) => sounds[0] ?? '',
    );
  return (run) => {
    const unknown = pairs(run).findLastIndex((pair) => pair.length === 2 && !knows(pair));
    if (unknown === -1) return run;
    byFirst ??= read();
    const sounds = soundsOf(run);
    let corrected = run;
    for (let from = 0; from <= unknown;) {
      const name = byFirst.get(sounds[from] ?? '')?.find((one) => isIntended(one, run, sounds, from, knows));
      if (name !== undefined)
        corrected = corrected.slice(0, from) + name.text + corrected.slice(from + name.text.length);
      from += name?.text.length ?? 1;
    }
    return corrected;
  };
}

function isIntended(
  { text, sounds }: Name,
  run: string,
  nameSounds: readonly (number | string)[],
  from: number,
  knows: (pair: string) => boolean,
): boolean {
  for (let at = 1; at < sounds.length; at += 1) if (sounds[at] !== nameSounds[from + at]) return false;
  const typed = run.slice(from, from + text.length);
  const other = Array.from(typed).filter((character, at) => character !== text.charAt(at));
  // 四月 sounds like 十月 and is another month.
  if (other.some((character) => NUMERALS.includes(character))) return false;
  if (other.length === 0 || other.length * 2 > text.length || pairs(typed).every(knows)) return false;
  // 有, 会 and 则 are words by themselves: in a short name they are hardly slips.
  if (text.length < 4 && other.some((character) => CHINESE.has(character) || CONJUNCTIONS.includes(character)))
    return false;
  return canBeSlip(run, from, from + text.length);
}
