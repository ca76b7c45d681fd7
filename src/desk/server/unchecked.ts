/** The citations that a publication adds though the texts they cite are not held: nothing has compared their words with the document. */
import { fullName, shortId } from '../../records/catalogue.ts';
import { parseRecord } from '../../records/parse-record.ts';
import type { ChangedText } from '../../records/publish/change-set.ts';
import { documentRecordName, isSameRecord, recordId } from '../../records/publish/record-name.ts';
import { DOCUMENTS } from '../../records/folder.ts';
import { DocumentSchema, type Citation, type Statement } from '../../records/schema.ts';
import type { Catalogue } from '../../search/catalogue.ts';
import type { UncheckedCitation } from '../../watch/text-store.ts';
import type { DeskBot } from '../bot.ts';

/** A citation with what it is by: statement and document are named by their relationship. */
export type AddedCitation = Omit<UncheckedCitation, 'by'>;

const keyOf = ({ statement, source, paragraph, find }: AddedCitation): string =>
  JSON.stringify([statement, source, paragraph, find]);

/** Returns the citations that changed texts add, and whose documents' texts are not held; what the records have already is none of them, nor what rests under a withdrawn statement, which nobody is shown. */
export function uncheckedIn(
  texts: readonly ChangedText[],
  { catalogue, documents }: Pick<DeskBot, 'catalogue' | 'documents'>,
): AddedCitation[] {
  const { held } = documents ?? {};
  if (held === undefined) return [];
  const { sources } = catalogue();
  return texts.flatMap(({ folder, file, text }) => {
    const [relationship = '', part] = folder.split('/');
    const { value } = part === DOCUMENTS && text !== undefined ? parseRecord(file, text, DocumentSchema) : {};
    const id = recordId({ file });
    const known = sources.values().find((one) => isSameRecord(documentRecordName(one), { folder, file }));
    const before = new Set(known?.statements.flatMap((one) => citationsOf(one, catalogue())).map(keyOf));
    const shown = (value?.statements ?? []).filter(({ withdrawn }) => withdrawn === undefined);
    return shown.flatMap((statement) =>
      statement.citations
        .map(({ source = id, paragraph, find }) => ({
          statement: `${relationship}/${id}/${statement.id}`,
          source: `${relationship}/${source}`,
          paragraph,
          find,
        }))
        .filter((one) => !held.has(relationship, one.source.slice(relationship.length + 1)) && !before.has(keyOf(one))),
    );
  });
}

/** Returns what tells whether a citation was published here though its text is not held. */
export async function uncheckedCitations({
  catalogue,
  documents,
  textNotes,
}: Pick<DeskBot, 'catalogue' | 'documents' | 'textNotes'>): Promise<
  (statement: Statement, citation: Citation) => boolean
> {
  const noted = new Set((await textNotes.uncheckedCitations()).map(keyOf));
  if (noted.size === 0) return () => false;
  return (statement, citation) => {
    const [one] = citationsOf({ ...statement, citations: [citation] }, catalogue());
    if (one === undefined || !noted.has(keyOf(one))) return false;
    const [relationship = '', id = ''] = one.source.split('/');
    return documents?.held.has(relationship, id) !== true;
  };
}

/** Returns the citations of a statement in service as they are named here. */
function citationsOf(statement: Statement, { sources }: Pick<Catalogue, 'sources'>): AddedCitation[] {
  const own = sources.get(statement.document);
  if (own === undefined) return [];
  return statement.citations.flatMap(({ source, paragraph, find }) => {
    const cited = sources.get(source);
    if (cited === undefined) return [];
    return { statement: `${fullName(own)}/${shortId(statement)}`, source: fullName(cited), paragraph, find };
  });
}
