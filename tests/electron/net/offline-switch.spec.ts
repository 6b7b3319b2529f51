import { describe, expect, test } from 'vitest';
import { createOfflineSwitch } from '#electron/net/offline-switch.ts';
import { enrolledWith, sync } from '#tests/support/shell/enrolled-shell.ts';

describe('[net] no network', () => {
  test('a server that is not there is unreachable', async () => {
    const { headquarters, server } = await enrolledWith(() => ({}));
    await server.stop();
    expect(await headquarters.request(sync)).toEqual({ kind: 'unreachable', why: 'ECONNREFUSED' });
  });

  test('the switch stops running requests, sends nothing while set, and resumes when released', async () => {
    const { headquarters, server, offline } = await enrolledWith((_sent, count) => ({
      signed: 'unencoded-digest',
      stalls: count === 1,
      body: '{"protocol":1}',
    }));
    const underWay = headquarters.request(sync);
    await expect.poll(() => server.seen.length).toBe(1);
    expect(offline.simulate(true)).toBe(true);
    expect(await underWay).toEqual({ kind: 'unreachable', why: 'stopped' });
    expect(await headquarters.request(sync)).toEqual({ kind: 'unreachable', why: 'simulated' });
    expect([server.seen.length, offline.simulate(null), offline.simulate(false)]).toEqual([1, true, false]);
    expect(await headquarters.request(sync)).toMatchObject({ kind: 'answered' });
  });

  test('the app is told when the whole changes, and only then', () => {
    let isSystemOnline = true;
    const told: boolean[] = [];
    const offlineSwitch = createOfflineSwitch(
      () => isSystemOnline,
      (online) => told.push(online),
    );
    offlineSwitch.checkConnection();
    offlineSwitch.simulate(true);
    isSystemOnline = false;
    offlineSwitch.checkConnection();
    offlineSwitch.simulate(false);
    isSystemOnline = true;
    offlineSwitch.checkConnection();
    expect(told).toEqual([false, true]);
  });
});
