/** Reads a view or a message of Slack as text, line by line. */

type Json = Readonly<Record<string, unknown>>;

const said = (value: unknown): string => {
  const text = typeof value === 'string' ? value : (value as Json | undefined)?.text;
  return typeof text === 'string' ? text : '';
};

/** Returns all that a view says, line by line, with what can be pressed in brackets: as a reader meets it. */
export function read(view: Json): string {
  const lines = (view.blocks as readonly Json[]).flatMap((block): string[] => {
    const elements = (block.elements ?? []) as readonly Json[];
    switch (block.type) {
      case 'header':
        return [`# ${said(block.text)}`];
      case 'divider':
        return ['---'];
      case 'section':
        return [
          `${said(block.text).replace(/^\*(.*)\*$/mu, '$1')}${block.accessory === undefined ? '' : ` [${said((block.accessory as Json).text ?? (block.accessory as Json).placeholder)}]`}`,
        ];
      case 'context':
        return [elements.map((one) => said(one)).join(' | ')];
      case 'actions':
        return [elements.map((one) => `[${said(one.text ?? one.placeholder)}]`).join(' ')];
      case 'rich_text':
        return [elements.map(richText).join('')];
      case 'input':
        return [`${said(block.label)}: ${said((block.element as Json).type)}`];
      default:
        return [String(block.type)];
    }
  });
  return [...(view.title === undefined ? [] : [`[[${said(view.title)}]]`]), ...lines].join('\n');
}

/** Returns all that a view or a message says, with what its menus offer and its fields are filled with, as it is reviewed. */
export function pageText(view: object): string {
  const { title, blocks } = view as { readonly title?: Json; readonly blocks: readonly Json[] };
  const lines: string[] = title === undefined ? [] : [`[[${said(title)}]]`];
  for (const block of blocks) {
    const acting = block.type === 'actions' ? (block.elements as readonly Json[]) : [];
    const filling = [block.accessory, block.element].flatMap((one) => (one === undefined ? [] : [one as Json]));
    lines.push(read({ blocks: [block] }), ...[acting, filling].flat().flatMap(offered));
    for (const { placeholder } of filling)
      if (placeholder !== undefined && block.accessory === undefined) lines.push(`  (${said(placeholder)})`);
    if (block.hint !== undefined) lines.push(`  ${said(block.hint)}`);
  }
  return lines.join('\n');
}

/** The options of an element, and what it is filled with. */
function offered({ options = [], initial_value: written, initial_option: chosen }: Json): string[] {
  return [
    ...(options as readonly Json[]).map(
      ({ text, description }) => `  ${said(text)}${description === undefined ? '' : ` — ${said(description)}`}`,
    ),
    ...(written === undefined && chosen === undefined ? [] : [`  = ${said(written ?? (chosen as Json).text)}`]),
  ];
}

function richText(part: Json): string {
  const elements = (part.elements ?? []) as readonly Json[];
  if (part.type === 'rich_text_list') return elements.map((item) => `\n- ${richText(item)}`).join('');
  return elements
    .map(({ type, text, channel_id: id }) => (type === 'channel' ? `#${String(id)}` : String(text)))
    .join('');
}
