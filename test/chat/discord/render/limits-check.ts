/** Checks a message against what Discord documents, written from its pages and not from our own limits. */

type Fields = Readonly<Record<string, unknown>>;

const fields = (value: unknown): Fields => (typeof value === 'object' && value !== null ? { ...value } : {});
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
/** In code points, as Discord counts. */
const length = (value: unknown): number => (typeof value === 'string' ? Array.from(value).length : -1);

/** Returns everything that Discord would refuse in a Components V2 message, as sentences; none if it would take it. */
export function limitFaults(message: unknown): string[] {
  const faults: string[] = [];
  const ids = new Set<unknown>();
  let components = 0;
  let characters = 0;
  let bytes = 0;
  const expect = (holds: boolean, what: string): void => {
    if (!holds) faults.push(what);
  };
  const within = (value: unknown, least: number, most: number, what: string): void =>
    expect(length(value) >= least && length(value) <= most, `${what} has ${length(value)} characters`);

  const { flags, content, embeds, allowed_mentions: mentions, components: top } = fields(message);
  // https://docs.discord.com/developers/resources/message#message-object-message-flags
  expect(typeof flags === 'number' && (flags & (1 << 15)) !== 0, 'is not marked as Components V2');
  expect(content === undefined && embeds === undefined, 'has content or embeds beside its components');
  // https://docs.discord.com/developers/resources/message#allowed-mentions-object
  expect(JSON.stringify(fields(mentions).parse) === '[]', 'may ping somebody');
  expect(list(top).length > 0, 'is empty');

  const customId = (value: unknown): void => {
    within(value, 1, 100, 'a custom id');
    expect(!ids.has(value), `the custom id ${String(value)} repeats`);
    ids.add(value);
  };
  // https://docs.discord.com/developers/components/reference#button
  const button = (value: Fields): void => {
    components += 1;
    within(value.label, 1, 80, 'a button label');
    expect(String(value.label).trim() !== '', 'a button label is blank');
    expect([1, 2, 3, 4].includes(Number(value.style)), 'a button has no style that takes a custom id');
    customId(value.custom_id);
  };
  // https://docs.discord.com/developers/components/reference#string-select
  const menu = (value: Fields): void => {
    components += 1;
    customId(value.custom_id);
    within(value.placeholder, 0, 150, 'a placeholder');
    const options = list(value.options).map(fields);
    expect(options.length >= 1 && options.length <= 25, `a menu has ${options.length} options`);
    for (const option of options) {
      within(option.label, 1, 100, 'an option label');
      within(option.value, 1, 100, 'an option value');
      if (option.description !== undefined) within(option.description, 1, 100, 'an option description');
    }
    expect(new Set(options.map((option) => option.value)).size === options.length, 'a menu repeats a value');
  };
  const part = (value: unknown, inside: readonly number[]): void => {
    const one = fields(value);
    const type = Number(one.type);
    components += 1;
    expect(inside.includes(type), `a component of type ${type} stands where it may not`);
    if (type === 17) {
      expect(Number.isInteger(one.accent_color) && Number(one.accent_color) <= 0xff_ff_ff, 'the accent is no colour');
      for (const child of list(one.components)) part(child, [1, 9, 10, 12, 13, 14]);
    } else if (type === 10) {
      expect(String(one.content).trim() !== '', 'a text is blank');
      characters += length(one.content);
      bytes += Buffer.byteLength(String(one.content), 'utf8') + 12;
    } else if (type === 1) {
      const children = list(one.components).map(fields);
      const isMenu = children.length === 1 && children[0]?.type === 3;
      const areButtons = children.length >= 1 && children.length <= 5 && children.every((child) => child.type === 2);
      expect(isMenu || areButtons, `a row holds ${children.map((child) => String(child.type)).join(', ')}`);
      for (const child of children) (child.type === 3 ? menu : button)(child);
    }
  };
  for (const one of list(top)) part(one, [1, 9, 10, 12, 13, 14, 17]);

  // https://docs.discord.com/developers/components/using-message-components
  expect(components <= 40, `${components} components`);
  expect(characters <= 4000, `${characters} characters of text`);
  // https://github.com/discord/discord-api-docs/issues/8554
  expect(bytes <= 10_170, `${bytes} bytes of text`);
  return faults;
}
