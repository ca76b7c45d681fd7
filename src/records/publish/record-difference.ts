/** How one record of a change set differs from its file, with what readers have been told of its statements. */
import type { RecordCatalogue } from '../catalogue.ts';
import { isPublished, newCorrections, silentChanges, toldFields } from '../check/against.ts';
import type { Finding } from '../fault.ts';
import { valueOfYaml } from '../read-yaml.ts';
import { differenceOf } from './difference.ts';
import type { ChangedStatement, ChangedText, RecordDifference } from './editor.ts';
import { recordKindOf } from './record-files.ts';
import { documentRecordName, isSameRecord } from './record-name.ts';

type BothCatalogues = { readonly before: RecordCatalogue; readonly after: RecordCatalogue };

/** Returns the difference between the text of a record and what stood in its file, if anything did; a text that is no YAML is not read. */
export function differenceOfRecord(
  { folder, file, text }: ChangedText,
  stood: string | undefined,
  both: BothCatalogues,
  isRead: boolean,
): RecordDifference {
  const texts = [stood, isRead ? text : undefined];
  const [old, now] = texts.map((one) => (one === undefined ? undefined : valueOfYaml(one)));
  const { fields, statements } = differenceOf(old, now);
  const name = { folder, file };
  const source = [both.before, both.after]
    .map(({ sources }) => [...sources.values()].find((one) => isSameRecord(documentRecordName(one), name)))
    .find((one) => one !== undefined);
  const isFaulty = text !== undefined && source !== undefined && !both.after.sources.has(source.id);
  return {
    ...name,
    kind: recordKindOf(name) ?? 'topic',
    change: stood === undefined ? 'added' : text === undefined ? 'removed' : 'changed',
    fields,
    statements: statements.map((one) =>
      Object.assign({}, one, aboutStatement(`${source?.id ?? ''}/${one.id}`, both, isFaulty)),
    ),
  };
}

/** What readers have been told of a statement, by its id in service, and what its change asks for. */
function aboutStatement(
  name: string,
  { before, after }: BothCatalogues,
  isFaulty: boolean,
): Pick<ChangedStatement, 'name' | 'text' | 'published'> {
  const [old, now] = [before.statements.get(name), after.statements.get(name)];
  const text = (now ?? old)?.text;
  if (old === undefined || !isPublished(old, before)) return { name, text, published: undefined };
  const isCorrected = now !== undefined && newCorrections(old, now).length > 0;
  // Named one by one: a copy of all that a catalogue has would build its index at once.
  const { briefs, sources, relationships } = before;
  const alone = { briefs, sources, relationships, statements: new Map([[name, old]]) };
  return {
    name,
    text,
    published: {
      before: old.text,
      isCorrected,
      needsWord: now !== undefined && !isCorrected && toldFields(old, now).length > 0,
      // Where both languages changed alike, one reason says it; of a record that cannot be read its faults are told.
      beyondWording: isFaulty ? [] : reasonsOf(silentChanges(alone, after, new Set([name]))),
    },
  };
}

/** What is wrong, each once. */
const reasonsOf = (found: readonly Finding[]): Finding[] => [
  ...new Map(found.map(({ code, params }) => [JSON.stringify([code, params]), { code, params }])).values(),
];
