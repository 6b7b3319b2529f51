// A second reading of sync/SPEC.md (M and P) from the other side: a replica that decodes packs and merges in the
// plainest way, from the definition of M1, with nothing of ours in it.

/** @typedef {import('./client.mjs').Pack} Pack */
/** @typedef {{ dot: string, stamp: [number, number], value: unknown }} Head */
/** @typedef {{ dot: string, stamp: [number, number], doc: string, path: string, over: string[], value: unknown }} Op */
/** @typedef {{ first: number, ops: Op[] }} Chunk */
/** @typedef {{ heads?: Head[], dead?: string[] }} Register */
/** @typedef {{ have: Record<string, number>, holds: Record<string, number[]>, registers: Record<string, Register> }} Base */

/** One log on a device: everything that it read, by any road. */
export class Reader {
  constructor() {
    this.since = 0;
    /** @type {Record<string, number>} */
    this.have = {};
    /** @type {Map<string, Op>} */
    this.ops = new Map();
    /** @type {Set<string>} */
    this.held = new Set();
    /** Packs that wait for the hole before them to be filled (M6). @type {Map<string, Chunk[]>} */
    this.early = new Map();
    /** Documents that came by snapshot. @type {Map<string, Base>} */
    this.bases = new Map();
    /**
     * Place at which the snapshot began that is being fetched.
     * @type {number | null}
     */
    this.firstPlace = null;
  }

  /**
   * Take a pack by another road: a stick, a hub. Out-of-order packs wait, known ones change nothing.
   * @param {Pack} pack
   */
  carry(pack) {
    const { device, first, ops } = decode(pack.payload);
    this.early.set(device, [...(this.early.get(device) ?? []), { first, ops }]);
    this.#fillHoles(device);
  }

  /** Number of waiting packs. */
  get waiting() {
    return [...this.early.values()].flat().length;
  }

  /**
   * Take headquarters' answer to `/sync` about this log.
   * @param {{ entries: any[], next: number }} answer
   */
  take({ entries, next }) {
    for (const { pack, held, release } of entries) {
      if (release) for (const n of release.n) this.held.delete(`${release.device}.${n}`);
      else this.#takePack(pack, held ?? []);
    }
    this.since = next;
  }

  /**
   * Take a page of a snapshot, or a whole one: then `/sync` goes on from the place of the first.
   * @param {{ place: number, have: Record<string, number>, held: any[], holds?: Record<string, number[]>, documents:
   * any[], more?: boolean }} page
   */
  begin({ place, have, held, holds = holdsOf(held), documents, more = false }) {
    this.firstPlace ??= place;
    for (const { doc, registers } of documents) this.bases.set(doc, { have, holds, registers });
    for (const [device, n] of Object.entries(have)) this.have[device] = Math.max(n, this.have[device] ?? 0);
    for (const entry of held) this.#takePack(entry.pack, entry.held);
    if (!more) {
      this.since = this.firstPlace;
      this.firstPlace = null;
    }
  }

  /** The values of a document as people see them: by path, all heads in the order of their dots. @param {string} doc */
  values(doc) {
    /** @type {Record<string, unknown[]>} */
    const shown = {};
    for (const [path, heads] of Object.entries(this.registers(doc)))
      shown[path] = heads.map(({ value }) => value);
    return shown;
  }

  /**
   * M1: per path the values that no op lists in `over`.
   * @param {string} doc
   * @returns {Record<string, Head[]>}
   */
  registers(doc) {
    const base = this.bases.get(doc);
    const ops = [...this.ops.values()].filter((op) => op.doc === doc && this.#counts(op, base));
    /** @type {Record<string, Head[]>} */
    const registers = {};
    for (const path of new Set([...Object.keys(base?.registers ?? {}), ...ops.map((op) => op.path)])) {
      const here = ops.filter((op) => op.path === path);
      const { heads = [], dead = [] } = base?.registers[path] ?? {};
      const gone = new Set([...dead, ...here.flatMap(({ over }) => over)]);
      registers[path] = [...heads, ...here.map(({ dot, stamp, value }) => ({ dot, stamp, value }))]
        .filter(({ dot }) => !gone.has(dot))
        .sort((a, b) => (a.dot < b.dot ? -1 : 1));
    }
    return registers;
  }

  /**
   * Held ops have no effect (J5), and ops in a snapshot have already had theirs.
   * @param {Op} op @param {Base} [base]
   */
  #counts({ dot }, base) {
    if (this.held.has(dot)) return false;
    const [device = '', n] = dot.split('.');
    const isInBase = base !== undefined && Number(n) <= (base.have[device] ?? 0);
    return !isInBase || (base.holds[device] ?? []).includes(Number(n));
  }

  /** @param {Pack} pack @param {number[]} held */
  #takePack(pack, held) {
    const { device, ops } = decode(pack.payload);
    for (const op of ops) if (!this.ops.has(op.dot)) this.ops.set(op.dot, op);
    for (const n of held) this.held.add(`${device}.${n}`);
    const last = Number(ops.at(-1)?.dot.split('.')[1]);
    this.have[device] = Math.max(last, this.have[device] ?? 0);
    this.#fillHoles(device);
  }

  /** @param {string} device */
  #fillHoles(device) {
    const waitingChunks = (this.early.get(device) ?? []).sort((a, b) => a.first - b.first);
    for (const { first, ops } of waitingChunks) {
      const due = (this.have[device] ?? 0) + 1;
      if (first > due) continue;
      for (const op of ops) this.ops.set(op.dot, op);
      this.have[device] = Math.max(due - 1, first + ops.length - 1);
    }
    const rest = waitingChunks.filter(({ first }) => first > (this.have[device] ?? 0) + 1);
    this.early.set(device, rest);
  }
}

/**
 * A whole snapshot is of one moment: the marks of its packs name the ops that have no effect in it.
 * @param {any[]} held
 */
function holdsOf(held) {
  /** @type {Record<string, number[]>} */
  const holds = {};
  for (const entry of held) (holds[decode(entry.pack.payload).device] ??= []).push(...entry.held);
  return holds;
}

/**
 * The ops of a payload (sync/SPEC.md, Packs). Texts are left out: Yjs merges them.
 * @param {string} payload
 */
export function decode(payload) {
  const { device, first, stamp, docs, paths, devs, ops } = JSON.parse(payload);
  const column = (/** @type {any} */ cells, /** @type {number} */ at) =>
    Array.isArray(cells) ? cells[at] : cells;
  let [t] = stamp;
  const decoded = ops.v.map((/** @type {any} */ value, /** @type {number} */ at) => {
    t += column(ops.t, at);
    const over = column(ops.o, at);
    const own = (/** @type {number} */ n) => `${device}.${n}`;
    return {
      dot: own(first + at),
      stamp: [t, column(ops.c, at)],
      doc: docs[column(ops.d, at)][0],
      path: paths[column(ops.p, at)],
      over: Array.isArray(over)
        ? over.map(([of, n]) => (of === -1 ? own(n) : `${devs[of]}.${n}`))
        : over === 0
          ? []
          : [own(first + at + over)],
      value: value !== null && typeof value === 'object' && '$' in value ? value.$ : value,
    };
  });
  return { device, first, ops: /** @type {Op[]} */ (decoded) };
}
