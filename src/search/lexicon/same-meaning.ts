/** Words that a question may have for those of the records: each line means one thing. */
import { termOf } from '../terms.ts';

const LINES = `
buy purchase order
die death dead
kid child student youth young teenager
chip semiconductor
pause suspend
expire end lapse terminate
ban prohibit bar block
tariff duty levy
cut lower reduce
raise increase hike
firm company business
talk meeting consultation
cheap undervalue depreciation
ship vessel
farm agricultural agriculture
weapon arm
narcotic counternarcotics
parcel package
plane aircraft jet
law act
blame fault responsibility
worry concern
promise commitment pledge
collect levy charge
school university college
money fund
military defense army
scrap repeal abolish
买 采购 购买
死亡 死
停 暂停
取消 终止 撤销
飞机 客机
学生 青少年 青年
芯片 半导体
包裹 小额
毒品 禁毒
军售 售台
船舶 船只 海事
答应 承诺
会谈 会晤 磋商
学校 大学 高校
反制 报复
`;

const OTHERS = new Map<string, readonly string[]>();
for (const line of LINES.trim().split('\n')) {
  const terms = line.split(' ').map((word) => (/\p{Script=Han}/u.test(word) ? word : termOf(word)));
  for (const term of terms) OTHERS.set(term, [...(OTHERS.get(term) ?? []), ...terms.filter((other) => other !== term)]);
}

/** Returns the other terms that mean the same. */
export const sameMeaning = (term: string): readonly string[] => OTHERS.get(term) ?? [];
