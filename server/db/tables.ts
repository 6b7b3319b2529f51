import type { DocumentKind, Path } from '#domain/document/op.ts';
import type { DeviceId, DocumentId, LogId, PersonId } from '#domain/ids.ts';
import type { Role } from '#domain/people/role.ts';
import type { Sha256 } from '#sync/protocol/hash.ts';
import type {
  AdministratorTiesTable,
  ApprovalsTable,
  AuthenticatorsTable,
  ChallengesTable,
  ConsoleDevicesTable,
  GrantsTable,
  GroupMembersTable,
  GroupRolesTable,
  MailAddressesTable,
  MailQueueTable,
  NoticesTable,
  PasskeysTable,
  PeopleGroupsTable,
  RecoveriesTable,
  RecoveryKeysTable,
  SeenNoticesTable,
} from './tables-access.ts';

/**
 * Register of requests about personal data, a row for each version; `content` is a `DataRequest`. Rows change in one
 * way: `content` is emptied at its erasure.
 */
interface DataRequestsTable {
  readonly number: number;
  readonly version: number;
  readonly at_ms: number;
  /** Author of this version. */
  readonly person: PersonId;
  readonly content: string;
  /** Id that the entering page gave it; null for later versions, and for earlier requests. */
  readonly entry: string | null;
}

// Tables as both engines hold them: text and 64-bit integers only. JSON is text, and no query reads inside it. Every
// key begins with the log where there is one, so that logs can be spread over machines.

/** This installation: its name and the Ed25519 key that devices pin (docs/security-requirements.md 4). One row. */
interface ServerTable {
  readonly id: 'server';
  readonly name: string;
  readonly public_key: string;
  readonly private_key: string;
  /** Person with the console code of a start. */
  readonly first_person: PersonId;
  /** In a store of an earlier version: the private recovery identity. Null once it was taken out, and in new stores. */
  readonly recovery_identity: string | null;
  /** Its recipient, `age1...`; null before there is one. */
  readonly recovery_recipient: string | null;
  /**
   * Offline root's statement on the recipients (`auth/stated-recipients.ts`), as JSON; null before there is one.
   */
  readonly recovery_statement: string | null;
}

/** Former keys of the server, oldest first; each signed the statement for the next. */
interface ServerKeysTable {
  readonly n: number;
  readonly public_key: string;
  /** Empty: a former key signs nothing more. */
  readonly private_key: string;
  readonly next_key: string;
  readonly sig: string;
  readonly rotated_ms: number;
  /** Time at which the operator reported it as stolen; null otherwise. */
  readonly compromised_ms: number | null;
}

interface PersonsTable {
  readonly person: PersonId;
  readonly name: string;
  readonly role: Role;
  /** 1: gets a grant of the same role in every log, also in later ones. */
  readonly every_log: number;
  readonly added_ms: number;
  /** Time of deactivation; null for an active person. */
  readonly deactivated_ms: number | null;
  /** Time at which their name was erased and replaced by the end of their id. */
  readonly erased_ms: number | null;
  /** Time since which this person is an administrator; null for others. */
  readonly admin_since_ms: number | null;
  /**
   * Time at which the command line confirmed this administrator; null without it, or when somebody let them in again
   * since.
   */
  readonly confirmed_ms: number | null;
}

/** One-time codes. The first group finds the row, a hash of the whole is compared. After 20 tries a code is dead. */
export interface CodesTable {
  readonly purpose: 'enrol' | 'console' | 'setup';
  readonly selector: string;
  readonly hash: string;
  readonly person: PersonId;
  readonly expires_ms: number;
  readonly tries: number;
  readonly used_by: string | null;
  /** Null: the command line. */
  readonly made_by: PersonId | null;
  /** Approval that was requested; null where none is needed. `waits`: 1 until it is given. */
  readonly approval: string | null;
  readonly waits: number | null;
}

export interface DevicesTable {
  readonly device: DeviceId;
  readonly public_key: string;
  readonly person: PersonId;
  readonly label: string;
  readonly platform: string;
  readonly version: string;
  readonly recipient: string | null;
  readonly enrolled_ms: number;
  readonly last_contact_ms: number | null;
  readonly state: 'active' | 'revoked' | 'wipe';
  readonly state_ms: number;
  /** Former device: its person and laptop continue under this one (P2). */
  readonly renewed_from: DeviceId | null;
  /** Time at which the device confirmed the command of its state; null: not yet. */
  readonly confirmed_ms: number | null;
  /** Server key that the device pins; null: the first of this server. */
  readonly server_key: string | null;
  /** 1: a console device; the server holds its key (`auth/console-device.ts`). */
  readonly at_headquarters: number | null;
  /** Outbox left after the last request, as the device reported it; null before its first. */
  readonly waiting_ops: number | null;
  readonly waiting_bytes: number | null;
  /**
   * Time since which its laptop is this person's, where a renewal gave it a new identity; null: since `enrolled_ms`.
   */
  readonly present_since_ms: number | null;
}

