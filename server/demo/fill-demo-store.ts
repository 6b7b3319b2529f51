import { assessmentKind } from '#domain/assessment/assessment.ts';
import { initialValuesFor } from '#domain/document/op.ts';
import { DocumentId, LogId, PersonId } from '#domain/ids.ts';
import { Instrument } from '#forms/model/instrument.ts';
import type { Pack } from '#sync/protocol/wire.ts';
import { addPerson } from '../auth/persons.ts';
import { publishInstrument } from '../console/instrument-library.ts';
import {
  newUuid,
  type RuntimeDependencies,
  type ServerStore,
  type StoreTransaction,
} from '../db/open-store.ts';
import { addLog } from '../log/log-registry.ts';
import { receivePack } from '../log/receive-pack.ts';
import type { DemoAnswer } from './content/institutions.ts';
import {
  type DemoMission,
  type DemoPerson,
  demoAdministrator,
  demoAdministrators,
  demoAdvisers,
  demoCountry,
  demoLeadAssessor,
  demoMissionLead,
  demoMissions,
  demoPeople,
  demoSecondAssessor,
  demoTrainer,
} from './content/missions.ts';
import survey from './content/socio-economic-survey.json' with { type: 'json' };
import {
  assessmentWrites,
  DemoDevice,
  type DemoWrite,
  emptyMissionWrites,
  missionWrites,
  type SeenDots,
  statusWrite,
} from './demo-writes.ts';
import { workshopStages } from './workshop-writes.ts';

/**
 * Fill an empty store with a programme, missions, people by function, and signed packs of their laptops. Also an
 * instrument of another publisher beside the built-in one. `empty`: one mission without content.
 */
export async function fillDemoStore(
  store: ServerStore,
  dependencies: RuntimeDependencies,
  empty: boolean,
): Promise<void> {
  const nowMs = dependencies.nowMs();
  const id = (): string => newUuid(dependencies);
  const missions: readonly (DemoMission | null)[] = empty ? [null] : demoMissions;
  const { team, logs, publisher } = await store.transaction().execute(async (tx) => {
    const members = await addDemoTeam(tx, dependencies);
    const publishing = await addDemoAdministrators(tx, dependencies);
    const advising = await addDemoAdvisers(tx, dependencies);
    await addLog(tx, dependencies, newDemoLog(LogId.parse(id()), 'programme', 'Programme'));
    const addedLogIds: LogId[] = [];
    for (const demoMission of missions) {
      const log = newDemoLog(LogId.parse(id()), 'mission', demoMission?.title ?? 'First mission');
      addedLogIds.push(await addLog(tx, dependencies, log));
      await grantTeamRoles(tx, log.log, members);
      for (const person of advising)
        await tx.insertInto('grants').values({ log: log.log, person, role: 'adviser' }).execute();
    }
    return { team: members, logs: addedLogIds, publisher: publishing };
  });
  if (!empty) await publishDemoInstrument(store, dependencies, publisher);
  for (const [at, demoMission] of missions.entries()) {
    const logId = logs[at];
    if (logId === undefined) throw new Error('A mission of the demonstration has no log');
    await new DemoMissionWriter(store, team, logId, nowMs, () => DocumentId.parse(id())).writeMission(
      demoMission,
    );
  }
}

const missionDayMs = 24 * 60 * 60 * 1000;

interface DemoTeamMember {
  readonly person: PersonId;
  readonly device: DemoDevice;
}
type DemoTeam = ReadonlyMap<DemoPerson, DemoTeamMember>;

/** Writer of one mission by the laptops of its team. */
class DemoMissionWriter {
  readonly #seen: SeenDots = new Map();
  readonly #store: ServerStore;
  readonly #team: DemoTeam;
  readonly #log: LogId;
  readonly #nowMs: number;
  readonly #newDoc: () => DocumentId;

  constructor(store: ServerStore, demoTeam: DemoTeam, logId: LogId, nowMs: number, newDoc: () => DocumentId) {
    this.#store = store;
    this.#team = demoTeam;
    this.#log = logId;
    this.#nowMs = nowMs;
    this.#newDoc = newDoc;
  }

