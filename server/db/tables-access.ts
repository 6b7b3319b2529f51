import type { DeviceId, PersonId } from '#domain/ids.ts';
import type { NoticeKind } from '#sync/protocol/access-notices.ts';
import type { ApprovalKind } from '#api/approvals-api.ts';

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

/** What a person is told about their access (`sync/protocol/access-notices.ts`). */
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

/** A passkey of a person (WebAuthn); the private half never leaves its authenticator. */
export interface PasskeysTable {
  /** The credential's id, base64url. */
  readonly credential: string;
  readonly person: PersonId;
  /** COSE key, base64url. */
  readonly public_key: string;
  /** What the authenticator counted last; one that goes back is a copy. Many count nothing and stay at 0. */
  readonly counter: number;
  /** JSON list, as the browser named them. */
  readonly transports: string;
  readonly label: string;
  readonly made_ms: number;
  readonly used_ms: number | null;
}

/** A person's authenticator app (TOTP, RFC 6238); at most one. */
export interface AuthenticatorsTable {
  readonly person: PersonId;
  /** Hash of the sign-in name: 50 random bits, so that nobody can ask for a person by guessing. */
  readonly handle: string;
  /** Base32, sealed (`sealed/seal-secret.ts`): headquarters has to make the same codes. */
  readonly secret: string;
  /** Null until one code was right; it opens nothing before. */
  readonly confirmed_ms: number | null;
  /** The last time step that was accepted: each counts once. */
  readonly last_step: number;
  readonly tries: number;
  readonly tries_ms: number;
}

/** What a passkey has to sign; each once. */
export interface ChallengesTable {
  readonly challenge: string;
  readonly purpose: 'passkey-setup' | 'passkey-sign-in';
  /** Who sets up; null for a sign-in, where nobody is known yet. */
  readonly person: PersonId | null;
  readonly expires_ms: number;
}

/** The key of a vault, sealed to headquarters' recovery identity. */
export interface RecoveryKeysTable {
  readonly vault: string;
  readonly device: DeviceId;
  readonly person: PersonId;
  /** A binary age file in base64. */
  readonly sealed: string;
  readonly kept_ms: number;
}

/** A recovery that one administrator began and another one approved or either gave up. */
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
