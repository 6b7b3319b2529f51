import { SearchX } from 'lucide-react';
import type { ReactElement } from 'react';
import { emptyDocument } from '#domain/document/document.ts';
import { dayMs } from '#renderer/console/parts/days.ts';
import { lookOfKind } from '#renderer/console/parts/kind-words.ts';
import { NameCell } from '#renderer/console/parts/name-cell.tsx';
import { wordsOfPath } from '#renderer/console/parts/path-words.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { type Column, Table } from '#renderer/ui/table.tsx';
import { TextLink } from '#renderer/ui/text-link.tsx';
import type { FoundAnswer, FoundPlace, NamedMissions } from './request.ts';

interface FoundViewProps {
  readonly found: FoundAnswer;
  readonly missions: NamedMissions;
  readonly hrefOf: (place: FoundPlace) => string;
}

/**
 * The places that were found: which record, which field, on which day. The link of a record opens for those who have a role
 * in its mission: to them it is passed on.
 */
export function FoundView({ found: { places, left }, missions, hrefOf }: FoundViewProps): ReactElement {
  const say = useSay();
  return (
    <>
      <Table
        label={say('rights.found')}
        rows={places}
        rowId={({ log, doc, path }) => `${log} ${doc} ${path}`}
        columns={useFoundColumns(missions, hrefOf)}
        empty={<EmptyState icon={SearchX} title={say('rights.found.none')} />}
      />
      {left > 0 && <p className="console-rights-text">{say('rights.found.left', { count: left })}</p>}
    </>
  );
}

function useFoundColumns(
  missions: NamedMissions,
  hrefOf: FoundViewProps['hrefOf'],
): readonly Column<FoundPlace>[] {
  const say = useSay();
  const { date } = useFormat();
  return [
    {
      id: 'record',
      title: say('rights.found.record'),
      cell: (place) => {
        const { icon, one } = lookOfKind(place.kind);
        return (
          <TextLink href={hrefOf(place)}>
            <NameCell icon={icon} name={say(one)} note={place.doc.slice(-8)} />
          </TextLink>
        );
      },
    },
    {
      id: 'mission',
      title: say('console.kind.mission'),
      cell: ({ log, opens }) => (
        <NameCell
          name={missions.find((mission) => mission.log === log)?.title || say('console.untitled')}
          note={opens ? undefined : say('rights.found.noRole')}
        />
      ),
    },
    {
      id: 'field',
      title: say('rights.found.field'),
      cell: ({ doc, kind, path }) => {
        const { subject, what, detail } = wordsOfPath(path, emptyDocument(doc, kind), undefined);
        const name = [subject?.code ?? '', say(what), detail ?? ''].filter((part) => part !== '');
        return <NameCell name={name.join(' · ')} note={path} />;
      },
    },
    {
      id: 'on',
      title: say('rights.found.on'),
      cell: ({ on }) => (on === null ? '–' : date(dayMs(on))),
    },
    {
      id: 'stands',
      title: say('rights.standing'),
      cell: ({ stands }) => say(stands === 'now' ? 'rights.found.now' : 'rights.found.before'),
    },
  ];
}
