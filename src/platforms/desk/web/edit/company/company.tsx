/** Who else has the open record open, and what to do where it was changed beside this page. */
import { useEffect, useEffectEvent, useState } from 'react';
import { api, faultOf, receive, type ApiFault } from '../../api.ts';
import { Fault } from '../../components/loaded.tsx';
import { keeper, useKeptRecords, PAGE } from '../../kept/kept.ts';
import { useDropSure } from '../../kept/keeping.tsx';
import type { UnpublishedText } from '../../kept/unpublished.ts';
import { useTranslate, type Bilingual } from '../../text.ts';
import { MergePanel } from './merge-panel.tsx';
import { TEXT } from './text.ts';
import type { CompanyView } from '../../../server/changes/routes.ts';
import { useSignedOut } from '../../session.ts';

export type RecordCompanyProps = {
  readonly folder: string;
  readonly file: string;
  /** The text in the editor, with what it began from. */
  readonly mine: UnpublishedText;
  readonly isChanged: boolean;
  /** The text of the file is asked for, to bring both together, whenever it grows. */
  readonly merges: number;
  /** Takes a text into the editor that began from another version. */
  readonly onTake: (taken: UnpublishedText, told?: Bilingual) => void;
  /** Drops what has been written and opens the file as it is. */
  readonly onReopen: (why?: Bilingual) => void;
};

/** What this page itself has published is known a moment later than its file has changed. */
const SETTLED_MILLISECONDS = 1_500;

export function RecordCompany({ folder, file, mine, isChanged, merges, onTake, onReopen }: RecordCompanyProps) {
  const t = useTranslate();
  const isDropSure = useDropSure();
  const at = `${folder}/${file}`;
  const company = useCompany(folder, file);
  const elsewhere = useKeptRecords().find((one) => one.at === at)?.elsewhere;
  const isOutdated = useSettled(company?.version !== undefined && company.version !== mine.version);
  const [theirs, setTheirs] = useState<UnpublishedText & { readonly of: 'filed' | 'elsewhere' }>();
  const [fault, setFault] = useState<ApiFault>();
  const reread = useEffectEvent(() => onReopen(TEXT.reread));
  const isIdle = isOutdated && !isChanged;
  useEffect(() => {
    if (isIdle) reread();
  }, [isIdle]);

  const readFile = async (): Promise<UnpublishedText> => {
    const { text, version } = await receive(api.curate.record.$get({ query: { folder, file } }));
    return { text, version };
  };
  const withFile = (work: (filed: UnpublishedText) => void): void => {
    setFault(undefined);
    readFile().then(work, (error: unknown) => setFault(faultOf(error)));
  };
  const mergeWithFile = (): void => withFile((filed) => setTheirs({ ...filed, of: 'filed' }));
  const mergeAsked = useEffectEvent(mergeWithFile);
  useEffect(() => {
    if (merges > 0) mergeAsked();
  }, [merges]);
  const isDouble = elsewhere !== undefined;
  const take = (text: string): void => {
    if (theirs?.of === 'elsewhere') keeper.choose(at, 'mine');
    if (theirs !== undefined)
      onTake(
        theirs.of === 'elsewhere'
          ? { text, version: theirs.version, base: theirs.base }
          : { text, version: theirs.version, base: theirs.text },
        TEXT.merged,
      );
    setTheirs(undefined);
  };
  return (
    <>
      <p className="quiet company" role="status">
        {company && company.names.length > 0 && t(TEXT.here(company.names))} {company?.isTwice && t(TEXT.twice)}
      </p>
      {isDouble && theirs === undefined && (
        <Differs
          told={TEXT.elsewhere}
          take={TEXT['take-elsewhere']}
          keep={TEXT['keep-elsewhere']}
          onMerge={() => setTheirs({ ...elsewhere, of: 'elsewhere' })}
          onTake={() => isDropSure() && keeper.choose(at, 'theirs')}
          onKeep={() => isDropSure('elsewhere') && keeper.choose(at, 'mine')}
        />
      )}
      {!isDouble && isOutdated && isChanged && theirs === undefined && (
        <Differs
          told={TEXT.filed}
          take={TEXT['take-filed']}
          keep={TEXT['keep-filed']}
          onMerge={mergeWithFile}
          onTake={() => isDropSure() && onReopen()}
          onKeep={() => withFile((filed) => onTake({ ...mine, version: filed.version, base: filed.text }))}
        />
      )}
      {fault && <Fault fault={fault} />}
      {theirs && (
        <MergePanel
          mine={mine.text}
          base={theirs.of === 'elsewhere' ? (theirs.base ?? mine.base) : mine.base}
          theirs={theirs.text}
          onTake={take}
          onClose={() => setTheirs(undefined)}
        />
      )}
    </>
  );
}

type DiffersProps = {
  readonly told: Bilingual;
  readonly take: Bilingual;
  readonly keep: Bilingual;
  readonly onMerge: () => void;
  readonly onTake: () => void;
  readonly onKeep: () => void;
};

function Differs({ told, take, keep, onMerge, onTake, onKeep }: DiffersProps) {
  const t = useTranslate();
  return (
    <div className="callout warning" role="alert">
      <p>{t(told)}</p>
      <p className="actions">
        <button type="button" className="primary" onClick={onMerge}>
          {t(TEXT.merge)}
        </button>
        <button type="button" onClick={onTake}>
          {t(take)}
        </button>
        <button type="button" onClick={onKeep}>
          {t(keep)}
        </button>
      </p>
    </div>
  );
}

/** Returns whether something holds, and has held for a moment. */
function useSettled(holds: boolean): boolean {
  const [isSettled, setSettled] = useState(false);
  useEffect(() => {
    if (!holds) {
      setSettled(false);
      return undefined;
    }
    const timer = setTimeout(() => setSettled(true), SETTLED_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [holds]);
  return holds && isSettled;
}

/** Returns who else has a record open; undefined until it is known. The browser connects again by itself. */
function useCompany(folder: string, file: string): CompanyView | undefined {
  const [view, setView] = useState<CompanyView>();
  // A browser does not connect again by itself where the server has refused it.
  const isSignedOut = useSignedOut();
  useEffect(() => {
    if (isSignedOut) return undefined;
    const query = new URLSearchParams({ folder, file, writer: PAGE });
    const source = new EventSource(`/api/changes/company?${query.toString()}`);
    source.addEventListener('company', ({ data }) => setView(JSON.parse(String(data)) as CompanyView));
    source.addEventListener('kept', ({ data }) => keeper.hear(`${folder}/${file}`, Number(data)));
    return () => source.close();
  }, [folder, file, isSignedOut]);
  return view;
}
