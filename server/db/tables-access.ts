import type { ColumnType, Generated } from 'kysely';
import type { ApprovalKind } from '#api/approvals-api.ts';
import type { DeviceId, GroupId, LogId, PersonId } from '#domain/ids.ts';
import type { MailLanguage } from '#domain/people/mail-settings.ts';
import type { Role } from '#domain/people/role.ts';
import type { NoticeKind } from '#sync/protocol/access-notices.ts';

/** Act of an administrator that a second person has to approve (`admin/approvals.ts`). */
export interface ApprovalsTable {
  readonly id: string;
  readonly kind: ApprovalKind;
  /** The act as JSON while it waits; `{}` afterwards, so that no name remains here. */
  readonly subject: string;
  /** Person concerned; for a person to be added, their future id. */
  readonly person: PersonId;
  readonly asked_by: PersonId;
  readonly asked_ms: number;
  readonly ends_ms: number;
  readonly state: 'waiting' | 'approved' | 'refused';
  /** A person's id, or `command line`. */
  readonly decided_by: string | null;
  readonly decided_ms: number | null;
}

/** Tie: one person added the administrator, gave them that role, or let them in. The two never count as two people. */
export interface AdministratorTiesTable {
  readonly person: PersonId;
  readonly tied_to: PersonId;
}

/** Notice to a person about their access (`sync/protocol/access-notices.ts`). */
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
  /** Of an erasure: the log, and the number of the person's values. */
  readonly log: LogId | null;
  readonly erased_values: number | null;
}

/** Acknowledgement of a notice by a device, or by `console` for the person's browser. */
export interface SeenNoticesTable {
  readonly notice: string;
  readonly seen_by: string;
}

/** Passkey of a person (WebAuthn); the private half never leaves its authenticator. */
export interface PasskeysTable {
  /** The credential's id, base64url. */
  readonly credential: string;
  readonly person: PersonId;
  /** COSE key, base64url. */
  readonly public_key: string;
  /** Last counter of the authenticator; a lower one reveals a copy. Many authenticators do not count and stay at 0. */
  readonly counter: number;
  /** JSON list, in the browser's names. */
  readonly transports: string;
  readonly label: string;
  readonly made_ms: number;
  readonly used_ms: number | null;
}

/** Authenticator app of a person (TOTP, RFC 6238); at most one. */
export interface AuthenticatorsTable {
  readonly person: PersonId;
  /** Hash of the sign-in name: 50 random bits, so that nobody can find a person by guessing. */
  readonly handle: string;
  /** Base32, encrypted (`db/encryption/encrypted-secrets.ts`): the server has to compute the same codes. */
  readonly secret: string;
  /** Null until one code was right; it opens nothing before. */
  readonly confirmed_ms: number | null;
  /** Last accepted time step; each counts once. */
  readonly last_step: number;
  readonly tries: number;
  readonly tries_ms: number;
}

/** Challenge for a passkey; each is used once. */
export interface ChallengesTable {
  readonly challenge: string;
  readonly purpose: 'passkey-setup' | 'passkey-sign-in';
  /** Person who sets up; null for a sign-in, where nobody is known yet. */
  readonly person: PersonId | null;
  readonly expires_ms: number;
}

/** Key of a vault, encrypted to headquarters' recovery identity. */
export interface RecoveryKeysTable {
  readonly vault: string;
  readonly device: DeviceId;
  readonly person: PersonId;
  /** A binary age file in base64. */
  readonly sealed: string;
  readonly kept_ms: number;
}

/** Recovery that one administrator began, and that another one approved or either cancelled. */
export interface RecoveriesTable {
  readonly id: string;
  readonly vault: string;
  readonly person: PersonId;
  readonly state: 'started' | 'approved' | 'cancelled';
  readonly started_by: PersonId;
  readonly started_ms: number;
  readonly ended_by: PersonId | null;
  readonly ended_ms: number | null;
}

/** E-mail address of a person; deleted when the person is deactivated. Only the owner sees it. */
export interface MailAddressesTable {
  readonly person: PersonId;
  readonly address: string;
  readonly language: MailLanguage;
  /** 1: this person wants the daily digest. */
  readonly digest: 0 | 1;
}

/**
 * E-mails to send, without address or text: both are read when one is sent. `key` is the day, so that a person gets
 * one of a kind a day from however many servers.
 */
export interface MailQueueTable {
  readonly person: PersonId;
  readonly kind: 'invitation' | 'digest';
  readonly key: string;
  readonly made_ms: number;
  /** Time of the next try. */
  readonly next_ms: number;
  readonly tries: number;
  /** `dropped`: there was nothing to say, or nobody to say it to. */
  readonly state: 'waiting' | 'sent' | 'failed' | 'dropped';
}

/** Named group of people. `grants` has the roles of its members, with the group as their source. */
export interface PeopleGroupsTable {
  readonly group_id: GroupId;
  readonly name: string;
  /** Raised by each change: two administrators never change the same version. */
  readonly version: number;
  readonly made_ms: number;
}

export interface GroupMembersTable {
  readonly group_id: GroupId;
  readonly person: PersonId;
}

export interface GroupRolesTable {
  readonly group_id: GroupId;
  readonly role: Role;
  /** Empty: all missions, also later ones. */
  readonly log: LogId | '';
  /** Last day in UTC; null without an end. */
  readonly ends_on: string | null;
}

/** Role of a person in a log, once for each of its sources: readers of roles ignore repetitions. */
export interface GrantsTable {
  readonly log: LogId;
  readonly person: PersonId;
  readonly role: Role;
  /** Empty: given to the person; otherwise the id of the group that gives it (`auth/groups.ts`). */
  readonly source: Generated<string>;
  /** Last day (UTC) of a grant by a group; null without an end. Read with `grantInForce`. */
  readonly ends_on: ColumnType<string | null, string | null | undefined, string | null>;
}

/** Console device of a person: a device with its key on the server, and the clock of its ops. */
export interface ConsoleDevicesTable {
  readonly person: PersonId;
  readonly device: DeviceId;
  readonly private_key: string;
  readonly stamp_ms: number;
  readonly stamp_count: number;
}
