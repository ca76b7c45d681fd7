/** What was written beside this page of the record that is open: what changed there, and the choice between both texts. */
import { useMemo } from 'react';
import { differenceOf } from '../../../records/publish/difference.ts';
import type { Translated } from '../../../records/schema.ts';
import { readRecord } from '../../../records/text-edit/edit-text.ts';
import { valueIn, wordAt } from '../../../records/text-edit/edit-value.ts';
import type { OpenedRecordView } from '../../server/edit.ts';
import { useTranslate, type Bilingual } from '../text.ts';
import { Difference, type DifferenceProps } from './publish/difference.tsx';

export type OtherTextProps = {
  readonly record: Pick<OpenedRecordView, 'folder' | 'file' | 'kind'>;
  readonly told: Bilingual;
  /** What the other text began from. */
  readonly before: string;
  readonly other: string;
  readonly take: Bilingual;
  readonly keep: Bilingual;
  readonly onTake: () => void;
  readonly onKeep: () => void;
};

export function OtherText({ record, told, before, other, take, keep, onTake, onKeep }: OtherTextProps) {
  const t = useTranslate();
  const { folder, file, kind } = record;
  const records = useMemo(() => changesIn({ folder, file, kind }, before, other), [folder, file, kind, before, other]);
  return (
    <section className="callout warning other-text">
      <p role="alert">{t(told)}</p>
      {records.length > 0 && <Difference records={records} />}
      <p className="actions">
        <button type="button" onClick={onTake}>
          {t(take)}
        </button>
        <button type="button" onClick={onKeep}>
          {t(keep)}
        </button>
      </p>
    </section>
  );
}

/** Returns the difference between two texts of a record; none where one of them cannot be read. */
function changesIn(record: OtherTextProps['record'], before: string, other: string): DifferenceProps['records'] {
  const [from, to] = [readRecord(before), readRecord(other)];
  if (from === undefined || to === undefined) return [];
  const { fields, statements } = differenceOf(from, to);
  const wordsOf = (id: string): Translated | undefined => {
    const all = [to, from].flatMap((value) => valueIn(value, ['statements']) ?? []);
    const found = all.find((one) => valueIn(one, ['id']) === id);
    return found === undefined ? undefined : { en: wordAt(found, ['text', 'en']) };
  };
  return [
    {
      ...record,
      change: 'changed',
      title: { en: wordAt(to, ['title', 'en']) },
      fields,
      statements: statements.map((one) =>
        Object.assign(one, { name: one.id, text: wordsOf(one.id), published: undefined }),
      ),
    },
  ];
}
