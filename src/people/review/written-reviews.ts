/** Reviews that are written into a record by hand, where only another person's press may say that somebody has reviewed it. */
import type { RecordEditor, RecordName } from '../../records/publish/change-set.ts';
import { recordKindOf } from '../../records/publish/record-files.ts';

type PublishedText = RecordName & { readonly text?: string | undefined };

/** Returns the first topic whose text names a person as its reviewer otherwise than its file does; undefined where none does. */
export async function reviewByHand(
  texts: readonly PublishedText[],
  editor: Pick<RecordEditor, 'open'>,
): Promise<RecordName | undefined> {
  const topics = texts.filter((one) => recordKindOf(one) === 'topic');
  if (topics.length === 0) return undefined;
  const [{ valueOfYaml }, { valueIn }] = await Promise.all([
    import('../../records/parse-yaml.ts'),
    import('../../records/text-edit/edit-value.ts'),
  ]);
  const verifiedIn = (text: string): unknown => valueIn(valueOfYaml(text), ['verified']);
  return topics.find((one) => {
    const now = one.text === undefined ? undefined : verifiedIn(one.text);
    if (valueIn(now, ['by', 'kind']) !== 'person') return false;
    const opened = editor.open(one);
    return !opened.ok || JSON.stringify(verifiedIn(opened.text)) !== JSON.stringify(now);
  });
}
