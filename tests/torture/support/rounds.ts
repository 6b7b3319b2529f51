/** How many faults are made, and the seed that draws them; `npm run torture -- --rounds 100 --seed 7` sets both. */
export const rounds = Number(process.env['FIELDBOOK_ROUNDS'] ?? 5);
export const seed = Number(process.env['FIELDBOOK_SEED'] ?? 1);
