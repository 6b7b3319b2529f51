import type { DocumentId, LogId } from '#domain/ids.ts';

/** Result of one request to headquarters. Bytes are as they travelled, compressed. */
export type TransportResponse =
  | {
      readonly kind: 'answered';
      readonly body: string;
      readonly bytesUp: number;
      readonly bytesDown: number;
      readonly tookMs: number;
    }
  /** Headquarters refused the whole request (S5); `code` is that of the problem. */
  | { readonly kind: 'refused'; readonly status: number; readonly code: string }
  | { readonly kind: 'unreachable'; readonly why: string };

/** Port of sync rounds: the shell's signed requests, or a hub. Never rejects for lack of a network. */
export interface SyncTransport {
  sync(requestText: string): Promise<TransportResponse>;
  /** Page of a log's snapshot, of about `bytes`; see sync/protocol/snapshot.ts. */
  snapshot(logId: LogId, from: SnapshotPosition, bytes: number): Promise<TransportResponse>;
}

/** Position in a snapshot: after this document, with changes since that place; null at the beginning. */
export type SnapshotPosition = { readonly after: DocumentId; readonly place: number } | null;

/** Signer of payloads with the device's key; signatures in unpadded base64url. */
export interface PackSigner {
  sign(payload: string): Promise<string>;
}

/** Pack with the key that must have signed it: raw Ed25519, base64url. */
interface SignedPackPayload {
  readonly key: string;
  readonly payload: string;
  readonly sig: string;
}

/** Keys that the shell keeps, raw Ed25519 in base64url. */
export interface ShellKeys {
  /** Key of this device. */
  readonly own: string;
  /** Pinned key of headquarters; null before enrolment. */
  readonly server: string | null;
}

/** Verifier of signatures, many at once. */
export interface SignatureVerifier {
  /** Result for each pack, in the same order. */
  verify(signedPackPayloads: readonly SignedPackPayload[]): Promise<readonly boolean[]>;
  /** Read again each time: the response under work may have changed the pinned key. */
  keys(): Promise<ShellKeys>;
}

/** Timer with one alarm at a time. */
export interface AlarmTimer {
  /** Call back once at that time, or at once when it has passed; returns the function that cancels it. */
  at(atMs: number, ring: () => void): () => void;
}
