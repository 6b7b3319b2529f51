import { DocumentId } from '#domain/ids.ts';
import { readLogRow } from '#renderer/store/db/meta.ts';
import { seededUuid } from '#tests/support/random/seeded-ids.ts';
import type { Laptop } from '../laptop/laptop.ts';
import { GroupDesk } from '../network/group-desk.ts';
import type { RealHeadquarters } from '../network/headquarters.ts';
import { wordsIn } from '../verdict/oracle.ts';
import { contentsOf, judgeWorld, type Violation } from '../verdict/verdict.ts';
import { wordsAnywhere } from '../verdict/words-anywhere.ts';
import { lookAndWrite } from './look-and-write.ts';
import type { PaperOnDesk } from './people.ts';
import type { World } from './world.ts';

/**
 * People work in a second mission too: a laptop has several logs, in one journal, one database and one answer. Its
 * records are compared as those of the first.
 */
export async function workInSecondMission(world: World): Promise<void> {
  const { missions, growth, promises } = world;
  const [, mission] = missions;
  if (mission === undefined) return;
  const paperOnDesks = ['mission', 'assessment', 'workshop'].map((kind): PaperOnDesk => {
    const documentId = DocumentId.parse(seededUuid(growth.random));
    world.putBeside(documentId, mission);
    return { doc: documentId, kind };
  });
  work(world, mission, paperOnDesks);
  const roleEnd = growth.kinds.has('roleEnds') ? await RoleEnd.plan(world, mission) : null;
  promises.push(async () => {
    const oracle = world.oracle.about((documentId) => world.docsOf(mission)(documentId));
    const { stolen, laptops, withoutRole } = world;
    for (const madeOp of oracle.made) if (withoutRole.has(madeOp.laptop)) madeOp.isExcused = true;
    const members = laptops.filter(({ name }) => !withoutRole.has(name));
    const judged = { headquarters: mission, missions, oracle, stolen, withoutRole };
    return [...(await judgeWorld(judged, members)), ...((await roleEnd?.judge()) ?? [])];
  });
}

function work(world: World, mission: RealHeadquarters, paperOnDesks: readonly PaperOnDesk[]): void {
  const { time, growth, laptops } = world;
  time.after(growth.random.between(500, 9_000), () => {
    if (world.isQuiet) return;
    const laptop = growth.random.pick(laptops);
    if (laptop.isUp)
      lookAndWrite(world, laptop, { mission, papers: paperOnDesks, random: growth.random }).catch(
        (error: unknown) => world.breaks(laptop.name, error),
      );
    work(world, mission, paperOnDesks);
  });
}

/**
 * The end of one person's role in the second mission, which they have by a group. Not where something else may take
 * data away: then nobody can tell why some of it is missing.
 */
class RoleEnd {
  readonly #world: World;
  readonly #mission: RealHeadquarters;
  readonly #laptop: Laptop;
  /** Ends of all chains just after the end of the role. */
  #haveAtEnd: Readonly<Record<string, number>> | null = null;

  private constructor(world: World, mission: RealHeadquarters, laptop: Laptop) {
    this.#world = world;
    this.#mission = mission;
    this.#laptop = laptop;
  }

  static async plan(world: World, mission: RealHeadquarters): Promise<RoleEnd | null> {
    const { growth, laptops, headquarters, time } = world;
    const laptop = growth.random.pick(laptops);
    const { person, role } = laptop;
    if (world.fate !== 'none' || role === 'admin') return null;
    const groupDesk = await GroupDesk.open(mission, headquarters, person, role);
    const roleEnd = new RoleEnd(world, mission, laptop);
    time.after(growth.random.between(20_000, 60_000), () => {
      if (!world.isQuiet)
        roleEnd.#end(groupDesk).catch((error: unknown) => world.breaks('headquarters', error));
    });
    return roleEnd;
  }

  async #end(groupDesk: GroupDesk): Promise<void> {
    const { time } = this.#world;
    const ended = await groupDesk.endRoles();
    time.say('headquarters', `ends ${ended} role of ${this.#laptop.name}`);
    this.#haveAtEnd = await this.#mission.have();
    this.#world.withoutRole.add(this.#laptop.name);
  }

  /** After its end nothing of the person is accepted, nothing comes to them, and nothing of theirs is gone. */
  async judge(): Promise<readonly Violation[]> {
    const atEnd = this.#haveAtEnd;
    if (atEnd === null) return [];
    const [mission, laptop] = [this.#mission, this.#laptop];
    const own = new Set<string>(await mission.devicesOf(laptop.person));
    const now = await mission.have();
    const foundViolations: Violation[] = [];
    for (const [device, n] of Object.entries(now))
      if (own.has(device) && n !== (atEnd[device] ?? 0))
        foundViolations.push({ invariant: 'after its end', detail: `${laptop.name}: ${device} has ${n}` });
    if (!laptop.isUp)
      return [...foundViolations, { invariant: 'broken', detail: `${laptop.name} does not start` }];
    const { have } = await readLogRow(laptop.db, mission.log);
    for (const [device, n] of Object.entries(have))
      if (!own.has(device) && n > (atEnd[device] ?? 0))
        foundViolations.push({
          invariant: 'after its end',
          detail: `${laptop.name} was given ${n} of ${device}`,
        });
    return [...foundViolations, ...(await this.#findGone())];
  }

  /** A write that headquarters did not take is on its laptop still. */
  async #findGone(): Promise<readonly Violation[]> {
    const { oracle } = this.#world;
    const [mission, laptop] = [this.#mission, this.#laptop];
    const isHere = this.#world.docsOf(mission);
    const there = await contentsOf({ headquarters: mission, oracle });
    const kept = new Set<string>();
    for (const table of laptop.db.tables)
      for (const row of await table.toArray()) for (const word of wordsAnywhere(row)) kept.add(word);
    return oracle.saved.flatMap(({ op, content, laptop: name }): Violation[] => {
      if (name !== laptop.name || !isHere(op.doc) || there.has(content)) return [];
      const gone = wordsIn(op).filter((word) => !kept.has(word));
      return gone.length === 0 ? [] : [{ invariant: 'lost', detail: `${name}, without a role: ${content}` }];
    });
  }
}
