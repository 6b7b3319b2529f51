import type { DeviceId, PersonId } from '#domain/ids.ts';
import type { NoticeKind } from '#sync/protocol/notices.ts';
import type { ApprovalKind } from '#sync/protocol/approvals-api.ts';

/** An act of an administrator that a second person has to agree to (`admin/approvals.ts`). */
export interface ApprovalsTable {
  readonly id: string;
  readonly kind: ApprovalKind;
  /** The act as JSON while it waits; `{}` afterwards, so that no name stays here. */
  readonly subject: string;
  /** The person whom it concerns; of a person to be added the id that they will have. */
  readonly person: PersonId;
  readonly asked_by: PersonId;
  readonly asked_ms: number;
  readonly ends_ms: number;
  readonly state: 'waiting' | 'approved' | 'refused';
  /** A person's id, or `command line`. */
  readonly decided_by: string | null;
  readonly decided_ms: number | null;
}

/** Who added an administrator, gave them that role, or let them in: the two never make up two people. */
export interface AdministratorTiesTable {
  readonly person: PersonId;
  readonly tied_to: PersonId;
}

/** What a person is told about their access (`sync/protocol/notices.ts`). */
export interface NoticesTable {
  readonly id: string;
  readonly person: PersonId;
  readonly kind: NoticeKind;
  readonly at_ms: number;
  /** Null: the command line. */
  readonly by_person: PersonId | null;
  readonly device: DeviceId | null;
  readonly approval: string | null;
  readonly recovery: string | null;
  readonly ends_ms: number | null;
}

/** Who acknowledged a notice: a device, or `console` for the person's browser. */
export interface SeenNoticesTable {
  readonly notice: string;
  readonly seen_by: string;
}
