/** The citations that are published though the texts they cite are not held, with the tick that they take. */
import type { DifferenceView } from '../../server/publish.ts';
import { useTranslate } from '../language.ts';
import { hrefOf } from '../route.ts';

type UncheckedTickProps = {
  readonly citations: DifferenceView['unchecked'];
  readonly isRead: boolean;
  readonly onRead: (isRead: boolean) => void;
};

export function UncheckedTick({ citations, isRead, onRead }: UncheckedTickProps) {
  const t = useTranslate();
  if (citations.length === 0) return null;
  return (
    <div className="callout warning filled">
      <p>{t('desk.texts.unchecked', { count: citations.length })}</p>
      <ul>
        {citations.map(({ statement, source, paragraph, find }) => (
          <li key={`${statement} ${source} ${paragraph} ${find}`}>
            <q>{find}</q>, <a href={hrefOf('documents', source)}>{source.split('/').at(-1)}</a>{' '}
            {t('desk.reading.paragraph', { number: paragraph })}
          </li>
        ))}
      </ul>
      <label>
        <input type="checkbox" checked={isRead} onChange={({ target }) => onRead(target.checked)} />{' '}
        {t('desk.texts.unchecked-tick')}
      </label>
    </div>
  );
}
