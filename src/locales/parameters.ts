/** The parameters of each message that has some. Written from en.json by `npm run locales`; do not edit. */

export const PARAMETERS = {
  'alerts.goesOn': { name: 'text' },
  'alerts.gone': { name: 'text', why: 'text' },
  'alerts.passing': { name: 'text', why: 'text' },
  'alerts.paused': { name: 'text', why: 'text' },
  'alerts.unsure': { name: 'text' },
} as const;
