/** Links to the statements that a text rests on. */
import { hrefOf } from '../route.ts';
import { type RecordText } from './text.ts';

/** The statements of a brief that something rests on, each a way to it. */
export function RestsOn({
  brief,
  ids,
  labels,
}: {
  readonly brief: string;
  readonly ids: readonly string[];
  readonly labels: RecordText;
}) {
  return (
    <p className="meta">
      {labels.restsOn}
      {ids.map((id) => (
        <a key={id} className="quiet" href={hrefOf('topics', `${brief}/${id}`)}>
          {id}
        </a>
      ))}
    </p>
  );
}
