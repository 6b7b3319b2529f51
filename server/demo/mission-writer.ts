import type { DocumentId, LogId, PersonId } from '#domain/ids.ts';
import type { Pack } from '#sync/protocol/wire.ts';
import { receivePack } from '../log/receive-pack.ts';
import type { Store } from '../store/open-store.ts';
import type { DemoMission } from './content/missions.ts';
import { type DemoPerson, leadAssessor, missionLead, secondAssessor, trainer } from './content/people.ts';
import type { DemoDevice, DemoWrite, SeenDots } from './demo-device.ts';
import {
  answerWrites,
  assessmentWrites,
  missionWrites,
  statusWrite,
  untitledMissionWrites,
  workshopWrites,
} from './demo-writes.ts';

const dayMs = 24 * 60 * 60 * 1000;

export interface Member {
  readonly person: PersonId;
  readonly device: DemoDevice;
}
export type Team = ReadonlyMap<DemoPerson, Member>;

/** Lets the laptops of the team write one mission. */
export class MissionWriter {
  readonly #seen: SeenDots = new Map();
  readonly #store: Store;
  readonly #team: Team;
  readonly #log: LogId;
  readonly #nowMs: number;
  readonly #newDoc: () => DocumentId;

  constructor(store: Store, team: Team, log: LogId, nowMs: number, newDoc: () => DocumentId) {
    this.#store = store;
    this.#team = team;
    this.#log = log;
    this.#nowMs = nowMs;
    this.#newDoc = newDoc;
  }

  /** Null: a mission that nobody has named yet. */
  async write(mission: DemoMission | null): Promise<void> {
    const doc = this.#newDoc();
    if (mission === null) return this.#by(missionLead, 1, untitledMissionWrites(doc));

    const team = new Map([...this.#team].map(([{ name }, { person }]) => [person, name]));
    await this.#by(missionLead, 25, missionWrites(doc, mission, team, this.#nowMs));
    for (const assessment of mission.assessments) {
      const ids = { doc: this.#newDoc(), mission: doc };
      const { daysAgo, answers } = assessment;
      await this.#by(leadAssessor, daysAgo, assessmentWrites(ids, assessment));
      for (const [at, answer] of answers.entries()) {
        const who = at % 3 === 2 ? secondAssessor : leadAssessor;
        await this.#by(who, daysAgo - (at + 1) / (answers.length + 1), answerWrites(ids.doc, answer));
      }
      await this.#by(leadAssessor, daysAgo - 1, [statusWrite(ids.doc, assessment)]);
    }
    for (const workshop of mission.workshops)
      await this.#by(
        trainer,
        Math.max(1, -workshop.toDay),
        workshopWrites(
          { doc: this.#newDoc(), mission: doc },
          workshop,
          this.#nowMs,
          this.#memberOf(trainer).device.id,
        ),
      );
  }

  /** One of the team writes something, so many days ago; it arrives at once. */
  async #by(who: DemoPerson, daysAgo: number, writes: readonly DemoWrite[]): Promise<void> {
    const member = this.#memberOf(who);
    const atMs = Math.round(this.#nowMs - daysAgo * dayMs);
    for (const pack of member.device.write(this.#log, this.#seen, writes, atMs))
      await this.#receive(member.device, pack, atMs);
  }

  #memberOf(who: DemoPerson) {
    const member = this.#team.get(who);
    if (member === undefined) throw new Error(`${who.name} is not in the team`);
    return member;
  }

  async #receive(device: DemoDevice, pack: Pack, nowMs: number): Promise<void> {
    const sender = { device: device.id, logs: new Set([this.#log]) };
    const { verdict, held } = await receivePack(this.#store, sender, pack, nowMs);
    if (verdict !== 'accepted' || held !== undefined)
      throw new Error(`A pack of the demonstration was ${held === undefined ? verdict : 'held in part'}`);
  }
}
