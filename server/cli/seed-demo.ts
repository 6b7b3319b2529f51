import { parseArgs } from 'node:util';
import * as z from 'zod';
import type { PersonId } from '#domain/ids.ts';
import type { Role } from '#domain/people/role.ts';
import { type CodePurpose, createOneTimeCode } from '../auth/one-time-codes.ts';
import { hasSecondFactor } from '../auth/second-factors.ts';
import { loadServerIdentity, type ServerIdentity } from '../auth/server-identity.ts';
import { type ServerStore, type StoreTransaction, systemDependencies } from '../db/open-store.ts';
import { demoAdministrators, demoAdvisers, demoPeople } from '../demo/content/missions.ts';
import { fillDemoStore } from '../demo/fill-demo-store.ts';
import { CommandProblem, parseCommandOptions, storeOptions } from './command-options.ts';
import { openStoreWithKeys } from './open-store-with-keys.ts';

const SeedDemoOptions = z.object({
  data: z.string().optional(),
  'database-url': z.string().optional(),
  'sealing-key': z.string().optional(),
  empty: z.boolean().default(false),
});

/** Lifetime of demonstration codes, long enough for a trial; each works once. */
const demoCodeLifetimeMs = 12 * 60 * 60 * 1000;

/**
 * `seed-demo [--empty]`: make the demonstration programme in an empty store and print codes for its people. A store
 * that has it already gets fresh codes only. Throws when the store holds other content.
 */
export async function runSeedDemo(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { ...storeOptions, empty: { type: 'boolean' } },
  });
  const options = parseCommandOptions(SeedDemoOptions, values);
  const { store } = await openStoreWithKeys(options);
  try {
    const serverIdentity = await loadServerIdentity(store, systemDependencies);
    if (await isStoreEmpty(store)) await fillDemoStore(store, systemDependencies, options.empty);
    console.log(JSON.stringify(await issueDemoCodes(store, serverIdentity)));
  } finally {
    await store.destroy();
  }
}

async function isStoreEmpty(store: ServerStore): Promise<boolean> {
  const logId = await store.selectFrom('logs').select('log').limit(1).executeTakeFirst();
  return logId === undefined;
}

function issueDemoCodes(store: ServerStore, serverIdentity: ServerIdentity): Promise<object> {
  return store.transaction().execute(async (tx) => {
    const codeFor = async (purpose: CodePurpose, person: PersonId): Promise<string> =>
      (await createOneTimeCode(tx, systemDependencies, { purpose, person, lifetimeMs: demoCodeLifetimeMs }))
        .code;
    const enrol: object[] = [];
    for (const { name, role } of demoPeople.filter(({ isPlayed }) => isPlayed)) {
      const personId = await findPersonByName(tx, name, role);
      if (personId === null) throw new CommandProblem('The store is filled, but not with the demonstration');
      enrol.push({ name, role, code: await codeFor('enrol', personId) });
    }
    // A code admits only a person without a second factor.
    const atDesks = async (
      people: typeof demoAdministrators | typeof demoAdvisers,
    ): Promise<readonly object[]> => {
      const codes: object[] = [];
      for (const { name, role } of people) {
        const personId = await findPersonByName(tx, name, role);
        if (personId !== null && !(await hasSecondFactor(tx, personId)))
          codes.push({ name, role, code: await codeFor('console', personId) });
      }
      return codes;
    };
    return {
      enrol,
      administrators: await atDesks(demoAdministrators),
      advisers: await atDesks(demoAdvisers),
      consoleCode: await codeFor('console', serverIdentity.firstPerson),
    };
  });
}

async function findPersonByName(tx: StoreTransaction, name: string, role: Role): Promise<PersonId | null> {
  const row = await tx
    .selectFrom('persons')
    .select('person')
    .where('name', '=', name)
    .where('role', '=', role)
    .executeTakeFirst();
  return row?.person ?? null;
}
