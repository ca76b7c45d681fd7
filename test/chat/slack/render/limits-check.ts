/** Checks a Slack message against Slack's documentation, written from it and sharing nothing with the renderer. */

type Json = { readonly [key: string]: unknown };

/**
 * What Slack takes of one message in all. Undocumented; measured by others: characters with entities and about 100 for
 * each block stay under some 13,200. https://github.com/slackapi/bolt-js/issues/2509
 */
const MESSAGE_CHARACTERS = 13_000;
const BLOCK_CHARACTERS = 100;

/** Returns what is wrong with a message (or an answer to a command, or a payload for a response address); empty if nothing is. */
export function checkMessage(message: unknown): string[] {
  const problems: string[] = [];
  const say = (at: string, what: string): void => void problems.push(`${at}: ${what}`);
  if (!isJson(message)) return ['message: is not an object'];
  const { text, blocks } = message;
  if (typeof text !== 'string' || text === '') say('text', 'is missing, so that notifications are empty');
  else {
    // https://docs.slack.dev/reference/methods/chat.postMessage#truncating
    if (text.length > 4_000) say('text', `has ${text.length} characters; Slack asks for at most 4,000`);
    checkEscaped(text, 'text', say);
  }
  if (blocks === undefined) return problems;
  if (!Array.isArray(blocks)) return [...problems, 'blocks: is not a list'];
  if (blocks.length === 0 || blocks.length > 50) say('blocks', `has ${blocks.length}; 1 to 50 are allowed`);
  const size = JSON.stringify(blocks).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').length;
  if (size > MESSAGE_CHARACTERS) say('blocks', `take ${size} characters as JSON`);
  const visible = textsOf(blocks)
    .join('')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;').length;
  if (visible + blocks.length * BLOCK_CHARACTERS > MESSAGE_CHARACTERS) say('blocks', `hold ${visible} characters`);

  const ids = blocks.flatMap((block: Json) => (block.block_id === undefined ? [] : [block.block_id]));
  if (new Set(ids).size !== ids.length) say('blocks', 'have a block_id twice');
  for (const id of ids)
    if (typeof id !== 'string' || id === '' || id.length > 255) say('block_id', 'must have 1 to 255 characters');
  blocks.forEach((block: unknown, index) => checkBlock(block, `blocks[${index}]`, say));
  return problems;
}

type Say = (at: string, what: string) => void;

function checkBlock(block: unknown, at: string, say: Say): void {
  if (!isJson(block)) return say(at, 'is not an object');
  const only = (...keys: string[]): void => checkKeys(block, ['type', 'block_id', ...keys], at, say);
  switch (block.type) {
    case 'header':
      // https://docs.slack.dev/reference/block-kit/blocks/header-block
      only('text');
      return checkText(block.text, 150, `${at}.text`, say);
    case 'context':
      // https://docs.slack.dev/reference/block-kit/blocks/context-block
      only('elements');
      return each(block.elements, 1, 10, `${at}.elements`, say, (one, where) => checkText(one, 3_000, where, say));
    case 'actions': {
      // https://docs.slack.dev/reference/block-kit/blocks/actions-block
      only('elements');
      const ids = list(block.elements).map((one) => (isJson(one) ? one.action_id : undefined));
      if (new Set(ids).size !== ids.length) say(at, 'has an action_id twice');
      return each(block.elements, 1, 25, `${at}.elements`, say, (one, where) => checkElement(one, where, say));
    }
    case 'rich_text':
      // https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
      only('elements');
      return each(block.elements, 1, 500, `${at}.elements`, say, (one, where) => checkRich(one, where, say));
    case 'section':
      // https://docs.slack.dev/reference/block-kit/blocks/section-block
      only('text', 'accessory');
      checkSectionText(block.text, `${at}.text`, say);
      if (block.accessory !== undefined) checkElement(block.accessory, `${at}.accessory`, say);
      return;
    default:
      return say(at, `is of type ${String(block.type)}, which the bot has no need of`);
  }
}

