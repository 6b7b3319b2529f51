import * as z from 'zod';
import type { Document } from '#domain/document/document.ts';
import type { DeviceId, DocumentId, LogId, PersonId } from '#domain/ids.ts';
import type { Role } from '#domain/people/role.ts';
import type { SnapshotPage } from '#sync/protocol/snapshot.ts';
import type { SyncRequest, SyncResponse } from '#sync/protocol/wire.ts';

/** Whom headquarters knows behind a device. */
export interface Member {
  readonly person: PersonId;
  readonly name: string;
  readonly roles: Readonly<Record<LogId, readonly Role[]>>;
}

/** A laptop as it presents itself: `publicKey` in base64url. */
export interface PresentedDevice {
  readonly device: DeviceId;
  readonly publicKey: string;
}

/** The query of a page, as it stands in the address. */
export const SnapshotAsk = z.object({
  bytes: z.coerce.number(),
  after: z.string().optional(),
  place: z.coerce.number().optional(),
});
export type SnapshotAsk = z.infer<typeof SnapshotAsk>;

/** What a device's store meets at the other end of its road: the fake, or the real server's parts. */
export interface Headquarters {
  readonly nowMs: number;
  enrol(device: PresentedDevice, member: Member): void | Promise<void>;
  sync(request: SyncRequest): SyncResponse | Promise<SyncResponse>;
  /** One page of a log's snapshot, for whoever may read it. */
  /** Takes an answer to a notice, by its path; false where there is no such notice. */
  answerNotice?(path: string): boolean;
  snapshot(log: LogId, ask: SnapshotAsk): SnapshotPage | Promise<SnapshotPage>;
  /** The payloads of a log in the order of their places. */
  packs(log: LogId): readonly string[] | Promise<readonly string[]>;
  document(log: LogId, doc: DocumentId): Document | undefined | Promise<Document | undefined>;
}
