/** What is offered while somebody types into an option of the digest command. */
import { expect, test } from 'vitest';
import { pick } from '../../../../src/views/text.ts';
import { fields, list } from '../../../peers/discord-types.ts';
import { catalogue } from '../catalogue.ts';
import {
  alice,
  bob,
  channel,
  elsewhere,
  otherChannel,
  serveDigests,
  subscribe,
  type ServedDigests,
} from '../digest-serving.ts';

type Choice = { readonly name: string; readonly value: string };
type As = { readonly user?: string; readonly channelId?: string; readonly locale?: string; readonly forged?: boolean };

async function offered(
  { peer }: ServedDigests,
  option: string,
  typed: string,
  { user = alice, channelId = channel, ...more }: As = {},
): Promise<Choice[]> {
  const { data, type } = await peer.autocomplete({
    name: 'digest',
    user,
    channelId,
    ...more,
    focused: { name: option, value: typed, type: 3 },
    options: [{ name: option === 'digest' ? 'pause' : 'subscribe', type: 1, options: [] }],
  }).response;
  expect(type).toBe(8);
  const choices = list(data['choices']).map((one) => ({
    name: String(fields(one)['name']),
    value: String(fields(one)['value']),
  }));
  expect(choices.length).toBeLessThanOrEqual(25);
  for (const { name, value } of choices) {
    expect(name.length).toBeLessThanOrEqual(100);
    expect(value.length).toBeLessThanOrEqual(100);
  }
  return choices;
}

const title = (id: string): string => pick(catalogue.briefs.get(id)?.title ?? { en: '' }, 'en');

test('topics are completed one after another, each once', async () => {
  const served = await serveDigests();
  const none = await offered(served, 'topics', '');
  expect(none[0]).toEqual({ name: 'All topics', value: 'all' });
  expect(none.map(({ value }) => value)).toContain('energy');
  expect((await offered(served, 'topics', 'busan'))[0]).toEqual({ name: title('busan-summit'), value: 'busan-summit' });
  const second = await offered(served, 'topics', 'busan-summit, ener');
  expect(second[0]).toEqual({
    name: `${title('busan-summit')}, ${title('energy')}`,
    value: 'busan-summit,energy',
  });
  const third = await offered(served, 'topics', 'busan-summit，energy、');
  expect(third.length).toBeGreaterThan(5);
  for (const { value } of third) expect(value).toMatch(/^busan-summit,energy,(?!busan-summit$|energy$)/u);
});

test('what was chosen comes back as it was shown, and is taken for what it is', async () => {
  const served = await serveDigests();
  const [first] = await offered(served, 'topics', 'busan');
  const [second] = await offered(served, 'topics', `${first?.name}, ener`);
  expect(second?.value).toBe('busan-summit,energy');
  const thirds = await offered(served, 'topics', `${second?.name}, `);
  expect(thirds.length).toBeGreaterThan(0);
  for (const { value } of thirds) expect(value).toMatch(/^busan-summit,energy,(?!busan-summit$|energy$)/u);
});

test('as many topics as Discord has room for are offered, and no more', async () => {
  const served = await serveDigests();
  const many = [...catalogue.briefs.keys()].join(', ');
  expect(await offered(served, 'topics', `${many}, `)).toEqual([]);
});

test('a zone is completed by city, with what its clock shows, and is understood when chosen', async () => {
  const served = await serveDigests();
  const [beijing] = await offered(served, 'zone', 'beij');
  expect(beijing?.value).toBe('Asia/Shanghai');
  expect(beijing?.name).toContain('Beijing');
  expect((await offered(served, 'zone', '纽', { locale: 'zh-CN' }))[0]?.value).toBe('America/New_York');
  expect((await offered(served, 'zone', '')).length).toBeGreaterThan(5);
  expect(await offered(served, 'zone', 'qwertzuiop')).toEqual(await offered(served, 'zone', ''));
});

test('a digest is offered with what it is, the channel’s own first, and nobody else’s', async () => {
  const served = await serveDigests();
  const other = await subscribe(served, { channel: otherChannel });
  const own = await subscribe(served, { topics: 'energy, busan-summit' });
  await subscribe(served, {}, { user: elsewhere.carol, channelId: elsewhere.channel });
  const offers = await offered(served, 'digest', '');
  expect(offers.map(({ value }) => value)).toEqual([own, other]);
  expect(offers[0]?.name).toMatch(/^#general · The Busan summit, Energy, .*09:00 Beijing$/u);
  for (const typed of [other.slice(0, 4).toUpperCase(), 'BRIEFS'])
    expect((await offered(served, 'digest', typed)).map(({ value }) => value)).toEqual([other]);
  expect(await offered(served, 'digest', '', { user: bob, forged: true })).toEqual([]);
});

test('an option that is not completed is offered nothing', async () => {
  const served = await serveDigests();
  expect(await offered(served, 'language', 'e', { forged: true })).toEqual([]);
});
