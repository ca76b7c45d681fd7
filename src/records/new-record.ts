/** What a new record begins with: every field that it needs, to be filled in. Pure. */
import type { LoadedKind } from './load.ts';
import type { Language } from './schema.ts';

const BOTH: readonly Language[] = ['en', 'zh'];

/** Returns the text of a new record of a kind, a topic in the languages of its relationship; `today` (YYYY-MM-DD) stands where a day is needed. */
export const templateOf = (
  kind: Exclude<LoadedKind, 'document'>,
  id: string,
  today: string,
  languages: readonly Language[] = BOTH,
): string =>
  kind === 'topic'
    ? topicTemplate(id, today, languages)
    : kind === 'relationship'
      ? RELATIONSHIP_TEMPLATE
      : '# yaml-language-server: $schema=../tracks.schema.json\ntracks: []\n';

const RELATIONSHIP_TEMPLATE = `# yaml-language-server: $schema=../relationship.schema.json
languages: [en, zh]
title: { en: , zh: }
parties:
  - id:
    name: { en: , zh: }
    # Every name, short name and demonym by which people type it.
    aliases: { en: [], zh: [] }
    cues: { en: [], zh: [] }
  - id:
    name: { en: , zh: }
    aliases: { en: [], zh: [] }
    cues: { en: [], zh: [] }
# Names of the pair itself.
aliases: { en: [], zh: [] }
`;

const FIRST_PUBLISHED = { en: 'First published.', zh: '首次发布。' };

function topicTemplate(id: string, today: string, languages: readonly Language[]): string {
  const noText = `{ ${languages.map((language) => `${language}:`).join(', ')} }`;
  const noLists = languages.map((language) => `  ${language}: []`).join('\n');
  return `# yaml-language-server: $schema=../../topic.schema.json
title: ${noText}
summary: ${noText}
# A draft never answers. Set it to published once its statements are there.
status: draft
# Other names by which people ask for it; each belongs to one topic only.
aliases:
${noLists}
# At least eight a language, as your readers type them: check asks each, and it must find this topic.
questions:
${noLists}
# What a busy reader should take away; it rests on statements of documents, each as document/statement.
bottomLine:
  text: ${noText}
  restsOn: []
whyItMatters:
  text: ${noText}
  restsOn: []
# Two to five statements of this topic that matter most.
keyPoints: []
# What the two sides tell differently.
disagreements: []
# What to look for; dates to come belong here.
watch: []
# What the documents do not say though a reader would expect it.
gaps: []
related: []
verified: { on: ${today}, by: { kind: person, name: } }
reviewEveryDays: 45
history:
  - id: ${id}-first
    on: ${today}
    what: { ${languages.map((language) => `${language}: ${FIRST_PUBLISHED[language]}`).join(', ')} }
corrections: []
`;
}
