import { peers, type PeerName } from './peers.ts';
import type { Measurements, Row } from './row.ts';
import { rows } from './rows.ts';

/** Every figure beside those of the peers and the floor, as lines of text. A ratio is theirs by ours, so larger is better. */
export function tableOf(measurements: Measurements): string {
  const names = (Object.keys(peers) as PeerName[]).filter((name) => measurements.peers[name] !== undefined);
  const head = ['', 'ours', ...names.flatMap((name) => [name, 'x']), 'floor', 'x', 'target', 'met'];
  const body = rows.map((row) => {
    const own = (row.ours ?? row.pick)(measurements.ours);
    const floor = row.floor?.(measurements.floor);
    const isMet = own === undefined ? null : row.isMet(own, measurements);
    return [
      row.name,
      shown(row, own),
      ...names.flatMap((name) => {
        const figures = measurements.peers[name];
        const theirs = figures && row.pick(figures);
        return [shown(row, theirs), ratio(theirs, own)];
      }),
      shown(row, floor),
      ratio(own, floor),
      row.target,
      isMet === null ? '' : isMet ? 'yes' : 'NO',
    ];
  });
  const lines = [head, ...body];
  const widths = head.map((_, at) => Math.max(...lines.map((line) => (line[at] ?? '').length)));
  return lines
    .map((line) =>
      line
        .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const shown = (row: Row, value: number | undefined): string => (value === undefined ? '' : row.show(value));

const ratio = (one: number | undefined, other: number | undefined): string =>
  one === undefined || other === undefined || other === 0 ? '' : (one / other).toFixed(2);
