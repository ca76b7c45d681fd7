/** Reads what a person would see in a Slack message: texts with entities resolved, and which marks stand beside which text. */

type Json = { readonly [key: string]: unknown };

/** One run of text in one paragraph or list item, with the links of the same paragraph or item. */
export type Run = { readonly text: string; readonly links: readonly string[] };

/** Returns the runs of text of a message's blocks, in order. */
export function runsOf(message: unknown): Run[] {
  return list((message as Json).blocks).flatMap((block) => runs(block as Json));
}

/** Returns all that a message's blocks say, as one text. */
export function textOf(message: unknown): string {
  return runsOf(message)
    .map(({ text }) => text)
    .join('');
}

/** Returns the values of a message's buttons, or of its menus' options, by their labels; menus beside items too. */
export function targetsOf(message: unknown): Map<string, string> {
  return new Map(elementsOf(message).map((one) => [resolve(String((one.text as Json).text)), String(one.value)]));
}

/** Returns the addresses that a message links. */
export function linksOf(message: unknown): string[] {
  const { blocks } = message as Json;
  const within = (value: unknown): string[] => {
    if (typeof value !== 'object' || value === null) return [];
    const { type, url } = value as Json;
    return type === 'link' ? [String(url)] : Object.values(value).flatMap(within);
  };
  return within(blocks);
}

/** Returns a message's buttons and the options of its menus. */
function elementsOf(message: unknown): Json[] {
  const elements = list((message as Json).blocks).flatMap((block) => {
    const { type, elements: all, accessory } = block as Json;
    return type === 'actions' ? list(all) : accessory === undefined ? [] : [accessory];
  }) as Json[];
  return elements.flatMap((element) => (element.type === 'button' ? [element] : (list(element.options) as Json[])));
}

/** Returns what a message's buttons and the options of its menus say, with what stands below these. */
export const labelsOf = (message: unknown): string[] =>
  elementsOf(message).map(({ text, description }) =>
    [text, description].map((one) => (one === undefined ? '' : resolve(String((one as Json).text)))).join('\n'),
  );

/** What menus show while nothing is chosen: a short prompt stands there alone. */
export const placeholdersOf = (message: unknown): string[] =>
  [...JSON.stringify(message).matchAll(/"placeholder":\{"type":"plain_text","text":(?<text>"(?:[^"\\]|\\.)*")/gu)].map(
    ({ groups }) => resolve(String(JSON.parse(groups?.['text'] ?? '""'))),
  );

/** Tells whether a text stands whole in runs, be it divided over several of them in order; white space does not count. */
export function covered(text: string, given: readonly Run[]): boolean {
  const wanted = squash(text);
  if (wanted === '') return true;
  // How much of the text may be told so far; more than one way of reading on is kept in mind.
  const told = new Set<number>();
  for (const run of given.map(({ text: one }) => squash(one))) {
    if (run.includes(wanted)) return true;
    for (const at of Array.from(told)) {
      if (run.startsWith(wanted.slice(at))) return true;
      if (run !== '' && wanted.startsWith(run, at)) told.add(at + run.length);
    }
    for (let from = run.indexOf(wanted.charAt(0)); from >= 0; from = run.indexOf(wanted.charAt(0), from + 1))
      if (wanted.startsWith(run.slice(from))) told.add(run.length - from);
  }
  return false;
}

function runs(block: Json): Run[] {
  switch (block.type) {
    case 'header':
      return [{ text: resolve(String((block.text as Json).text)), links: [] }];
    case 'context':
      return list(block.elements).map((one) => ({ text: resolve(String((one as Json).text)), links: [] }));
    case 'section':
      return [{ text: sectionText(block.text as Json), links: [] }];
    case 'actions':
      return [];
    case 'rich_text':
      return list(block.elements).flatMap((part) => rich(part as Json));
    default:
      throw new Error(`no reader for ${String(block.type)}`);
  }
}

/** A title in bold, and a channel by its id. */
const sectionText = ({ type, text }: Json): string =>
  type === 'mrkdwn'
    ? resolve(
        String(text)
          .replace(/^\*(.*)\*$/mu, '$1')
          .replaceAll(/<#(\w+)>/gu, '#$1'),
      )
    : resolve(String(text));

function rich(part: Json): Run[] {
  if (part.type === 'rich_text_list') return list(part.elements).flatMap((item) => rich(item as Json));
  const elements = list(part.elements) as Json[];
  const links = elements.filter(({ type }) => type === 'link').map(({ text }) => unbracketed(String(text)));
  const marks = elements.flatMap(({ text }) => unbracketed(String(text)).match(/^\d+ ¶\d+(?:, ¶\d+)*$/u)?.[0] ?? []);
  return elements.map(({ type, channel_id, user_id: userId, text, fallback }) => ({
    text:
      type === 'channel'
        ? `#${String(channel_id)}`
        : type === 'user'
          ? `@${String(userId)}`
          : String(type === 'date' ? fallback : text),
    links: [...links, ...marks],
  }));
}

/** The first of the marks of a text opens a bracket, and the last closes it. */
const unbracketed = (text: string): string => text.replace(/^\[|\]$/gu, '');

const resolve = (text: string): string => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

// What the renderer leaves out on purpose: marks that turn the direction, control characters, halves of characters.
const squash = (text: string): string => text.toWellFormed().replace(/[\s\u202A-\u202E\u2066-\u2069]|\p{Cc}/gu, '');

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
