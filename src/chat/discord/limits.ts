/** What Discord takes, as far as it matters here, and how a text counts against it. */

export const LIMITS = {
  /** Characters of all text displays of a message together: https://github.com/discord/discord-api-docs/pull/8562 */
  text: 4_000,
  /** UTF-8 bytes of the same, `displayBytes` more for each; above it Discord answers 500: https://github.com/discord/discord-api-docs/issues/8554 */
  bytes: 10_170,
  displayBytes: 12,
  /** Components of a message, nested ones included: https://docs.discord.com/developers/components/reference */
  components: 40,
  /** https://docs.discord.com/developers/components/reference#action-row */
  buttonsInRow: 5,
  /** https://docs.discord.com/developers/components/reference#button */
  buttonLabel: 80,
  /** https://docs.discord.com/developers/components/reference#anatomy-of-a-component */
  customId: 100,
  /** https://docs.discord.com/developers/components/reference#string-select */
  options: 25,
  optionLabel: 100,
  optionDescription: 100,
  placeholder: 150,
  /** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-modal */
  modalTitle: 45,
  /** https://docs.discord.com/developers/components/reference#label */
  modalLabel: 45,
  modalHint: 100,
  /** https://docs.discord.com/developers/components/reference#anatomy-of-a-component */
  modalParts: 5,
  /** https://docs.discord.com/developers/components/reference#text-input */
  input: 4_000,
  /** https://docs.discord.com/developers/interactions/receiving-and-responding#autocomplete */
  autocompleteChoices: 25,
  choiceName: 100,
} as const;

/** Returns what the content of one text display takes of `LIMITS.text`: its characters, or its share of the bytes where that is more. */
export function weight(content: string): number {
  const bytes = Buffer.byteLength(content, 'utf8') + LIMITS.displayBytes;
  return Math.max(content.length, Math.ceil((bytes * LIMITS.text) / LIMITS.bytes));
}
