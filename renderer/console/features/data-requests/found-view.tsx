import { SearchX } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { dayMs } from '#renderer/console/parts/days.ts';
import { lookOfKind } from '#renderer/console/parts/kind-words.ts';
import { NameCell } from '#renderer/console/parts/name-cell.tsx';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { type Column, Table } from '#renderer/ui/table.tsx';
import { TextLink } from '#renderer/ui/text-link.tsx';
import { EraseCell } from './erase-cell.tsx';
import { EraseDialog } from './erase-dialog.tsx';
import { type ErasedHere, type Erasing, isGone, placeId } from './erasing.ts';
import { type FoundWords, useFoundWords } from './found-words.ts';
import type { FoundAnswer, FoundPlace, NamedMissions } from './request.ts';

interface FoundViewProps {
  readonly found: FoundAnswer;
  readonly missions: NamedMissions;
  readonly hrefOf: (place: FoundPlace) => string;
  /** Null for a request that asks for nothing to go. */
  readonly erasing: Erasing | null;
}

/**
 * The places that were found: which record, which field, on which day, and what of it is erased. The link of a record opens
 * for those who have a role in its mission: to them it is passed on.
 */
export function FoundView({ found, missions, hrefOf, erasing }: FoundViewProps): ReactElement {
  const say = useSay();
  const wordsOf = useFoundWords(missions);
  const [asked, setAsked] = useState<FoundPlace | null>(null);
  const { places, left } = found;
  const erasedIn = (place: FoundPlace) => erasing?.erasedById.get(placeId(place));
  const columns = useFoundColumns(wordsOf, hrefOf, erasedIn);
  const erasure: Column<FoundPlace> = {
    id: 'erasure',
    title: say('rights.kind.erasure'),
    cell: (place) => (
      <EraseCell
        place={place}
        words={wordsOf(place)}
        erased={erasedIn(place)}
        onAsk={() => setAsked(place)}
      />
    ),
  };
  return (
    <>
      <Table
        label={say('rights.found')}
        rows={places}
        rowId={placeId}
        columns={erasing === null ? columns : [...columns, erasure]}
        empty={<EmptyState icon={SearchX} title={say('rights.found.none')} />}
      />
      {left > 0 && <p className="console-rights-text">{say('rights.found.left', { count: left })}</p>}
      {erasing !== null && asked !== null && (
        <EraseDialog
          place={asked}
          words={wordsOf(asked)}
          isAsking={erasing.isAsking}
          onErase={(part) => erasing.onErase(asked, part, () => setAsked(null))}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}

function useFoundColumns(
  wordsOf: (place: FoundPlace) => FoundWords,
  hrefOf: FoundViewProps['hrefOf'],
  erasedIn: (place: FoundPlace) => ErasedHere | undefined,
): readonly Column<FoundPlace>[] {
  const say = useSay();
  const { date } = useFormat();
  return [
    {
      id: 'record',
      title: say('rights.found.record'),
      cell: (place) => {
        const { record, recordId } = wordsOf(place);
        return (
          <TextLink href={hrefOf(place)}>
            <NameCell icon={lookOfKind(place.kind).icon} name={record} note={recordId} />
          </TextLink>
        );
      },
    },
    {
      id: 'mission',
      title: say('console.kind.mission'),
      cell: (place) => (
        <NameCell name={wordsOf(place).mission} note={place.opens ? undefined : say('rights.found.noRole')} />
      ),
    },
    {
      id: 'field',
      title: say('rights.found.field'),
      cell: (place) => <NameCell name={wordsOf(place).field} note={place.path} />,
    },
    {
      id: 'on',
      title: say('rights.found.on'),
      cell: ({ on }) => (on === null ? '–' : date(dayMs(on))),
    },
    {
      id: 'stands',
      title: say('rights.standing'),
      cell: (place) =>
        isGone(place, erasedIn(place)) ? say('console.value.erased') : say(standsKeys[place.stands]),
    },
  ];
}

const standsKeys = { now: 'rights.found.now', before: 'rights.found.before' } as const;
