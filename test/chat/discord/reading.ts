/** Reads a rendered message as somebody in Discord would see it, so that tests can say what is shown. */
/** An escaped mark, or a link with its label and address. */
const SPECIAL = /\\([^0-9A-Za-z\s])|\[((?:\\.|[^\]\\])*)\]\((https?:[^)\s]*)\)/gu;

/** A message of ours, or as a server keeps it. */
type Payload = { readonly components?: unknown };

type Seen = {
  /** Every text display, as markdown. */
  readonly texts: readonly string[];
  readonly buttons: readonly { readonly label: string; readonly custom_id: string }[];
  readonly menus: readonly {
    readonly custom_id: string;
    readonly placeholder: string;
    readonly options: readonly { readonly label: string; readonly value: string; readonly description?: string }[];
  }[];
};

/** What is looked for in a payload of ours or in a message as a server keeps it. */
type Node = {
  readonly content?: unknown;
  readonly label?: unknown;
  readonly custom_id?: unknown;
  readonly options?: unknown;
  readonly placeholder?: unknown;
  readonly components?: unknown;
  readonly type?: unknown;
};

/** Returns the texts, buttons and menus of a message, in order. */
export function seen(message: Payload): Seen {
  const texts: string[] = [];
  const buttons: Seen['buttons'][number][] = [];
  const menus: Seen['menus'][number][] = [];
  const walk = (value: unknown): void => {
    const node: Node = typeof value === 'object' && value !== null ? value : {};
    if (node.type === 10) texts.push(String(node.content));
    if (node.type === 2) buttons.push({ label: String(node.label), custom_id: String(node.custom_id) });
    if (node.type === 3)
      menus.push({
        custom_id: String(node.custom_id),
        placeholder: String(node.placeholder),
        options: (node.options ?? []) as Seen['menus'][number]['options'],
      });
    if (Array.isArray(node.components)) for (const child of node.components) walk(child);
  };
  for (const one of Array.isArray(message.components) ? message.components : []) walk(one);
  return { texts, buttons, menus };
}

/** Returns a message or a form as it is read, line by line, with what can be pressed or filled in in brackets. */
export function pageText(shown: object): string {
  const lineOf = (value: unknown): string[] => {
    const node = value as Readonly<Record<string, unknown>>;
    const within = (Array.isArray(node.components) ? node.components : []) as readonly unknown[];
    switch (node.type) {
      case 1:
        return [within.flatMap(lineOf).join(' ')];
      case 2:
        return [`[${String(node.label)}]`];
      case 3: {
        const options = (node.options ?? []) as Seen['menus'][number]['options'];
        const told = options.map(({ label, description }) => `\n  ${label}${description ? ` — ${description}` : ''}`);
        return [`[${typeof node.placeholder === 'string' ? node.placeholder : ''}]${told.join('')}`];
      }
      case 4:
        return [`[${typeof node.value === 'string' ? node.value : ''}]`];
      case 10:
        return [read(String(node.content))];
      case 14:
        return ['---'];
      case 18: {
        const hint = typeof node.description === 'string' && node.description !== '' ? ` (${node.description})` : '';
        return [`${String(node.label)}${hint}: ${lineOf(node.component).join('')}`];
      }
      default:
        return within.flatMap(lineOf);
    }
  };
  const { title, components } = shown as Readonly<Record<string, unknown>>;
  return [
    ...(typeof title === 'string' ? [`# ${title}`] : []),
    ...(components as readonly unknown[]).flatMap(lineOf),
  ].join('\n');
}

/** Returns markdown as it is read: links as their labels, escaped marks as the marks. */
export function read(markdown: string): string {
  return markdown.replace(SPECIAL, (_, mark?: string, label?: string) => mark ?? read(label ?? ''));
}

/** Returns all that a message says, as it is read. */
export function said(message: Payload): string {
  return read(seen(message).texts.join('\n'));
}

/** Returns the addresses that a message links, in order. */
export function links(message: Payload): string[] {
  return [...seen(message).texts.join('\n').matchAll(SPECIAL)].flatMap((match) => match[3] ?? []);
}

/** Returns markdown with a letter for each of our links and escaped marks: in what is left Discord could still see something. */
export function live(markdown: string): string {
  return markdown.replace(SPECIAL, 'x');
}

const bare = (text: string): string => text.replace(/\s+/gu, '');

/** Tells whether a text stands in another, white space aside, in one piece or cut into long ones that stand there in order. */
export function holds(whole: string, text: string): boolean {
  const haystack = bare(whole);
  let rest = bare(text);
  let from = 0;
  while (rest !== '') {
    let least = 0;
    let most = rest.length;
    while (least < most) {
      const middle = Math.ceil((least + most) / 2);
      if (haystack.includes(rest.slice(0, middle), from)) least = middle;
      else most = middle - 1;
    }
    if (least < Math.min(rest.length, 100)) return false;
    from = haystack.indexOf(rest.slice(0, least), from) + least;
    rest = rest.slice(least);
  }
  return true;
}