  /** Null: a mission without a title. */
  async writeMission(demoMission: DemoMission | null): Promise<void> {
    const documentId = this.#newDoc();
    if (demoMission === null) return this.#by(demoMissionLead, 1, emptyMissionWrites(documentId));

    const team = new Map([...this.#team].map(([{ role }, { person }]) => [person, role]));
    await this.#by(demoMissionLead, 25, missionWrites(documentId, demoMission, team, this.#nowMs));
    for (const demoAssessment of demoMission.assessments) {
      const ids = { doc: this.#newDoc(), mission: documentId };
      const { daysAgo, answers } = demoAssessment;
      await this.#by(demoLeadAssessor, daysAgo, assessmentWrites(ids, demoAssessment));
      for (const [at, demoAnswer] of answers.entries()) {
        const demoPerson = at % 3 === 2 ? demoSecondAssessor : demoLeadAssessor;
        await this.#by(
          demoPerson,
          daysAgo - (at + 1) / (answers.length + 1),
          answerWrites(ids.doc, demoAnswer),
        );
      }
      await this.#by(demoLeadAssessor, daysAgo - 1, [statusWrite(ids.doc, demoAssessment)]);
    }
    const plan = this.#newDoc();
    for (const demoWorkshop of demoMission.workshops) {
      const seed = {
        doc: this.#newDoc(),
        mission: documentId,
        missionTitle: demoMission.title,
        plan,
        device: this.#memberOf(demoTrainer).device.id,
        nowMs: this.#nowMs,
        newId: this.#newDoc,
      };
      for (const { by, day, writes } of workshopStages(seed, demoWorkshop)) await this.#by(by, -day, writes);
    }
  }

  /** Write as one of the team, this many days ago; it arrives at once. */
  async #by(demoPerson: DemoPerson, daysAgo: number, demoWrites: readonly DemoWrite[]): Promise<void> {
    const demoTeamMember = this.#memberOf(demoPerson);
    const atMs = Math.round(this.#nowMs - daysAgo * missionDayMs);
    for (const pack of demoTeamMember.device.signNextPacks(this.#log, this.#seen, demoWrites, atMs))
      await this.#receive(demoTeamMember.device, pack, atMs);
  }

  #memberOf(demoPerson: DemoPerson) {
    const demoTeamMember = this.#team.get(demoPerson);
    if (demoTeamMember === undefined) throw new Error(`${demoPerson.name} is not in the team`);
    return demoTeamMember;
  }

  async #receive(demoDevice: DemoDevice, pack: Pack, nowMs: number): Promise<void> {
    const sender = { device: demoDevice.id, logs: new Set([this.#log]) };
    const { verdict, held } = (await receivePack(this.#store, sender, pack, nowMs)).verdict;
    if (verdict !== 'accepted' || held !== undefined)
      throw new Error(`A pack of the demonstration was ${held === undefined ? verdict : 'held in part'}`);
  }
}

const demoStoreDayMs = 24 * 60 * 60 * 1000;

/** Add administrators and advisers, without laptop or mission. Returns the publisher of the instruments. */
async function addDemoAdministrators(
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
): Promise<PersonId> {
  const ids = new Map(demoAdministrators.map((one) => [one, PersonId.parse(newUuid(dependencies))]));
  for (const [one, person] of ids) await addPerson(tx, dependencies, { person, ...one, inEveryLog: false });
  const publisher = ids.get(demoAdministrator);
  if (publisher === undefined) throw new Error('Nobody publishes the instruments of the demonstration');
  return publisher;
}

async function addDemoAdvisers(
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
): Promise<readonly PersonId[]> {
  const people = demoAdvisers.map((one) => ({ person: PersonId.parse(newUuid(dependencies)), ...one }));
  for (const one of people) await addPerson(tx, dependencies, { ...one, inEveryLog: false });
  return people.map(({ person }) => person);
}

/** Publish as in the console. */
async function publishDemoInstrument(
  store: ServerStore,
  dependencies: RuntimeDependencies,
  publisher: PersonId,
): Promise<void> {
  const instrument = Instrument.parse(survey);
  const published = await store
    .transaction()
    .execute((tx) => publishInstrument(tx, dependencies, publisher, instrument));
  if (!published.ok) throw new Error(`The demonstration's survey is refused: ${published.refusal.kind}`);
}

const newDemoLog = (log: LogId, kind: 'mission' | 'programme', title: string) => ({
  log,
  kind,
  title,
  country: kind === 'mission' ? demoCountry : null,
});

async function addDemoTeam(tx: StoreTransaction, dependencies: RuntimeDependencies): Promise<DemoTeam> {
  const team = new Map<DemoPerson, DemoTeamMember>();
  for (const demoPerson of demoPeople) {
    const person = PersonId.parse(newUuid(dependencies));
    const demoDevice = new DemoDevice();
    await addPerson(tx, dependencies, {
      person,
      name: demoPerson.name,
      role: demoPerson.role,
      inEveryLog: false,
    });
    const atMs = dependencies.nowMs() - 30 * demoStoreDayMs;
    await tx
      .insertInto('devices')
      .values({
        device: demoDevice.id,
        public_key: demoDevice.publicKey,
        person,
        label: `Demonstration laptop (${demoPerson.name.toLowerCase()})`,
        platform: 'demonstration',
        version: '0',
        recipient: null,
        enrolled_ms: atMs,
        last_contact_ms: dependencies.nowMs() - demoStoreDayMs,
        state: 'active',
        state_ms: atMs,
      })
      .execute();
    team.set(demoPerson, { person, device: demoDevice });
  }
  return team;
}

const grantTeamRoles = (tx: StoreTransaction, log: LogId, demoTeam: DemoTeam) =>
  tx
    .insertInto('grants')
    .values([...demoTeam].map(([{ role }, { person }]) => ({ log, person, role })))
    .execute();

/** Make the values of one answer: its rating, its rationale, and one piece of evidence from E1 on. */
function answerWrites(documentId: DocumentId, [indicator, given, evidenceStrength, rationale]: DemoAnswer) {
  const first = initialValuesFor(documentId, assessmentKind);
  const at = `answers/${indicator}`;
  const evidence = `${at}/evidence/e1`;
  return [
    ...(typeof given === 'number'
      ? [first(`${at}/state`, 'rated'), first(`${at}/level`, given)]
      : [first(`${at}/state`, given)]),
    first(`${at}/rationale`, rationale),
    ...(evidenceStrength === 'E0'
      ? []
      : [
          first(
            `${evidence}/title`,
            evidenceStrength < 'E2' ? 'Interview with the responsible office' : 'Document seen on site',
          ),
          first(`${evidence}/kind`, evidenceStrength < 'E2' ? 'interview' : 'document'),
          first(`${evidence}/strength`, evidenceStrength),
        ]),
  ];
}
