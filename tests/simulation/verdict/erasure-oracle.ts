import { gracePeriodMs } from '#domain/privacy/retention-due.ts';
import { readMeta } from '#renderer/store/db/meta.ts';
import type { Laptop } from '../laptop/laptop.ts';
import type { RetentionDesk } from '../network/retention-desk.ts';
import type { World } from '../world/world.ts';
import type { Content } from './oracle.ts';
import { contentsOf, type Violation } from './verdict.ts';

/** A day on which the programme ends, and the time of that statement; null: it was taken back. */
interface SaidEnd {
  readonly dueMs: number | null;
  readonly atMs: number;
}

/**
 * Oracle of rightful losses. A mission may be gone if its period was over for 30 days by a stated end. Its laptop must
 * have sent all its writes, or was told that nobody takes them. It looks at the moment of each erasure, since later it
 * cannot be seen.
 */
export class ErasureOracle {
  readonly violations: Violation[] = [];
  readonly desk: RetentionDesk;
  /** Headquarters lost writes of a laptop that had erased them: nobody has them any more, and rightly so. */
  isLossy = false;
  readonly #world: World;
  readonly #said: SaidEnd[] = [];
  /** Everything that headquarters ever had. */
  readonly #everThere = new Set<Content>();
  /** Laptops that have erased the mission. */
  readonly #erasers = new Set<string>();

  constructor(world: World, retentionDesk: RetentionDesk) {
    this.#world = world;
    this.desk = retentionDesk;
  }

  /** The end of the programme is stated, or taken back. `dueMs`: time at which a mission is due by it. */
  async sayEnd(endsOn: string | null, dueMs: number | null): Promise<void> {
    this.#world.time.say('headquarters', `says that the programme ends ${endsOn ?? 'on no day'}`);
    await this.desk.sayEnd(endsOn);
    this.#said.push({ dueMs, atMs: this.#world.time.now() });
  }

  /** A laptop is about to erase its mission. */
  async laptopErases(laptop: Laptop): Promise<void> {
    const { oracle, time } = this.#world;
    time.say(laptop.name, 'erases the mission');
    // It may not know the last end, but an earlier one.
    if (!this.#said.some((saidEnd) => isOver(saidEnd, time.now())))
      this.violations.push({ invariant: 'erased too early', detail: `${laptop.name} erased the mission` });
    await this.#rememberWhatIsThere();
    const unsent = oracle.saved.filter(
      (madeOp) => madeOp.laptop === laptop.name && !madeOp.isExcused && !this.#everThere.has(madeOp.content),
    );
    const mayStillSend = this.#world.headquarters.log in ((await readMeta(laptop.db, 'grants'))?.logs ?? {});
    for (const madeOp of unsent) {
      // Its person was told for 30 days that headquarters takes it no more.
      madeOp.isExcused = true;
      if (mayStillSend)
        this.violations.push({
          invariant: 'lost',
          detail: `${laptop.name} erased what it never sent: ${madeOp.content}`,
        });
    }
    this.#erasers.add(laptop.name);
  }

  /** One look of headquarters' clock. */
  async headquartersLooks(): Promise<void> {
    const { oracle, time, headquarters } = this.#world;
    const saidEnd = this.#said.at(-1);
    const wasErased = await this.desk.isErased();
    const before = await headquarters.opsNow();
    if (!wasErased && saidEnd !== undefined && isOver(saidEnd, time.now())) await this.#rememberWhatIsThere();
    await this.desk.look();
    const after = await headquarters.opsNow();
    const changedOps = [...before.values()].filter((op) => after.get(op.dot)?.erased && !op.erased);
    if (changedOps.length > 0)
      time.say('headquarters', `erases a part of the mission: ${changedOps.length} changes`);
    oracle.erase(changedOps, 'all');
    if (wasErased || !(await this.desk.isErased())) return;
    time.say('headquarters', 'erases the mission');
    if (saidEnd === undefined || !isOver(saidEnd, time.now()) || time.now() - saidEnd.atMs < gracePeriodMs)
      this.violations.push({ invariant: 'erased too early', detail: 'headquarters erased the mission' });
    for (const madeOp of oracle.made) madeOp.isExcused = true;
  }

  /** Headquarters goes back to its backup, in which all people still have their roles. */
  async headquartersIsRestored(): Promise<void> {
    const { oracle, headquarters, laptops } = this.#world;
    await this.#rememberWhatIsThere();
    if (!(await headquarters.restore())) return;
    for (const { person, role } of laptops) await headquarters.give(person, role);
    this.#world.fault('headquarters', 'is restored from its backup');
    const there = await contentsOf(this.#world);
    for (const madeOp of oracle.made) {
      const isGone = this.#everThere.has(madeOp.content) && !there.has(madeOp.content);
      if (!isGone || !this.#erasers.has(madeOp.laptop)) continue;
      madeOp.isExcused = true;
      this.isLossy = true;
    }
  }

  async #rememberWhatIsThere(): Promise<void> {
    for (const content of await contentsOf(this.#world)) this.#everThere.add(content);
  }
}

/** Is the mission due by this end, and was it for as long as it must be listed? */
const isOver = ({ dueMs }: SaidEnd, nowMs: number): boolean =>
  dueMs !== null && dueMs + gracePeriodMs <= nowMs;
