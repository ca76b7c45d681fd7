/** Slack's limits, each with the page that states it. */

export const LIMITS = {
  /** https://docs.slack.dev/reference/block-kit/blocks */
  blocks: 50,
  /** Of a modal or a Home tab. */
  viewBlocks: 100,
  /** Of a modal’s title and of its buttons: https://docs.slack.dev/reference/views/modal-views */
  viewTitle: 24,
  /**
   * What the blocks of one message may take in all. Slack states no number; measured by others, messages fail from about
   * 13,200 characters on, counting `&`, `<` and `>` as entities and something for each block. We count the whole JSON.
   * https://github.com/slackapi/bolt-js/issues/2509 https://github.com/slackapi/bolt-js/issues/2867
   */
  message: 12_000,
  /** https://docs.slack.dev/reference/block-kit/blocks/header-block */
  header: 150,
  /** https://docs.slack.dev/reference/block-kit/blocks#block_id */
  blockId: 255,
  /** https://docs.slack.dev/reference/block-kit/blocks/actions-block */
  actions: 25,
  /** The elements that stand in one row: a message is 600 pixels wide, and a button of two words about 110. */
  row: 5,
  /** https://docs.slack.dev/reference/block-kit/composition-objects/text-object */
  textObject: 3_000,
  /** https://docs.slack.dev/reference/block-kit/blocks/context-block */
  context: 10,
  /** https://docs.slack.dev/reference/block-kit/block-elements/button-element */
  button: 75,
  /** https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element#static_select */
  options: 100,
  /** https://docs.slack.dev/reference/block-kit/block-elements/checkboxes-element */
  checkboxes: 10,
  placeholder: 150,
  /** https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element */
  input: 3_000,
  /** Of an input's label and of its hint: https://docs.slack.dev/reference/block-kit/blocks/input-block */
  label: 2_000,
  /** https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object */
  confirm: { title: 100, text: 300, button: 30 },
  /** https://docs.slack.dev/reference/block-kit/block-elements/overflow-menu-element */
  overflow: 5,
  /** https://docs.slack.dev/reference/block-kit/composition-objects/option-object */
  option: 75,
  optionValue: 75,
  /** The blocks of one page of a modal, as their JSON: a whole view may take 250,000 bytes, but nobody scrolls through that. https://docs.slack.dev/reference/methods/views.open#errors */
  viewPage: 60_000,
  /** https://docs.slack.dev/reference/methods/chat.postMessage#truncating (shorter is asked for, longer is cut) */
  fallback: 4_000,
  /** A request that Slack sends us is far smaller; larger ones are refused unread. */
  requestBytes: 1024 * 1024,
  /** Uses of one response address. https://docs.slack.dev/interactivity/handling-user-interaction#message_responses */
  responses: 5,
} as const;
