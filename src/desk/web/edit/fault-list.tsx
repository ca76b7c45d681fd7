/** Faults as a list to go through, and why something was refused. */
import type { ReactNode } from 'react';
import type { Warning } from '../../../records/check/warnings.ts';
import { faultKey, type Fault } from '../../../records/fault.ts';
import { fixText, type Fix } from '../../../records/fault-fixes.ts';
import { pathOf } from '../../../records/publish/record-name.ts';
import { refusalIn, type ApiFault } from '../api.ts';
import { FaultText, PlaceLink, WarningText } from '../components/fault-text.tsx';
import { faultText } from '../components/loaded.tsx';
import type { TitleOf } from '../frame/titles.ts';
import { useLanguage, useTranslate } from '../language.ts';
import { useAllTitles, writtenRecord } from './change-set.ts';

type FaultListProps = {
  readonly faults: readonly Fault[];
  readonly elsewhere: readonly Fault[];
  /** What is to be looked at in the text. */
  readonly warnings: readonly Warning[];
  /** What the text holds; undefined where it cannot be read. */
  readonly record: unknown;
  /** Whether the text is written as YAML, whose lines are numbered. */
  readonly isYaml: boolean;
  readonly isChecking: boolean;
  /** Whether it could not be checked: then nothing is said of it. */
  readonly isUnknown: boolean;
  readonly goTo: (fault: Pick<Fault, 'line' | 'column' | 'field'>) => void;
  readonly fixOf: (fault: Fault) => Fix | undefined;
  readonly onFix: (edits: Fix['edits']) => void;
};

/** Lists the faults of the text, each of which leads to its place, and those of other records. */
export function FaultList(props: FaultListProps) {
  const { faults, elsewhere, warnings, record, isChecking, isUnknown, fixOf, onFix } = props;
  const t = useTranslate();
  const none = faults.length === 0 && elsewhere.length === 0;
  return (
    <section aria-label={t('desk.edit.faults')} className="edit-faults">
      <h2>{none ? t('desk.edit.faults') : `${t('desk.edit.faults')} (${faults.length + elsewhere.length})`}</h2>
      <p role="status" className="quiet">
        {isUnknown ? '' : isChecking ? t('desk.edit.checking') : none ? t('desk.edit.no-faults') : ''}
      </p>
      {faults.length > 0 && (
        <ol className="list">
          {faults.map((fault) => (
            <li key={faultKey(fault)} className="callout bad">
              <PlaceButton {...props} place={fault}>
                <FaultText fault={fault} record={record} />
              </PlaceButton>
              <FixButton fix={fixOf(fault)} onFix={onFix} />
            </li>
          ))}
        </ol>
      )}
      {elsewhere.length > 0 && (
        <>
          <h3>{t('desk.edit.elsewhere')}</h3>
          <FaultsElsewhere faults={elsewhere} />
        </>
      )}
      {warnings.length > 0 && (
        <>
          <h3>{t('desk.publish.warnings')}</h3>
          <ol className="list">
            {warnings.map((warning) => (
              <li key={JSON.stringify(warning)} className="callout warning">
                <PlaceButton {...props} place={warning}>
                  <WarningText warning={warning} record={record} />
                </PlaceButton>
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

type PlaceButtonProps = Pick<FaultListProps, 'record' | 'isYaml' | 'goTo'> & {
  readonly place: Fault | Warning;
  readonly children: ReactNode;
};

/** Leads to a place of the text; its line is told where that is what there is to see. */
function PlaceButton({ place, record, isYaml, goTo, children }: PlaceButtonProps) {
  return (
    <button type="button" className="plain" onClick={() => goTo(place)}>
      {(isYaml || record === undefined) && (
        <>
          <code>{`${place.line}:${place.column}`}</code>{' '}
        </>
      )}
      {children}
    </button>
  );
}

type FaultLinesProps = {
  readonly faults: readonly Fault[];
  readonly titleOf: TitleOf | undefined;
};

/** Lists faults of records, each with the way to its field. */
export const FaultLines = ({ faults, titleOf }: FaultLinesProps) => (
  <ul>
    {faults.map((fault) => (
      <li key={faultKey(fault)}>
        <PlaceLink place={fault} titleOf={titleOf} /> <FaultText fault={fault} record={writtenRecord(fault.file)} />
      </li>
    ))}
  </ul>
);

/** Lists faults of records that are not open. */
function FaultsElsewhere({ faults }: Pick<FaultLinesProps, 'faults'>) {
  return <FaultLines faults={faults} titleOf={useAllTitles()} />;
}

function FixButton({ fix, onFix }: Pick<FaultListProps, 'onFix'> & { readonly fix: Fix | undefined }) {
  const language = useLanguage();
  if (fix === undefined) return null;
  return (
    <button type="button" className="fix" onClick={() => onFix(fix.edits)}>
      {fixText(fix, language)}
    </button>
  );
}

type RefusalProps = {
  readonly fault: ApiFault;
  readonly at: string;
  /** Shows what has changed in the file of the record that is open. */
  readonly onSee?: () => void;
};

/** Says why nothing was written, with what can be done. */
export function Refusal({ fault, at, onSee }: RefusalProps) {
  const t = useTranslate();
  const language = useLanguage();
  const titleOf = useAllTitles();
  const { faults, record } = refusalIn(fault);
  // Of several records it may be another one than that which is open.
  const other = record && pathOf(record) !== at ? pathOf(record) : undefined;
  // Those of the record itself stand in its list below.
  const elsewhere = faults.filter(({ file }) => file !== at);
  return (
    <div className="fault" role="alert">
      <p>
        {other !== undefined && (
          <>
            <PlaceLink place={{ file: other, field: '' }} titleOf={titleOf} />:{' '}
          </>
        )}
        {faultText(fault, language)}
      </p>
      {elsewhere.length > 0 && <FaultLines faults={elsewhere} titleOf={titleOf} />}
      {fault.code === 'changed' && other === undefined && onSee && (
        <p className="actions">
          <button type="button" className="primary" onClick={onSee}>
            {t('desk.edit.see-filed')}
          </button>
        </p>
      )}
    </div>
  );
}
