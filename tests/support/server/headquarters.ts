import * as z from 'zod';
import type { Document } from '#domain/document/document.ts';
import type { DeviceId, DocumentId, LogId, PersonId } from '#domain/ids.ts';
import type { Role } from '#domain/people/role.ts';
import type { SnapshotPage } from '#sync/protocol/snapshot.ts';
import type { SyncRequest, SyncResponse } from '#sync/protocol/wire.ts';

/** Owner of a device, as headquarters knows it. */
export interface Member {
  readonly person: PersonId;
  readonly name: string;
  readonly roles: Readonly<Record<LogId, readonly Role[]>>;
}

/** Identity that a laptop presents: `publicKey` in base64url. */
export interface PresentedDevice {
  readonly device: DeviceId;
  readonly publicKey: string;
}

/** Query of a page, from its address. */
export const SnapshotAsk = z.object({
  bytes: z.coerce.number(),
  after: z.string().optional(),
  place: z.coerce.number().optional(),
});
export type SnapshotAsk = z.infer<typeof SnapshotAsk>;

/** The other end of a device's transport: the fake, or the real server's parts. */
export interface Headquarters {
  readonly nowMs: number;
  enrol(device: PresentedDevice, member: Member): void | Promise<void>;
  sync(request: SyncRequest): SyncResponse | Promise<SyncResponse>;
  /** One page of a log's snapshot, for anybody who may read it. */
  /** Take an answer to a notice, by its path; false where there is no such notice. */
  answerNotice?(path: string): boolean;
  snapshot(log: LogId, ask: SnapshotAsk): SnapshotPage | Promise<SnapshotPage>;
  /** Payloads of a log in the order of their places. */
  packs(log: LogId): readonly string[] | Promise<readonly string[]>;
  document(log: LogId, doc: DocumentId): Document | undefined | Promise<Document | undefined>;
}
