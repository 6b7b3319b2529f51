import type { DocumentId, LogId } from '#domain/ids.ts';

/** What came back from one request to headquarters. Bytes are as they travelled, compressed. */
export type TransportAnswer =
  | {
      readonly kind: 'answered';
      readonly body: string;
      readonly bytesUp: number;
      readonly bytesDown: number;
      readonly tookMs: number;
    }
  /** The request as a whole was not taken (S5); `code` is the problem's. */
  | { readonly kind: 'refused'; readonly status: number; readonly code: string }
  | { readonly kind: 'unreachable'; readonly why: string };

/** The road on which packs travel: the shell's signed requests, later a hub. Never rejects for want of a network. */
export interface SyncTransport {
  sync(requestText: string): Promise<TransportAnswer>;
  /** One page of a log's snapshot, of about `bytes`; see `sync/protocol/snapshot.ts`. */
  snapshot(log: LogId, from: SnapshotPosition, bytes: number): Promise<TransportAnswer>;
}

/** Where a snapshot goes on: after this document, and with what changed since that place; null at the beginning. */
export type SnapshotPosition = { readonly after: DocumentId; readonly place: number } | null;

/** Signs a payload by the device's key, unpadded base64url. */
export interface PackSigner {
  sign(payload: string): Promise<string>;
}

/** A pack and the key that must have signed it: raw Ed25519, base64url. */
export interface SignedPackPayload {
  readonly key: string;
  readonly payload: string;
  readonly sig: string;
}

/** Keys that the shell keeps, raw Ed25519 in base64url. */
export interface ShellKeys {
  /** This device's own. */
  readonly own: string;
  /** Headquarters', as it is pinned now; null before enrolment. */
  readonly server: string | null;
}

/** Checks signatures, many at once. */
export interface SignatureVerifier {
  /** Which of them hold, in the same order. */
  verify(packs: readonly SignedPackPayload[]): Promise<readonly boolean[]>;
  /** Asked anew each time: the answer at hand may have moved the pin. */
  keys(): Promise<ShellKeys>;
}

/** One alarm at a time. */
export interface AlarmTimer {
  /** Calls back once at that time, or at once when it has passed; returns the way to call it off. */
  at(atMs: number, ring: () => void): () => void;
}
