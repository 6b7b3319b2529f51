import { DeviceId, type DocumentId, type LogId } from '#domain/ids.ts';
import type { FieldDatabase } from '#renderer/store/database.ts';
import { newLogRow } from '#renderer/store/rows.ts';
import { FakeDevice } from '#tests/fakes/fake-device.ts';
import { FakeServer } from '#tests/fakes/fake-server.ts';
import { aPerson } from '#tests/fakes/sample-ids.ts';
import { documentOf, seedDevice } from '../hostile/many-registers.ts';

/** A colleague whose packs the laptop takes. */
export const colleague = DeviceId.parse('c'.repeat(32));

/** A laptop without a network whose store has one document of so many registers, and who wrote them in its log. */
export async function aLaptopWith(
  db: FieldDatabase,
  log: LogId,
  doc: DocumentId,
  registers: number,
): Promise<FakeDevice> {
  const server = new FakeServer(Date.UTC(2026, 10, 24, 9));
  const roles = { [log]: ['assessor' as const] };
  // Headquarters names a device before its packs (P2).
  server.enrol({ device: colleague, publicKey: '' }, { person: aPerson(2), name: 'Colleague', roles });
  const laptop = await FakeDevice.start({
    db,
    server,
    person: aPerson(),
    name: 'Assessor',
    roles,
  });
  await laptop.rest();
  laptop.road.mood = 'down';
  const row = (await db.logs.get(log)) ?? newLogRow(log);
  await db.logs.put({ ...row, have: { ...row.have, [seedDevice]: registers } });
  await db.documents.put({ log, ...documentOf(doc, registers), changedAtMs: 1_767_225_600_000 });
  return laptop;
}
