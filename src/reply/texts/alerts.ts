/** What an owner is told about a digest that cannot go on, or that goes on by itself, once per language. Pure. */
import type { Language } from '../../records/schema.ts';

const en = {
  title: 'A channel digest needs you',
  paused: (name: string, why: string) =>
    `“${name}” is paused: ${why}. All its settings are kept. Mend the cause, then press Resume.`,
  passing: (name: string, why: string) =>
    `“${name}” is paused: ${why}. All its settings are kept. Once the cause is mended it goes on by itself; Resume tries at once.`,
  gone: (name: string, why: string) =>
    `“${name}” is paused: ${why}. All its settings are kept. If the channel is back, press Resume; otherwise choose another one with /digest change, or press Remove.`,
  onTitle: 'A channel digest goes on',
  goesOn: (name: string) =>
    `“${name}” goes on by itself: the channel takes its messages again. What was new meanwhile is in its next post, at the usual time.`,
  unsure: (name: string) =>
    `“${name}”: it is not known whether its last post arrived, and the bot could not read the channel to find out. The digest goes on as scheduled. Look in the channel; if the post is missing, press Send now. The bot looks again each hour for three days, and finds out by itself once it can read the channel.`,
};

const zh: typeof en = {
  title: '频道订阅需要处理',
  paused: (name, why) => `“${name}”已暂停：${why}。设置均已保留。排除原因后请点“恢复”。`,
  passing: (name, why) => `“${name}”已暂停：${why}。设置均已保留。原因排除后会自动恢复；点“恢复”可立即重试。`,
  gone: (name, why) =>
    `“${name}”已暂停：${why}。设置均已保留。如频道已恢复，请点“恢复”；否则请用 /digest change 改选其他频道，或点“移除”。`,
  onTitle: '频道订阅已自动恢复',
  goesOn: (name) => `“${name}”已自动恢复：频道又能接收消息了。其间的新内容会在下一期按原定时间发出。`,
  unsure: (name) =>
    `“${name}”：无法确定上一期是否送达，机器人读不到频道记录，无从查证。订阅照常进行。请查看频道；若缺失，请点“立即发送”。机器人能读取后会自行查证，三天内每小时一次。`,
};

const TEXTS: Readonly<Record<Language, typeof en>> = { en, zh };

/** Returns the words of alerts in a language. */
export function alertTexts(language: Language): typeof en {
  return TEXTS[language];
}
