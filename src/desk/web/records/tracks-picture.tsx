/** The measures and promises of a topic over time, drawn by the server. */
import { useLanguage, useTranslate } from '../language.ts';

/** So many rows are looked at without being asked for. */
const OPEN_ROWS = 10;
/** The widths in which a picture is drawn: on a telephone, and beside other things. */
const WIDTHS = { narrow: 358, wide: 720 };

/** The measures and promises of a topic over time. */
export function TracksPicture({
  topic,
  title,
  rows,
}: {
  readonly topic: string;
  readonly title: string;
  readonly rows: number;
}) {
  const t = useTranslate();
  const language = useLanguage();
  const at = (width: number): string =>
    `/api/topics/${encodeURIComponent(topic)}/picture?${new URLSearchParams({ language, width: String(width) })}`;
  return (
    <details key={topic} open={rows <= OPEN_ROWS}>
      <summary>{t('desk.exports.picture')}</summary>
      <picture className="over-time">
        <source media="(width < 48rem)" srcSet={at(WIDTHS.narrow)} />
        <img src={at(WIDTHS.wide)} alt={t('picture.title', { topic: title })} loading="lazy" />
      </picture>
    </details>
  );
}
