import type { LogId } from '#domain/ids.ts';
import type { TransportResponse } from '#sync/client/ports.ts';
import type { LaptopOwnCode } from '#sync/protocol/laptop-own-codes.ts';
import { SyncResponse } from '#sync/protocol/wire.ts';

/** Result of one sync round. */
export type SyncRoundResult = { readonly traffic: RoundTraffic } & (
  | {
      readonly kind: 'answered';
      readonly left: boolean;
      readonly stopped: ReadonlyMap<LogId, string>;
      /** Bytes of request and answer before compression, to measure the link. */
      readonly textBytes: number;
      readonly tookMs: number;
    }
  | { readonly kind: 'failed'; readonly code: string }
  | { readonly kind: 'refused'; readonly code: string }
);

/** Traffic of one round. */
export interface RoundTraffic {
  readonly bytesUp: number;
  readonly bytesDown: number;
  readonly changesUp: number;
  readonly changesDown: number;
}

export const emptyTraffic: RoundTraffic = { bytesUp: 0, bytesDown: 0, changesUp: 0, changesDown: 0 };

/** A refusal for now is a failure with a wait. A refusal that waiting cannot cure is for a person. */
export function unansweredRound(answer: Exclude<TransportResponse, { kind: 'answered' }>): SyncRoundResult {
  if (answer.kind === 'unreachable')
    return { kind: 'failed', code: 'unreachable' satisfies LaptopOwnCode, traffic: emptyTraffic };
  const { status, code } = answer;
  const mayPass = status >= 500 || status === 429 || status === 408 || code === 'clock';
  return { kind: mayPass ? 'failed' : 'refused', code, traffic: emptyTraffic };
}

/** Parse a response; null for anything else. */
export function parseSyncResponse(body: string): SyncResponse | null {
  try {
    return SyncResponse.parse(JSON.parse(body));
  } catch {
    // A portal's page instead of headquarters: no response, and harmless (the outbox keeps waiting).
    return null;
  }
}
