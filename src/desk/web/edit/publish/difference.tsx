/** The difference of a change set in words. */
import type { ReactNode } from 'react';
import { fieldWords } from '../../../../records/field-labels.ts';
import type { Fault } from '../../../../records/fault.ts';
import type { ChangedStatement } from '../../../../records/publish/change-set.ts';
import { pathOf } from '../../../../records/publish/record-name.ts';
import type { DifferenceView } from '../../../server/publish.ts';
import { PlaceLink, WarningText } from '../../components/fault-text.tsx';
import { writtenRecord } from '../change-set.ts';
import type { TitleOf } from '../../frame/titles.ts';
import { FaultLines } from '../fault-list.tsx';
import { useLanguage, useTranslate } from '../../language.ts';
import { valueName } from '../../form/value-names.ts';

type ChangedRecord = DifferenceView['records'][number];

export type DifferenceProps = {
  readonly records: DifferenceView['records'];
  /** Returns the title of what cannot be read as a record, where its text has one. */
  readonly titleOf?: TitleOf;
  /** What is wrong in them: of a record with a fault nothing is said of what readers see. */
  readonly faults?: readonly Pick<Fault, 'file'>[];
  /** What stands below a changed statement. */
  readonly below?: (statement: ChangedStatement) => ReactNode;
};

export function Difference({ records, titleOf, faults = [], below }: DifferenceProps) {
  const t = useTranslate();
  const language = useLanguage();
  if (records.length === 0) return <p className="quiet">{t('desk.publish.nothing')}</p>;
  const titled = records.map((record) => {
    const at = pathOf(record);
    return { ...record, at, name: record.title?.[language] ?? record.title?.en ?? titleOf?.(at) };
  });
  return titled.map(({ at, name, change, fields, statements }) => (
    <section key={at} className="difference">
      <h3>
        {name === undefined ? <code>{at}</code> : <span title={at}>{name}</span>}{' '}
        <span className="quiet">{t(`desk.publish.${change}`)}</span>
      </h3>
      <Fields fields={fields} />
      {fields.length + statements.length === 0 && !faults.some(({ file }) => file === at) && (
        <p className="quiet">{t('desk.publish.only-written')}</p>
      )}
      {statements.length > 0 && (
        <ul className="list" aria-label={t('desk.publish.statements')}>
          {statements.map((statement) => (
            <li key={statement.id} className="callout">
              <p title={statement.id}>
                <strong>{statement.text?.[language] ?? statement.text?.en ?? statement.id}</strong>{' '}
                <span className="quiet">{t(`desk.publish.${statement.change}`)}</span>
              </p>
              {statement.change === 'changed' && <Fields fields={statement.fields} />}
              {below?.(statement)}
            </li>
          ))}
        </ul>
      )}
    </section>
  ));
}

/** The fields whose values have names in the form. */
const CHOICES: ReadonlySet<string> = new Set(['kind', 'copy.kind', 'status', 'language']);

function Fields({ fields }: { readonly fields: ChangedRecord['fields'] }) {
  const t = useTranslate();
  const language = useLanguage();
  if (fields.length === 0) return null;
  const shown = (field: string, value: string): string =>
    field === 'paragraphs'
      ? t('desk.publish.fingerprints', { count: value.split(', ').length })
      : CHOICES.has(field)
        ? valueName(value, t)
        : value;
  return (
    <dl className="difference-fields">
      {fields.map(({ field, before, after }) => (
        <div key={field}>
          <dt>{fieldWords(field, language)}</dt>
          {before !== undefined && (
            <dd>
              <span className="quiet">{t('desk.publish.before')}</span> <del>{shown(field, before)}</del>
            </dd>
          )}
          <dd>
            {before !== undefined && <span className="quiet">{t('desk.publish.after')} </span>}
            {after === undefined ? t('desk.publish.none') : <ins>{shown(field, after)}</ins>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** What is to be looked at, each with its place. */
export function PlacedWarnings({
  warnings,
  titleOf,
}: Pick<DifferenceView, 'warnings'> & Pick<DifferenceProps, 'titleOf'>) {
  const t = useTranslate();
  if (warnings.length === 0) return null;
  return (
    <section className="callout warning">
      <h3>{t('desk.publish.warnings')}</h3>
      <ul>
        {warnings.map((warning) => (
          <li key={JSON.stringify(warning)}>
            <PlaceLink place={warning} titleOf={titleOf} />{' '}
            <WarningText warning={warning} record={writtenRecord(warning.file)} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Faults, each with its place. */
export function PlacedFaults({
  heading,
  faults,
  tone = 'bad',
  titleOf,
}: Pick<DifferenceProps, 'titleOf'> & {
  readonly heading: string;
  readonly faults: DifferenceView['faults'];
  readonly tone?: 'bad' | 'warning';
}) {
  if (faults.length === 0) return null;
  return (
    <section className={`callout ${tone}`}>
      <h3>{heading}</h3>
      <FaultLines faults={faults} titleOf={titleOf} />
    </section>
  );
}
