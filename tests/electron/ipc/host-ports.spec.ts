import { afterEach, describe, expect, test } from 'vitest';
import type { HostHandlers } from '#electron/ipc/host-ports.ts';
import { joinPorts, nextMessage, type PortPair, someHandlers } from '#tests/support/shell/port-pair.ts';

const opened: PortPair[] = [];
afterEach(() => {
  for (const { wire } of opened.splice(0)) wire.close();
});

async function join(replaced: Partial<HostHandlers> = {}): Promise<PortPair> {
  const portPair = joinPorts(await someHandlers(replaced));
  opened.push(portPair);
  return portPair;
}

describe('[host] asks', () => {
  test('each request gets its own answer, in any order of return', async () => {
    const answers = new Map<string, (sig: string) => void>();
    const { host } = await join({
      'device.sign': ({ payload }) =>
        new Promise((resolve) => void answers.set(payload, (sig) => resolve({ sig }))),
    });
    const first = host.ask('device.sign', { payload: 'first' });
    const second = host.ask('device.sign', { payload: 'second' });
    await expect.poll(() => answers.size).toBe(2);
    answers.get('second')?.('of second');
    answers.get('first')?.('of first');
    expect(await Promise.all([first, second])).toEqual([{ sig: 'of first' }, { sig: 'of second' }]);
  });

  test.each([
    ['an unknown channel', { id: 1, channel: 'fs.readFile', ask: '/etc/passwd' }, 'unknown channel'],
    ['a name that every object has', { id: 1, channel: 'constructor', ask: null }, 'unknown channel'],
    ['a malformed ask', { id: 1, channel: 'device.sign', ask: { payload: 7 } }, 'malformed ask'],
    [
      'a path that is not the API',
      { id: 1, channel: 'net.request', ask: { path: '/x', body: null } },
      'malformed ask',
    ],
  ])('%s reaches no handler and is refused', async (_what, message, failure) => {
    const { wire, bugs } = await join();
    const reply = nextMessage(wire);
    wire.postMessage(message);
    expect(await reply).toEqual({ id: 1, failure });
    expect(bugs).toEqual([]);
  });

  test('a failing handler gives the shell a bug and the app a code without text', async () => {
    const secret = Object.assign(new Error('cannot write "Anna said"'), { code: 'ENOSPC' });
    const { host, bugs } = await join({
      'device.sign': () => {
        throw secret;
      },
    });
    await expect(host.ask('device.sign', { payload: 'x' })).rejects.toThrow(
      'The shell could not do device.sign: ENOSPC',
    );
    expect(bugs).toEqual([secret]);
  });

  test('an answer that breaks the contract is not sent', async () => {
    const { host } = await join({ 'menu.language': () => 'x' as unknown as null });
    await expect(host.ask('menu.language', 'fr')).rejects.toThrow('ZodError');
  });

  test('a message that is no request is ignored, and the next request is answered', async () => {
    const { host, wire } = await join();
    wire.postMessage('hello');
    wire.postMessage({ id: 'one', channel: 'app.about' });
    expect(await host.ask('menu.language', 'ar')).toBeNull();
  });

  test('a closed port rejects pending requests and all later ones', async () => {
    const { host, wire } = await join({ 'device.sign': () => new Promise(() => undefined) });
    const waiting = host.ask('device.sign', { payload: 'x' });
    wire.close();
    await expect(waiting).rejects.toThrow('The shell is gone');
    await expect(host.ask('app.about', null)).rejects.toThrow('The shell is gone');
  });
});

describe('[host] events', () => {
  test('reach a listener until it unsubscribes', async () => {
    const { host, ports } = await join();
    const heard: boolean[] = [];
    const stop = host.on('net.changed', ({ online }) => void heard.push(online));
    ports.sendEvent('net.changed', { online: false });
    await expect.poll(() => heard).toEqual([false]);
    stop();
    ports.sendEvent('net.changed', { online: true });
    await host.ask('app.about', null); // came after the event on the same port
    expect(heard).toEqual([false]);
  });

  test('[D1] a flush ends only after the typed text is saved', async () => {
    const { host, ports } = await join();
    let save: () => void = () => undefined;
    host.on('window.flush', () => new Promise<void>((resolve) => (save = resolve)));
    let hasEnded = false;
    const flushed = ports.flush(60_000).then(() => (hasEnded = true));
    await host.ask('app.about', null);
    expect(hasEnded).toBe(false);
    save();
    expect(await flushed).toBe(true);
  });

  test('a flush waits no longer than it may, and not for ports that are gone', async () => {
    const stuck = await join();
    stuck.host.on('window.flush', () => new Promise(() => undefined));
    expect(await stuck.ports.flush(20)).toBe(false);

    const gone = await join();
    gone.host.on('window.flush', () => new Promise(() => undefined));
    const flushed = gone.ports.flush(60_000);
    gone.wire.close();
    expect(await flushed).toBe(true);
  });

  test('a flush that nobody has anything to save for ends at once', async () => {
    const { ports } = await join();
    expect(await ports.flush(60_000)).toBe(true);
  });
});
