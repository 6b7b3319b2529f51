import { canonicalJson, JsonValue } from '#base/json.ts';
import { HlcTimestamp } from '#domain/clock/hlc.ts';
import type { Document } from '#domain/document/document.ts';
import { DocumentKind, type Dot, deviceOfDot, numberOfDot, Path } from '#domain/document/op.ts';
import type { Role } from '#domain/people/role.ts';
import { programmeDocumentId } from '#domain/programme/programme.ts';
import { LogRow } from '#renderer/store/db/log-row.ts';
import { type MetaKey, metaSchemas, parseMetaValue } from '#renderer/store/db/meta.ts';
import { type Pack, SyncRequest, type Verdict } from '#sync/protocol/wire.ts';
import { aDoc, aLog, aPerson } from '#tests/support/builders/sample-ids.ts';
import { TextSession, wordsOf } from '#tests/support/builders/text-ops.ts';
import { nodeDatabase } from '#tests/support/laptop/node-database.ts';
import { TestLaptop } from '#tests/support/laptop/test-laptop.ts';
import { Random } from '#tests/support/random/random.ts';
import { seededKeys, signWith } from '#tests/support/random/seeded-ids.ts';
import type { Headquarters } from '#tests/support/server/headquarters.ts';
import { type Attack, type AttackKey, notePath } from './attacks.ts';
import { HostileMember } from './hostile-member.ts';

const log = aLog();
/** The log of the programme, which everybody reads. */
export const programme = aLog(2);
const doc = aDoc();
const note = Path.parse(notePath);

/** One pack, and headquarters' verdict on it. */
export interface Played {
  readonly payload: string;
  readonly verdict: Verdict;
}

/** Two honest laptops with real stores, a hostile member, and an officer without any right to write. */
export class HostileWorld {
  readonly #server: Headquarters;
  readonly #honest: readonly TestLaptop[];
  readonly #members: Readonly<Record<'assessor' | 'me-officer', HostileMember>>;
  readonly #formerKey: AttackKey;
  /** The editing session of each honest laptop in the note that they write together. */
  readonly #sessions: readonly TextSession[];
  /** Text that they have typed there. */
  readonly #words: string[] = [];
  /** Values that the honest people saw as saved. */
  readonly #saved: { readonly dot: Dot; readonly path: Path }[] = [];

  private constructor(
    server: Headquarters,
    honest: readonly TestLaptop[],
    members: HostileWorld['members'],
    formerKey: AttackKey,
  ) {
    this.#server = server;
    this.#honest = honest;
    this.#members = members;
    this.#formerKey = formerKey;
    this.#sessions = honest.map(({ id }) => new TextSession(id));
  }

  get members(): Readonly<Record<'assessor' | 'me-officer', HostileMember>> {
    return this.#members;
  }

  get saves(): number {
    return this.#saved.length;
  }

  /** @param formerKey a key that headquarters had, known to the attackers */
  static async begin(server: Headquarters, formerKey: AttackKey): Promise<HostileWorld> {
    const roles: readonly Role[] = ['lead', 'assessor'];
    const honest: TestLaptop[] = [];
    for (const [at, role] of roles.entries())
      honest.push(
        await TestLaptop.start({
          db: nodeDatabase(),
          server,
          person: aPerson(at + 1),
          name: `The ${role}`,
          roles: { [log]: [role] },
        }),
      );
    const keys = new Random(7);
    const members = {
      assessor: new HostileMember(log, seededKeys(keys)),
      'me-officer': new HostileMember(log, seededKeys(keys)),
    };
    for (const [at, role] of (['assessor', 'me-officer'] as const).entries())
      await server.enrol(members[role], {
        person: aPerson(at + 11),
        name: `Hostile ${role}`,
        roles: { [log]: [role] },
      });
    for (const device of honest) await device.sync();
    const hostileWorld = new HostileWorld(server, honest, members, formerKey);
    await hostileWorld.work('Before');
    return hostileWorld;
  }

