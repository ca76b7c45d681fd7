/** Words of plain English that mean the same in questions on relations between countries: a question says buy where a text says purchase. */
import { root, singular } from '../../shared/text.ts';

const GROUPS = `
buy bought purchase
sell sold sale export
promise promised pledge commit commitment undertake
chip semiconductor
tariff duty duties levy surcharge
phone telephone call
meet met meeting
talk negotiate negotiation consultation
army military armed forces mil
navy naval maritime
teen young youth student
kid young youth
school university universities college
jail prison detain
curb restrict control limit
stop halt suspend pause
truce pause suspend
scrap end ended terminate
extend extended extension prolong
fight combat counter
forecast predict expect
president leader
visit trip travel
envoy ambassador
boss executive
firm company companies business enterprise
money fund funding
island taiwan
weapon arms
drill exercise
ship vessel
airplane aircraft boeing jet
ban prohibit forbid
blame responsible responsibility
petrol gasoline fuel oil
worry worried concern
retaliate retaliation countermeasure
court ruling
law act legislation bill
lawmaker congress senator
export-control control
renminbi yuan rmb currency
hack cyber
vote election
poll survey
lady ladies melania
farm farmer agricultural agriculture
crop agricultural
meth drug narcotic
opioid fentanyl drug
precursor chemical
magnet rare earth
cooperate cooperation collaborate
hotline channel communication
rename renamed name
ai artificial intelligence
growth grow
investment invest
spy espionage intelligence
cop police
crook criminal crime
hill congress
lithography semiconductor chip
meltdown crisis
tanker vessel ship
ndaa authorization
wwii wartime fascist
umbrella deterrence
军演 演习 演训
订单 订购 购买 采购
世卫 世界 卫生
围台 台湾
挤压 施压
农民 农业
农场 农业
导弹 武器
军售 武器
通话 通电 电话
会谈 会晤 会见
卖给 出售 出口
买 购买 采购
增产 产量
涨到 提高 上调
降到 降低 下调
降的 降低 下调
停收 暂停 停止
到期 届满 截止
青年 青少
学生 留学
高校 大学
大学 高校
川普 特朗 朗普
税率 关税
加税 关税
附加 加征
超级 人工
管起 管制
放开 许可 放宽
反驳 回应 驳斥
立法 法案
公司 企业
企业 公司
会晤 会面
停战 休战
停火 休战
老友 朋友
贺词 祝贺
贺电 祝贺
`;

const termOf = (word: string): string => (singular(word).length < 4 ? singular(word) : root(word));

/** Returns a term and those that it may stand for. */
export const meanings = (term: string): readonly string[] => [term, ...(SYNONYMS.get(term) ?? [])];

/** The terms that a term may stand for as well. */
export const SYNONYMS: ReadonlyMap<string, readonly string[]> = build();

function build(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const line of GROUPS.trim().split('\n')) {
    const terms = [...new Set(line.split(' ').map(termOf))];
    for (const term of terms)
      found.set(term, [...new Set([...(found.get(term) ?? []), ...terms.filter((one) => one !== term)])]);
  }
  return found;
}
