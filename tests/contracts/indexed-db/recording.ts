import { decodeBase64, encodeBase64 } from '#base/base64.ts';

// Questions to one IndexedDB and its answers, as plain JSON, so that another one can be asked the same
// (replay.ts).

/** A value as text: plain JSON, and the other types in databases. Two are equal when their texts are. */
export type Coded = string;

/** One table of a database, and all that is in it. */
export interface StoredTable {
  readonly name: string;
  readonly keyPath: string | readonly string[] | null;
  readonly autoIncrement: boolean;
  readonly indexes: readonly StoredIndex[];
  /** Rows in the order of their keys. */
  readonly rows: Coded;
}

export interface StoredIndex {
  readonly name: string;
  readonly keyPath: string | readonly string[];
  /** Primary keys in the order of the index. */
  readonly keys: Coded;
}

export interface StoredDatabase {
  readonly name: string;
  readonly version: number;
  readonly tables: readonly StoredTable[];
}

/** `after`: number of answers that its transaction had received. */
export interface Act {
  readonly after: number;
  /** The table or index that is asked; null for the database itself, and for a request that goes on. */
  readonly of: { readonly table: string; readonly index?: string } | null;
  readonly method: string;
  readonly args: Coded;
  /** Number of the answered request within its transaction; null for steps that are no answer. */
  readonly request: number | null;
}

export interface Answer {
  readonly request: number;
  readonly value?: Coded;
  /** The name of a failure. */
  readonly failed?: string;
  /** A failure that did not abort the transaction. */
  readonly isForgiven?: boolean;
}

export interface RecordedTransaction {
  readonly kind: 'transaction';
  readonly connection: number;
  readonly tables: readonly string[];
  readonly mode: 'readonly' | 'readwrite';
  readonly life: TransactionLife;
}

export interface TransactionLife {
  readonly acts: Act[];
  readonly answers: Answer[];
  /** `died`: its process ended before it did. */
  end: 'complete' | 'abort' | 'died' | null;
}

export type Step =
  | RecordedTransaction
  | {
      readonly kind: 'open';
      readonly connection: number;
      readonly name: string;
      readonly version: number | null;
      upgrade: { readonly from: number; readonly life: TransactionLife } | null;
      failed: string | null;
    }
  | { readonly kind: 'close'; readonly connection: number }
  | { readonly kind: 'delete'; readonly name: string }
  | { readonly kind: 'list'; found: Coded };

/** A step, and those before it, by their places, that ended between the step before it and this one. */
export interface Taken {
  readonly step: Step;
  readonly ended: readonly number[];
}

/** Acts of one process on the databases of its profile, from its start until it ended. */
export interface Life {
  /** The life that this one continues; null: it begins from `content`. */
  readonly goesOnFrom: number | null;
  readonly content: readonly StoredDatabase[];
  readonly steps: Taken[];
  /** Content of the disk afterwards. */
  left: readonly StoredDatabase[];
}

/** `range`: turns another IndexedDB's range into plain bounds; null for other values. */
export const encode = (value: unknown, range: (value: object) => object | null = () => null): Coded =>
  JSON.stringify(marked(value, range));

function marked(value: unknown, range: (value: object) => object | null): unknown {
  if (value === undefined) return { [mark]: 'undefined' };
  if (typeof value === 'number' && !Number.isFinite(value)) return { [mark]: 'number', is: String(value) };
  if (value instanceof Uint8Array) return { [mark]: 'bytes', is: encodeBase64(value) };
  if (Array.isArray(value)) return value.map((one) => marked(one, range));
  if (typeof value !== 'object' || value === null) return value;
  const bounds = range(value);
  if (bounds !== null) return { [mark]: 'range', is: marked(bounds, () => null) };
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, marked(one, range)]));
}

/** `range`: makes a range of these bounds. */
export const decode = (coded: Coded, range: (bounds: Bounds) => unknown = (bounds) => bounds): unknown =>
  unmarked(JSON.parse(coded), range);

export interface Bounds {
  readonly lower: unknown;
  readonly upper: unknown;
  readonly lowerOpen: boolean;
  readonly upperOpen: boolean;
}

function unmarked(value: unknown, range: (bounds: Bounds) => unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => unmarked(one, range));
  if (typeof value !== 'object' || value === null) return value;
  const { [mark]: kind, is } = value as { readonly [mark]?: unknown; readonly is?: unknown };
  if (kind === 'undefined') return undefined;
  if (kind === 'number') return Number(is);
  if (kind === 'bytes') return decodeBase64(String(is));
  if (kind === 'range') return range(unmarked(is, range) as Bounds); // as `marked` wrote it
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, unmarked(one, range)]));
}

const mark = '~';
