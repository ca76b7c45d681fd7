/** Links to the statements that a text rests on. */
import { hrefOf } from '../route.ts';
import { type RecordWords } from './words.ts';

/** The statements of a brief that something rests on, each a way to it. */
export function RestsOn({
  brief,
  ids,
  words,
}: {
  readonly brief: string;
  readonly ids: readonly string[];
  readonly words: RecordWords;
}) {
  return (
    <p className="meta">
      {words.restsOn}
      {ids.map((id) => (
        <a key={id} className="quiet" href={hrefOf('topics', `${brief}/${id}`)}>
          {id}
        </a>
      ))}
    </p>
  );
}
