import type { DeviceId, PersonId } from '../ids.ts';

/** A device that headquarters names in this person's logs. Its id is the fingerprint of its key. */
export interface ColleagueDevice {
  readonly device: DeviceId;
  readonly person: PersonId;
  readonly name: string;
  /** Another device of this vault's own person. */
  readonly isOwn: boolean;
  /** First answer of headquarters that named it here; null where that was not noted. */
  readonly firstNamedAtMs: number | null;
  /** When this person compared its fingerprint; null: never. */
  readonly comparedAtMs: number | null;
  /** Its owner wrote with another device before, and this person was not yet told. */
  readonly isNew: boolean;
}
