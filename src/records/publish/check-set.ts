/** Checks the texts of a change set against the records: their faults, what would change in silence, and what would change in words. */
import {
  isPublished,
  recordCatalogueOf,
  topicNamed,
  shortId,
  type RecordCatalogue,
  type RecordValues,
} from '../catalogue.ts';
import {
  silentChanges,
  unknownCorrected,
  type SilentChange,
  newCorrections,
  fieldsShownToReaders,
} from '../check/silent-changes.ts';
import { kindOfDraft, relationshipOf } from '../drafts.ts';
import type { Warning } from '../check/warnings.ts';
import type { CheckedTopic } from '../load.ts';
import { yieldToEventLoop } from '../../shared/mutex.ts';
import type { HeldTexts } from '../held-texts.ts';
import { faultKey, type Fault, type Finding } from '../fault.ts';
import { parseYaml, valueOfYaml } from '../parse-yaml.ts';
import { DOCUMENTS, TOPICS, type TextOverride } from '../folder.ts';
import { compareWithHeld, NOT_COMPARED } from './compare-held.ts';
import type {
  ChangedText,
  ChangeSet,
  RecordDifference,
  RecordEntry,
  SetDifference,
  ChangedStatement,
} from './change-set.ts';
import type { RecordEditor, Refusal } from './record-editor-contract.ts';
import { loadText, problemOf } from './record-files.ts';
import { documentRecordName, isDraft, isSameRecord, pathOf, recordKindOf, topicRecordName } from './record-name.ts';
import { refusal, refused } from './refusal.ts';
import { dayOf } from '../dates.ts';
import type { StatementCorrection } from '../schema.ts';
import { freeId, withCorrection } from './record-edits.ts';
import { differenceOf } from './difference.ts';

/** The records of the folder with changed texts, checked. */
export type CheckedRecords = {
  readonly values: RecordValues;
  readonly topics: readonly CheckedTopic[];
  /** The files that hold YAML, whatever it says. */
  readonly yamlFiles: readonly string[];
  readonly faults: readonly Fault[];
  readonly warnings: readonly Warning[];
  /** The topics whose questions the changed texts touch, as relationship/topic. */
  readonly touched: readonly string[];
  /** Undefined where the records have faults. */
  readonly catalogue: RecordCatalogue | undefined;
  /** Takes the checked records into service, and settles once they are; to be called once the texts are in their files. */
  readonly take: () => Promise<void>;
};

type Kinds = NonNullable<ChangeSet['kinds']>;

/** Whether texts are published that somebody wrote, or those put back that stood there before. */
export type PublishMode = 'publish' | 'undo';

/** What checks need of the bot. */
export type CheckOptions = {
  readonly now: () => Temporal.Instant;
  /** Loads the records, with changed texts, and checks them by every rule and by the questions of the topics in `asked`, named relationship/topic; unless given, of those that the changed texts touch. */
  readonly check: (changed?: readonly TextOverride[], asked?: readonly string[]) => Promise<CheckedRecords>;
  /** Returns the records in service. */
  readonly current: () => RecordCatalogue;
  /** The texts that citations are checked against; without them none is. */
  readonly heldTexts?: Pick<HeldTexts, 'get'> | undefined;
};

export type SetChecksOptions = CheckOptions & {
  readonly list: () => readonly RecordEntry[];
  /** Names the file of a fault by folder and file. */
  readonly named: <Found extends Fault | Warning>(fault: Found) => Found;
  /** Returns where the records of a set are, or why one has no place. */
  readonly pathsOf: (
    texts: readonly ChangedText[],
  ) => readonly { readonly path: string; readonly real: string }[] | Refusal;
};

type CheckedWithRecords = {
  readonly checked: CheckedRecords;
  /** The files of the set, as faults name them, and the first of them. */
  readonly own: ReadonlySet<string>;
  readonly first: string;
  /** What unchanged statements cite wrongly, as before. */
  readonly preexistingFaults: readonly Fault[];
  readonly preexistingWarnings: readonly Warning[];
  /** The documents whose texts are not held. */
  readonly unheld: readonly string[];
};

type Publishable = Pick<CheckedRecords, 'faults' | 'take'> & { readonly ok: true };

export type SetChecks = {
  readonly check: RecordEditor['check'];
  /** Returns the texts with the corrections that `kinds` gives, or why one cannot be written. */
  readonly corrected: (texts: readonly ChangedText[], kinds: Kinds) => Promise<readonly ChangedText[] | Refusal>;
  /**
   * Returns what takes the texts into service, or the faults that prevent it.
   * In mode `undo` the texts are those that stood there before: what changes in silence prevents nothing then.
   */
  readonly publishable: (
    texts: readonly ChangedText[],
    kinds: Kinds,
    mode: PublishMode,
  ) => Promise<Publishable | Refusal>;
  readonly difference: (texts: readonly ChangedText[], kinds: Kinds) => Promise<SetDifference | Refusal>;
};

