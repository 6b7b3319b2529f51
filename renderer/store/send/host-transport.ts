import type { Host } from '#renderer/host/host-contract.ts';
import type { PackSigner, SignatureVerifier, SyncTransport, TransportResponse } from '#sync/client/ports.ts';
import type { LaptopOwnCode } from '#sync/protocol/laptop-own-codes.ts';

/** Transport through the shell, which signs and compresses requests and corrects its clock. */
export const hostTransport = (host: Host): SyncTransport => ({
  sync: (requestText) => askServer(host, '/api/v1/sync', requestText),
  snapshot(logId, from, bytes) {
    const query = new URLSearchParams({
      bytes: `${bytes}`,
      columns: '1',
      ...(from && { after: from.after, place: `${from.place}` }),
    });
    return askServer(host, `/api/v1/logs/${logId}/snapshot?${query}`, null);
  },
});

async function askServer(host: Host, path: string, body: string | null): Promise<TransportResponse> {
  const netRequestResponse = await host.ask('net.request', { path, body });
  if (netRequestResponse.kind !== 'answered') return netRequestResponse;
  return netRequestResponse.status === 200
    ? netRequestResponse
    : { kind: 'refused', status: netRequestResponse.status, code: 'unexpected' satisfies LaptopOwnCode };
}

export const hostSigner = (host: Host): PackSigner => ({
  sign: async (payload) => (await host.ask('device.sign', { payload })).sig,
});

/**
 * The shell verifies, since Chromium's older versions cannot: it has Ed25519 beside the page, on threads of its own.
 */
export const hostVerifier = (host: Host): SignatureVerifier => ({
  verify: async (packs) => (await host.ask('device.verify', { packs })).holds,
  keys: async () => {
    const { publicKey, enrolment } = await host.ask('device.identity', null);
    return { own: publicKey, server: enrolment?.serverKey ?? null };
  },
});
