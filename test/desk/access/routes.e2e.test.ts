/** Each route of the API declares what its person must be allowed to do. */
import { expect, test } from 'vitest';
import { requiredRight } from '../../../src/desk/server/access/access.ts';
import { auditOfFlag, withPermittedButtons } from '../../../src/desk/server/conversation.ts';
import { apiRoutes } from '../../../src/desk/server/routes.ts';
import type { Role } from '../../../src/people/roles.ts';
import { parseSettings } from '../../../src/desk/server/settings.ts';
import { createLogger } from '../../../src/app/log.ts';
import { createCuratorsInbox } from '../../../src/people/inbox.ts';
import { botInMemory } from '../../support/bot.ts';
import { flagOf } from '../../support/flag.ts';
import { catalogueOf, NOW } from '../../support/records.ts';
import { storeOfTest } from '../../support/store.ts';

const routes = apiRoutes({
  bot: botInMemory({ catalogue: () => catalogueOf(), log: createLogger('silent'), now: () => NOW }),
  settings: parseSettings({}).settings,
}).routes;

test('every route declares one right, before anything else is done', () => {
  const byRoute = Map.groupBy(routes, ({ method, path }) => `${method} ${path}`);
  expect(byRoute.size).toBeGreaterThan(30);
  const rights = [...byRoute].map(([route, [first]]) => [
    route,
    first === undefined ? undefined : requiredRight(first.handler),
  ]);
  expect(rights.filter(([, right]) => right === undefined)).toEqual([]);
  // Whatever is written needs more than reading, but what everybody does for themselves.
  const writing = rights.filter(([route, right]) => !String(route).startsWith('GET') && right === 'read');
  expect(writing.map(([route]) => String(route)).toSorted()).toEqual([
    'POST /api/flag',
    'POST /api/press',
    'POST /api/say',
    'POST /api/sign-out',
  ]);
});

test('what the desk does not have, or somebody may not do, is offered by no button', () => {
  const language = 'en';
  const request = { type: 'sections', topic: 'energy' } as const;
  const share = { label: 'Share', target: { verb: 'share', request, page: 1, language } } as const;
  const flag = { label: 'Wrong?', target: { verb: 'flag', topic: 'energy', language } } as const;
  const done = { label: 'Done', target: { verb: 'done', flag: 'f1', language } } as const;
  const open = { label: 'Full', target: { verb: 'open', request, page: 1, language } } as const;
  const reply = { title: '', language, audience: 'asker', blocks: [], actions: [open, share, flag, done] } as const;
  const offered = (role: Role) => withPermittedButtons({ id: 'a', name: 'Ann', role, isMachine: false }, reply).actions;
  expect(offered('reader')).toEqual([open, flag]);
  expect(offered('curator')).toEqual([open, flag, done]);
});

test('a flag is told in the audit list by what it was about', async () => {
  const { store } = await storeOfTest();
  const catalogue = catalogueOf();
  const bot = {
    curatorsInbox: createCuratorsInbox(
      store,
      () => catalogue,
      () => NOW,
    ),
  };
  await store.addFlag(flagOf('a'), NOW, 9);
  await store.addFlag(flagOf('b', { statement: '*' }), NOW, 9);
  const { topic, statement } = flagOf('a');
  await bot.curatorsInbox.closeFlag('a');
  expect(await auditOfFlag('flag-done', 'a', bot)).toEqual({
    act: 'flag-done',
    about: `${topic}, ${statement}`,
    detail: 'a',
  });
  expect(await auditOfFlag('flag-reopened', 'b', bot)).toEqual({ act: 'flag-reopened', about: topic, detail: 'b' });
  expect(await auditOfFlag('flag-done', 'none', bot)).toEqual({ act: 'flag-done', about: 'none' });
});
