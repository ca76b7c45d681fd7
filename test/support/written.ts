/** A made-up brief as a curator writes it by hand, with what a machine would not write so. */
export const WRITTEN = `# yaml-language-server: $schema=../../topic.schema.json
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
bottomLine: { text: { en: Tea is traded. }, restsOn: [harbour-notes/hands-shaken] }
whyItMatters:
  text:
    en: >-
      People
      drink it.
  restsOn: [harbour-notes/hands-shaken]
keyPoints: [harbour-notes/hands-shaken, harbour-notes/winter-doubted]
disagreements: []
watch: []
gaps:
  - { text: { en: Nothing of Northland is held. }, searched: [harbour-notes], side: north }
  - { text: { en: Nothing of Southland is held. }, searched: [harbour-notes], side: south }
related: []
verified: { on: 2026-09-03, by: { kind: person, name: Cleo } }
reviewEveryDays: 30
history:
  - { id: tea-first, on: 2026-09-03, what: { en: First published. } }
corrections: []
`;
