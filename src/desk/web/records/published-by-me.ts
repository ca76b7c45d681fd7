/** What the person at this page has published. */
import { useContext } from 'react';
import { api, useGet } from '../api.ts';
import { PersonContext, useMay } from '../person.ts';
import type { RecordText } from './records-messages.ts';

const NONE = { ok: true, status: 200, json: async () => ({ sets: [] }) };

/** Returns whether the person has published the record of a file, and not only undone it; of nobody as long as that is not known. */
export function usePublishedByMe(): (file: string) => boolean {
  const may = useMay()('curate');
  const name = useContext(PersonContext)?.name;
  const [response] = useGet(`sets ${may}`, (options) =>
    may ? api.curate.sets.$get({}, options) : Promise.resolve(NONE),
  );
  const sets = response.state === 'loaded' ? response.answer.sets : [];
  const own = new Set(
    sets
      .filter(({ by, undoes }) => by === name && undoes === undefined)
      .flatMap(({ records }) => records.map(({ folder, file }) => `${folder}/${file}`)),
  );
  return (file) => own.has(file);
}

/** Returns what a list can be narrowed to, as choices; who may not write has neither drafts nor anything of their own. */
export function useShows(
  shows: readonly (keyof RecordText['shows'])[],
  labels: RecordText,
): readonly { readonly id: string; readonly title: string }[] {
  const may = useMay()('curate');
  return shows.filter((id) => may || (id !== 'mine' && id !== 'drafts')).map((id) => ({ id, title: labels.shows[id] }));
}
