/** The faults of the records on disk with their editor, and in repair mode what is out of service. */
import { faultKey } from '../../../records/fault.ts';
import { pathOf } from '../../../records/publish/record-name.ts';
import type { RecordListView } from '../../server/edit.ts';
import { FaultText } from '../components/fault-text.tsx';
import { isEmpty } from '../components/status-banner.tsx';
import type { TitleOf } from '../frame/titles.ts';
import { recordHref } from '../route.ts';
import { useTranslate } from '../language.ts';

type RepairProps = Pick<RecordListView, 'faults' | 'withheld' | 'records'> & {
  readonly titleOf: TitleOf;
};

/** Lists every fault under its record, each with a link to its editor where it has one; nothing where there are none, or no topic yet. */
export function Repair({ faults, withheld, records, titleOf }: RepairProps) {
  const t = useTranslate();
  if (isEmpty(faults)) return null;
  const names = new Set(records.map(pathOf));
  const byFile = [...Map.groupBy(faults, ({ file }) => file)];
  return (
    <section className="edit-faults" aria-labelledby="repair-heading">
      <h2 id="repair-heading">
        {t(withheld === undefined ? 'desk.begin.faults-heading' : 'desk.begin.repair-heading')}
      </h2>
      {withheld !== undefined && (
        <>
          <p>{t('desk.begin.repair')}</p>
          <OutOfService withheld={withheld} />
        </>
      )}
      {byFile.map(([file, own]) => (
        <div key={file}>
          <h3>
            <FaultyFile file={file} title={titleOf(file)} isRecord={names.has(file)} />
          </h3>
          <ol className="list">
            {own.map((fault) => (
              <li key={faultKey(fault)}>
                {names.has(file) && fault.field !== '' ? (
                  <a href={recordHref(file, fault.field)}>
                    <FaultText fault={fault} />
                  </a>
                ) : (
                  <>
                    {file !== '' && <code className="bad">{`${fault.line}:${fault.column}`}</code>}{' '}
                    <FaultText fault={fault} />
                  </>
                )}
              </li>
            ))}
          </ol>
        </div>
      ))}
    </section>
  );
}

type FaultyFileProps = { readonly file: string; readonly title: string | undefined; readonly isRecord: boolean };

function FaultyFile({ file, title = file, isRecord }: FaultyFileProps) {
  const t = useTranslate();
  if (isRecord) return <a href={recordHref(file)}>{title}</a>;
  if (file === '') return t('desk.begin.folder');
  // What is wrong with a whole folder is that it has no record of its relationship.
  if (!/[/.]/u.test(file))
    return (
      <>
        {file} <a href={recordHref(`${file}/relationship.yaml`)}>{t('desk.begin.write-it')}</a>
      </>
    );
  return file;
}

function OutOfService({ withheld }: { readonly withheld: NonNullable<RecordListView['withheld']> }) {
  const t = useTranslate();
  const { topics, documents, statements } = withheld;
  if (topics.length + documents.length + statements === 0) return null;
  return (
    <details>
      <summary>
        {t('desk.begin.repair-out')} {t('desk.begin.repair-topics')} {topics.length} ·{' '}
        {t('desk.begin.repair-documents')} {documents.length} ·{' '}
        {t('desk.begin.repair-statements', { count: statements })}
      </summary>
      <p>{[...topics, ...documents].join(t('desk.begin.comma'))}</p>
    </details>
  );
}
