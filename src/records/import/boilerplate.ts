/** Recognises what stands around a document and is no part of it: notices of cookies, buttons to share, lists of links, page numbers. */
import { nameKey } from '../../shared/text.ts';
import type { BoilerplateKind, ImportedParagraph } from './imported-document.ts';

/** What is longer is read by people: a statute may speak of cookies, and an article of sharing. */
const MAX_CHARACTERS = 240;
const MAX_CHARACTERS_OF_BUTTONS = 90;

/** Each said by the whole of a short paragraph, or by its beginning. */
const SAYINGS: readonly (readonly [BoilerplateKind, number, RegExp])[] = [
  [
    'cookies',
    MAX_CHARACTERS,
    /\bcookies?\b.*\b(?:accept|agree|allow|analytics|browser|consent|continue|experience|settings?|policy|preferences?|privacy|use[sd]?|site|website)\b|\b(?:accept|use[sd]?|reject|manage|our|this (?:site|website))\b.*\bcookies?\b|^(?:accept|reject) all$|cookie.*(?:使用|同意|接受|隐私|網站|网站)|(?:使用|同意|接受).*cookie/iu,
  ],
  [
    'sharing',
    MAX_CHARACTERS,
    /^(?:share|tweet|e-?mail|print|save|copy link|listen|download(?: pdf)?|follow us|comments?)(?: (?:this|on|via|by|to|with|article|page|story|link|facebook|twitter|x|linkedin|weibo|wechat|email|friends)\b.{0,60})?$|\b(?:sign up|subscribe)\b.*\b(?:newsletter|briefing|e-?mail|updates|today|now)\b|^(?:subscribe(?: now)?|sign (?:in|up)|log in|facebook|twitter|linkedin|whatsapp|wechat|weibo|instagram|youtube)(?:\W+(?:facebook|twitter|x|linkedin|whatsapp|wechat|weibo|instagram|youtube|e-?mail|print|share))*$|^(?:分享(?:到|至|给)?|扫一扫|打印|收藏|字号|【?字体|微信|微博|关注我们|转发|点赞|订阅|登录|注册)|(?:扫描|长按).*二维码|分享到(?:微信|微博|朋友圈)/iu,
  ],
  [
    'navigation',
    MAX_CHARACTERS_OF_BUTTONS,
    /^(?:skip to (?:main )?content|back to (?:top|the top)|(?:main )?menu|home|search|next(?: page| article)?|previous(?: page| article)?|read (?:more|next)\b.*|related (?:articles?|stories|content|links)\b.*|more (?:stories|from|on)\b.*|you (?:may|might) also like.*|breadcrumbs?|table of contents|an official website of .*|here'?s how you know|close|open|top)[:.]?$|^[^.!?>›»]{2,30}(?:[>›»][^.!?>›»]{2,40}){2,}$|^(?:首页|返回(?:顶部|首页|列表)|上一[篇页条]|下一[篇页条]|当前位置|您(?:现在)?的?位置|相关(?:链接|新闻|阅读|稿件|文章|报道)|更多|导航|搜索|关闭(?:窗口)?|【?关闭)/iu,
  ],
  [
    'advertisement',
    MAX_CHARACTERS_OF_BUTTONS,
    /^(?:advertisement|sponsored(?: content)?|story continues below.*|广告)$/iu,
  ],
  [
    'copyright',
    MAX_CHARACTERS,
    /^(?:©|(?:\(c\)|copyright\b)[^.]{0,30}(?:19|20)\d\d)|\ball rights reserved\b|^(?:版权所有|责任编辑|[（(【]?责编|[（(【]?编辑[:：]|主办(?:单位)?[:：]|网站标识码|京?ICP备|京公网安备)|(?:版权所有|未经.*(?:授权|许可).*(?:转载|使用))/iu,
  ],
  [
    'page-number',
    24,
    /^(?:page\s*)?[-–—|\s]*\d{1,4}[-–—|\s]*(?:of\s+\d{1,4})?$|^第\s*\d+\s*页(?:.{0,4}共\s*\d+\s*页)?$/iu,
  ],
];

function furnitureOf(text: string): BoilerplateKind | undefined {
  return SAYINGS.find(([, most, saying]) => text.length <= most && saying.test(text))?.[0];
}

/** Returns paragraphs with those marked that look like no part of the document; what is marked already stays so. The title is one once: where it comes again, it is furniture. */
export function markBoilerplate(
  paragraphs: readonly ImportedParagraph[],
  title: string | undefined,
): readonly ImportedParagraph[] {
  const named = title === undefined ? '' : nameKey(title);
  const most = 2 * (title ?? '').length;
  let isTitled = false;
  return paragraphs.map((paragraph) => {
    if (paragraph.furniture !== undefined) return paragraph;
    const own = furnitureOf(paragraph.text);
    if (own !== undefined) return { ...paragraph, furniture: own };
    if (named === '' || paragraph.text.length > most || nameKey(paragraph.text) !== named) return paragraph;
    if (isTitled) return { ...paragraph, furniture: 'title-again' };
    isTitled = true;
    return paragraph;
  });
}
