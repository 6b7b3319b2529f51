import { expect, test } from 'vitest';
import { runServer } from '#server/cli/serve.ts';
import { connectTo, headOf } from '#tests/support/server/raw-request.ts';
import { startTestServer } from '#tests/support/server/test-server.ts';

const health = (...hosts: readonly string[]): string =>
  headOf('GET /health HTTP/1.1', ...hosts.map((host) => `host: ${host}`));

test('[security 4] without a public origin the server is known as this machine alone', async () => {
  const { url } = await startTestServer();
  const { port } = new URL(url);
  const asked = async (host: string) => [host, await connectTo(url, health(host)).status];
  // A tunnel leads here from a port of its own.
  const own = [`127.0.0.1:${port}`, `localhost:${port}`, 'LOCALHOST:1', '[::1]:8080', 'localhost'];
  for (const host of own) expect(await asked(host)).toEqual([host, 200]);
  const foreign = [
    `evil.example:${port}`,
    'evil.example',
    `127.0.0.1.evil.example:${port}`,
    `a@localhost:${port}`,
  ];
  for (const host of [...foreign, 'localhost:', '192.0.2.1', ''])
    expect(await asked(host)).toEqual([host, 421]);
});

test('[security 4] any host name works behind a proxy, since the public origin is signed', async () => {
  const { url } = await startTestServer({ publicUrl: 'https://hq.example' });
  expect(await connectTo(url, health('upstream')).status).toBe(200);
});

test.each([null, 'https://hq.example'])(
  '[security 4] two hosts are one too many: public origin %s',
  async (publicUrl) => {
    const { url } = await startTestServer(publicUrl === null ? {} : { publicUrl });
    const { host } = new URL(url);
    expect(await connectTo(url, health(host, host)).status).toBe(400);
    expect(await connectTo(url, health(host, 'evil.example')).status).toBe(400);
  },
);

test.each([
  ['beyond this machine', ['--host', '0.0.0.0']],
  ['to another machine by name', ['--host', 'hq.example']],
  ['behind a proxy', ['--trust-proxy', '1']],
])('[security 4] a server that listens %s does not start without its public origin', async (_where, args) => {
  await expect(runServer(args)).rejects.toThrow('add --public-url https://hq.example.org');
});
