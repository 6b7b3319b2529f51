import type { Path } from '#domain/document/path.ts';
import type { DocumentId, LogId } from '#domain/ids.ts';
import { TestLaptop, type TestLaptopStart } from './test-laptop.ts';
import type { FakeServer } from '#tests/support/server/fake-server.ts';
import { aLog, aPerson } from '#tests/support/builders/sample-ids.ts';
import { nodeDatabase } from './node-database.ts';

/** An enrolled laptop of the nth assessor in a mission, with a database of its own, once it has synced. */
export async function startAssessor(
  server: FakeServer,
  at: number,
  part: Partial<TestLaptopStart> = {},
): Promise<TestLaptop> {
  const device = await TestLaptop.start({
    db: nodeDatabase(),
    server,
    person: aPerson(at),
    name: `Assessor ${at}`,
    roles: { [aLog()]: ['assessor'] },
    ...part,
  });
  await device.rest();
  return device;
}

/** Present values of a path on a laptop, in the order of their dots. */
export async function valuesAt(
  { db }: TestLaptop,
  [log, doc, path]: readonly [LogId, DocumentId, Path],
): Promise<readonly unknown[]> {
  const document = await db.documents.get([log, doc]);
  return (document?.registers[path]?.heads ?? []).map(({ value }) => value);
}
