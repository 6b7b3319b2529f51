import type { ReactElement } from 'react';
import { NameCell } from './table-cells.tsx';

interface IdentifiedPerson {
  readonly person: string;
  readonly name: string;
}

/** End of a person's id. Headquarters draws ids at random, so that nobody can choose one to look like another person. */
const personIdEnd = (person: string): string => person.slice(-8);

/** Name with the end of the id, where somebody decides about this person: people may share a name. */
export const personText = ({ person, name }: IdentifiedPerson): string => `${name} · ${personIdEnd(person)}`;

/** The same text on a line, in the direction of the name. */
export function PersonName({ of }: { readonly of: IdentifiedPerson }): ReactElement {
  return (
    <span>
      <bdi>{of.name}</bdi> · <bdi className="fb-numbers">{personIdEnd(of.person)}</bdi>
    </span>
  );
}

interface PersonCellProps {
  readonly of: IdentifiedPerson;
  /** Further words of the second line. */
  readonly note?: string | undefined;
}

/** Name of a person in a table; the end of the id stands below. */
export function PersonCell({ of, note }: PersonCellProps): ReactElement {
  const id = personIdEnd(of.person);
  return <NameCell name={of.name} note={note === undefined ? id : `${note} · ${id}`} />;
}
