/** Checks a Slack view against Slack's documentation, written from it and sharing nothing with the renderer. */
import { checkMessage } from './limits-check.ts';

type Json = { readonly [key: string]: unknown };

/** What a view weighs at most: https://docs.slack.dev/reference/methods/views.publish#errors */
const VIEW_BYTES = 250_000;

/** Returns what is wrong with a modal or a Home tab; empty if nothing is. https://docs.slack.dev/reference/views */
export function checkView(view: unknown): string[] {
  const problems: string[] = [];
  const { type, title, submit, close, callback_id, private_metadata, blocks } = view as Json;
  const length = (value: unknown, most: number, at: string): void => {
    const text = typeof value === 'string' ? value : (value as Json | undefined)?.text;
    if (typeof text !== 'string' || text === '') problems.push(`${at} has no text`);
    else if (text.length > most) problems.push(`${at} has ${text.length} characters of ${most}`);
  };
  if (type === 'home') {
    for (const [at, value] of Object.entries({ title, submit, close }))
      if (value !== undefined) problems.push(`${at} has no place in a Home tab`);
  } else if (type === 'modal') length(title, 24, 'title');
  else problems.push('is neither a modal nor a Home tab');
  for (const [at, value] of Object.entries({ submit, close })) if (value !== undefined) length(value, 24, at);
  if (callback_id !== undefined) length(callback_id, 255, 'callback_id');
  if (private_metadata !== undefined) length(private_metadata, 3_000, 'private_metadata');
  if (Buffer.byteLength(JSON.stringify(view)) > VIEW_BYTES) problems.push('is too large');
  if (!Array.isArray(blocks) || blocks.length === 0 || blocks.length > 100) return [...problems, 'blocks: 1 to 100'];
  const all = blocks as readonly Json[];
  const ids = all.flatMap(({ block_id }) => (block_id === undefined ? [] : [block_id]));
  if (new Set(ids).size !== ids.length) problems.push('a block_id stands twice');
  if (all.some((block) => block.type === 'input') && submit === undefined) problems.push('inputs without submit');
  if (type === 'home' && all.some((block) => block.type === 'input')) problems.push('inputs in a Home tab');
  for (const block of all) {
    const at = String(block.block_id ?? block.type);
    if (block.type === 'section') section(block, at);
    else if (block.type === 'input') input(block, at);
    else if (block.type !== 'divider') problems.push(...checkMessage({ text: 'x', blocks: [plain(block)] }));
  }
  return problems;

  /** Checks what only views of ours hold, and returns the block without it, as a message could hold it. */
  function plain(block: Json): Json {
    if (block.type === 'actions')
      return { ...block, elements: (block.elements as readonly Json[]).map((one) => interactive(one)) };
    if (block.type !== 'rich_text') return block;
    const parts = (block.elements as readonly Json[]).map((part) => {
      const elements = (part.elements as readonly Json[]).map((one) => {
        // A channel's name is shown to those who may see it, and nobody is called by it.
        if (one.type !== 'channel') return one;
        length(one.channel_id, 40, 'channel_id');
        return { type: 'text', text: 'channel', style: one.style };
      });
      return Object.assign({}, part, { elements });
    });
    return { ...block, elements: parts };
  }

  function interactive(one: Json): Json {
    if (one.type !== 'external_select') return one;
    length(one.action_id, 255, 'action_id');
    length(one.placeholder, 150, 'placeholder');
    // Stands for it: the rest is checked as of a menu.
    return { type: 'button', action_id: one.action_id, text: one.placeholder, value: 'x' };
  }

  function section({ text, accessory }: Json, at: string): void {
    length(text, 3_000, at);
    const { type: kind, text: said, verbatim } = text as Json;
    // Nothing but a title in bold over a line, in which nothing else could be read as mark-up.
    const bare = String(said).replace(/(?<=^|\n)<#[CG][A-Z0-9]+>/gu, '');
    const bold =
      verbatim === true && /^\*[^*_~`<>&@#\n]+\*\n(?!.*@(?:here|channel|everyone|group)\b)[^*_~`<>&#]*$/su.test(bare);
    if (kind !== 'plain_text' && !bold) problems.push(`${at} is not plain, so that its markup is read`);
    if (/[<>]|&(?!(?:amp|lt|gt);)/u.test(bare)) problems.push(`${at} is not escaped`);
    if (accessory === undefined) return;
    const problemsOf = checkMessage({ text: 'x', blocks: [{ type: 'actions', elements: [accessory] }] });
    problems.push(...problemsOf);
  }

  function input({ label, hint, element }: Json, at: string): void {
    length(label, 2_000, `${at} label`);
    if (hint !== undefined) length(hint, 2_000, `${at} hint`);
    const {
      type: kind,
      action_id,
      options,
      initial_options,
      initial_option,
      initial_value,
      max_length,
    } = element as Json;
    length(action_id, 255, `${at} action_id`);
    if (initial_value !== undefined) length(initial_value, Number(max_length ?? 3_000), `${at} initial_value`);
    const most = { multi_static_select: 100, static_select: 100, checkboxes: 10, radio_buttons: 10 }[String(kind)];
    if (most === undefined) {
      if (!['plain_text_input', 'timepicker', 'conversations_select'].includes(String(kind)))
        problems.push(`${at} is of type ${String(kind)}`);
      return;
    }
    const offered = Array.isArray(options) ? (options as readonly Json[]) : [];
    if (offered.length === 0 || offered.length > most) problems.push(`${at} has ${offered.length} options`);
    for (const { text, value } of offered) {
      length(text, 75, `${at} option`);
      length(value, 75, `${at} option value`);
    }
    // What is chosen beforehand must be an option to the letter, and there must be something of it.
    const known = new Set(offered.map((one) => JSON.stringify(one)));
    if (Array.isArray(initial_options) && initial_options.length === 0)
      problems.push(`${at} has empty initial_options`);
    for (const one of [...(Array.isArray(initial_options) ? initial_options : []), initial_option ?? []].flat())
      if (!known.has(JSON.stringify(one))) problems.push(`${at} has chosen what is not offered`);
  }
}
