import type { Path } from '#domain/document/op.ts';
import type { DocumentId, LogId } from '#domain/ids.ts';
import { aLog, aPerson } from '#tests/support/builders/sample-ids.ts';
import type { Headquarters } from '#tests/support/server/headquarters.ts';
import { nodeDatabase } from './node-database.ts';
import { TestLaptop, type TestLaptopStart } from './test-laptop.ts';

/** Start the laptop of a mission's nth assessor on a new database, unless a part is another. */
export const startLaptop = (
  server: Headquarters,
  at = 1,
  part: Partial<TestLaptopStart> = {},
): Promise<TestLaptop> =>
  TestLaptop.start({
    db: nodeDatabase(),
    server,
    person: aPerson(at),
    name: `Assessor ${at}`,
    roles: { [aLog()]: ['assessor'] },
    ...part,
  });

/** Start the same laptop, and wait until it has synced. */
export async function startAssessor(
  server: Headquarters,
  at: number,
  part: Partial<TestLaptopStart> = {},
): Promise<TestLaptop> {
  const testLaptop = await startLaptop(server, at, part);
  await testLaptop.rest();
  return testLaptop;
}

/** Present values of a path on a laptop, in the order of their dots. */
export async function valuesAt(
  { db }: TestLaptop,
  [logId, documentId, path]: readonly [LogId, DocumentId, Path],
): Promise<readonly unknown[]> {
  const document = await db.documents.get([logId, documentId]);
  return (document?.registers[path]?.heads ?? []).map(({ value }) => value);
}
