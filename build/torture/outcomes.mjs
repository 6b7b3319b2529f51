import fs from 'node:fs';

/** @typedef {{ kind: string, done: Record<string, number>, saves: number, lost: number, of?: number }} Outcome */

/** What the tortures handed over since the file was begun. @param {string} file @returns {Outcome[]} */
export function readOutcomes(file) {
  if (!fs.existsSync(file)) return [];
  const lines = fs.readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line));
}

/**
 * All of them as one: how often each thing was done, what was saved, what was lost.
 * @param {readonly Outcome[]} outcomes
 */
export function sumOf(outcomes) {
  /** @type {Record<string, Record<string, number>>} */
  const done = {};
  for (const { kind, done: times } of outcomes)
    for (const [name, count] of Object.entries(times)) {
      const ofKind = (done[kind] ??= {});
      ofKind[name] = (ofKind[name] ?? 0) + count;
    }
  const damages = Object.keys(done['damage'] ?? {}).length;
  const table = outcomes.find(({ kind }) => kind === 'damage')?.of;
  // The names of all its cells would make the line a page.
  if (table !== undefined) done['damage'] = { cells: damages, of: table };
  const total = (/** @type {'saves' | 'lost'} */ key) => outcomes.reduce((sum, one) => sum + one[key], 0);
  return { done, saves: total('saves'), lost: total('lost') };
}

/** @param {Readonly<Record<string, number>>} times */
const allOf = (times) => Object.values(times).reduce((all, one) => all + one, 0);

/**
 * What was done, for a person: `8 kills, 80 of 80 damages, 1 full disks`.
 * @param {ReturnType<typeof sumOf>['done']} done
 */
export function wordsOf({ kills = {}, damage, full, cut, hostile, power = {}, engine = {} }) {
  const sum = allOf(kills);
  const onEngines = allOf(engine);
  const powerCuts = allOf(power);
  return [
    sum > 0 && `${sum} kills`,
    damage && `${damage['cells']} of ${damage['of']} damages`,
    full && `${full['disks']} full disks`,
    cut && `${cut['requests']} requests cut`,
    hostile && `${hostile['attacks']} attacks`,
    onEngines > 0 && `${onEngines} faults on both engines`,
    powerCuts > 0 && `${powerCuts} power cuts`,
  ]
    .filter(Boolean)
    .join(', ');
}
