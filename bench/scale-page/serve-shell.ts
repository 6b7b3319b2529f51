import { HostRequest } from '#renderer/host/host-contract.ts';
import { type BenchHeadquarters, ownDevice, person } from './headquarters.ts';

/** The shell's end of a host port: an identity, a journal that keeps nothing, and headquarters in the page. */
export function serveShell(port: MessagePort, headquarters: BenchHeadquarters, isEnrolled: boolean): void {
  const enrolment = {
    person,
    name: 'Newcomer',
    url: 'http://hq.test/',
    serverName: 'HQ',
    serverKey: 'key',
  };
  const identity = {
    device: ownDevice,
    publicKey: 'A'.repeat(43),
    former: [],
    enrolment: isEnrolled ? enrolment : null,
  };
  const answers: Readonly<Record<string, (ask: never) => unknown>> = {
    'app.about': () => ({ version: '0', platform: 'bench', runtime: 'page', isPackaged: false }),
    'device.identity': () => identity,
    'database.discard': () => null,
    'device.offer': () => null,
    'device.sign': () => ({ sig: 'A'.repeat(86) }),
    'device.enrol': () => ({
      kind: 'enrolled',
      enrolment,
      response: {
        person,
        name: 'Newcomer',
        server: { name: 'HQ', recipients: [], key: 'key' },
        grants: headquarters.grants,
        lease: 1,
      },
    }),
    'net.simulateOffline': () => false,
    'net.request': ({ path, body }: { readonly path: string; readonly body: string | null }) => {
      const text = headquarters.answer(path, body);
      const traffic = { bytesUp: body?.length ?? 0, bytesDown: text.length, tookMs: 5 };
      return { kind: 'answered', status: 200, body: text, ...traffic };
    },
    'vault.storeKeys': () => ({
      database: 'fieldbook-bench',
      ...Object.fromEntries(['store', 'journal', 'index', 'blobs'].map((label) => [label, aKey(label)])),
    }),
    'journal.append': () => ({ kind: 'kept', file: 1, room: 'ample' }),
    'journal.files': () => [],
    'journal.room': () => 'ample',
    'journal.drop': () => null,
  };
  port.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const { id, channel, ask } = HostRequest.parse(data);
    const answer = answers[channel];
    if (answer === undefined) port.postMessage({ id, failure: `${channel} is not played here` });
    else port.postMessage({ id, answer: answer(ask as never) }); // each takes its own channel's question
  });
  port.start();
}

const aKey = (label: string): Uint8Array => new Uint8Array(32).fill(label.length);
