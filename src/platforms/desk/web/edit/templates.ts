/** What a new record begins with: every field that it needs, to be filled in. */

/** Returns the text of a new document, topic or relationship; `today` (YYYY-MM-DD) stands where a day is needed. */
export const templateOf = (kind: 'document' | 'topic' | 'relationship', id: string, today: string): string =>
  kind === 'document' ? documentTemplate(today) : kind === 'topic' ? topicTemplate(id, today) : RELATIONSHIP_TEMPLATE;

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

const documentTemplate = (today: string): string => `# yaml-language-server: $schema=../../document.schema.json
title: { en: , zh: }
publisher: { en: , zh: }
authors: []
kind: # official, news, commentary, think-tank or data
# party: the one that speaks in it, where a government does
url: https://
publishedOn: ${today}
accessedOn: ${today}
copy:
  kind: # original, mirror or archive
disclosure: { en: , zh: }
language: # en or zh
# Made with: npm run -s attache -- verify DOCUMENT --fingerprints
paragraphs: []
statements:
  - id:
    kind: reported-fact # or position, measure, commitment, assessment, recommendation, forecast
    topics: []
    eventOn: { precision: day, on: ${today} }
    text: { en: , zh: }
    citations:
      - { paragraph: 1, find: }
`;

const topicTemplate = (id: string, today: string): string => `# yaml-language-server: $schema=../../topic.schema.json
title: { en: , zh: }
summary: { en: , zh: }
status: draft
aliases:
  en: []
  zh: []
# At least eight a language.
questions:
  en: []
  zh: []
bottomLine:
  text: { en: , zh: }
  restsOn: []
whyItMatters:
  text: { en: , zh: }
  restsOn: []
# Two to five statements, each as document/statement.
keyPoints: []
disagreements: []
watch: []
gaps: []
related: []
asOf: ${today}
searchedTo: ${today}
verified: { on: ${today}, by: { kind: person, name: } }
reviewEveryDays: 45
history:
  - id: ${id}-first
    on: ${today}
    what: { en: First published., zh: 首次发布。 }
corrections: []
`;
