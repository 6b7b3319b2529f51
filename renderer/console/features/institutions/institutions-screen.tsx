import { Plus } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { useConsole, usePolledResource } from '#renderer/console/app/console-context.ts';
import { ConsoleFrame } from '#renderer/console/app/console-frame.tsx';
import { consoleAddressOf, useListQuery } from '#renderer/console/app/console-route.ts';
import { ResourceContent } from '#renderer/console/app/resource-content.tsx';
import { useServerSave } from '#renderer/console/app/server-action.ts';
import { useTranslate } from '#renderer/i18n';
import { Button, useNotify } from '#renderer/ui';
import type { EditedInstitution } from './institution-dialog.tsx';
import { InstitutionsView } from './institutions-view.tsx';

/** Register of institutions for everybody; its manager changes it here. */
export function InstitutionsScreen(): ReactElement {
  const translate = useTranslate();
  const saveAtServer = useServerSave();
  const notify = useNotify();
  const [listQuery, setList] = useListQuery();
  const [editedInstitution, setEdited] = useState<EditedInstitution | null>(null);
  const { client, resources } = useConsole();
  const resource = resources.getOrCreate('institutions', client.listInstitutions);
  const loadState = usePolledResource(resource);
  return (
    <ConsoleFrame
      railItem="institutions"
      head={{
        title: translate('institutions.title'),
        actions: loadState.kind === 'present' && loadState.value.mayChange && (
          <Button
            kind="primary"
            icon={Plus}
            onPress={() => setEdited({ kind: 'new', id: crypto.randomUUID(), proposal: null })}
          >
            {translate('institutions.add')}
          </Button>
        ),
      }}
      shows={loadState}
    >
      <ResourceContent of={loadState} onTryAgain={resource.reload}>
        {(shownInstitutionsResponse) => (
          <InstitutionsView
            response={shownInstitutionsResponse}
            list={listQuery}
            edited={editedInstitution}
            recordHref={({ log, doc }) => consoleAddressOf({ screen: 'record', log, doc, part: '' })}
            onList={setList}
            onEdit={setEdited}
            onChange={(institutionChanges) =>
              saveAtServer(client.setInstitutions(institutionChanges), () => {
                setEdited(null);
                notify({ meaning: 'good', text: (say) => say('institutions.saved') });
                resource.reload();
              })
            }
          />
        )}
      </ResourceContent>
    </ConsoleFrame>
  );
}
