import { LogId, PersonId } from '#domain/ids.ts';
import { addPerson } from '#server/auth/persons.ts';
import { readProgrammeResponse, setProgrammeEnd } from '#server/console/programme.ts';
import { encryptSecret } from '#server/db/encryption/encrypted-secrets.ts';
import { addLog } from '#server/log/log-registry.ts';
import { updateRetentionList } from '#server/retention/retention-list.ts';
import { runRetention } from '#server/retention/run-retention.ts';
import type { Random } from '#tests/support/random/random.ts';
import { type DeviceKeys, seededKeys, seededUuid } from '#tests/support/random/seeded-ids.ts';
import type { RealHeadquarters } from './headquarters.ts';

/** Headquarters' part in retention: its programme, the manager who enters its end, and the clock that erases. */
export class RetentionDesk {
  readonly #headquarters: RealHeadquarters;
  readonly manager: PersonId;

  private constructor(realHeadquarters: RealHeadquarters, manager: PersonId) {
    this.#headquarters = realHeadquarters;
    this.manager = manager;
  }

  /** Open the programme, which everybody reads. Its manager's console device has a key of this world. */
  static async open(realHeadquarters: RealHeadquarters, random: Random): Promise<RetentionDesk> {
    const manager = PersonId.parse(seededUuid(random));
    const log = LogId.parse(seededUuid(random));
    const retentionDesk = new RetentionDesk(realHeadquarters, manager);
    const deviceKeys = seededKeys(random);
    const { store, dependencies } = realHeadquarters;
    await store.transaction().execute(async (tx) => {
      await addPerson(tx, dependencies, {
        person: manager,
        name: 'Manager',
        role: 'manager',
        inEveryLog: false,
      });
      await addLog(tx, dependencies, { log, kind: 'programme', title: 'A programme', country: null });
    });
    await retentionDesk.#giveConsoleDevice(manager, deviceKeys);
    return retentionDesk;
  }

  /** Another manager at the same desk. */
  async addManager(random: Random): Promise<PersonId> {
    const personId = PersonId.parse(seededUuid(random));
    const { store, dependencies } = this.#headquarters;
    const entry = { person: personId, name: 'Second manager', role: 'manager', inEveryLog: false } as const;
    await store.transaction().execute((tx) => addPerson(tx, dependencies, entry));
    await this.#giveConsoleDevice(personId, seededKeys(random));
    return personId;
  }

  async #giveConsoleDevice(personId: PersonId, deviceKeys: DeviceKeys): Promise<void> {
    const { store } = this.#headquarters;
    await this.#headquarters.addDevice(deviceKeys, personId);
    const privateKey = deviceKeys.privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');
    await store
      .insertInto('desks')
      .values({
        person: personId,
        device: deviceKeys.device,
        private_key: encryptSecret(store, { table: 'desks', row: deviceKeys.device }, privateKey),
        stamp_ms: 0,
        stamp_count: 0,
      })
      .execute();
  }

  /** Enter the day on which the programme ends; null takes it back. */
  async sayEnd(endsOn: string | null): Promise<void> {
    const { store, dependencies } = this.#headquarters;
    const said = await store.transaction().execute(async (tx) => {
      const seen = (await readProgrammeResponse(tx, this.manager))?.seen ?? [];
      const done = await setProgrammeEnd(tx, dependencies, this.manager, { endsOn, seen });
      await updateRetentionList(tx, dependencies.nowMs());
      return done;
    });
    if (!said.ok) throw new Error(`The end of the programme cannot be said: ${said.refusal.kind}`);
  }

  /** Run its clock once. */
  async look(): Promise<void> {
    const { store, dependencies } = this.#headquarters;
    await runRetention(store, dependencies, { erases: true, actor: 'retention clock' });
  }

  async isErased(): Promise<boolean> {
    const { store, log } = this.#headquarters;
    const row = await store.selectFrom('logs').select('erased_ms').where('log', '=', log).executeTakeFirst();
    return typeof row?.erased_ms === 'number';
  }
}
