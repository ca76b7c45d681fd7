/** Which relationships people mean by a name. Pure. */
import type { RecordCatalogue } from '../records/catalogue.ts';
import type { Relationship } from '../records/schema.ts';
import { simplified } from '../shared/simplified.ts';
import { nameKey } from '../shared/text.ts';
import { pairName } from '../views/names.ts';

/** Returns the relationships that a text names as a whole: by id, title, short name or alias, or by the name of a party. */
export function relationshipsNamed(
  text: string,
  { relationships }: Partial<Pick<RecordCatalogue, 'relationships'>>,
): Relationship[] {
  const key = nameKey(simplified(text));
  return key === ''
    ? []
    : [...(relationships?.values() ?? [])].filter((one) => namesOf(one).some((name) => nameKey(name) === key));
}

function namesOf(relationship: Relationship): string[] {
  const { id, title, aliases, parties } = relationship;
  const titled = [title, ...parties.map(({ name }) => name)].flatMap(({ en, zh = '' }) => [en, zh]);
  const called = [aliases, ...parties.map((party) => party.aliases)].flatMap(({ en, zh = [] }) => [en, zh].flat());
  return [id, pairName(relationship, 'en'), pairName(relationship, 'zh'), ...titled, ...called];
}
