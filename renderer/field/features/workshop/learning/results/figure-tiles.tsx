import type { ReactElement } from 'react';
import './results.css';

interface FigureTile {
  readonly figure: string;
  readonly label: string;
  readonly note: string;
}

/** Main figures in a row, each with its meaning. */
export function FigureTiles({ tiles }: { readonly tiles: readonly FigureTile[] }): ReactElement {
  return (
    <dl className="learning-tiles">
      {tiles.map(({ figure, label, note }) => (
        <div key={label} className="learning-tile">
          <dt>{label}</dt>
          <dd>
            <bdi className="learning-figure">{figure}</bdi>
            <small>{note}</small>
          </dd>
        </div>
      ))}
    </dl>
  );
}
