import type { ReactElement } from 'react';
import type { DueWorkRow } from '#api/overview-api.ts';
import { ok } from '#base/result.ts';
import { useConsole, usePolledResource } from '#renderer/console/app/console-context.ts';
import { ConsoleFrame } from '#renderer/console/app/console-frame.tsx';
import { consoleAddressOf, unfilteredRecordList, useListQuery } from '#renderer/console/app/console-route.ts';
import { ResourceContent } from '#renderer/console/app/resource-content.tsx';
import { useServerAction, useServerSave } from '#renderer/console/app/server-action.ts';
import { useTranslate } from '#renderer/i18n';
import { useNotify } from '#renderer/ui';
import { DueWorkView } from './due-work-view.tsx';
import { ProgrammeView } from './programme-view.tsx';

/** The programme for everybody, with its settings and due erasures for the people who manage it. */
export function ProgrammeScreen(): ReactElement {
  const translate = useTranslate();
  const runServerAction = useServerAction();
  const saveAtServer = useServerSave();
  const notify = useNotify();
  const { client, resources } = useConsole();
  const resource = resources.getOrCreate('programme', client.readProgramme);
  const loadState = usePolledResource(resource);
  const mayAppoint = loadState.kind === 'present' && loadState.value.programme?.facts.mayChange === true;
  const peopleState = usePolledResource(
    resources.getOrCreate(`officers ${mayAppoint}`, async () =>
      mayAppoint ? client.missions.listCandidates() : ok([]),
    ),
  );
  const officers =
    peopleState.kind === 'present' ? peopleState.value.filter(({ role }) => role === 'partner') : [];
  return (
    <ConsoleFrame
      railItem="programme"
      head={{ title: translate('value.documentKind.programme') }}
      shows={loadState}
    >
      <ResourceContent of={loadState} onTryAgain={resource.reload}>
        {(shownProgrammeResponse) => (
          <ProgrammeView
            {...shownProgrammeResponse}
            officers={officers}
            work={<DueWork />}
            onChangeFacts={(factChanges) =>
              saveAtServer(client.setProgrammeFacts(factChanges), () => {
                notify({ meaning: 'good', text: (say) => say('programme.facts.saved') });
                resource.reload();
              })
            }
            onSetEnd={(end) =>
              runServerAction(client.setProgrammeEnd(end), () => {
                notify({ meaning: 'good', text: (say) => say('programme.end.saved') });
                resource.reload();
              })
            }
            onSetEraseAfter={(change) =>
              runServerAction(client.setEraseAfter(change), () => {
                notify({
                  meaning: 'good',
                  text: (say) =>
                    say(change.eraseAfter === null ? 'programme.vaults.savedOff' : 'programme.vaults.saved'),
                });
                resource.reload();
              })
            }
          />
        )}
      </ResourceContent>
    </ConsoleFrame>
  );
}

function hrefOfWork({ kind, log, doc }: DueWorkRow): string {
  if (kind === 'request-step' || kind === 'request-work') return consoleAddressOf({ screen: 'request', doc });
  return consoleAddressOf(
    kind === 'mission-status'
      ? { screen: 'records', log, list: unfilteredRecordList }
      : { screen: 'record', log, doc, part: '' },
  );
}

/** Due work of this person; beside the programme, which shows without it. */
function DueWork(): ReactElement | null {
  const { client, resources } = useConsole();
  const work = usePolledResource(resources.getOrCreate('due-work', client.readDueWork));
  const [listQuery, setList] = useListQuery();
  return work.kind === 'present' ? (
    <DueWorkView response={work.value} hrefOf={hrefOfWork} list={listQuery} onList={setList} />
  ) : null;
}
