/** The routes by which a new relationship is made: the countries to choose from, and making it. */
import { refusal } from '../../records/publish/refusal.ts';
import { Hono } from 'hono';
import { z } from 'zod';
import { RELATIONSHIP_FILE } from '../../records/folder.ts';
import type { RecordName } from '../../records/publish/change-set.ts';
import { countryNames, findCountry, type ProposedParty } from '../../search/new-relationship/countries.ts';
import { idsOf, newRelationship, proposedLanguages } from '../../search/new-relationship/new-relationship.ts';
import { type DeskEnv, needs } from './access/access.ts';
import { body, type DeskContext, readerLanguage, RefusedRequest, editorOf, pathsOf, refusalOf } from './context.ts';

export type CountriesView = {
  /** In the order of their names. */
  readonly countries: readonly { readonly code: string; readonly name: string }[];
  /** The codes of those in which Chinese is spoken, for which Chinese texts are proposed. */
  readonly chinese: readonly string[];
};

export type MadeRelationshipView = {
  readonly id: string;
  /** Its record first, then the drafts of its topics. */
  readonly records: readonly RecordName[];
};

const COUNTRY = z.string().trim().min(1).max(80);
const MakeBody = z.strictObject({
  first: COUNTRY,
  second: COUNTRY,
  languages: z.union([z.tuple([z.literal('en')]), z.tuple([z.literal('en'), z.literal('zh')])]).optional(),
});

/** Returns the routes of new relationships; a country is given by its code, or by its name in English or Chinese. */
export function relationshipRoutes({ bot }: DeskContext) {
  return new Hono<DeskEnv>()
    .get('/curate/countries', needs('curate'), readerLanguage, (context) => {
      const countries = countryNames(context.req.valid('query').language);
      const chinese = countries.filter(({ code }) => findCountry(code)?.speaksChinese === true).map(({ code }) => code);
      const view: CountriesView = { countries, chinese };
      return context.json(view);
    })
    .post('/curate/relationship', needs('curate'), body(MakeBody), async (context) => {
      const { first, second, languages } = context.req.valid('json');
      const parties = [countryOf(first), countryOf(second)] as const;
      if (parties[0].id === parties[1].id) throw new RefusedRequest(400, 'same-country', refusal('same-country'));
      const editor = editorOf(bot);
      const there = editor.list();
      const ids = idsOf(parties);
      if (there.some(({ folder }) => ids.includes(folder.split('/')[0] ?? '')))
        throw new RefusedRequest(409, 'there-already', refusal('relationship-there'));
      const { id, records } = newRelationship(parties, {
        languages: languages ?? proposedLanguages(parties),
        today: bot.now().toZonedDateTimeISO('UTC').toPlainDate().toString(),
        isFurther: there.some(({ kind }) => kind === 'relationship'),
        isDraft: (file) => there.some((one) => one.kind === 'draft' && one.file === file),
      });
      const texts = records.map((record) => Object.assign({ version: undefined }, record));
      const { name } = context.get('person');
      const done = await editor.publish({ texts, author: { name } });
      if (!done.ok) throw refusalOf(done);
      await context.get('note')({ act: 'records-published', about: pathsOf(records), detail: done.id ?? '' });
      const view: MadeRelationshipView = {
        id,
        records: records
          .map(({ folder, file }) => ({ folder, file }))
          .toSorted((a, b) => Number(b.file === RELATIONSHIP_FILE) - Number(a.file === RELATIONSHIP_FILE)),
      };
      return context.json(view);
    });
}

function countryOf(text: string): ProposedParty {
  const found = findCountry(text);
  if (found === undefined) throw new RefusedRequest(400, 'no-country', refusal('no-such-country', { country: text }));
  return found;
}
