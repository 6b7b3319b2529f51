import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Dot, deviceOfDot, dotOf, type TextOp } from '#domain/document/op.ts';
import { mergeTextUpdates } from '#domain/document/text-update.ts';
import type { DeviceId } from '#domain/ids.ts';
import { admitText, TextRuns } from '#domain/kinds/admit-op.ts';
import { deviceA, deviceB, deviceC } from '#tests/support/builders/ops.ts';
import {
  ForgedUpdate,
  hostileUpdates,
  TextSession,
  textOp,
  wordsOf,
} from '#tests/support/builders/text-ops.ts';

const honest = [deviceA, deviceB, deviceC] as const;
const hostile = 'd'.repeat(32) as DeviceId; // of the form of an id

/** Judge as `sync/server/judge-pack.ts` does and release as `server/log/release-ops.ts` does (M4). */
class Headquarters {
  readonly log: TextOp[] = [];
  readonly held = new Map<Dot, TextOp>();
  text: string | undefined;
  place = 0;

  take(op: TextOp): void {
    if (this.log.some(({ dot }) => dot === op.dot)) return;
    this.log.push(op);
    if (!this.#admit(op)) this.held.set(op.dot, op);
  }

  /** A device that has read everything up to now asks for news. */
  sync(deviceId: DeviceId, since: number): void {
    if (since < this.place) return;
    for (const op of this.held.values())
      if (deviceOfDot(op.dot) === deviceId && this.#admit(op)) this.held.delete(op.dot);
  }

  #admit(op: TextOp): boolean {
    const author = { devices: [deviceOfDot(op.dot)], usedUnbound: () => false };
    if (!admitText(op, TextRuns.fromText(this.text), author).ok) return false;
    this.text = mergeTextUpdates(this.text, op.text);
    this.place += 1;
    return true;
  }
}

/**
 * A laptop with an open editor. It takes packs from anybody in the order of n (M6); headquarters' verdict counts most.
 */
class Laptop {
  readonly session: TextSession;
  readonly ops = new Map<Dot, TextOp>();
  readonly suspected = new Set<Dot>();
  held: ReadonlySet<Dot> = new Set();
  since = 0;

  readonly device: DeviceId;

  constructor(deviceId: DeviceId) {
    this.device = deviceId;
    this.session = new TextSession(deviceId);
  }

  write(update: string): void {
    const n = [...this.ops.keys()].filter((dot) => deviceOfDot(dot) === this.device).length + 1;
    this.#keep(textOp(dotOf(this.device, n), update));
  }

  carry(op: TextOp): void {
    if (this.ops.has(op.dot)) return;
    const author = { devices: [deviceOfDot(op.dot)], usedUnbound: () => true };
    if (!admitText(op, TextRuns.fromText(this.text), author).ok) this.suspected.add(op.dot);
    this.#keep(op);
  }

  pull(hq: Headquarters): void {
    for (const op of hq.log) {
      this.suspected.delete(op.dot);
      this.ops.set(op.dot, op);
    }
    this.held = new Set(hq.held.keys());
    this.since = hq.place;
    this.session.receive(this.text);
  }

  get text(): string | undefined {
    return [...this.ops.values()]
      .filter(({ dot }) => !this.held.has(dot) && !this.suspected.has(dot))
      .reduce<string | undefined>((text, op) => mergeTextUpdates(text, op.text), undefined);
  }

  #keep(op: TextOp): void {
    this.ops.set(op.dot, op);
    if (!this.suspected.has(op.dot)) this.session.receive(op.text);
  }
}

const steps = fc.array(
  fc.record({
    who: fc.nat(2),
    other: fc.nat(2),
    act: fc.constantFrom('type', 'type', 'erase', 'carry', 'push', 'pull', 'attack' as const),
    at: fc.nat(40),
    length: fc.integer({ min: 1, max: 6 }),
    kind: fc.nat(30),
  }),
  { minLength: 5, maxLength: 40 },
);

/** Course of events: all honest writers, headquarters, and the text that the honest ones wrote alone. */
function play(plan: readonly Step[], attacks: boolean) {
  const hq = new Headquarters();
  const laptops = honest.map((device) => new Laptop(device));
  let forged = 0;
  for (const { who, other, act, at, length, kind } of plan) {
    const [me, you] = [laptops[who], laptops[other]];
    if (me === undefined || you === undefined) continue;
    const size = me.session.words.length;
    if (act === 'type') me.write(me.session.type('abcdefgh'.slice(0, length), Math.min(at, size)));
    if (act === 'erase' && size > at) me.write(me.session.erase(at, Math.min(length, size - at)));
    if (act === 'carry') for (const op of inOrder([...me.ops.values()])) you.carry(op);
    if (act === 'push') for (const op of inOrder([...me.ops.values()])) hq.take(op);
    if (act === 'pull') pull(me, hq);
    if (act === 'attack' && attacks) {
      const updates = hostileUpdates(me.session).map(([, update]) => update);
      const ahead = new ForgedUpdate().deletes(me.session.client, me.session.clock, length).encode();
      const op = textOp(dotOf(hostile, (forged += 1)), updates[kind] ?? ahead);
      // Headquarters has it at once, so nobody can have read any op that it names. The hub gives it to everybody.
      hq.take(op);
      for (const laptop of laptops) laptop.carry(op);
    }
  }
  for (let round = 0; round < 4; round += 1)
    for (const laptop of laptops) {
      for (const op of inOrder([...laptop.ops.values()])) hq.take(op);
      pull(laptop, hq);
    }
  return { hq, laptops };
}

interface Step {
  readonly who: number;
  readonly other: number;
  readonly act: string;
  readonly at: number;
  readonly length: number;
  readonly kind: number;
}

function pull(laptop: Laptop, hq: Headquarters): void {
  laptop.pull(hq);
  hq.sync(laptop.device, laptop.since);
  laptop.pull(hq);
}

/** Packs of one device go in the order of n; of several in any. */
const inOrder = (textOps: readonly TextOp[]): readonly TextOp[] =>
  [...textOps].sort((a, b) => (a.dot < b.dot ? -1 : 1)).sort((a, b) => numberIn(a) - numberIn(b));
const numberIn = ({ dot }: TextOp): number => Number(dot.split('.')[1]);

test('[M4] honest histories converge by any road and order, and nothing is held in the end', () => {
  fc.assert(
    fc.property(steps, (plan) => {
      const { hq, laptops } = play(plan, false);
      expect([...hq.held.keys()]).toEqual([]);
      for (const laptop of laptops) {
        expect(wordsOf(laptop.text)).toBe(wordsOf(hq.text));
        expect(laptop.session.words).toBe(wordsOf(hq.text));
      }
    }),
    { numRuns: 100 },
  );
});

test('[M4] with a hostile member laptops converge, and no honest letter is missing', () => {
  fc.assert(
    fc.property(steps, (plan) => {
      const { hq, laptops } = play(plan, true);
      expect([...hq.held.keys()].filter((dot) => deviceOfDot(dot) !== hostile)).toEqual([]);
      const honestText = hq.log
        .filter(({ dot }) => deviceOfDot(dot) !== hostile)
        .reduce<string | undefined>((text, op) => mergeTextUpdates(text, op.text), undefined);
      expect(wordsOf(hq.text)).toBe(wordsOf(honestText));
      for (const laptop of laptops) {
        expect(wordsOf(laptop.text)).toBe(wordsOf(hq.text));
        expect(laptop.session.words).toBe(wordsOf(hq.text));
      }
    }),
    { numRuns: 100 },
  );
});
