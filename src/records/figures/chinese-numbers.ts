/** The numbers of a Chinese text, in digits and in characters. */
import { formatReading, type FigureReader } from './figures.ts';

const DIGITS = new Map(Array.from('零一二三四五六七八九', (digit, value) => [digit, value] as const));
DIGITS.set('〇', 0).set('两', 2);
const SMALL_SCALES = new Map([
  ['十', 10],
  ['百', 100],
  ['千', 1000],
]);

const NUMERAL = '[零〇一二三四五六七八九十百千万亿两]';
const SCALE = '[多余来]?[十百千万亿]';
/** 3,000; 30亿; 三千; 30多万; 三点五; 1万2千. */
const RUN = `(?:\\d[\\d,]*(?:\\.\\d+)?|${NUMERAL}+(?:点[零〇一二三四五六七八九]+)?)(?:${SCALE}(?:${SCALE}|\\d+(?:\\.\\d+)?(?!\\d)|[零〇一二三四五六七八九两])*)?[多余]?`;
/** A single character is a number where something is counted by it: 三项 is, 三星 and 万斯 are not; 两头熊猫 and 两对夫妇 are, 两头在外 and 两对外 are not. */
const COUNTED =
  /^(?:头(?=[亚非]洲象|[小母公雄雌幼]?(?:大?熊猫|[奶水黄耕肉犀]?牛(?!市)|[种生]?猪|[大白]?象(?!征)|鲸|鹿|羊|驴|骡|骆驼|狮|熊(?!市)|海[狮豹豚]|牲))|对(?=夫[妇妻]|[父母][子女]|兄弟|[姐姊]妹|情侣|恋人|新人|伴侣|双胞胎|大?熊猫|金丝猴|朱鹮)|发(?=炮弹|子弹|火箭弹|榴弹|鱼雷|导弹|洲际|弹道)|中全会|阶段|公里|公报|季度|分钟|小时|世界|星(?=级|上将)|只(?![是有能要会在不为以])|匹(?![配敌])|封(?![锁闭杀禁存顶城])|[个项棵名位条次轮年月日天周点份艘架枚家所类种大座号期批场届层级代辆吨元美人倍成方部步段篇组套件张本台颗口支股道面笔句章节款岁极维峡线核眼制轨是国省市州县院党秒处起幅门届纳])/u;

const UNITS = { 百分点: 'points', '%': 'percent' } as const;

/** Returns the value of a number in digits, in characters or in both, such as 2500万, 三千 or 1.2万亿. */
export function chineseNumber(written: string): number {
  const text = written.replaceAll(/[,多余来]/gu, '');
  for (const [scale, value] of [
    ['亿', 1e8],
    ['万', 1e4],
  ] as const) {
    const at = text.lastIndexOf(scale);
    if (at === -1) continue;
    return (
      (at === 0 ? 1 : chineseNumber(text.slice(0, at))) * value +
      (at + 1 < text.length ? chineseNumber(text.slice(at + 1)) : 0)
    );
  }
  const [whole = '', decimals] = text.split('点');
  if (decimals !== undefined)
    return Number(`${chineseNumber(whole)}.${Array.from(decimals, (digit) => DIGITS.get(digit) ?? 0).join('')}`);
  let total = 0;
  let digit: number | undefined;
  for (const [part] of text.matchAll(/\d+(?:\.\d+)?|./gu)) {
    const scale = SMALL_SCALES.get(part);
    if (scale === undefined) digit = DIGITS.get(part) ?? Number(part);
    else {
      // 零 before a scale is a gap: 万零十 is ten more.
      total += (digit === undefined || digit === 0 ? 1 : digit) * scale;
      digit = undefined;
    }
  }
  return total + (digit ?? 0);
}

/** Returns an expression in which RUN stands for a number. */
const run = (pattern: string): RegExp => new RegExp(pattern.replaceAll('RUN', RUN), 'gu');
const PERCENT = run('百分之(RUN)(?:[至到—–-]+(?:百分之)?(RUN))?');
const SHARE = run('(RUN)分之(RUN)');
const ORDINAL = run('第(RUN)');
const ANY = run('RUN');

