import type { Migration } from 'kysely/migration';
import { makeFirstTables } from './migrations/0001-log-and-people.ts';
import { addRenewedFrom } from './migrations/0002-renewed-devices.ts';
import { addRecoveryAndAuditChain } from './migrations/0003-recovery-and-audit-chain.ts';
import { addRowLevelSecurity } from './migrations/0004-row-level-security.ts';
import { addServerKeys } from './migrations/0006-server-keys.ts';
import { addConsoleSignIn } from './migrations/0007-console-sign-in.ts';
import { addDesks } from './migrations/0008-desks.ts';
import { addWaiting } from './migrations/0009-waiting.ts';
import { addSessionBeginnings } from './migrations/0010-session-beginnings.ts';
import { addRetention } from './migrations/0011-retention.ts';
import { addSealedWords } from './migrations/0012-sealed-words.ts';
import { addDataRequests } from './migrations/0013-data-requests.ts';
import { addDataSearches } from './migrations/0014-data-searches.ts';
import { addErasedPacks } from './migrations/0015-erased-packs.ts';
import { addDataRequestEntries } from './migrations/0016-data-request-entries.ts';
import { addErasedDataRequests } from './migrations/0017-erased-data-requests.ts';
import { addErasedFields } from './migrations/0018-erased-fields.ts';
import { sealSecrets } from './migrations/0019-sealed-secrets.ts';
import { addRevokedKeys } from './migrations/0020-revoked-keys.ts';
import { cutUnreadable } from './migrations/0021-cut-unreadable.ts';
import { addRegisters } from './migrations/0022-registers.ts';
import { addApprovals } from './migrations/0023-approvals.ts';
import { addRecoveryStatement } from './migrations/0024-recovery-statement.ts';
import { addDocumentFigures } from './migrations/0025-document-figures.ts';
import { addMail } from './migrations/0027-mail.ts';
import { addPlanItems } from './migrations/0028-plan-items.ts';
import { addGroups } from './migrations/0029-groups.ts';
import { addEndsOfGrants } from './migrations/0030-ends-of-grants.ts';
import { addDocumentsByKind } from './migrations/0031-documents-by-kind.ts';
import { addErasureNotices } from './migrations/0032-erasure-notices.ts';

// Published versions are frozen. Append the next one; never edit these lines. Forward only.

/** After it the store has no unencrypted secret; earlier ones are overwritten (`eraseSecretTraces`). */
export const sealingMigration = '0019-sealed-secrets';

/** All versions of the tables, in order of name. Both engines run the same ones. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-log-and-people': { up: makeFirstTables },
  '0002-renewed-devices': { up: addRenewedFrom },
  '0003-recovery-and-audit-chain': { up: addRecoveryAndAuditChain },
  '0004-row-level-security': { up: addRowLevelSecurity },
  '0006-server-keys': { up: addServerKeys },
  '0007-console-sign-in': { up: addConsoleSignIn },
  '0008-desks': { up: addDesks },
  '0009-waiting': { up: addWaiting },
  '0010-session-beginnings': { up: addSessionBeginnings },
  '0011-retention': { up: addRetention },
  '0012-sealed-words': { up: addSealedWords },
  '0013-data-requests': { up: addDataRequests },
  '0014-data-searches': { up: addDataSearches },
  '0015-erased-packs': { up: addErasedPacks },
  '0016-data-request-entries': { up: addDataRequestEntries },
  '0017-erased-data-requests': { up: addErasedDataRequests },
  '0018-erased-fields': { up: addErasedFields },
  [sealingMigration]: { up: sealSecrets },
  '0020-revoked-keys': { up: addRevokedKeys },
  '0021-cut-unreadable': { up: cutUnreadable },
  '0022-registers': { up: addRegisters },
  '0023-approvals': { up: addApprovals },
  '0024-recovery-statement': { up: addRecoveryStatement },
  '0025-document-figures': { up: addDocumentFigures },
  '0027-mail': { up: addMail },
  '0028-plan-items': { up: addPlanItems },
  '0029-groups': { up: addGroups },
  '0030-ends-of-grants': { up: addEndsOfGrants },
  '0031-documents-by-kind': { up: addDocumentsByKind },
  '0032-erasure-notices': { up: addErasureNotices },
};
