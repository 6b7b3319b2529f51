import { AsyncLocalStorage } from 'node:async_hooks';
import { Kysely, PostgresAdapter, sql, type TransactionBuilder } from 'kysely';
import type { StoreTransaction } from './open-store.ts';
import type { DatabaseTables } from './tables.ts';

/** Check at the start of a transaction; it throws where nothing may be done. */
type TransactionCheck = (tx: StoreTransaction) => Promise<void>;

/** Check of the request that is handled; undefined for the server's own work, which nobody asked for. */
const currentCheck = new AsyncLocalStorage<TransactionCheck>();

/** Handle something so that each transaction in it begins with this check. */
export const withTransactionCheck = (transactionCheck: TransactionCheck, handle: () => void): void =>
  currentCheck.run(transactionCheck, handle);

/**
 * Store in which a transaction on behalf of a request first checks its sender again. Rights that end while a body is
 * on its way thus end every act, and no route can forget to ask. Reads with an isolation level of their own
 * (`withRowLevelSecurity`) and statements outside a transaction are not checked.
 */
export class CheckedStore extends Kysely<DatabaseTables> {
  override transaction(): TransactionBuilder<DatabaseTables> {
    const transactionCheck = currentCheck.getStore();
    const builder = super.transaction();
    if (transactionCheck === undefined) return builder;
    const execute = builder.execute.bind(builder);
    builder.execute = (work) =>
      execute(async (tx) => {
        await transactionCheck(tx);
        return work(tx);
      });
    return builder;
  }
}

/** Number of the lock of all acts from the console. */
const consoleActsLock = 0x66_62_63_6f_6e_73;

/**
 * Order the acts of the console until the transaction ends: an administrator's is alone, all others run beside each
 * other. An administrator who takes rights thus waits for running acts, and later ones find the rights taken. Call it
 * first in a transaction. SQLite's transactions follow each other anyway.
 */
export async function lockConsoleActs(tx: StoreTransaction, isAlone: boolean): Promise<void> {
  if (!(tx.getExecutor().adapter instanceof PostgresAdapter)) return;
  const take = isAlone ? sql`pg_advisory_xact_lock` : sql`pg_advisory_xact_lock_shared`;
  await sql`select ${take}(${consoleActsLock})`.execute(tx);
}
