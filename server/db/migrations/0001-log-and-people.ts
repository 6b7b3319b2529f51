import { type Kysely, sql } from 'kysely';

export async function makeFirstTables(db: Kysely<unknown>): Promise<void> {
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
