/** A made-up brief as a curator writes it by hand, with what a machine would not write so. */
export const WRITTEN = `# yaml-language-server: $schema=../brief.schema.json
# Written by hand: everything here stays as it is.
title: { en: Tea trade }
summary: { en: What is known of the tea trade }
status: published
aliases:
  en:
    - tea
    - tea road # the old name
questions:
  en: [tea trade, tea road, what about tea, tea news, the tea trade, any tea, explain tea, tell me of tea]
bottomLine: { text: { en: Tea is traded. }, restsOn: [met] }
whyItMatters: { text: { en: People drink it. }, restsOn: [met] }
statements:
  - id: met
    kind: reported-fact
    text:
      en: >-
        The ministers
        met.
    eventOn: { precision: day, on: 2026-08-25 }
    citations:
      - { source: harbour-notes, paragraph: 2, find: Ministers of both sides }
watch: []
gaps: []
related: []
asOf: 2026-09-01
verified: { on: 2026-09-03, by: { kind: person, name: Cleo } }
reviewEveryDays: 30
history:
  - { id: tea-first, on: 2026-09-03, what: { en: First published. } }
corrections: []
`;
