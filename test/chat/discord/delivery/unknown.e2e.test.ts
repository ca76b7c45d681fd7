/** Digests whose outcome Discord left open, or put off: looked up in the channel, never sent blindly again. */
import { describe, expect, test } from 'vitest';
import { PERMISSION } from '../../../peers/discord.ts';
import { said } from '../reading.ts';
import { alertsTo, alice, channel, nine, posted, sends, serveDigests, subscribe } from '../digest-serving.ts';

describe('an answer of Discord that never came', () => {
  test.each(['cut-after', 'cut-before'] as const)('is looked up, and posted once (%s)', async (kind) => {
    const served = await serveDigests();
    const { clock, peer, store } = served;
    const id = await subscribe(served);
    served.deliver();
    peer.faults.push({ match: (method, path) => method === 'POST' && path.endsWith('/messages'), kind });
    clock.to(nine());
    await peer.waitFor(() => served.lines.some((line) => line.includes('it will be looked up')));
    await served.passed();
    peer.forgetNonces();
    clock.move({ seconds: 61 });
    await peer.waitFor(() =>
      served.lines.some((line) => line.includes(kind === 'cut-after' ? 'was found' : 'sent again')),
    );
    await peer.waitFor(() => posted(served)[0]);
    await served.passed();
    expect(posted(served)).toHaveLength(1);
    expect(await store.digestLog({ subscription: id }, 9)).toMatchObject([
      { state: 'sent', message: posted(served)[0]?.id, attempts: kind === 'cut-after' ? 1 : 2 },
    ]);
  });

  test('is not doubled by what Discord stores late', async () => {
    const served = await serveDigests();
    const { clock, peer } = served;
    await subscribe(served);
    served.deliver();
    peer.faults.push({
      match: (method, path) => method === 'POST' && path.endsWith('/messages'),
      kind: 'late-store',
      delayMs: 100,
    });
    clock.to(nine());
    await peer.waitFor(() => posted(served)[0]);
    peer.forgetNonces();
    clock.move({ seconds: 61 });
    await peer.waitFor(() => served.lines.some((line) => line.includes('was found')));
    await served.passed();
    expect(posted(served)).toHaveLength(1);
  });

  test('in a channel whose history is hidden by then is left to the owner, and nothing is doubled', async () => {
    const served = await serveDigests();
    const { clock, peer, store } = served;
    const id = await subscribe(served);
    served.deliver();
    peer.faults.push({ match: (method, path) => method === 'POST' && path.endsWith('/messages'), kind: 'cut-after' });
    clock.to(nine());
    await peer.waitFor(() => served.lines.some((line) => line.includes('it will be looked up')));
    peer.setBotPermissions(channel, PERMISSION.VIEW_CHANNEL | PERMISSION.SEND_MESSAGES);
    clock.move({ seconds: 61 });
    const alert = await peer.waitFor(() => alertsTo(served, alice)[0]);
    expect(said(alert)).toContain('could not read the channel');
    clock.move({ hours: 1 });
    await served.passed();
    expect(posted(served)).toHaveLength(1);
    expect(alertsTo(served, alice)).toHaveLength(1);
    expect(await store.digestLog({ subscription: id }, 9)).toMatchObject([{ state: 'unknown' }]);
    expect((await store.subscription(id))?.pausedBecause).toBeUndefined();
  });
});

test('a rate limit is waited for, as long as Discord says', async () => {
  const served = await serveDigests();
  const { clock, peer } = served;
  await subscribe(served);
  served.deliver();
  peer.faults.push({
    match: (method, path) => method === 'POST' && path.endsWith(`/${channel}/messages`),
    kind: 'status',
    status: 429,
    headers: { 'retry-after': '30' },
  });
  clock.to(nine());
  await peer.waitFor(() => sends(served).length === 1);
  await served.passed();
  clock.move({ seconds: 29 });
  await served.passed();
  expect(sends(served)).toHaveLength(1);
  clock.move({ seconds: 2 });
  await peer.waitFor(() => posted(served)[0]);
});
