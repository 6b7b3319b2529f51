import type { ServerIdentity } from './server-identity.ts';
import { revokedKeysOf } from './server-keys.ts';

/** Keys of headquarters that every device is told with its grants (`grantsAnswer`). */
export const keysToKnow = (identity: ServerIdentity) => ({
  recipients: identity.recovery.recipients,
  statement: identity.recovery.statement,
  revokedKeys: revokedKeysOf(identity),
});
