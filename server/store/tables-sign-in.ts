import type { DeviceId, PersonId } from '#domain/ids.ts';

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
