import type { DeviceId, DocumentId, LogId, PersonId } from '#domain/ids.ts';
import type { DocumentKind } from '#domain/document/op.ts';
import type { Path } from '#domain/document/path.ts';
import type { Role } from '#domain/people/role.ts';
import type { Sha256 } from '#sync/protocol/hash.ts';
import type {
  AdministratorTiesTable,
  ApprovalsTable,
  AuthenticatorsTable,
  ChallengesTable,
  NoticesTable,
  PasskeysTable,
  RecoveriesTable,
  RecoveryKeysTable,
  SeenNoticesTable,
} from './tables-access.ts';

/**
 * The register of requests about personal data, a row for each version; `content` is a `DataRequest`. Never changed but for
 * that: it is empty once its words were erased.
 */
interface DataRequestsTable {
  readonly number: number;
  readonly version: number;
  readonly at_ms: number;
  /** Who wrote this version. */
  readonly person: PersonId;
  readonly content: string;
  /** By which id the page entered it; null for versions after the first, and for requests of before. */
  readonly entry: string | null;
}

// The tables as both engines hold them: text and 64-bit whole numbers only; JSON is text and no query looks inside.
// Every key begins with the log where there is one, so that logs can be spread over machines (quality.md).

/** This installation: its name and the Ed25519 key that devices pin (security.md 4). One row. */
export interface ServerTable {
  readonly id: 'server';
  readonly name: string;
  readonly public_key: string;
  readonly private_key: string;
  /** Whose console code is printed at start. */
  readonly first_person: PersonId;
  /** Of a store of an earlier version: the key that opens what devices seal. Null once it was taken out, and in new ones. */
  readonly recovery_identity: string | null;
  /** Its recipient, `age1...`; null before there is one. */
  readonly recovery_recipient: string | null;
  /** Word of the offline root on the recipients (`recovery/stated-recipients.ts`), as JSON; null before there is one. */
  readonly recovery_statement: string | null;
}

/** Keys that the server had before the one in `server`, oldest first; each signed the word for the next. */
export interface ServerKeysTable {
  readonly n: number;
  readonly public_key: string;
  /** Empty: a former key signs nothing more. */
  readonly private_key: string;
  readonly next_key: string;
  readonly sig: string;
  readonly rotated_ms: number;
  /** When the operator said that it may be in other hands; null while nobody did. */
  readonly compromised_ms: number | null;
}

export interface PersonsTable {
  readonly person: PersonId;
  readonly name: string;
  readonly role: Role;
  /** 1: gets a grant of the same role in every log, also in later ones. */
  readonly every_log: number;
  readonly added_ms: number;
  /** When this person was taken out; null while they are one of us. */
  readonly deactivated_ms: number | null;
  /** When their name was erased; what stands in its place is the end of their id. */
  readonly erased_ms: number | null;
  /** Since when this person is an administrator; null while they are none. */
  readonly admin_since_ms: number | null;
  /** When the command line vouched for this administrator; null: it did not, or somebody let them in anew since. */
  readonly confirmed_ms: number | null;
}

/** One-time codes. The first group finds the row, a hash of the whole is compared; 20 tries and it is dead. */
export interface CodesTable {
  readonly purpose: 'enrol' | 'console';
  readonly selector: string;
  readonly hash: string;
  readonly person: PersonId;
  readonly expires_ms: number;
  readonly tries: number;
  readonly used_by: string | null;
  /** Null: the command line. */
  readonly made_by: PersonId | null;
  /** The approval that was asked for; null where none is needed. `waits`: 1 until it is given. */
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
  /** The device whose person and laptop goes on under this one (P2). */
  readonly renewed_from: DeviceId | null;
  /** When the device confirmed that it carried out the order which its state is; null: not yet. */
  readonly confirmed_ms: number | null;
  /** The key of the server that the device pins; null: the first that this server had. */
  readonly server_key: string | null;
  /** 1: no laptop but the desk of a person at headquarters, whose key is the server's (`identity/desks.ts`). */
  readonly at_headquarters: number | null;
  /** What the device said with its last request of what it has yet to send beyond it; null before its first. */
  readonly waiting_ops: number | null;
  readonly waiting_bytes: number | null;
  /** Since when its laptop is this person's, where a renewal gave it a new identity; null: since `enrolled_ms`. */
  readonly present_since_ms: number | null;
}

/** What a person at headquarters writes with: a device whose key the server holds, and the clock of its ops. */
export interface ConsoleDevicesTable {
  readonly person: PersonId;
  readonly device: DeviceId;
  readonly private_key: string;
  readonly stamp_ms: number;
  readonly stamp_count: number;
}

export interface LogsTable {
  readonly log: LogId;
  readonly kind: 'mission' | 'programme';
  readonly title: string;
  readonly country: string | null;
  /** The place that the next entry gets; its row is the lock of the log (S2). */
  readonly next_place: number;
  readonly made_ms: number;
  /** When all that was written in it was erased here; what is left says that it was, so that nothing comes back. */
  readonly erased_ms: number | null;
}