/** Creates the checks of change sets. */
export function createSetChecks({ now, check, current, heldTexts, list, named, pathsOf }: SetChecksOptions): SetChecks {
  /** A draft is checked in the folder it will belong to: that of its kind in the relationship that it names, or of the record it is to replace, or in the first relationship. */
  const changedBy = ({ folder, file, text }: ChangedText, path: string): TextOverride => {
    if (!isDraft({ folder, file })) return { path: pathOf({ folder, file }), text };
    const others = list();
    const meant = relationshipOf(text ?? '');
    const isNamed = others.some(({ kind, folder: own }) => kind === 'relationship' && own === meant);
    const replaced = others.find(
      ({ kind, file: own }) => (kind === 'topic' || kind === 'document') && own === file,
    )?.folder;
    const part = kindOfDraft(text ?? '') === 'document' ? DOCUMENTS : TOPICS;
    const target = isNamed
      ? `${meant}/${part}`
      : (replaced ?? `${others.find(({ kind }) => kind === 'relationship')?.folder ?? folder}/${part}`);
    return { path: `${target}/${file}`, text, called: path };
  };
  const checked = async (
    texts: readonly ChangedText[],
    mode: PublishMode = 'publish',
    asked?: readonly string[],
  ): Promise<CheckedWithRecords | Refusal> => {
    const shown = textsToCheck(texts);
    const paths = pathsOf(shown);
    if ('because' in paths) return paths;
    for (const record of texts) {
      const problem = record.text === undefined ? undefined : problemOf(record.text);
      if (problem !== undefined) return refused({ ...problem, record });
    }
    const changed = shown.map((one, at) => changedBy(one, paths[at]?.path ?? ''));
    const found = await check(changed, asked);
    const compared =
      mode === 'undo'
        ? NOT_COMPARED
        : await compareWithHeld(changed, paths, found.values, heldTexts, async () => (await check()).values);
    return {
      checked: {
        ...found,
        faults: [...found.faults, ...compared.faults],
        warnings: [...found.warnings, ...compared.warnings],
      },
      own: new Set(paths.map(({ path }) => path)),
      first: paths[0]?.path ?? '',
      preexistingFaults: compared.preexistingFaults,
      preexistingWarnings: compared.preexistingWarnings,
      unheld: compared.unheld,
    };
  };
  /** The faults that prevent publishing: those of the texts, and those that only they cause in other records. */
  const blocking = async ({ faults: all, touched }: CheckedRecords, own: ReadonlySet<string>): Promise<Fault[]> => {
    const mine = all.filter(({ file }) => own.has(file));
    if (mine.length === all.length) return mine;
    const before = new Set((await check(undefined, touched)).faults.map(sameAs));
    return all.filter((fault) => own.has(fault.file) || !before.has(sameAs(fault)));
  };
  const silentIn = (
    after: CheckedRecords,
    texts: readonly ChangedText[],
    wording: ReadonlySet<string>,
  ): SilentChange[] => {
    const before = current();
    const then = after.catalogue ?? recordCatalogueOf(after.values);
    const silent = silentChanges(before, then, { words: wording });
    const unknown = unknownCorrected(before, then);
    if (after.catalogue !== undefined) return [...silent, ...unknown];
    // What records lack because of faults that they have is no change of this set, and the faults are told.
    const { documents } = after.values;
    const isRead = (id: string): boolean => documents.some((read) => read.id === id);
    return [
      ...silent.filter(({ relationship, document: id = '' }) =>
        texts.some(
          (one) =>
            isSameRecord(one, documentRecordName({ relationship, id })) && (one.text === undefined || isRead(id)),
        ),
      ),
      ...unknown.filter(({ statement }) => isRead(statement.split('/')[0] ?? '')),
    ];
  };
  const corrected: SetChecks['corrected'] = async (texts, kinds) => {
    const found = correctedTexts(texts, kinds, current(), now);
    return found.ok
      ? found.texts
      : refused({
          because: 'missing',
          ...refusal('change-without-statement', { statement: found.statement.slice(0, 160) }),
        });
  };

  return {
    check: async (texts, asked) => {
      const found = await checked(texts, 'publish', asked);
      if ('because' in found) return found;
      const { own, first, preexistingFaults } = found;
      const { values, topics, catalogue } = found.checked;
      const warnings = [...found.checked.warnings, ...found.preexistingWarnings];
      const faults = [...found.checked.faults, ...preexistingFaults];
      const topic = topics.find(({ file }) => file === first)?.value;
      // A draft is in no catalogue: its preview shows it as it would be published.
      const all =
        topic?.status === 'draft'
          ? recordCatalogueOf({
              ...values,
              topics: values.topics.map((one) => (one === topic ? { ...one, status: 'published' } : one)),
            })
          : (catalogue ?? recordCatalogueOf(values));
      const brief = topic && topicNamed(all, `${topic.relationship}/${topic.id}`);
      return {
        ok: true,
        faults: faults.filter(({ file }) => file === first).map(named),
        warnings: warnings.filter(({ file }) => file === first).map(named),
        elsewhere: [
          ...faults.filter(({ file }) => file !== first && own.has(file)),
          ...faults.filter(({ file }) => !own.has(file)),
        ].map(named),
        preview: brief && { brief, catalogue: all },
        catalogue: all,
      };
    },

    corrected,

    publishable: async (texts, kinds, mode) => {
      const found = await checked(texts, mode);
      if ('because' in found) return found;
      const { own, first } = found;
      const { faults, yamlFiles, take } = found.checked;
      const isAllDrafts = textsToCheck(texts).every(isDraft);
      const isGone = texts.every(({ text }) => text === undefined);
      const barred = isAllDrafts
        ? isGone || yamlFiles.includes(first)
          ? []
          : faults.filter(({ file }) => own.has(file))
        : await blocking(found.checked, own);
      if (barred.length > 0)
        return {
          ...refused({
            because: 'faulty',
            ...refusal(isAllDrafts ? 'draft-not-yaml' : 'records-faulty'),
          }),
          faults: barred.map(named),
        };
      const silent = isAllDrafts || mode === 'undo' ? [] : silentIn(found.checked, texts, wordingOf(kinds));
      if (silent.length > 0)
        return {
          ...refused({
            because: 'silent',
            ...refusal('silent'),
          }),
          faults: placed(silent, texts),
        };
      return { ok: true, faults: faults.map(named), take };
    },

    difference: async (asked, kinds) => {
      const texts = await corrected(asked, kinds);
      if ('because' in texts) return texts;
      const records = texts.filter((one) => !isDraft(one));
      const found = await checked(records);
      if ('because' in found) return found;
      const paths = pathsOf(records);
      if ('because' in paths) return paths;
      const before = current();
      const after = found.checked.catalogue ?? recordCatalogueOf(found.checked.values);
      const changed: RecordDifference[] = [];
      for (const [at, one] of records.entries()) {
        await yieldToEventLoop();
        const { path = '', real = '' } = paths[at] ?? {};
        const stood = loadText(real);
        const text = 'text' in stood ? stood.text : undefined;
        // What the check could not read says nothing here, and reading it may take long.
        const isRead = one.text === undefined || found.checked.yamlFiles.includes(path);
        if (text !== one.text) changed.push(differenceOfRecord(one, text, { before, after }, isRead));
      }
      const wording = wordingOf(kinds);
      const unsaid = new Set(
        changed.flatMap(({ statements }) =>
          statements.flatMap(({ name, published }) =>
            published?.needsWord === true && !wording.has(name) ? [name] : [],
          ),
        ),
      );
      const silent = silentIn(found.checked, records, wording).filter(({ statement }) => !unsaid.has(statement));
      return {
        ok: true,
        records: changed,
        faults: (await blocking(found.checked, found.own)).map(named),
        warnings: newWarnings(found.checked.warnings, (await check(undefined)).warnings).map(named),
        silent: placed(silent, records),
        preexistingFaults: found.preexistingFaults.map(named),
        unheld: found.unheld,
        before,
        after,
      };
    },
  };
}

