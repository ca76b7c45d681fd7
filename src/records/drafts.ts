/** What a draft is to be: its kind, and the relationship that it is meant for, in a comment of its own, since drafts of all stand in one folder. */

const LINE = /^#\s*relationship:\s*([a-z][a-z0-9-]*)\s*$/mu;

/** Returns the relationship that the text of a draft names; undefined where it names none. */
export const relationshipOf = (text: string): string | undefined => LINE.exec(text)?.[1];

/** Returns the kind of record that the text of a draft is to be: only a document has an address. */
export const kindOfDraft = (text: string): 'document' | 'topic' =>
  /(?:^|[{,])\s*"?url"?\s*:/mu.test(text) ? 'document' : 'topic';

/** Returns the text of a draft with the relationship that it is meant for. */
export function withRelationship(text: string, relationship: string): string {
  const line = `# relationship: ${relationship}\n`;
  const [schema = ''] = /^#\s*yaml-language-server:[^\n]*\n/u.exec(text) ?? [];
  return schema + line + text.slice(schema.length);
}

/** Returns the text of a draft as its record begins in a folder of the relationship: without the remarks for whoever goes on with the draft. */
export function withoutDraftRemarks(text: string): string {
  const [head = ''] = /^(?:#[^\n]*\n)*/u.exec(text) ?? [];
  const schema = /^#\s*yaml-language-server:[^\n]*\n/u.exec(head)?.[0].replace('=../', '=../../') ?? '';
  return schema + text.slice(head.length);
}

/** Returns whether a draft is to be the record of its name in a folder such as `cn-us/documents`. */
export function isDraftOf(text: string, folder: string): boolean {
  const [relationship = '', part] = folder.split('/');
  return (relationshipOf(text) ?? relationship) === relationship && part === `${kindOfDraft(text)}s`;
}