/** Takes the numbers that are left in a Chinese text. */
export function takeChineseNumbers(reader: FigureReader): void {
  takeVague(reader);
  reader.take(PERCENT, ([written, one = '', two]) => {
    reader.add(written, [formatReading.percent(chineseNumber(one))]);
    if (two !== undefined) reader.add(written, [formatReading.percent(chineseNumber(two))]);
  });
  reader.take(SHARE, ([written, whole = '', part = '']) =>
    reader.add(written, [formatReading.share(chineseNumber(part), chineseNumber(whole))]),
  );
  reader.take(/([一二三四五六七八九])成(?![员立为功果熟长就本交分])/gu, ([written, tenths = '']) =>
    reader.add(written, [formatReading.percent(chineseNumber(tenths) * 10)]),
  );
  reader.take(/翻([一二两三])番/gu, ([written, times = '']) =>
    reader.add(written, [formatReading.number(2 ** chineseNumber(times))]),
  );
  reader.take(/翻番|翻了?一?[番倍]|(?:增加|增长|上涨|上升|提高|扩大|增|涨|多)了?一倍/gu, ([written]) =>
    reader.add(written, [formatReading.number(2)]),
  );
  // 十五五规划 is the fifteenth five-year plan, whose five years are no number in English either.
  reader.take(/(十?[一二三四五六七八九])五(?=规划|计划)/gu, ([written, count = '']) =>
    reader.add(written, [formatReading.number(chineseNumber(count))]),
  );
  reader.take(/五年(?=规划|计划)/gu, () => undefined);
  reader.take(ORDINAL, ([written, number = '']) => {
    const value = chineseNumber(number);
    reader.add(written, [formatReading.number(value)], value > 1);
  });
  takeRuns(reader, ANY);
  takeImplied(reader);
}

/** 数百, 几十万, 上千, 成千上万: only the number of noughts is known. */
function takeVague(reader: FigureReader): void {
  reader.take(/成千上万/gu, ([written]) => reader.add(written, [formatReading.about(1000)]));
  reader.take(/数以([十百千万亿]+)计/gu, ([written, scale = '']) =>
    reader.add(written, [formatReading.about(chineseNumber(scale))]),
  );
  reader.take(/(?:好几|数|几|(?<!以)上)([十百千万亿]+)/gu, ([written, scale = '']) =>
    reader.add(written, [formatReading.about(chineseNumber(scale))]),
  );
  reader.take(/(?<![一二三四五六七八九])十[几多余]/gu, ([written]) =>
    reader.add(written, ['10', '12', formatReading.about(10)]),
  );
}

function takeRuns(reader: FigureReader, pattern: RegExp): void {
  const rest = reader.rest();
  const found = [...rest.matchAll(pattern)].flatMap((match) => {
    const [written] = match;
    const end = match.index + written.length;
    const after = rest.slice(end, end + 4);
    const unit = after.startsWith('%') ? UNITS['%'] : /^个?百分点/u.test(after) ? UNITS.百分点 : 'number';
    const near = /[近逾超约达]$/u.test(rest.slice(0, match.index));
    const counted = unit !== 'number' || near || /\d/u.test(written) || COUNTED.test(after);
    return [{ written, at: match.index, end, unit, counted } as const];
  });
  for (const [index, one] of found.entries()) {
    const digits = Array.from(one.written);
    // 三四个 is three or four of them.
    if (digits.length === 2 && digits.every((digit) => DIGITS.has(digit))) {
      if (one.counted) for (const digit of digits) addNumber(reader, digit, chineseNumber(digit));
      continue;
    }
    if (digits.length === 1 && (!one.counted || one.written === '一' || one.written === '零')) {
      if (one.written === '一' || one.written === '零') addNumber(reader, one.written, chineseNumber(one.written));
      continue;
    }
    const value = chineseNumber(one.written);
    const readings = [formatReading[one.unit](value)];
    // 50至60% and 3至5亿: the first number is in the unit of the second.
    const next = found[index + 1];
    if (
      next !== undefined &&
      one.unit === 'number' &&
      /^[至到或、~—–-]+$/u.test(rest.slice(one.end, next.at)) &&
      !/[万亿]/u.test(one.written)
    )
      readings.push(formatReading[next.unit](value * scaleOf(next.written)));
    reader.add(`${one.written}${one.unit === 'percent' ? '%' : one.unit === 'points' ? '个百分点' : ''}`, readings);
  }
  reader.take(pattern, () => true);
}

/** One and nought are grammar as often as numbers. */
const addNumber = (reader: FigureReader, written: string, value: number): void =>
  reader.add(written, [formatReading.number(value)], value > 1);

const scaleOf = (written: string): number => chineseNumber(/[百千万亿]*$/u.exec(written)?.[0] || '一');

/** Numbers that are part of a word, and that English may say otherwise. */
function takeImplied(reader: FigureReader): void {
  const imply = (pattern: RegExp, value: number): void =>
    reader.take(pattern, ([written]) => reader.add(written, [formatReading.number(value)], false));
  imply(/下半[年场程]/gu, 2);
  imply(/首|上半[年场程]|初次|唯一|单一/gu, 1);
  imply(/半/gu, 0.5);
}