const wordingOf = (kinds: Kinds): ReadonlySet<string> =>
  new Set(Object.entries(kinds).flatMap(([id, { kind }]) => (kind === 'wording' ? [id] : [])));

/** Returns what records come to be warned of: wherever it stands, what was so before is left out. */
function newWarnings(after: readonly Warning[], before: readonly Warning[]): Warning[] {
  const known = new Set(before.map(warningKey));
  return after.filter((one) => !known.has(warningKey(one)));
}

const warningKey = ({ file, code, params }: Warning): string => JSON.stringify([file, code, params]);

/** A fault is the same where only its line and column differ. */
const sameAs = (fault: Fault): string => faultKey({ ...fault, line: 1, column: 1 });

/** The texts of a set that are checked: its records, without its drafts; of a set whose first text is a draft, that draft alone. */
function textsToCheck(texts: readonly ChangedText[]): readonly ChangedText[] {
  const [first] = texts;
  const records = texts.filter((one) => !isDraft(one));
  return first !== undefined && !records.includes(first) ? [first] : records;
}

/** The places of silent changes in the texts of the set. */
function placed(silent: readonly SilentChange[], texts: readonly ChangedText[]): Fault[] {
  if (silent.length === 0) return [];
  const read = new Map<ChangedText, ReturnType<typeof parseYaml>>();
  return silent.map(({ path, code, params, document = '', topic, relationship }) => {
    const name =
      topic === undefined
        ? documentRecordName({ id: document, relationship })
        : topicRecordName({ id: topic, relationship });
    const record = texts.find((one) => isSameRecord(one, name));
    const parsed =
      record?.text === undefined ? undefined : read.getOrInsertComputed(record, ({ text = '' }) => parseYaml(text));
    const place = parsed?.placeOf(parsed.offsetOf(path)) ?? { line: 1, column: 1 };
    return { file: pathOf(name), ...place, field: path.map(String).join('.'), code, params };
  });
}

