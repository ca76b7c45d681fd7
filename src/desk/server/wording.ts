/** A question or an alias on its way into a topic: what it would find, adding it, and taking it out again. */
import { refusal } from '../../records/publish/refused.ts';
import { topicNamed } from '../../records/catalogue.ts';
import type { Author, RecordEditor, Wording } from '../../records/publish/editor.ts';
import { topicRecordName } from '../../records/publish/record-name.ts';
import type { Fault } from '../../records/fault.ts';
import type { Brief, Language } from '../../records/schema.ts';
import { createFinder } from '../../search/finder.ts';
import type { Bot } from '../../chat/platform.ts';
import { RefusedRequest } from './context.ts';
import { explanationOf, type Explanation } from './questions.ts';
import { editorOf as anyEditorOf, refusalOf } from './shared/record-editor.ts';

export type TriedWording = {
  /** Why it cannot be added; empty where it can. */
  readonly faults: readonly Fault[];
  /** What it would find; null where it cannot be added, or there are so many topics that asking takes seconds. */
  readonly explanation: Explanation | null;
};

type WordingBot = Pick<Bot, 'catalogue' | 'recordEditor'>;

/** With more topics than this, an index of all takes seconds to build. */
const MAX_BRIEFS = 200;

function editorOf(bot: WordingBot): RecordEditor {
  const editor = anyEditorOf(bot);
  if (editor.writable) return editor;
  throw new RefusedRequest(404, 'read-only', refusal('read-only'));
}

function briefOf({ brief }: Pick<Wording, 'brief'>, bot: WordingBot): Brief {
  const found = topicNamed(bot.catalogue(), brief);
  if (found !== undefined) return found;
  throw new RefusedRequest(404, 'missing', refusal('no-such-topic', { topic: brief.slice(0, 80) }));
}

/** Returns what a wording would find once it is added, and why it cannot be; nothing is written. */
export async function tryWording(wording: Wording, reader: Language, bot: WordingBot): Promise<TriedWording> {
  const editor = editorOf(bot);
  const brief = briefOf(wording, bot);
  const name = topicRecordName(brief);
  const opened = editor.open(name);
  if (!opened.ok) throw refusalOf(opened);
  const { withWording } = await import('../../records/publish/record-edits.ts');
  const field = wording.as === 'question' ? 'questions' : 'aliases';
  const text = withWording(opened.text, field, wording.language, wording.text.replaceAll(/\s+/gu, ' ').trim());
  if (text === undefined) throw new RefusedRequest(422, 'faulty', refusal('record-faulty'));
  const checked = await editor.check([{ ...name, text }]);
  if (!checked.ok) throw refusalOf(checked);
  const { preview } = checked;
  const faults = [...checked.faults, ...checked.elsewhere];
  const catalogue = bot.catalogue();
  const { briefs, relationships, sources } = catalogue;
  if (preview === undefined || faults.length > 0 || briefs.size > MAX_BRIEFS) return { faults, explanation: null };
  const changed = [...briefs.values()].map((one) =>
    one.id === brief.id
      ? Object.assign({}, one, { questions: preview.brief.questions, aliases: preview.brief.aliases })
      : one,
  );
  const finder = createFinder(changed, [...relationships.values()], undefined, sources);
  return { faults, explanation: explanationOf(wording.text, finder.explain(wording.text), { catalogue, reader }) };
}

/** Adds a wording to its topic and returns the change set that it is, which can be undone. */
export async function addWording(wording: Wording, author: Author, bot: WordingBot): Promise<string | undefined> {
  const added = await editorOf(bot).addWording(wording, author);
  if (!added.ok) throw refusalOf(added);
  return added.id;
}
