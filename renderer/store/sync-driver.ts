import type { LogId } from '#domain/ids.ts';
import { broken, type Link, measured, sizesNow, unknownLink } from '#sync/client/link.ts';
import type { Alarm } from '#sync/client/ports.ts';
import {
  firstState,
  recheckMs,
  step,
  type SyncEffect,
  type SyncEvent,
  type SyncState,
} from '#sync/client/sync-machine.ts';
import type { Exchanged, ExchangeParts } from './exchange.ts';
import { askAnew } from './compare-have.ts';
import { putMeta, readMeta } from './meta.ts';
import { isStoreFull, nextTrip } from './next-trip.ts';
import { PageAhead } from './page-ahead.ts';
import type { TheirHave } from './relay.ts';
import { isBrokenDatabase, isDiskFailure } from './disk-failure.ts';
import type { LiveCell } from './live-state.ts';
import { RunMeter } from './run-meter.ts';
import { StoppedLogs } from './stopped-logs.ts';
import type { StoreStatus } from './store-api.ts';

export interface DriverParts extends Omit<ExchangeParts, 'device' | 'theirHave' | 'pageAhead'> {
  readonly live: LiveCell;
  /** Takes a new identity (P2) and goes on under it. */
  readonly renew: () => Promise<void>;
  readonly alarm: Alarm;
  /** A number in [0, 1). */
  readonly chance: () => number;
  /** Hears of a database that fails while syncing; the sync then stands as blocked. */
  readonly onBroken: (error: unknown) => void;
}

/** Runs the sync machine: feeds it events, carries out its effects, and shows where it stands. */
export class SyncDriver {
  readonly #parts: DriverParts;
  #state: SyncState;
  /** Null until it was read. */
  #link: Link | null = null;
  /** A request may have arrived whose answer did not: one of before the start, or one that failed. */
  #isUnsure = true;
  readonly #meter: RunMeter;
  #running: Promise<void> | null = null;
  #isStopped = false;
  #wake: { readonly atMs: number; readonly callOff: () => void } | null = null;
  readonly #stopped = new StoppedLogs();
  readonly #theirHave: TheirHave = new Map();
  readonly #pageAhead: PageAhead;
  /** What may differ on the two sides is to be looked for anew (P3). */
  #asksAnew = true;
  /** A new identity is due; the next exchange begins with it. */
  #isForked = false;
  #renewedAtMs: number | null = null;

  constructor(parts: DriverParts) {
    this.#parts = parts;
    this.#meter = new RunMeter(parts.db, parts.nowMs);
    this.#pageAhead = new PageAhead(parts.road);
    const { enrolment, sync } = parts.live.state;
    this.#state = firstState(enrolment !== null, sync.kind === 'paused');
    this.#show();
  }

