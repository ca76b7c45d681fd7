/** Words of plain English that mean the same in questions on relations between countries: a question says buy where a text says purchase. */
import { root, singular } from '../../shared/tokenize.ts';

const GROUPS = `
buy bought purchase
sell sold sale export
promise promised pledge commit commitment undertake
chip semiconductor
tariff duty duties levy surcharge
phone telephone call
meet met meeting
talk negotiate negotiation consultation
army military armed forces
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
plane aircraft boeing jet
ban prohibit forbid
blame responsible responsibility
petrol gasoline fuel
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
`;

const termOf = (word: string): string => (singular(word).length < 4 ? singular(word) : root(word));

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
