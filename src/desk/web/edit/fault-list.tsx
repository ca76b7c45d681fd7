/** Faults as a list to go through, and why something was refused. */
import type { Warning } from '../../../records/check/warnings.ts';
import { faultKey, type Fault } from '../../../records/fault.ts';
import { fixText, type Fix } from '../../../records/fault-fixes.ts';
import { pathOf } from '../../../records/publish/record-name.ts';
import { refusalIn, type ApiFault } from '../api.ts';
import { FaultText, WarningText } from '../components/fault-text.tsx';
import { faultText } from '../components/loaded.tsx';
import { recordHref } from '../route.ts';
import { useLanguage, useTranslate } from '../language.ts';

type FaultListProps = {
  readonly faults: readonly Fault[];
  readonly elsewhere: readonly Fault[];
  /** What is to be looked at in the text. */
  readonly warnings: readonly Warning[];
  readonly isChecking: boolean;
  /** Whether it could not be checked: then nothing is said of it. */
  readonly isUnknown: boolean;
  readonly goTo: (fault: Pick<Fault, 'line' | 'column' | 'field'>) => void;
  readonly fixOf: (fault: Fault) => Fix | undefined;
  readonly onFix: (edits: Fix['edits']) => void;
};

/** Lists the faults of the text, each of which leads to its place, and those of other records. */
export function FaultList({ faults, elsewhere, warnings, isChecking, isUnknown, goTo, fixOf, onFix }: FaultListProps) {
  const t = useTranslate();
  const none = faults.length === 0 && elsewhere.length === 0;
  return (
    <section aria-label={t('desk.edit.faults')} className="edit-faults">
      <h2>{none ? t('desk.edit.faults') : `${t('desk.edit.faults')} (${faults.length + elsewhere.length})`}</h2>
      <p role="status" className="quiet">
        {isUnknown ? '' : isChecking ? t('desk.edit.checking') : none ? t('desk.edit.no-faults') : ''}
      </p>
      <Faults faults={faults} goTo={goTo} fixOf={fixOf} onFix={onFix} />
      {elsewhere.length > 0 && <h3>{t('desk.edit.elsewhere')}</h3>}
      <Faults faults={elsewhere} />
      {warnings.length > 0 && (
        <>
          <h3>{t('desk.publish.warnings')}</h3>
          <ol className="list">
            {warnings.map((warning) => (
              <li key={JSON.stringify(warning)} className="callout warning">
                <button type="button" className="plain" onClick={() => goTo(warning)}>
                  <code>{`${warning.line}:${warning.column}`}</code> <WarningText warning={warning} />
                </button>
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

type FaultsProps = Pick<FaultListProps, 'faults'> & Partial<Pick<FaultListProps, 'goTo' | 'fixOf' | 'onFix'>>;

function Faults({ faults, goTo, fixOf, onFix }: FaultsProps) {
  const language = useLanguage();
  if (faults.length === 0) return null;
  return (
    <ol className="list">
      {faults.map((fault) => (
        <li key={faultKey(fault)} className={goTo && 'callout bad'}>
          {goTo ? (
            <>
              <button type="button" className="plain" onClick={() => goTo(fault)}>
                <code className="bad">{`${fault.line}:${fault.column}`}</code> <FaultText fault={fault} />
              </button>
              <FixButton fix={fixOf?.(fault)} language={language} onFix={onFix} />
            </>
          ) : (
            <>
              <a href={recordHref(fault.file)}>{`${fault.file}:${fault.line}:${fault.column}`}</a>{' '}
              <FaultText fault={fault} />
            </>
          )}
        </li>
      ))}
    </ol>
  );
}

function FixButton({
  fix,
  language,
  onFix,
}: {
  readonly fix: Fix | undefined;
  readonly language: 'en' | 'zh';
  readonly onFix: FaultListProps['onFix'] | undefined;
}) {
  if (fix === undefined || onFix === undefined) return null;
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
  const { faults, record } = refusalIn(fault);
  // Of several records it may be another one than that which is open.
  const other = record && pathOf(record) !== at ? pathOf(record) : undefined;
  return (
    <div className="fault" role="alert">
      <p>
        {other !== undefined && (
          <>
            <a href={recordHref(other)}>{other}</a>:{' '}
          </>
        )}
        {faultText(fault, language)}
      </p>
      {/* Those of the record itself stand in its list below. */}
      <Faults faults={faults.filter(({ file }) => file !== at)} />
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
