/** The health pages where the desk is served. */
import { describe, expect, test } from 'vitest';
import { deskOfTest } from '../support/desk.ts';
import { fetchLinked, postLinked } from '../support/linked.ts';

describe('the health pages of the desk', () => {
  test('are those of the bot, measured', async () => {
    const { url } = await deskOfTest();
    await postLinked(`${url}/api/say`, { text: 'grain corridor', language: 'en', zone: 'UTC', request: 'one' });
    expect(await (await fetchLinked(`${url}/healthz`)).text()).toBe('ok\n');
    expect(await (await fetchLinked(`${url}/readyz`)).text()).toBe('ready\n');
    const metrics = await fetchLinked(`${url}/metrics`);
    expect(metrics.headers.get('content-type')).toContain('text/plain; version=0.0.4');
    const text = await metrics.text();
    expect(text).toContain('attache_answers_total{platform="desk",result="answered"} 1');
    expect(text).toContain('attache_platform_connected{platform="desk"} 1');
    expect((await fetchLinked(`${url}/healthz`, { method: 'HEAD' })).status).toBe(200);
    expect((await fetchLinked(`${url}/metricsx`)).status).toBe(404);
  });

  test('need an account where others can reach the desk', async () => {
    const { url } = await deskOfTest({ env: { DESK_HOSTS: 'desk.example.org' } });
    for (const path of ['/healthz', '/readyz', '/metrics']) expect((await fetchLinked(url + path)).status).toBe(401);
  });
});
