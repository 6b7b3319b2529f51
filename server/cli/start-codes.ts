import fs from 'node:fs';
import path from 'node:path';
import { createSetUpCodes, hasAdministratorComeIn } from '../auth/first-set-up.ts';
import { createOneTimeCode } from '../auth/one-time-codes.ts';
import type { ServerIdentity } from '../auth/server-identity.ts';
import { startCodesName } from '../db/file-permissions.ts';
import { type ServerStore, systemDependencies } from '../db/open-store.ts';
import { operatorSentenceOf, storeFailureOf } from '../db/store-health.ts';

/** Lifetime of the codes of a start: a working day. They work once, like all codes. */
const startCodeLifetimeMs = 12 * 60 * 60 * 1000;

/**
 * Write the codes of this start to a file for the account of the server alone. These are the set-up codes of a new
 * headquarters, and one for the console until the first administrator has come in. Codes of earlier starts open nothing.
 * No code is ever on standard error, which services collect for many readers.
 * @param folder folder of the file
 * @returns lines for the operator; none where this start has no codes
 */
export async function writeStartCodes(
  store: ServerStore,
  serverIdentity: ServerIdentity,
  folder: string,
): Promise<readonly string[]> {
  const file = path.join(folder, startCodesName);
  try {
    fs.rmSync(file, { force: true });
    const lines = await createStartCodes(store, serverIdentity);
    if (lines.length === 0) return [];
    fs.writeFileSync(file, `${lines.join('\n')}\n`, { mode: 0o600, flag: 'wx', flush: true });
    return [`the codes of this start are in ${file}, for the account of the server alone`];
  } catch (error) {
    const storeFailure = storeFailureOf(error);
    if (storeFailure?.code === 'store-full')
      return [`there is no sign-in code for the console: ${operatorSentenceOf(storeFailure)}`];
    const code = error instanceof Error && 'syscall' in error && 'code' in error ? error.code : null;
    if (typeof code !== 'string' || storeFailure !== null) throw error;
    return [
      `there is no sign-in code for the console: ${file} cannot be written (${code}); ` +
        'admin console-code --first-person prints one',
    ];
  }
}

/** Create the codes of a start, each as a line of the file. */
async function createStartCodes(
  store: ServerStore,
  { firstPerson }: ServerIdentity,
): Promise<readonly string[]> {
  const console = await store.transaction().execute(async (tx) => {
    // Only the codes of a start are made by the first person for themselves.
    await tx
      .deleteFrom('codes')
      .where('purpose', '=', 'console')
      .where('made_by', '=', firstPerson)
      .where('person', '=', firstPerson)
      .execute();
    if (await hasAdministratorComeIn(tx)) return null;
    const wanted = { purpose: 'console', person: firstPerson, by: firstPerson } as const;
    return createOneTimeCode(tx, systemDependencies, { ...wanted, lifetimeMs: startCodeLifetimeMs });
  });
  const setUp = await createSetUpCodes(store, systemDependencies, {
    firstPerson,
    lifetimeMs: startCodeLifetimeMs,
  });
  return [
    ...(console === null ? [] : [`console sign-in code ${console.code}`]),
    ...setUp.map(({ code }) => `set-up code for an administrator ${code}`),
  ];
}