  /** Begins to work; before this nothing is sent. */
  start(): void {
    this.tell({ kind: 'due', nowMs: this.#parts.nowMs() });
  }

  tell(event: SyncEvent): void {
    if (this.#isStopped) return;
    if (this.#parts.live.state.enrolment === null && event.kind !== 'enrolled') return;
    if (event.kind === 'asked') {
      this.#stopped.tryAllAgain();
      this.#asksAnew = true;
    }
    const { state, effects } = step(this.#state, event);
    this.#state = state;
    for (const effect of effects) this.#carryOut(effect);
    this.#show();
  }

  /** Starts nothing more; ends when the request under way has ended. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#forgetWake();
    await this.#running;
    await this.#pageAhead.forget();
  }

  #carryOut(effect: SyncEffect): void {
    switch (effect.kind) {
      case 'exchange':
        this.#forgetWake();
        this.#running = this.#exchange().catch((error: unknown) => this.#breakDown(error));
        return;
      case 'wakeAt':
        this.#wakeAt(effect.atMs);
    }
  }

  async #exchange(): Promise<void> {
    const { nowMs } = this.#parts;
    await this.#meter.begin();
    this.#show();
    if (this.#isForked) await this.#renew();
    if (this.#asksAnew) await this.#askAnew();
    const link = (this.#link ??= (await readMeta(this.#parts.db, 'link')) ?? unknownLink);
    const sizes = sizesNow(link, nowMs());
    const { device } = this.#parts.live.state;
    const parts = { ...this.#parts, device, theirHave: this.#theirHave, pageAhead: this.#pageAhead };
    const stopped = this.#stopped.at(nowMs());
    const exchanged = await nextTrip(parts, sizes, stopped, this.#meter.roundTrips, this.#isUnsure);
    this.#isUnsure = exchanged.kind === 'failed' && !isStoreFull(exchanged);
    await this.#meter.add(exchanged.trip);
    await this.#measure(exchanged, link);
    const event = this.#learn(exchanged);
    // A run ends when the machine rests; a write meanwhile makes it go on.
    const goesOn = step(this.#state, event).state.kind === 'pushing';
    if (!goesOn) await this.#endRun(exchanged);
    this.tell(event);
  }

  async #renew(): Promise<void> {
    await this.#parts.renew();
    this.#isForked = false;
    this.#renewedAtMs = this.#parts.nowMs();
  }

  async #askAnew(): Promise<void> {
    const { inTurn, db } = this.#parts;
    this.#asksAnew = false;
    await inTurn(() => askAnew(db));
  }

  /** What the round trip tells of the road is kept: a crash must not make it unknown. */
  async #measure(exchanged: Exchanged, link: Link): Promise<void> {
    const { db, nowMs } = this.#parts;
    if (exchanged.kind === 'failed') this.#link = broken(link);
    else if (exchanged.kind === 'answered')
      this.#link = measured(link, {
        bytes: exchanged.textBytes,
        tookMs: exchanged.tookMs,
        endedAtMs: nowMs(),
      });
    if (this.#link !== null && this.#link !== link) await putMeta(db, 'link', this.#link);
  }

  #learn(exchanged: Exchanged): SyncEvent {
    const nowMs = this.#parts.nowMs();
    switch (exchanged.kind) {
      case 'failed':
        return { kind: 'failed', code: exchanged.code, nowMs, chance: this.#parts.chance() };
      case 'refused':
        return { kind: 'refused', code: exchanged.code, nowMs };
      case 'answered': {
        const { left, stopped } = exchanged;
        this.#isForked = this.#mayRenew(nowMs) && [...stopped.values()].includes('fork');
        const isHealing = ([, code]: readonly [LogId, string]): boolean => this.#isForked && code === 'fork';
        this.#stopped.stop(new Map([...stopped].filter((one) => !isHealing(one))), nowMs);
        return { kind: 'answered', left: left || this.#isForked, nowMs };
      }
    }
  }

  /** An identity that is called a fork at once would not be healed by yet another one. */
  #mayRenew(nowMs: number): boolean {
    return this.#renewedAtMs === null || Math.abs(nowMs - this.#renewedAtMs) >= recheckMs;
  }

  async #endRun(exchanged: Exchanged): Promise<void> {
    // By the next run it may have changed.
    this.#theirHave.clear();
    await this.#pageAhead.forget();
    const outcome = outcomes[exchanged.kind];
    const code = exchanged.kind === 'answered' ? this.#stopped.code : exchanged.code;
    const isRefused = exchanged.kind === 'answered' && code !== null;
    await this.#meter.end(isRefused ? 'refused' : outcome, code);
  }

  #breakDown(error: unknown): void {
    this.#meter.drop();
    // A disk that takes no more stops the sync and not the app: what is here can still be read and exported.
    if (!isDiskFailure(error) || isBrokenDatabase(error)) this.#parts.onBroken(error);
    this.tell({ kind: 'refused', code: 'store', nowMs: this.#parts.nowMs() });
  }

  #wakeAt(atMs: number): void {
    if (this.#wake !== null && this.#wake.atMs <= atMs) return;
    this.#forgetWake();
    const callOff = this.#parts.alarm.at(atMs, () => {
      this.#wake = null;
      this.tell({ kind: 'due', nowMs: this.#parts.nowMs() });
    });
    this.#wake = { atMs, callOff };
  }

  #forgetWake(): void {
    this.#wake?.callOff();
    this.#wake = null;
  }

  #show(): void {
    this.#parts.live.change({ sync: this.#shown() });
  }

  /** While some log is not taken the person sees that, also when all others are at rest. */
  #shown(): StoreStatus['sync'] {
    const state = this.#state;
    if (state.kind === 'pushing')
      return { kind: 'pushing', pauses: state.pauses, progress: this.#meter.progress };
    const code = this.#stopped.code;
    return state.kind === 'idle' && code !== null ? { kind: 'blocked', code } : state;
  }
}

const outcomes = { answered: 'done', failed: 'interrupted', refused: 'refused' } as const;
