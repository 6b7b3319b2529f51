import type { Host } from '#renderer/host/host-contract.ts';
import type { Road, RoadAnswer, Signer } from '#sync/client/ports.ts';

/** The road to headquarters through the shell, which signs, compresses and corrects its clock. */
export const hostRoad = (host: Host): Road => ({
  async sync(requestText): Promise<RoadAnswer> {
    const answer = await host.ask('net.request', { path: '/api/v1/sync', body: requestText });
    if (answer.kind !== 'answered') return answer;
    return answer.status === 200 ? answer : { kind: 'refused', status: answer.status, code: 'unexpected' };
  },
});

export const hostSigner = (host: Host): Signer => ({
  sign: async (payload) => (await host.ask('device.sign', { payload })).sig,
});
