/** What is wrong around a statement that is written: in its own document, and in the other records of the change set. */
import { faultKey, type Fault } from '../../../records/fault.ts';
import { FaultText, PlaceLink } from '../components/fault-text.tsx';
import { writtenRecord } from '../edit/change-set.ts';
import type { TitleOf } from '../frame/titles.ts';
import { useTranslate } from '../language.ts';

type OtherRecordsFaultsProps = {
  readonly faults: readonly Fault[];
  /** Where the record of the document is. */
  readonly own: string;
  /** Returns the title of another record by its path; undefined where it has none yet. */
  readonly titleOf: TitleOf;
};

/** Lists faults; the many of another record, such as a topic that was only begun, are folded into one line. */
export function OtherRecordsFaults({ faults, own, titleOf }: OtherRecordsFaultsProps) {
  const t = useTranslate();
  if (faults.length === 0) return null;
  const here = faults.filter(({ file }) => file === own || !file.includes('/'));
  const others = Map.groupBy(
    faults.filter((one) => !here.includes(one)),
    ({ file }) => file,
  );
  return (
    <div className="callout warning">
      <p>{t('desk.reading.elsewhere')}</p>
      <ul>
        <FaultLines faults={here} />
        {[...others].map(([file, found]) => (
          <li key={file}>
            <PlaceLink place={{ file, field: found[0]?.field ?? '' }} titleOf={titleOf} />{' '}
            {found.length === 1 && found[0] ? (
              <FaultText fault={found[0]} record={writtenRecord(file)} />
            ) : (
              <details>
                <summary>{t('desk.form.faults', { count: found.length })}</summary>
                <ul>
                  <FaultLines faults={found} />
                </ul>
              </details>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

const FaultLines = ({ faults }: Pick<OtherRecordsFaultsProps, 'faults'>) =>
  faults.map((fault) => (
    <li key={faultKey(fault)}>
      <FaultText fault={fault} record={writtenRecord(fault.file)} />
    </li>
  ));
