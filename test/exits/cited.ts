/** Looks every statement and every citation of whatever left the house up in the records. */
import { deepLink } from '../../src/records/citation.ts';
import { STATEMENT_KINDS, type Statement } from '../../src/records/schema.ts';
import type { RecordCatalogue } from '../../src/records/catalogue.ts';

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isStatement = (value: Fields): boolean =>
  STATEMENT_KINDS.some((kind) => kind === value['kind']) && 'who' in value && 'text' in value;

export type LookedUp = { readonly statements: number; readonly citations: number; readonly faults: readonly string[] };

/** Returns how many statements and citations a value holds, and what of them the records do not have. */
export function lookUp(value: unknown, catalogue: Pick<RecordCatalogue, 'statements' | 'sources'>): LookedUp {
  let statements = 0;
  let citations = 0;
  const faults: string[] = [];
  const words = new Set(
    [...catalogue.statements.values()].flatMap((one) =>
      one.citations.flatMap(({ source, paragraph, find }) =>
        [find, ...(one.kind === 'position' && one.quote?.includes(find) === true ? [one.quote] : [])].map(
          (exact) => `${source} ${paragraph} ${exact}`,
        ),
      ),
    ),
  );
  const ofStatement = (one: Fields, record: Statement | undefined): void => {
    statements += 1;
    const own = Array.isArray(one['citations']) ? (one['citations'] as readonly Fields[]) : [];
    if (record === undefined) faults.push(`${String(one['id'])}: no such statement`);
    else if (own.length !== record.citations.length || own.length === 0)
      faults.push(`${record.id}: ${own.length} citations of ${record.citations.length}`);
    else if (one['text'] !== record.text.en && one['text'] !== record.text.zh) faults.push(`${record.id}: other words`);
  };
  const ofCitation = (one: Fields): void => {
    citations += 1;
    const { exact = '' } = one['selector'] as { readonly exact?: string };
    const document = one['document'] as Fields;
    const source = catalogue.sources.get(String(document['id']));
    const paragraph = Number(one['paragraph']);
    const at = `${String(document['id'])} ${paragraph} ${exact}`;
    if (source === undefined || source.paragraphs[paragraph - 1] === undefined) faults.push(`${at}: no such paragraph`);
    else if (!words.has(at)) faults.push(`${at}: no such words`);
    else if (
      document['publishedOn'] !== source.publishedOn ||
      ![source.publisher.en, source.publisher.zh].includes(String(document['publisher'])) ||
      ![source.title.en, source.title.zh].includes(String(document['title'])) ||
      one['source'] !== source.url ||
      !String(one['link']).startsWith(deepLink(source, { find: '' }).slice(0, -5))
    )
      faults.push(`${at}: other publisher, title, date or address`);
  };
  const walk = (one: unknown): void => {
    if (Array.isArray(one)) one.forEach(walk);
    if (!isFields(one)) return;
    if (isStatement(one)) ofStatement(one, catalogue.statements.get(String(one['id'])));
    if (one['type'] === 'SpecificResource') return ofCitation(one);
    if ('citations' in one && (!Array.isArray(one['citations']) || one['citations'].length === 0))
      faults.push(`${JSON.stringify(one).slice(0, 80)}: no citation`);
    Object.values(one).forEach(walk);
  };
  walk(value);
  return { statements, citations, faults };
}
