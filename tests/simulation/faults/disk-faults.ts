import type { DiskWrite, Stray, VirtualDisk } from '#tests/support/disk/virtual-disk.ts';
import type { Random } from '#tests/support/random/random.ts';
import { type CallFailure, DiskCalls } from '../laptop/disk-calls.ts';
import type { DiskMood } from '../laptop/field-disk.ts';
import { roomyBytes } from '../laptop/laptop-disk.ts';

/** Effect of a write that goes astray. `share`: how far into the other file. */
type StrayDraw = (
  write: DiskWrite & { readonly files: readonly string[] },
) =>
  | Extract<Stray, { kind: 'short' }>
  | { readonly kind: 'misdirected'; readonly name: string; readonly share: number };

interface DiskFaultParts {
  /** The journal's disk that the laptop has now. */
  readonly journal: () => VirtualDisk;
  readonly random: Random;
  readonly fault: (what: string) => void;
}

/** State of a laptop's disk: its refusals and errors, and the parts that can be lost without losing data. */
export class DiskFaults {
  mood: DiskMood = { isFull: false, failing: 0 };
  /** Nothing is only in the database: a start gave the journal its lost entries back. */
  hasWholeJournal = true;
  /** Nothing is only in the journal: a start gave the database its lost rows back. */
  hasWholeDatabase = true;
  /** The disk refused something during this process, or may have. */
  metBadDisk = false;
  /** The database was in danger while the journal lacked something: rows of this laptop alone have no third copy. */
  wereBothHurt = false;
  /** During this process a write went astray, or a single call failed. */
  #isDisturbed = false;
  readonly calls = new DiskCalls();
  readonly #parts: DiskFaultParts;

  constructor(diskFaultParts: DiskFaultParts) {
    this.#parts = diskFaultParts;
  }

  get #isBad(): boolean {
    return this.mood.isFull || this.mood.failing > 0;
  }

  /** A process begins. */
  begin(): void {
    this.metBadDisk = this.#isBad;
    this.#isDisturbed = false;
    this.#forgetPlanned();
    this.#parts.journal().fails = () => {
      const callFailure = this.calls.onCall();
      if (callFailure !== null) return callFailure === 'full' ? 'ENOSPC' : 'EIO';
      const { failing } = this.mood;
      return failing > 0 && this.#parts.random.chance(failing / 2) ? 'EIO' : null;
    };
  }

  /** The process has compared its journal with its database (D2). */
  opened(): void {
    if (this.#isBad || this.#isDisturbed) return;
    this.hasWholeJournal = true;
    this.hasWholeDatabase = true;
  }

  /** The disk works from now on. */
  end(): void {
    this.setMood({ isFull: false, failing: 0 });
    this.#forgetPlanned();
  }

  setMood(diskMood: DiskMood): void {
    this.mood = diskMood;
    if (this.#isBad) this.#endangerDatabase();
    const journal = this.#parts.journal();
    journal.capacityBytes = diskMood.isFull ? journal.usedBytes : roomyBytes;
  }

  /** Behaviour of the disk at the database's next call. */
  moodAtCall(): DiskMood {
    const callFailure = this.calls.onCall();
    if (callFailure === null) return this.mood;
    return { isFull: callFailure === 'full', failing: callFailure === 'failed' ? 1 : 0 };
  }

  /** Run an act at the n-th call from now on, unless the process ends before. */
  atCall(n: number, act: () => null): void {
    this.calls.at(n, act);
  }

  /** The n-th call from now on fails, unless the process ends before. The database may then be made again. */
  failCall(n: number, callFailure: CallFailure): void {
    this.#endangerDatabase();
    this.calls.at(n, () => {
      this.#isDisturbed = true;
      this.#parts.fault(callFailure === 'full' ? 'a call finds no room' : 'a call fails');
      return callFailure;
    });
  }

  /**
   * A share of the journal's writes goes astray from now on, until the process ends. This happens only where the
   * database has all writes. The journal is told that they succeeded.
   */
  letWritesStray(share: number, strayDraw: StrayDraw): void {
    const journal = this.#parts.journal();
    journal.strays = (diskWrite) => {
      if (!this.hasWholeDatabase || !this.#parts.random.chance(share)) return null;
      this.#isDisturbed = true;
      this.hasWholeJournal = false;
      const drawn = strayDraw({ ...diskWrite, files: journal.names });
      const atByte =
        drawn.kind === 'short' ? diskWrite.atByte : Math.floor(drawn.share * journal.bytesOf(drawn.name));
      const place = drawn.kind === 'short' ? `${drawn.length} bytes` : `at ${drawn.name} ${atByte}`;
      this.#parts.fault(
        `${drawn.kind} write of ${diskWrite.bytes} bytes at ${diskWrite.name} ${diskWrite.atByte}: ${place}`,
      );
      return drawn.kind === 'short' ? drawn : { ...drawn, atByte };
    };
  }

  /** Some bytes of the journal differ from those written. Each start then counts its losses (D3). */
  damageJournal(): void {
    const { random } = this.#parts;
    const journal = this.#parts.journal();
    const files = journal.names.filter((name) => name.endsWith('.journal'));
    if (files.length === 0) return;
    this.hasWholeJournal = false;
    const [at, bit] = [random.between(0, 4_000), random.between(0, 7)];
    journal.damage(random.pick(files), (bytes) => {
      bytes[at % bytes.length] = (bytes[at % bytes.length] ?? 0) ^ (1 << bit);
    });
  }

  /** It may be made again from the journal and from headquarters. */
  #endangerDatabase(): void {
    this.wereBothHurt ||= !this.hasWholeJournal;
    this.hasWholeDatabase = false;
    this.metBadDisk = true;
  }

  #forgetPlanned(): void {
    this.calls.begin();
    this.#parts.journal().strays = () => null;
  }
}
