import fs from 'node:fs';

/** Number of faults, and the seed that draws them; `npm run torture -- --rounds 100 --seed 7` sets both. */
export const rounds = Number(process.env['FIELDBOOK_ROUNDS'] ?? 5);
export const seed = Number(process.env['FIELDBOOK_SEED'] ?? 1);
/** Position at which a list of faults begins; it is used in its order. */
export const from = Number(process.env['FIELDBOOK_FROM'] ?? 0);

const until = Number(process.env['FIELDBOOK_UNTIL'] ?? Number.POSITIVE_INFINITY);
/** Tell whether the common time of all tortures is over. Then no further round begins. */
export const isTimeOver = (): boolean => Date.now() >= until;

/** Acts and results of a torture; `lost` counts values shown as saved that are nowhere afterwards. */
export interface Outcome {
  readonly kind:
    | 'kills'
    | 'damage'
    | 'engine'
    | 'full'
    | 'cut'
    | 'loss'
    | 'foreign'
    | 'hostile'
    | 'power'
    | 'servers';
  /** Number of times each act was done, by its name. */
  readonly done: Readonly<Record<string, number>>;
  /** Answers that the screen called saved. */
  readonly saves: number;
  readonly lost: number;
  /** Size of the table, where the acts are one. */
  readonly of?: number;
}

/** Print it, and hand it to `npm run torture`, which sums up. */
export function tell(outcome: Outcome): void {
  const { kind, done, saves, lost } = outcome;
  console.log(`${kind}, seed ${seed}: ${JSON.stringify(done)}, ${saves} answers saved, lost ${lost}`);
  const file = process.env['FIELDBOOK_OUTCOMES'];
  if (file !== undefined) fs.appendFileSync(file, `${JSON.stringify(outcome)}\n`);
}
