import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import {
  addApprovals,
  cutUnreadable,
  addRevokedKeys,
  sealSecrets,
  addRegisters,
  addRecoveryStatement,
  addDocumentFigures,
  addPlanItems,
  addGroups,
} from './migrations/0019-to-0029.ts';
import { addDocumentsByKind, addEndsOfGrants, addErasureNotices } from './migrations/0030-to-0039.ts';
import {
  addConsoleSignIn,
  addServerKeys,
  addDesks,
  addWaiting,
  addSessionBeginnings,
  addRetention,
  addSealedWords,
  addRecoveryAndAuditChain,
  addRowLevelSecurity,
  addDataRequestEntries,
  addDataRequests,
  addDataSearches,
  addErasedPacks,
  addErasedDataRequests,
  addErasedFields,
} from './migrations/0003-to-0018.ts';

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

async function makeFirstTables(db: Kysely<unknown>): Promise<void> {
  const table = (name: string, columns: Readonly<Record<string, string>>, key: readonly string[]) => {
    const lines = Object.entries(columns).map(([column, type]) => `${column} ${type}`);
    return sql.raw(`create table ${name} (${[...lines, `primary key (${key.join(', ')})`].join(', ')})`);
  };
  const text = 'text not null';
  const number = 'bigint not null';
  const person = `${text} references persons (person)`;
  const statements = [
    table('persons', { person: text, name: text, role: text, every_log: number, added_ms: number }, [
      'person',
    ]),
    table('server', { id: text, name: text, public_key: text, private_key: text, first_person: person }, [
      'id',
    ]),
    table(
      'codes',
      {
        purpose: text,
        selector: text,
        hash: text,
        person,
        expires_ms: number,
        tries: number,
        used_by: 'text',
      },
      ['purpose', 'selector'],
    ),
    table(
      'devices',
      {
        device: text,
        public_key: text,
        person,
        label: text,
        platform: text,
        version: text,
        recipient: 'text',
        enrolled_ms: number,
        last_contact_ms: 'bigint',
        state: text,
        state_ms: number,
      },
      ['device'],
    ),
    sql.raw('create index devices_person on devices (person)'),
    table(
      'logs',
      { log: text, kind: text, title: text, country: 'text', next_place: number, made_ms: number },
      ['log'],
    ),
    table('grants', { log: `${text} references logs (log)`, person, role: text }, ['log', 'person', 'role']),
    sql.raw('create index grants_person on grants (person)'),
    table(
      'entries',
      {
        log: text,
        place: number,
        kind: text,
        device: text,
        first: number,
        last: number,
        hash: 'text',
        bytes: number,
        held: text,
        flagged: number,
        brought_by: text,
        received_ms: number,
        sig: text,
        payload: text,
      },
      ['log', 'place'],
    ),
    sql.raw('create unique index entries_hash on entries (log, hash)'),
    sql.raw('create index entries_device on entries (log, device, first)'),
    table('chain_ends', { log: text, device: text, n: number, hash: text }, ['log', 'device']),
    table(
      'held_ops',
      {
        log: text,
        device: text,
        n: number,
        place: number,
        doc: text,
        kind: text,
        path: text,
        reason: text,
        released_place: 'bigint',
      },
      ['log', 'device', 'n'],
    ),
    sql.raw('create index held_ops_doc on held_ops (log, doc)'),
    table(
      'parked',
      { log: text, hash: text, sender: text, code: text, received_ms: number, sig: text, payload: text },
      ['log', 'hash'],
    ),
    table(
      'documents',
      {
        log: text,
        doc: text,
        kind: text,
        title: text,
        status: 'text',
        removed: number,
        conflicts: number,
        facts: text,
        changed_place: number,
        changed_ms: number,
        last_device: text,
        registers: text,
      },
      ['log', 'doc'],
    ),
    table('document_places', { log: text, doc: text, place: number }, ['log', 'doc', 'place']),
    table('nonces', { device: text, nonce: text, at_ms: number }, ['device', 'nonce']),
    sql.raw('create index nonces_at on nonces (at_ms)'),
    table('sessions', { hash: text, person, seen_ms: number }, ['hash']),
    table('audit', { id: text, at_ms: number, actor: text, act: text, subject: text }, ['id']),
  ];
  for (const statement of statements) await statement.execute(db);
}

async function addRenewedFrom(db: Kysely<unknown>): Promise<void> {
  await sql.raw('alter table devices add column renewed_from text references devices (device)').execute(db);
  await sql.raw('create index devices_renewed_from on devices (renewed_from)').execute(db);
}

/** Add e-mail addresses and the queue of e-mails. `fieldbook_reader` gets no right to either. */
async function addMail(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    `create table mail_addresses (person text not null references persons (person), address text not null,
       language text not null, digest bigint not null, primary key (person))`,
    `create table mail_queue (person text not null references persons (person), kind text not null,
       key text not null, made_ms bigint not null, next_ms bigint not null, tries bigint not null,
       state text not null, primary key (person, kind, key))`,
    `create index mail_queue_next on mail_queue (next_ms) where state = 'waiting'`,
  ])
    await sql.raw(statement).execute(db);
}