  /** A member sends the packs of an attack; a laptop can also get them by hand. */
  async play(
    attack: Attack,
    role: 'assessor' | 'me-officer',
    { random, scale, byHand }: { readonly random: Random; readonly scale: number; readonly byHand: boolean },
  ): Promise<readonly Played[]> {
    const hostileMember = this.#members[role];
    const { spell = (text: string) => text, form } = attack;
    const own = {
      publicKey: hostileMember.publicKey,
      sign: (text: string) => signWith(hostileMember.keys, text),
    };
    const payloadPartses = attack.parts({
      nowMs: this.#server.nowMs,
      doc,
      honest: this.#honest.map(({ id }) => ({ device: id, last: this.#lastOf(id) })),
      nextPaths: this.#honest.map((_, at) => this.#pathOf(at, this.#saved.length + at)),
      sessions: this.#sessions.map(({ client, clock }) => ({ client, clock })),
      programme,
      next: hostileMember.next,
      scale,
      random,
    });
    const played: Played[] = [];
    for (const part of payloadPartses) {
      const payload = spell(hostileMember.payload(part));
      const pack = form?.(payload, { own, former: this.#formerKey }) ?? hostileMember.sign(payload);
      if (byHand) for (const device of this.#honest) await device.carry([pack]);
      const [verdict] = await this.bring(hostileMember, [pack]);
      if (verdict === undefined) throw new Error('There is no verdict');
      played.push({ payload, verdict });
      if (verdict.verdict === 'accepted') hostileMember.took(payload);
    }
    return played;
  }

  async bring(hostileMember: HostileMember, packs: readonly Pack[]): Promise<readonly Verdict[]> {
    const syncRequest = SyncRequest.parse({ protocol: 1, device: hostileMember.device, logs: {}, packs });
    return (await this.#server.sync(syncRequest)).verdicts;
  }

  /** Every honest laptop syncs, writes and types in the note, and all meet again. Throws where one does not. */
  async work(word: string): Promise<void> {
    for (const [at, device] of this.#honest.entries()) {
      await device.sync();
      await this.#type(device, at, `${word} ${at}.`);
      const path = this.#pathOf(at, this.#saved.length);
      const writeResult = await device.write(log, doc, 'assessment', path, `${word} ${at}`);
      if (writeResult.kind !== 'saved') throw new Error(`Not saved: ${JSON.stringify(writeResult)}`);
      this.#saved.push(...writeResult.dots.map((dot) => ({ dot, path })));
      await device.sync();
    }
    for (const device of this.#honest) await device.sync();
  }

  /** Broken promises: a loss, a difference of copies, an unreadable row that steers a laptop, a moved clock. */
  async faults(): Promise<readonly string[]> {
    const found: string[] = [];
    const copies = [await this.#server.document(log, doc)];
    for (const device of this.#honest) {
      const { waiting, sync } = await device.query('status', null);
      if (waiting.changes > 0 || sync.kind !== 'idle') found.push(`${waiting.changes} wait, ${sync.kind}`);
      copies.push((await device.query('document', { log, doc }))?.document);
      const keys = this.#saved.map(({ dot }) => [log, deviceOfDot(dot), numberOfDot(dot)] as const);
      if ((await device.db.ops.bulkGet(keys)).includes(undefined)) found.push('a saved change is lost');
      found.push(...(await unreadableRows(device)));
      const leadMs = HlcTimestamp.parse((await device.db.meta.get('clock'))?.value)[0] - this.#server.nowMs;
      if (leadMs > 310_000) found.push(`a clock was led by ${leadMs} ms`);
    }
    const words = this.#words.join('');
    for (const copy of copies) {
      const read = wordsOf(copy?.registers[note]?.text);
      if (read !== words) found.push(`the note reads ${read}`);
    }
    for (const copy of await this.#programmes())
      if (Object.keys(copy?.registers ?? {}).length > 0) found.push('the programme says what a member wrote');
    const values = copies.map((copy) => canonicalJson(honestPart(copy)));
    for (const { dot, path } of this.#saved)
      for (const copy of copies)
        if (copy?.registers[path]?.heads.every((head) => head.dot !== dot) !== false)
          found.push(`the saved change of ${path} is not shown`);
    if (new Set(values).size > 1) found.push(`what honest people wrote differs: ${values.join(' | ')}`);
    if (new Set(copies.map(registersOf)).size > 1) found.push('copies differ');
    return found;
  }

  /** The quarantine of an honest laptop, with reasons. */
  async parked(): Promise<readonly { readonly why: string; readonly text: string }[]> {
    const [firstTestLaptop] = this.#honest;
    return firstTestLaptop === undefined ? [] : firstTestLaptop.query('parked', null);
  }

  async end(): Promise<void> {
    for (const device of this.#honest) await device.close();
  }

  /** Every copy of the statements on the programme. */
  async #programmes(): Promise<readonly (Document | undefined)[]> {
    const documentId = programmeDocumentId(programme);
    const copies = [await this.#server.document(programme, documentId)];
    for (const device of this.#honest)
      copies.push((await device.query('document', { log: programme, doc: documentId }))?.document);
    return copies;
  }

  /** Type behind everything that this laptop sees in the note. */
  async #type(device: TestLaptop, at: number, words: string): Promise<void> {
    const textSession = this.#sessions[at];
    if (textSession === undefined) throw new Error('Every laptop has a session');
    textSession.receive((await device.query('document', { log, doc }))?.document.registers[note]?.text);
    const text = textSession.type(words);
    const writeResult = await device.store.write(log, [
      { doc, kind: DocumentKind.parse('assessment'), path: note, text },
    ]);
    if (writeResult.kind !== 'saved') throw new Error(`Not saved: ${JSON.stringify(writeResult)}`);
    this.#words.push(words);
  }

  /** A register of one person: nobody replaces it on purpose. */
  #pathOf(at: number, number: number): Path {
    return Path.parse(`answers/H${at}.${number}/rationale`);
  }

  #lastOf(deviceId: TestLaptop['id']): number {
    return this.#saved
      .filter(({ dot }) => deviceOfDot(dot) === deviceId)
      .reduce((last, { dot }) => Math.max(last, numberOfDot(dot)), 0);
  }
}

/** Rows that steer a laptop and that the laptop could not read itself. */
async function unreadableRows({ db }: TestLaptop): Promise<readonly string[]> {
  const metaRows = (await db.meta.toArray()).filter(
    ({ key, value }) => key in metaSchemas && parseMetaValue(key as MetaKey, value) === undefined,
  );
  const logRows = (await db.logs.toArray()).filter((row) => !LogRow.safeParse(row).success);
  return [
    ...metaRows.map(({ key }) => `${key} cannot be read`),
    ...logRows.map((row) => `${row.log} cannot be read`),
  ];
}

const registersOf = (document: Document | undefined): string =>
  canonicalJson(JsonValue.parse(document?.registers ?? {}));

/** Values of the honest people as shown: one for each of their registers. */
const honestPart = (document: Document | undefined) =>
  Object.fromEntries(
    Object.entries(document?.registers ?? {})
      .filter(([path]) => path.startsWith('answers/H'))
      .map(([path, { heads }]) => [path, heads.map(({ value }) => value)]),
  );
