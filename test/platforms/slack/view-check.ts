/** Checks a Slack view against Slack's documentation, written from it and sharing nothing with the renderer. */
import { checkMessage } from './limits-check.ts';

type Json = { readonly [key: string]: unknown };

/** Returns what is wrong with a modal view; empty if nothing is. https://docs.slack.dev/reference/views/modal-views */
export function checkView(view: unknown): string[] {
  const problems: string[] = [];
  const { type, title, submit, close, callback_id, private_metadata, blocks } = view as Json;
  const length = (value: unknown, most: number, at: string): void => {
    const text = typeof value === 'string' ? value : (value as Json | undefined)?.text;
    if (typeof text !== 'string' || text === '') problems.push(`${at} has no text`);
    else if (text.length > most) problems.push(`${at} has ${text.length} characters of ${most}`);
  };
  if (type !== 'modal') problems.push('is no modal');
  length(title, 24, 'title');
  for (const [at, value] of Object.entries({ submit, close })) if (value !== undefined) length(value, 24, at);
  if (callback_id !== undefined) length(callback_id, 255, 'callback_id');
  if (private_metadata !== undefined) length(private_metadata, 3_000, 'private_metadata');
  if (!Array.isArray(blocks) || blocks.length === 0 || blocks.length > 100) return [...problems, 'blocks: 1 to 100'];
  const all = blocks as readonly Json[];
  const ids = all.flatMap(({ block_id }) => (block_id === undefined ? [] : [block_id]));
  if (new Set(ids).size !== ids.length) problems.push('a block_id stands twice');
  if (all.some((block) => block.type === 'input') && submit === undefined) problems.push('inputs without submit');
  for (const block of all) {
    const at = String(block.block_id ?? block.type);
    if (block.type === 'section') length(block.text, 3_000, at);
    else if (block.type === 'input') input(block, at);
    else problems.push(...checkMessage({ text: 'x', blocks: [block] }));
  }
  return problems;

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
