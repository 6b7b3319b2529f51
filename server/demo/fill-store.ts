import { DocumentId, LogId, PersonId } from '#domain/ids.ts';
import { Instrument } from '#domain/instrument/instrument.ts';
import { addLog } from '../admin/add-log.ts';
import { addPerson } from '../identity/persons.ts';
import { publishInstrument } from '../instruments/publish-instrument.ts';
import type { Store, StoreTransaction } from '../store/open-store.ts';
import { newUuid, type Surroundings } from '../surroundings.ts';
import { demoCountry, type DemoMission, demoMissions } from './content/missions.ts';
import { administrator, administrators, advisers, type DemoPerson, demoPeople } from './content/people.ts';
import survey from './content/socio-economic-survey.json' with { type: 'json' };
import { DemoDevice } from './demo-device.ts';
import { type Member, MissionWriter, type Team } from './mission-writer.ts';

const dayMs = 24 * 60 * 60 * 1000;

/**
 * Fills an empty store: a programme, missions, people by function, and what their laptops wrote, as signed packs that
 * go the way of all packs; and an instrument of others beside the one that Fieldbook brings along. `empty`: one mission
 * without a title and nothing else in it.
 */
export async function fillStore(store: Store, surroundings: Surroundings, empty: boolean): Promise<void> {
  const nowMs = surroundings.nowMs();
  const id = (): string => newUuid(surroundings);
  const missions: readonly (DemoMission | null)[] = empty ? [null] : demoMissions;
  const { team, logs, publisher } = await store.transaction().execute(async (tx) => {
    const members = await addTeam(tx, surroundings);
    const publishing = await addAdministrators(tx, surroundings);
    const advising = await addAdvisers(tx, surroundings);
    await addLog(tx, surroundings, newLog(LogId.parse(id()), 'programme', 'Programme'));
    const added: LogId[] = [];
    for (const mission of missions) {
      const log = newLog(LogId.parse(id()), 'mission', mission?.title ?? '');
      added.push(await addLog(tx, surroundings, log));
      await grantTeam(tx, log.log, members);
      for (const person of advising)
        await tx.insertInto('grants').values({ log: log.log, person, role: 'adviser' }).execute();
    }
    return { team: members, logs: added, publisher: publishing };
  });
  if (!empty) await publishDemoInstrument(store, surroundings, publisher);
  for (const [at, mission] of missions.entries()) {
    const log = logs[at];
    if (log === undefined) throw new Error('A mission of the demonstration has no log');
    await new MissionWriter(store, team, log, nowMs, () => DocumentId.parse(id())).write(mission);
  }
}

/** They have no laptop and are in no mission. Answers who publishes the instruments. */
async function addAdministrators(tx: StoreTransaction, surroundings: Surroundings): Promise<PersonId> {
  const ids = new Map(administrators.map((one) => [one, PersonId.parse(newUuid(surroundings))]));
  for (const [one, person] of ids) await addPerson(tx, surroundings, { person, ...one, inEveryLog: false });
  const publisher = ids.get(administrator);
  if (publisher === undefined) throw new Error('Nobody publishes the instruments of the demonstration');
  return publisher;
}

async function addAdvisers(tx: StoreTransaction, surroundings: Surroundings): Promise<readonly PersonId[]> {
  const people = advisers.map((one) => ({ person: PersonId.parse(newUuid(surroundings)), ...one }));
  for (const one of people) await addPerson(tx, surroundings, { ...one, inEveryLog: false });
  return people.map(({ person }) => person);
}

/** Published as in the console. */
async function publishDemoInstrument(
  store: Store,
  surroundings: Surroundings,
  publisher: PersonId,
): Promise<void> {
  const instrument = Instrument.parse(survey);
  const published = await store
    .transaction()
    .execute((tx) => publishInstrument(tx, surroundings, publisher, instrument));
  if (!published.ok) throw new Error(`The demonstration's survey is refused: ${published.refusal.kind}`);
}

const newLog = (log: LogId, kind: 'mission' | 'programme', title: string) => ({
  log,
  kind,
  title,
  country: kind === 'mission' ? demoCountry : null,
});

async function addTeam(tx: StoreTransaction, surroundings: Surroundings): Promise<Team> {
  const team = new Map<DemoPerson, Member>();
  for (const one of demoPeople) {
    const person = PersonId.parse(newUuid(surroundings));
    const device = new DemoDevice();
    await addPerson(tx, surroundings, { person, name: one.name, role: one.role, inEveryLog: false });
    const atMs = surroundings.nowMs() - 30 * dayMs;
    await tx
      .insertInto('devices')
      .values({
        device: device.id,
        public_key: device.publicKey,
        person,
        label: `Demonstration laptop (${one.name.toLowerCase()})`,
        platform: 'demonstration',
        version: '0',
        recipient: null,
        enrolled_ms: atMs,
        last_contact_ms: surroundings.nowMs() - dayMs,
        state: 'active',
        state_ms: atMs,
      })
      .execute();
    team.set(one, { person, device });
  }
  return team;
}

const grantTeam = (tx: StoreTransaction, log: LogId, team: Team) =>
  tx
    .insertInto('grants')
    .values([...team].map(([{ role }, { person }]) => ({ log, person, role })))
    .execute();
