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
  enrol(presentedDevice: PresentedDevice, member: Member): void | Promise<void>;
  sync(syncRequest: SyncRequest): SyncResponse | Promise<SyncResponse>;
  /** One page of a log's snapshot, for anybody who may read it. */
  /** Take an answer to a notice, by its path; false where there is no such notice. */
  answerNotice?(path: string): boolean;
  snapshot(logId: LogId, snapshotAsk: SnapshotAsk): SnapshotPage | Promise<SnapshotPage>;
  /** Payloads of a log in the order of their places. */
  packs(logId: LogId): readonly string[] | Promise<readonly string[]>;
  document(logId: LogId, documentId: DocumentId): Document | undefined | Promise<Document | undefined>;
}
