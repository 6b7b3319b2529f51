import type { LucideIcon } from 'lucide-react';
import type { ReactElement } from 'react';
import './name-cell.css';

interface NameCellProps {
  readonly name: string;
  /** A second, grey line: what tells it from others of the same name. */
  readonly note?: string | undefined;
  readonly icon?: LucideIcon | undefined;
}

/** The name of a row, in the direction of its own letters. */
export function NameCell({ name, note, icon: Icon }: NameCellProps): ReactElement {
  return (
    <span className="console-name">
      {Icon && <Icon className="fb-icon" aria-hidden />}
      <span>
        <bdi>{name}</bdi>
        {note !== undefined && note !== '' && (
          <small>
            <bdi>{note}</bdi>
          </small>
        )}
      </span>
    </span>
  );
}
