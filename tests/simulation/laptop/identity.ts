import type { RenewalReason } from '#sync/protocol/renew-identity.ts';
import type { Random } from '#tests/support/random/random.ts';
import { type DeviceKeys, seededKeys } from '#tests/support/random/seeded-ids.ts';

interface FormerKeys {
  readonly keys: DeviceKeys;
  readonly why: RenewalReason;
  readonly isTold: boolean;
}

/**
 * Present and former identities of a laptop, as its vault's file has them: the rules of
 * `electron/vault/device-key.ts` without the file.
 */
export interface Identity {
  readonly keys: DeviceKeys;
  /** Oldest first. */
  readonly former: readonly FormerKeys[];
}

export interface UntoldRenewal {
  readonly former: DeviceKeys;
  readonly renewed: DeviceKeys;
  readonly why: RenewalReason;
}

export const firstIdentity = (keys: DeviceKeys): Identity => ({ keys, former: [] });

export const renewed = ({ keys, former }: Identity, why: RenewalReason, random: Random): Identity => ({
  keys: seededKeys(random),
  former: [...former, { keys, why, isTold: false }],
});

/** The oldest renewal that headquarters must be told before anything else. */
export function untoldRenewal({ keys, former }: Identity): UntoldRenewal | null {
  const place = former.findIndex(({ isTold }) => !isTold);
  const givenUp = former[place];
  if (givenUp === undefined) return null;
  return { former: givenUp.keys, renewed: former[place + 1]?.keys ?? keys, why: givenUp.why };
}

export const toldOf = ({ keys, former }: Identity, { former: told }: UntoldRenewal): Identity => ({
  keys,
  former: former.map((formerKeys) =>
    formerKeys.keys.device === told.device ? { ...formerKeys, isTold: true } : formerKeys,
  ),
});