/** Kinds of logs that lists and laptops name. */
export type ListedLogKind = 'mission' | 'programme';

export interface LogsTable {
  readonly log: LogId;
  /** `desk`: requests, for its readers in the console; on no laptop, and in no list of logs. */
  readonly kind: ListedLogKind | 'desk';
  readonly title: string;
  readonly country: string | null;
  /** Place of the next entry; the row is the lock of the log (S2). */
  readonly next_place: number;
  readonly made_ms: number;
  /** Time at which all of its content was erased here; the row remains, so that nothing comes back. */
  readonly erased_ms: number | null;
}

/**
 * The log itself: append-only except for erasures. A release has no hash and its JSON as payload. So has an erasure,
 * which announces an earlier pack with erased content (`log/write-erasure.ts`). That pack keeps the `hash` of its
 * device's original, and the server signs the rest. A mission that was erased as a whole keeps no content of its packs.
 */
export interface EntriesTable {
  readonly log: LogId;
  readonly place: number;
  readonly kind: 'pack' | 'release' | 'erasure';
  readonly device: DeviceId;
  readonly first: number;
  readonly last: number;
  readonly hash: Sha256 | null;
  /** Bytes of payload and signature, for budgets without reading them. */
  readonly bytes: number;
  /** JSON list of the numbers that were held when the pack was judged. */
  readonly held: string;
  /** 1: a timestamp is more than 24 h ahead (J4). */
  readonly flagged: number;
  /** Device that brought it (P3), or person who released. Empty: headquarters itself. */
  readonly brought_by: string;
  readonly received_ms: number;
  readonly sig: string;
  readonly payload: string;
  /** Time at which something in it, or all of it, was erased; null otherwise. */
  readonly erased_ms: number | null;
  /** Server key that signs the rest after an erasure; null where the pack is its device's original. */
  readonly erased_key: string | null;
}

/**
 * Content due for erasure: since when it is listed, with its groups and counts. `part`: content of a mission with a
 * shorter retention period.
 */
export interface RetentionListTable {
  readonly kind: 'log' | 'part' | 'person' | 'sealed' | 'requests';
  readonly id: string;
  readonly due_ms: number;
  readonly listed_ms: number;
  readonly looked_ms: number;
  readonly counted_ms: number;
  readonly groups: string;
}

/** Place of the log up to which all values of a field were erased. */
interface ErasedFieldsTable {
  readonly log: LogId;
  readonly doc: DocumentId;
  readonly path: Path;
  readonly place: number;
}

/** Strictly confidential remarks, encrypted by a key that is in no table (`db/encryption/sealing-keys.ts`). */
interface ConfidentialRemarksTable {
  readonly log: LogId;
  readonly doc: DocumentId;
  readonly point: string;
  readonly key_id: string;
  readonly sealed: string;
}

interface ChainEndsTable {
  readonly log: LogId;
  readonly device: DeviceId;
  readonly n: number;
  readonly hash: Sha256;
}

/** Ops without effect (J5); `released_place` is the place of their release. */
export interface HeldOpsTable {
  readonly log: LogId;
  readonly device: DeviceId;
  readonly n: number;
  readonly place: number;
  readonly doc: DocumentId;
  readonly kind: DocumentKind;
  readonly path: Path;
  readonly reason: string;
  readonly released_place: number | null;
}

/** Packs that were not accepted, with their sender and reason: nothing is dropped (J1, J3). */
interface QuarantinedPacksTable {
  readonly log: string;
  readonly hash: Sha256;
  readonly sender: DeviceId;
  readonly code: string;
  readonly received_ms: number;
  readonly sig: string;
  readonly payload: string;
  readonly erased_key: string | null;
}

