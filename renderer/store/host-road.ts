import type { Host } from '#renderer/host/host-contract.ts';
import type { Road, RoadAnswer, Signer, Verifier } from '#sync/client/ports.ts';

/** The road to headquarters through the shell, which signs, compresses and corrects its clock. */
export const hostRoad = (host: Host): Road => ({
  sync: (requestText) => ask(host, '/api/v1/sync', requestText),
  snapshot(log, from, bytes) {
    const query = new URLSearchParams({
      bytes: `${bytes}`,
      columns: '1',
      ...(from && { after: from.after, place: `${from.place}` }),
    });
    return ask(host, `/api/v1/logs/${log}/snapshot?${query}`, null);
  },
});

async function ask(host: Host, path: string, body: string | null): Promise<RoadAnswer> {
  const answer = await host.ask('net.request', { path, body });
  if (answer.kind !== 'answered') return answer;
  return answer.status === 200 ? answer : { kind: 'refused', status: answer.status, code: 'unexpected' };
}

export const hostSigner = (host: Host): Signer => ({
  sign: async (payload) => (await host.ask('device.sign', { payload })).sig,
});

/** The shell checks what Chromium's older runtimes cannot: it has Ed25519 beside the page, on threads of its own. */
export const hostVerifier = (host: Host): Verifier => ({
  verify: async (packs) => (await host.ask('device.verify', { packs })).holds,
  keys: async () => {
    const { publicKey, enrolment } = await host.ask('device.identity', null);
    return { own: publicKey, server: enrolment?.serverKey ?? null };
  },
});