/** Plain text, or a title in bold above lines in which nothing but a channel, a person and a moment could be read as markup. */
function checkSectionText(text: unknown, at: string, say: Say): void {
  if (!isJson(text) || text.type !== 'mrkdwn') return checkText(text, 3_000, at, say);
  checkKeys(text, ['type', 'text', 'verbatim'], at, say);
  if (text.verbatim !== true) say(at, 'has names and addresses turned into links');
  checkLength(text.text, 3_000, at, say);
  const [title = '', ...lines] = String(text.text).split('\n');
  const rest = lines
    .join('\n')
    .replace(/^<#[CG][A-Z0-9]+>/u, '')
    .replace(/<@[UW][A-Z0-9]+>/u, '')
    .replace(/<!date\^\d+\^\{date_short_pretty\} \{time\}\|[\d: UTC-]+>$/u, '');
  if (!/^\*[^*_~`<>&@#|]+\*$/u.test(title)) say(at, 'has no plain title in bold');
  // Verbatim, Slack makes nothing of a name: https://docs.slack.dev/reference/block-kit/composition-objects/text-object
  if (/[*_~`<>&#|]|@(?:here|channel|everyone|group)\b/iu.test(rest)) say(at, 'may be read as markup');
}

function checkElement(element: unknown, at: string, say: Say): void {
  if (!isJson(element)) return say(at, 'is not an object');
  checkLength(element.action_id, 255, `${at}.action_id`, say);
  if (element.type === 'button') {
    // https://docs.slack.dev/reference/block-kit/block-elements/button-element
    checkKeys(element, ['type', 'action_id', 'text', 'value', 'style', 'confirm'], at, say);
    if (element.confirm !== undefined) checkConfirm(element.confirm, `${at}.confirm`, say);
    checkText(element.text, 75, `${at}.text`, say);
    checkLength(element.value, 2_000, `${at}.value`, say);
    if (element.style !== undefined && element.style !== 'primary' && element.style !== 'danger')
      say(at, 'has an unknown style');
    return;
  }
  // https://docs.slack.dev/reference/block-kit/block-elements/overflow-menu-element
  if (element.type === 'overflow') {
    checkKeys(element, ['type', 'action_id', 'options'], at, say);
    return each(element.options, 2, 5, `${at}.options`, say, (option, where) => checkOption(option, where, say));
  }
  // https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element#static_select
  if (element.type !== 'static_select') return say(at, `is of type ${String(element.type)}`);
  checkKeys(element, ['type', 'action_id', 'placeholder', 'options'], at, say);
  checkText(element.placeholder, 150, `${at}.placeholder`, say);
  each(element.options, 1, 100, `${at}.options`, say, (option, where) => checkOption(option, where, say));
}

/** https://docs.slack.dev/reference/block-kit/composition-objects/option-object */
function checkOption(option: unknown, at: string, say: Say): void {
  if (!isJson(option)) return say(at, 'is not an object');
  checkKeys(option, ['text', 'value', 'description'], at, say);
  checkText(option.text, 75, `${at}.text`, say);
  checkLength(option.value, 75, `${at}.value`, say);
  if (option.description !== undefined) checkText(option.description, 75, `${at}.description`, say);
}

/** https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object */
function checkConfirm(confirm: unknown, at: string, say: Say): void {
  if (!isJson(confirm)) return say(at, 'is not an object');
  checkKeys(confirm, ['title', 'text', 'confirm', 'deny', 'style'], at, say);
  for (const [key, most] of Object.entries({ title: 100, text: 300, confirm: 30, deny: 30 }))
    checkText(confirm[key], most, `${at}.${key}`, say);
}

function checkRich(part: unknown, at: string, say: Say): void {
  if (!isJson(part)) return say(at, 'is not an object');
  if (part.type === 'rich_text_list') {
    checkKeys(part, ['type', 'style', 'elements'], at, say);
    if (part.style !== 'bullet' && part.style !== 'ordered') say(at, 'has no style');
    return each(part.elements, 1, 500, `${at}.elements`, say, (one, where) => checkRich(one, where, say));
  }
  if (part.type !== 'rich_text_section') return say(at, `is of type ${String(part.type)}`);
  checkKeys(part, ['type', 'elements'], at, say);
  each(part.elements, 1, 1_000, `${at}.elements`, say, (one, where) => {
    if (!isJson(one)) return say(where, 'is not an object');
    // https://docs.slack.dev/reference/block-kit/blocks/rich-text-block#channel-element-type
    if (one.type === 'channel') {
      checkKeys(one, ['type', 'channel_id'], where, say);
      if (!/^[CG][A-Z0-9]+$/u.test(String(one.channel_id))) say(where, 'refers to what is no channel');
      return;
    }
    // In a private message only its reader sees it, so that nobody is notified.
    if (one.type === 'user') {
      checkKeys(one, ['type', 'user_id'], where, say);
      if (!/^[UW][A-Z0-9]+$/u.test(String(one.user_id))) say(where, 'refers to what is no person');
      return;
    }
    // https://docs.slack.dev/reference/block-kit/blocks/rich-text-block#date-element-type
    if (one.type === 'date') {
      checkKeys(one, ['type', 'timestamp', 'format', 'fallback'], where, say);
      if (!Number.isInteger(one.timestamp)) say(where, 'has no moment');
      return;
    }
    // Elements of other types are mentions, broadcasts, emoji and colours: what could ping or change the text.
    if (one.type !== 'text' && one.type !== 'link') return say(where, `is of type ${String(one.type)}`);
    checkKeys(one, one.type === 'text' ? ['type', 'text', 'style'] : ['type', 'text', 'url', 'style'], where, say);
    checkLength(one.text, 12_000, `${where}.text`, say);
    if (typeof one.text === 'string') checkCharacters(one.text, where, say);
    // Some ministries serve their pages over http only.
    if (one.type === 'link' && (typeof one.url !== 'string' || !/^https?:$/u.test(URL.parse(one.url)?.protocol ?? '')))
      say(where, 'links to what is no web address');
    if (
      one.style !== undefined &&
      Object.keys(one.style as Json).some((style) => style !== 'bold' && style !== 'italic' && style !== 'strike')
    )
      say(where, 'has an unknown style');
  });
}

/** https://docs.slack.dev/reference/block-kit/composition-objects/text-object */
function checkText(text: unknown, most: number, at: string, say: Say): void {
  if (!isJson(text)) return say(at, 'is not a text object');
  checkKeys(text, ['type', 'text', 'emoji'], at, say);
  if (text.type !== 'plain_text') say(at, 'is not plain, so that its markup is read');
  if (text.emoji !== false) say(at, 'turns colons into emoji');
  checkLength(text.text, most, at, say);
  if (typeof text.text === 'string') checkEscaped(text.text, at, say);
}

function checkLength(value: unknown, most: number, at: string, say: Say): void {
  if (typeof value !== 'string') say(at, 'is not a text');
  else if (value.length === 0 || value.length > most)
    say(at, `has ${value.length} characters; 1 to ${most} are allowed`);
}

/** https://docs.slack.dev/messaging/formatting-message-text#escaping */
function checkEscaped(text: string, at: string, say: Say): void {
  if (/[<>]|&(?!(?:amp|lt|gt);)/u.test(text)) say(at, 'is not escaped');
  checkCharacters(text, at, say);
}

function checkCharacters(text: string, at: string, say: Say): void {
  if (/(?!\n)\p{Cc}|\p{Cs}/u.test(text)) say(at, 'holds control characters or half a character');
  if (/[\u202A-\u202E\u2066-\u2069]/u.test(text)) say(at, 'turns the direction of what follows');
}

function checkKeys(value: Json, allowed: readonly string[], at: string, say: Say): void {
  for (const key of Object.keys(value)) if (!allowed.includes(key)) say(at, `has the unknown key ${key}`);
}

function each(
  value: unknown,
  least: number,
  most: number,
  at: string,
  say: Say,
  check: (one: unknown, where: string) => void,
): void {
  const items = list(value);
  if (items.length < least || items.length > most) say(at, `has ${items.length}; ${least} to ${most} are allowed`);
  items.forEach((one, index) => check(one, `${at}[${index}]`));
}

function textsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (!isJson(value)) return [];
  return Object.entries(value).flatMap(([key, one]) =>
    typeof one === 'string' ? (['text', 'url', 'value'].includes(key) ? [one] : []) : textsOf(one),
  );
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
