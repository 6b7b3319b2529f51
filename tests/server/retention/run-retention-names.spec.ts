import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { describe, expect, test } from 'vitest';
import { utcDayAtMs } from '#base/calendar-day.ts';
import { loadServerIdentity } from '#server/auth/server-identity.ts';
import { runRetention } from '#server/retention/run-retention.ts';
import { sealValue } from '#sync/seal/sealed-values.ts';
import { aParticipantCard, participantId } from '#tests/support/builders/a-participant-card.ts';
import { aDoc, aLog } from '#tests/support/builders/sample-ids.ts';
import { openBoxes } from '#tests/support/canaries/open-boxes.ts';
import { startLaptop } from '#tests/support/laptop/start-laptop.ts';
import { everyRow } from '#tests/support/server/every-row.ts';
import { RealHeadquarters } from '#tests/support/server/real-headquarters.ts';
import { embedded, openUntilTheEnd, postgres } from '#tests/support/server/stores.ts';
import { testDependencies } from '#tests/support/server/test-headquarters.ts';

const [log, workshop] = [aLog(1), aDoc(2)];
const dayMs = 24 * 60 * 60_000;
const name = 'Participant Marimba';
const card = aParticipantCard({ log, doc: workshop, name });
const at = (field: string): string => `participants/${participantId(1)}/${field}`;

describe.each([embedded, postgres])('[E 9] a participant’s name in the $name', (blankLocations) => {
  test('is in no row, opens with the desk’s key alone, and ends with its period', async () => {
    const identity = await generateX25519Identity();
    const recipient = await identityToRecipient(identity);
    const store = await openUntilTheEnd(await blankLocations.newLocation());
    await loadServerIdentity(store, testDependencies);
    const server = await RealHeadquarters.withLog(store, log);
    const a = await startLaptop(server, 1, { roles: { [log]: ['trainer'] } });
    await a.sync();
    const write = (path: string, value: Parameters<typeof a.write>[4]) =>
      a.write(log, workshop, 'workshop', path, value);
    await write(at('code'), 'A-1');
    await write(at('institution'), 'Institute of Arlandia');
    await a.store.saveDeviceRecords([card]);
    await a.sync();
    expect(await everyRow(store)).not.toContain(name);
    expect(await everyRow(store)).toContain('Institute of Arlandia');

    await write(at('name'), await sealValue('certificate-desk', recipient, name));
    await write('certificates-issued-on', utcDayAtMs(testDependencies.nowMs()));
    await a.sync();
    expect(await everyRow(store)).not.toContain(name);
    expect(await openBoxes([await everyRow(store)], identity)).toEqual([name]);
    expect(await openBoxes([await everyRow(store)], await generateX25519Identity())).toEqual([]);

    const look = async (from: number, to: number): Promise<void> => {
      for (let day = from; day <= to; day += 1) {
        const nowMs = (): number => testDependencies.nowMs() + day * dayMs;
        await runRetention(store, { ...testDependencies, nowMs }, { erases: true, actor: 'retention clock' });
      }
    };
    await look(0, 29);
    expect(await openBoxes([await everyRow(store)], identity)).toEqual([name]);
    await look(30, 31);
    expect(await openBoxes([await everyRow(store)], identity)).toEqual([]);
    expect(await everyRow(store)).toContain('Institute of Arlandia');
    await a.close();
  });
});
