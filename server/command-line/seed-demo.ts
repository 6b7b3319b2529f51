import { parseArgs } from 'node:util';
import * as z from 'zod';
import type { PersonId } from '#domain/ids.ts';
import type { Role } from '#domain/people/role.ts';
import { administrators, advisers, demoPeople } from '../demo/content/people.ts';
import { fillStore } from '../demo/fill-store.ts';
import { type CodePurpose, makeCode } from '../identity/one-time-codes.ts';
import { hasSecondFactor } from '../identity/second-factors.ts';
import { serverIdentity, type ServerIdentity } from '../identity/server-identity.ts';
import type { Store, StoreTransaction } from '../store/open-store.ts';
import { realSurroundings } from '../surroundings.ts';
import { CommandProblem } from './command-problem.ts';
import { parseOptions } from './parse-options.ts';
import { openSealedStore } from './open-sealed-store.ts';
import { storeOptions } from './store-options.ts';

const SeedOptions = z.object({
  data: z.string().optional(),
  'database-url': z.string().optional(),
  'sealing-key': z.string().optional(),
  empty: z.boolean().default(false),
});

/** Codes for trying out last as long as the trying may; each still works once. */
const codeMs = 12 * 60 * 60 * 1000;

/**
 * `seed-demo [--empty]`: makes the demonstration programme in an empty store and prints codes for its people. On a store
 * that has it already it adds nothing and prints fresh codes. Throws when the store holds something else.
 */
export async function seedDemo(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { ...storeOptions, empty: { type: 'boolean' } },
  });
  const options = parseOptions(SeedOptions, values);
  const { store } = await openSealedStore(options);
  try {
    const identity = await serverIdentity(store, realSurroundings);
    if (await isEmpty(store)) await fillStore(store, realSurroundings, options.empty);
    console.log(JSON.stringify(await freshCodes(store, identity)));
  } finally {
    await store.destroy();
  }
}

async function isEmpty(store: Store): Promise<boolean> {
  const log = await store.selectFrom('logs').select('log').limit(1).executeTakeFirst();
  return log === undefined;
}

function freshCodes(store: Store, identity: ServerIdentity): Promise<object> {
  return store.transaction().execute(async (tx) => {
    const codeFor = async (purpose: CodePurpose, person: PersonId): Promise<string> =>
      (await makeCode(tx, realSurroundings, { purpose, person, lifetimeMs: codeMs })).code;
    const enrol: object[] = [];
    for (const { name, role } of demoPeople.filter(({ isPlayed }) => isPlayed)) {
      const person = await personCalled(tx, name, role);
      if (person === null) throw new CommandProblem('The store is filled, but not with the demonstration');
      enrol.push({ name, role, code: await codeFor('enrol', person) });
    }
    // A code lets in only who has nothing else to sign in with.
    const atDesks = async (people: typeof administrators | typeof advisers): Promise<readonly object[]> => {
      const codes: object[] = [];
      for (const { name, role } of people) {
        const person = await personCalled(tx, name, role);
        if (person !== null && !(await hasSecondFactor(tx, person)))
          codes.push({ name, role, code: await codeFor('console', person) });
      }
      return codes;
    };
    return {
      enrol,
      administrators: await atDesks(administrators),
      advisers: await atDesks(advisers),
      consoleCode: await codeFor('console', identity.firstPerson),
    };
  });
}

async function personCalled(tx: StoreTransaction, name: string, role: Role): Promise<PersonId | null> {
  const row = await tx
    .selectFrom('persons')
    .select('person')
    .where('name', '=', name)
    .where('role', '=', role)
    .executeTakeFirst();
  return row?.person ?? null;
}
