import type { Table } from 'dexie';
import type { FieldDatabase } from './database.ts';

/** All tables that own ops and packs touch when they are put back. */
export const ownTables = (db: FieldDatabase): Table[] => [
  db.ops,
  db.documents,
  db.documentChanges,
  db.summaries,
  db.bases,
  db.packs,
  db.logs,
  db.meta,
];

/** All tables that what headquarters sends touches: all but the runs. */
export const receivingTables = (db: FieldDatabase): Table[] => [...ownTables(db), db.early, db.parked];