export interface GrantsTable {
  readonly log: LogId;
  readonly person: PersonId;
  readonly role: Role;
}

/**
 * The log itself: append-only but for what is erased. A release has no hash and its JSON as payload; so has an erasure, which
 * tells of a pack before it in which something was erased (`erasure/`): `hash` of that pack stays that of what its device had
 * signed, and what is left is signed by the server. A mission that was erased as a whole has nothing left of its packs.
 */
export interface EntriesTable {
  readonly log: LogId;
  readonly place: number;
  readonly kind: 'pack' | 'release' | 'erasure';
  readonly device: DeviceId;
  readonly first: number;
  readonly last: number;
  readonly hash: Sha256 | null;
  /** Bytes of payload and signature, so that a budget can be kept without reading them. */
  readonly bytes: number;
  /** JSON list of the numbers that were held when the pack was judged. */
  readonly held: string;
  /** 1: a stamp is more than 24 h ahead (J4). */
  readonly flagged: number;
  /** The device that brought it (P3), or the person who released. Empty: headquarters itself. */
  readonly brought_by: string;
  readonly received_ms: number;
  readonly sig: string;
  readonly payload: string;
  /** When something in it was erased, or all of it; null while nothing was. */
  readonly erased_ms: number | null;
  /** The key of the server by which what is left is signed; null where the pack is its device's own. */
  readonly erased_key: string | null;
}

/**
 * What is due to be erased, since when everybody can see that, and how much of what it is. `part`: of a mission what goes before
 * the rest of it.
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

/** Up to which place of its log all that was written in a field was erased. */
export interface ErasedFieldsTable {
  readonly log: LogId;
  readonly doc: DocumentId;
  readonly path: Path;
  readonly place: number;
}

/** The words of remarks that are strictly confidential, sealed by a key that is in no table (`sealed/sealing-keys.ts`). */
export interface ConfidentialRemarksTable {
  readonly log: LogId;
  readonly doc: DocumentId;
  readonly point: string;
  readonly key_id: string;
  readonly sealed: string;
}

export interface ChainEndsTable {
  readonly log: LogId;
  readonly device: DeviceId;
  readonly n: number;
  readonly hash: Sha256;
}

/** Ops without effect (J5); `released_place` is where their release stands in the log. */
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

/** Packs that were not taken, with who brought them and why: nothing is dropped (J1, J3). */
export interface QuarantinedPacksTable {
  readonly log: string;
  readonly hash: Sha256;
  readonly sender: DeviceId;
  readonly code: string;
  readonly received_ms: number;
  readonly sig: string;
  readonly payload: string;
  readonly erased_key: string | null;
}

/** View: documents as lists show them. Rebuildable from the entries, as all views are. */
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
  /** Bytes of them as one JSON text (`domain/document/document-size.ts`). */
  readonly register_bytes: number;
  /** 1: the columns from `title` to `facts` are older than the registers (`views/refresh-summaries.ts`). */
  readonly summary_due: number;
}

/** View: the registers of documents, each a row, so that a pack costs the same in a small and in a large document. */
export interface RegistersTable {
  readonly log: LogId;
  readonly doc: DocumentId;
  readonly path: Path;
  /** Registers of a document are read in the order in which they appeared: 0, 1, 2 ... */
  readonly ordinal: number;
  readonly register: string;
}

/** View: the dots that are listed in registers' `dead`, by the op that is to come (M2). */
export interface DeadDotsTable {
  readonly log: LogId;
  readonly device: DeviceId;
  readonly n: number;
  readonly doc: DocumentId;
  readonly path: Path;
}

/** View: which entries touch a document, held ops included. */
export interface DocumentPlacesTable {
  readonly log: LogId;
  readonly doc: DocumentId;
  readonly place: number;
}

export interface NoncesTable {
  readonly device: DeviceId;
  readonly nonce: string;
  readonly at_ms: number;
}

export interface SessionsTable {
  readonly hash: string;
  readonly person: PersonId;
  readonly begun_ms: number;
  readonly seen_ms: number;
  /** `setup`: came by a code alone, and may only set up a second factor. */
  readonly strength: 'full' | 'setup';
}

/**
 * Append-only: administrative acts and reads of documents, each bound to the one before it by its hash
 * (`identity/audit.ts`). The tables themselves refuse changes.
 */
export interface AuditTable {
  /** 1, 2, 3 ... without holes. */
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
  entries: EntriesTable;
  chain_ends: ChainEndsTable;
  held_ops: HeldOpsTable;
  parked: QuarantinedPacksTable;
  documents: DocumentsTable;
  registers: RegistersTable;
  dead_dots: DeadDotsTable;
  document_places: DocumentPlacesTable;
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
  audit: AuditTable;
}