/** The texts with their corrections; or a statement whose kind of change is given and that no text of the set holds. */
type CorrectedTexts =
  | { readonly ok: true; readonly texts: readonly ChangedText[] }
  | { readonly ok: false; readonly statement: string };

/** Returns the texts with an entry for each statement that is corrected, with the wording in service as the one before. */
export function correctedTexts(
  texts: readonly ChangedText[],
  kinds: NonNullable<ChangeSet['kinds']>,
  { sources, statements }: Pick<RecordCatalogue, 'sources' | 'statements'>,
  now: () => Temporal.Instant,
): CorrectedTexts {
  const changed = texts.map((one) => ({ ...one }));
  for (const [id, one] of Object.entries(kinds)) {
    const old = statements.get(id);
    const source = old && sources.get(old.document);
    const record = source && changed.find((other) => isSameRecord(other, documentRecordName(source)));
    if (old === undefined || record?.text === undefined) return { ok: false, statement: id };
    if (one.kind === 'wording') continue;
    const day = dayOf(now());
    const entry: StatementCorrection = {
      id: freeId(`fix-${day}`, new Set(old.corrections?.map((other) => other.id))),
      on: day,
      what: one.what,
      before: old.text,
    };
    const text = withCorrection(record.text, shortId(old), entry);
    if (text === undefined) return { ok: false, statement: id };
    record.text = text;
  }
  return { ok: true, texts: changed };
}

type BothCatalogues = { readonly before: RecordCatalogue; readonly after: RecordCatalogue };

/** Returns the difference between the text of a record and what stood in its file, if anything did; a text that is no YAML is not read. */
export function differenceOfRecord(
  { folder, file, text }: ChangedText,
  stood: string | undefined,
  both: BothCatalogues,
  isRead: boolean,
): RecordDifference {
  const texts = [stood, isRead ? text : undefined];
  const [old, now] = texts.map((one) => (one === undefined ? undefined : valueOfYaml(one)));
  const { fields, statements } = differenceOf(old, now);
  const name = { folder, file };
  const source = [both.before, both.after]
    .map(({ sources }) => [...sources.values()].find((one) => isSameRecord(documentRecordName(one), name)))
    .find((one) => one !== undefined);
  const isFaulty = text !== undefined && source !== undefined && !both.after.sources.has(source.id);
  return {
    ...name,
    kind: recordKindOf(name) ?? 'topic',
    change: stood === undefined ? 'added' : text === undefined ? 'removed' : 'changed',
    fields,
    statements: statements.map((one) =>
      Object.assign({}, one, aboutStatement(`${source?.id ?? ''}/${one.id}`, both, isFaulty)),
    ),
  };
}

/** What readers have been told of a statement, by its id in service, and what its change asks for. */
function aboutStatement(
  name: string,
  { before, after }: BothCatalogues,
  isFaulty: boolean,
): Pick<ChangedStatement, 'name' | 'text' | 'published'> {
  const [old, now] = [before.statements.get(name), after.statements.get(name)];
  const text = (now ?? old)?.text;
  if (old === undefined || !isPublished(old, before)) return { name, text, published: undefined };
  const isCorrected = now !== undefined && newCorrections(old, now).length > 0;
  // Named one by one: a copy of all that a catalogue has would build its index at once.
  const { briefs, sources, withdrawn, relationships } = before;
  const alone = { briefs, sources, withdrawn, relationships, statements: new Map([[name, old]]) };
  return {
    name,
    text,
    published: {
      before: old.text,
      isCorrected,
      needsWord: now !== undefined && !isCorrected && fieldsShownToReaders(old, now).length > 0,
      // Where both languages changed alike, one reason says it; of a record that cannot be read its faults are told.
      beyondWording: isFaulty ? [] : reasonsOf(silentChanges(alone, after, { words: new Set([name]) })),
    },
  };
}

/** What is wrong, each once. */
const reasonsOf = (found: readonly Finding[]): Finding[] => [
  ...new Map(found.map(({ code, params }) => [JSON.stringify([code, params]), { code, params }])).values(),
];