/** Projection: documents as lists show them. Rebuildable from the entries, as all projections are. */
export interface DocumentsTable {
  readonly log: LogId;
  readonly doc: DocumentId;
  readonly kind: DocumentKind;
  readonly title: string;
  readonly status: string | null;
  readonly removed: number;
  readonly conflicts: number;
  readonly facts: string;
  readonly changed_place: number;
  readonly changed_ms: number;
  readonly last_device: DeviceId;
  readonly register_count: number;
  /** Bytes of the registers as one JSON text (`domain/document/document-size.ts`). */
  readonly register_bytes: number;
  /** 1: the columns from `title` to `facts` are older than the registers (`projections/refresh-summaries.ts`). */
  readonly summary_due: number;
}

/** Projection: registers of documents, each a row, so that a pack costs the same in small and large documents. */
export interface RegistersTable {
  readonly log: LogId;
  readonly doc: DocumentId;
  readonly path: Path;
  /** Order of the registers of a document by first appearance: 0, 1, 2 ... */
  readonly ordinal: number;
  readonly register: string;
}

/** Projection: dots listed in registers' `dead`, by the awaited op (M2). */
export interface DeadDotsTable {
  readonly log: LogId;
  readonly device: DeviceId;
  readonly n: number;
  readonly doc: DocumentId;
  readonly path: Path;
}

/** Projection: entries that touch a document, held ops included. */
interface DocumentPlacesTable {
  readonly log: LogId;
  readonly doc: DocumentId;
  readonly place: number;
}

/**
 * Projection: figures of documents for overviews over many missions (`projections/document-figures.ts`). A row is due
 * where its place is not that of its document.
 */
interface DocumentFiguresTable {
  readonly log: LogId;
  readonly doc: DocumentId;
  /** Place of the document's last change that the figures have. */
  readonly place: number;
  readonly version: number;
  readonly figures: string;
}

/**
 * Projection: items of plans, written with the figures of their document (`projections/document-figures.ts`).
 * `entities`: keys of the entities that take part, between line feeds.
 */
interface PlanItemsTable {
  readonly log: LogId;
  readonly doc: DocumentId;
  readonly item: string;
  /** Place of the item in its plan. */
  readonly ordinal: number;
  readonly entities: string;
  /** `ListedPlanItem` as JSON. */
  readonly listed: string;
}

interface NoncesTable {
  readonly device: DeviceId;
  readonly nonce: string;
  readonly at_ms: number;
}

export interface SessionsTable {
  readonly hash: string;
  readonly person: PersonId;
  readonly begun_ms: number;
  readonly seen_ms: number;
  /** `setup`: opened by a code alone, and may only set up a second factor. */
  readonly strength: 'full' | 'setup';
}

/**
 * Append-only: administrative acts and reads of documents, each with the hash of the one before it
 * (`db/audit-trail.ts`). The tables themselves refuse changes.
 */
export interface AuditTable {
  /** 1, 2, 3 ... without gaps. */
  readonly seq: number;
  readonly id: string;
  readonly at_ms: number;
  readonly actor: string;
  readonly act: string;
  readonly subject: string;
  readonly prev_hash: Sha256;
  readonly hash: Sha256;
}

export interface DatabaseTables {
  server: ServerTable;
  server_keys: ServerKeysTable;
  persons: PersonsTable;
  codes: CodesTable;
  devices: DevicesTable;
  desks: ConsoleDevicesTable;
  logs: LogsTable;
  grants: GrantsTable;
  people_groups: PeopleGroupsTable;
  group_members: GroupMembersTable;
  group_roles: GroupRolesTable;
  entries: EntriesTable;
  chain_ends: ChainEndsTable;
  held_ops: HeldOpsTable;
  parked: QuarantinedPacksTable;
  documents: DocumentsTable;
  registers: RegistersTable;
  dead_dots: DeadDotsTable;
  document_places: DocumentPlacesTable;
  document_figures: DocumentFiguresTable;
  plan_items: PlanItemsTable;
  nonces: NoncesTable;
  sessions: SessionsTable;
  passkeys: PasskeysTable;
  authenticators: AuthenticatorsTable;
  challenges: ChallengesTable;
  recovery_keys: RecoveryKeysTable;
  recoveries: RecoveriesTable;
  retention_list: RetentionListTable;
  erased_fields: ErasedFieldsTable;
  sealed_words: ConfidentialRemarksTable;
  data_requests: DataRequestsTable;
  approvals: ApprovalsTable;
  administrator_ties: AdministratorTiesTable;
  notices: NoticesTable;
  seen_notices: SeenNoticesTable;
  mail_addresses: MailAddressesTable;
  mail_queue: MailQueueTable;
  audit: AuditTable;
}
