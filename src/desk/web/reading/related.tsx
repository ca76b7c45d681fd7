/** What a statement may belong to: topics and other statements, proposed by search over the words that are selected and written. */
import { formatWhen } from '../../../records/dates.ts';
import type { DateWithPrecision } from '../../../records/schema.ts';
import type { RelatedStatement } from '../../server/reading/related.ts';
import type { ReaderView } from '../../server/reading/reader.ts';
import { valueName } from '../form/value-names.ts';
import { useLanguage, useTranslate } from '../language.ts';
import { DATE_OF_KIND, type RelationDraft, type RelationType, type StatementDraft } from './statement-draft.ts';

type TopicsProps = {
  readonly topics: ReaderView['topics'];
  readonly proposed: readonly string[];
  readonly chosen: readonly string[];
  /** The topic that stands in the list of others, not added yet. */
  readonly other: string;
  readonly onChange: (chosen: readonly string[]) => void;
  readonly onOther: (other: string) => void;
};

/** Asks for the topics that a statement bears on. */
export function Topics({ topics, proposed, chosen, other, onChange, onOther }: TopicsProps) {
  const t = useTranslate();
  const language = useLanguage();
  const shown = [...new Set([...proposed, ...chosen])];
  const rest = topics.filter(({ id }) => !shown.includes(id));
  const nameOf = (id: string): string => {
    const title = topics.find((one) => one.id === id)?.title;
    return title?.[language] ?? title?.en ?? id;
  };
  return (
    <>
      <p className="quiet small">
        {t(
          topics.length === 0
            ? 'desk.reading.topics-empty'
            : proposed.length > 0
              ? 'desk.reading.topics-proposed'
              : 'desk.reading.topics-none',
        )}
      </p>
      <div className="actions">
        {shown.map((id) => (
          <label key={id}>
            <input
              type="checkbox"
              checked={chosen.includes(id)}
              onChange={({ target }) => onChange(target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))}
            />{' '}
            {nameOf(id)}
          </label>
        ))}
        {/* Taken by a press of its own: by keyboard one passes over others to get to it. */}
        <select
          aria-label={t('desk.reading.other-topic')}
          value={rest.some(({ id }) => id === other) ? other : ''}
          onChange={({ target }) => onOther(target.value)}
        >
          <option value="">{t('desk.reading.other-topic')}</option>
          {rest.map(({ id }) => (
            <option key={id} value={id}>
              {nameOf(id)}
            </option>
          ))}
        </select>
        {/* Never disabled: the focus stays on it for the next one. */}
        <button
          type="button"
          aria-label={t('desk.reading.add-topic')}
          onClick={() => {
            if (rest.some(({ id }) => id === other)) onChange([...chosen, other]);
            onOther('');
          }}
        >
          {t('desk.reading.add-one')}
        </button>
      </div>
    </>
  );
}

const RELATIONS: readonly RelationType[] = ['supports', 'disputes', 'supersedes', 'resolves'];
const OUTCOMES = ['kept', 'partly', 'missed'] as const;

type RelatedProps = {
  readonly related: readonly RelatedStatement[];
  readonly draft: StatementDraft;
  readonly onChange: (relations: readonly RelationDraft[]) => void;
};

/** Asks how the statement stands to those that are near it; those that it names already stay, found or not. */
export function Related({ related, draft, onChange }: RelatedProps) {
  const t = useTranslate();
  const language = useLanguage();
  const { relations } = draft;
  const own = dateOf(draft);
  const when = own && formatWhen(own, language);
  const others = relations.filter(({ statement }) => !related.some(({ id }) => id === statement));
  const set = (statement: string, type: string): void => {
    const rest = relations.filter((one) => one.statement !== statement);
    const found = RELATIONS.find((one) => one === type);
    onChange(
      found === undefined
        ? rest
        : [...rest, { type: found, statement, ...(found === 'resolves' && { outcome: 'kept' }) }],
    );
  };
  const choice = (id: string) => {
    const relation = relations.find(({ statement }) => statement === id);
    return (
      <div className="actions">
        <label>
          {t('desk.reading.relation')}{' '}
          <select value={relation?.type ?? ''} onChange={({ target }) => set(id, target.value)}>
            <option value="">{t('desk.reading.relation-none')}</option>
            {RELATIONS.map((type) => (
              <option key={type} value={type}>
                {t(`desk.reading.relation-${type}`)}
              </option>
            ))}
          </select>
        </label>
        {relation?.type === 'resolves' && (
          <label>
            {t('desk.reading.outcome')}{' '}
            <select
              value={relation.outcome}
              onChange={({ target }) =>
                onChange(
                  relations.map((one) => (one === relation ? Object.assign({}, one, { outcome: target.value }) : one)),
                )
              }
            >
              {OUTCOMES.map((outcome) => (
                <option key={outcome} value={outcome}>
                  {valueName(outcome, t)}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
    );
  };
  if (related.length === 0 && others.length === 0)
    return <p className="quiet small">{t('desk.reading.related-none')}</p>;
  return (
    <>
      <p className="quiet small">{t('desk.reading.related-about')}</p>
      <ul className="list divided small">
        {related.map(({ id, kindName, text, who, date, figures }) => (
          <li key={id}>
            <p>{text}</p>
            <p className="meta">
              <span>{kindName}</span>
              <strong>{who}</strong>
              <span>
                {date}
                {when !== undefined && when !== date && ` (${t('desk.reading.new-date')} ${when})`}
              </span>
            </p>
            {figures.here.length > 0 && figures.there.length > 0 && (
              <p className="meta warning">
                {figures.here.length > 0 && (
                  <span>
                    {t('desk.reading.figures-here')} <strong>{figures.here.join(', ')}</strong>
                  </span>
                )}
                {figures.there.length > 0 && (
                  <span>
                    {t('desk.reading.figures-there')} <strong>{figures.there.join(', ')}</strong>
                  </span>
                )}
              </p>
            )}
            {choice(id)}
          </li>
        ))}
        {others.map(({ statement }) => (
          <li key={statement}>
            <code>{statement}</code>
            {choice(statement)}
          </li>
        ))}
      </ul>
    </>
  );
}

/** The date of a statement by its kind, where it is whole. */
function dateOf({ fields, kind }: StatementDraft): DateWithPrecision | undefined {
  const name = DATE_OF_KIND[kind];
  const when = (name === undefined ? undefined : fields[name]) as DateWithPrecision | undefined;
  if (when === undefined) return undefined;
  return when.precision === 'about' ? undefined : when.on ? when : undefined;
}
