import type { Host } from '#renderer/host/host-contract.ts';

/** Deletes the databases of vaults that were erased; their rows are unreadable already, this gives the room back. */
export async function forgetErased(
  host: Host,
  erased: readonly string[],
  databases: IDBFactory,
): Promise<void> {
  for (const id of erased) {
    await new Promise<void>((resolve, reject) => {
      const request = databases.deleteDatabase(`fieldbook-${id}`);
      request.onsuccess = () => resolve();
      request.onerror = () => reject(request.error ?? new Error('The database cannot be deleted'));
    });
    await host.ask('vault.forget', { id });
  }
}
