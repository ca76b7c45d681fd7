/** Discord's documented limits on messages, embeds and autocomplete choices, checked the way Discord reports them. */
import { checkMessageComponents } from './discord-check-components.ts';
import { checkList, checkText, checkUrl, checkWhole, lengthOf, type Path } from './discord-check-values.ts';
import { fields, type Fields, FLAG, isFields, list, type Problem } from './discord-types.ts';

/** Checks the embeds of one message, each and together. */
function checkEmbeds(problems: Problem[], path: Path, value: unknown): void {
  let total = 0;
  // Discord trims a text before it counts it.
  const count = (at: Path, text: unknown, max: number, required = false) => {
    const checked = checkText(problems, at, typeof text === 'string' ? text.trim() : text, { max, required });
    total += lengthOf(checked);
  };
  for (const [index, each] of checkList(problems, path, value, 0, 10).entries()) {
    const at = [...path, index];
    const embed = fields(each);
    count([...at, 'title'], embed['title'], 256);
    count([...at, 'description'], embed['description'], 4096);
    checkUrl(problems, [...at, 'url'], embed['url'], 2048, ['http', 'https']);
    checkWhole(problems, [...at, 'color'], embed['color'], 0, 0xffffff);
    if (isFields(embed['footer'])) count([...at, 'footer', 'text'], embed['footer']['text'], 2048, true);
    if (isFields(embed['author'])) {
      count([...at, 'author', 'name'], embed['author']['name'], 256, true);
      checkUrl(problems, [...at, 'author', 'url'], embed['author']['url'], 2048, ['http', 'https']);
    }
    for (const picture of ['image', 'thumbnail']) {
      const address = fields(embed[picture])['url'];
      checkUrl(problems, [...at, picture, 'url'], address, 2048, ['http', 'https', 'attachment']);
    }
    if (typeof embed['timestamp'] === 'string' && Number.isNaN(Date.parse(embed['timestamp']))) {
      problems.push({
        path: [...at, 'timestamp'],
        code: 'DATE_TIME_TYPE_PARSE',
        message: 'Could not parse the date time.',
      });
    }
    for (const [number, field] of checkList(problems, [...at, 'fields'], embed['fields'], 0, 25).entries()) {
      count([...at, 'fields', number, 'name'], fields(field)['name'], 256, true);
      count([...at, 'fields', number, 'value'], fields(field)['value'], 1024, true);
    }
    if (
      !['title', 'description', 'footer', 'author', 'image', 'thumbnail', 'fields'].some((name) =>
        isFilled(embed[name]),
      )
    ) {
      problems.push({ path: at, code: 'BASE_TYPE_REQUIRED', message: 'This field is required' });
    }
  }
  if (total > 6000) {
    problems.push({ path, code: 'MAX_EMBED_SIZE_EXCEEDED', message: 'Embed size exceeds maximum size of 6000' });
  }
}

/** Whether a field of a message holds anything. */
export function isFilled(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return false;
  return !Array.isArray(value) || value.length > 0;
}

/** Checks a message as it would stand once the request is carried out; a path names the request's field. */
export function checkMessage(message: Fields, attachmentNames: readonly string[] = []): Problem[] {
  const problems: Problem[] = [];
  const flags = message['flags'];
  checkWhole(problems, ['flags'], flags, 0, 2 ** 53 - 1);
  const v2 = typeof flags === 'number' && (flags & FLAG.COMPONENTS_V2) !== 0;
  checkText(problems, ['content'], message['content'], { max: 2000 });
  checkEmbeds(problems, ['embeds'], message['embeds']);
  if (v2) {
    for (const name of ['content', 'embeds', 'poll', 'sticker_ids', 'shared_client_theme']) {
      if (!isFilled(message[name])) continue;
      const said = `The '${name}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`;
      problems.push({ path: [name], code: 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2', message: said });
    }
  }
  checkMessageComponents(problems, ['components'], message['components'], v2, attachmentNames);
  checkAllowedMentions(problems, message['allowed_mentions']);
  const nonce = message['nonce'];
  if (typeof nonce === 'number' ? !Number.isInteger(nonce) : nonce !== undefined && nonce !== null) {
    checkText(problems, ['nonce'], nonce, { max: 25 });
  }
  return problems;
}

function checkAllowedMentions(problems: Problem[], value: unknown): void {
  const allowed = fields(value);
  const parse = list(allowed['parse']);
  for (const [index, kind] of parse.entries()) {
    if (kind === 'users' || kind === 'roles' || kind === 'everyone') continue;
    const message = "Value must be one of {'everyone', 'roles', 'users'}.";
    problems.push({ path: ['allowed_mentions', 'parse', index], code: 'BASE_TYPE_CHOICES', message });
  }
  for (const kind of ['users', 'roles']) {
    const named = checkList(problems, ['allowed_mentions', kind], allowed[kind], 0, 100);
    if (named.length === 0 || !parse.includes(kind)) continue;
    const message = `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`;
    problems.push({ path: ['allowed_mentions'], code: 'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE', message });
  }
}

/** Why sending this could notify somebody, or null where it cannot. */
export function couldPing(body: Fields): string | null {
  const allowed = body['allowed_mentions'];
  if (!isFields(allowed)) return 'allowed_mentions is missing';
  for (const kind of ['parse', 'users', 'roles']) {
    if (list(allowed[kind]).length > 0) return `allowed_mentions.${kind} is not empty`;
  }
  return allowed['replied_user'] === true ? 'allowed_mentions.replied_user is true' : null;
}

/**
 * Whether a message is one that Discord answers with 500 although it keeps every documented limit: its text displays hold more than
 * 10,170 bytes of UTF-8, each counting for 12 more (discord-api-docs issue 8554). Some 3,400 Chinese characters do.
 */
export function isTooBigToStore(components: unknown): boolean {
  let bytes = 0;
  const walk = (value: unknown): void => {
    const component = fields(value);
    if (component['type'] === 10 && typeof component['content'] === 'string') {
      bytes += Buffer.byteLength(component['content'], 'utf8') + 12;
    }
    for (const child of list(component['components'])) walk(child);
  };
  for (const each of list(components)) walk(each);
  return bytes > 10_170;
}

/** Checks what an autocomplete callback offers. */
export function checkChoices(data: Fields): Problem[] {
  const problems: Problem[] = [];
  checkChoiceList(problems, ['choices'], data['choices']);
  return problems;
}

/** Checks a list of choices, offered while typing or fixed in a command. */
export function checkChoiceList(problems: Problem[], path: Path, value: unknown): void {
  for (const [index, each] of checkList(problems, path, value, 0, 25).entries()) {
    const choice = fields(each);
    checkText(problems, [...path, index, 'name'], choice['name'], { min: 1, max: 100 });
    for (const [locale, name] of Object.entries(fields(choice['name_localizations']))) {
      checkText(problems, [...path, index, 'name_localizations', locale], name, { min: 1, max: 100 });
    }
    if (typeof choice['value'] !== 'number') {
      checkText(problems, [...path, index, 'value'], choice['value'], { max: 100, required: true });
    }
  }
}
