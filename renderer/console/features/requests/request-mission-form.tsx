import type { ReactElement } from 'react';
import type { NewTeamMember, TeamCandidate } from '#api/missions-api.ts';
import type { RequestRow } from '#api/requests-api.ts';
import { emptyMissionForm } from '#domain/mission/mission-form.ts';
import { missionListResource, useConsole } from '#renderer/console/app/console-context.ts';
import { navigateTo, unfilteredRecordList } from '#renderer/console/app/console-route.ts';
import { useServerSave } from '#renderer/console/app/server-action.ts';
import {
  candidatesBeside,
  type MissionFormValues,
  MissionFormView,
  newMissionFields,
} from '#renderer/console/parts/mission-form-view.tsx';
import { useTranslate } from '#renderer/i18n';
import { useNotify } from '#renderer/ui';

interface RequestMissionFormProps {
  readonly request: RequestRow;
  readonly candidates: readonly TeamCandidate[];
  /** Called once the mission is created and the request leads to it. */
  readonly onCreated: () => void;
  readonly onClose: () => void;
}

/** Form of a mission that a request leads to: it begins with the State, dates and purpose asked for. */
export function RequestMissionForm(props: RequestMissionFormProps): ReactElement {
  const { request, candidates, onCreated, onClose } = props;
  const translate = useTranslate();
  const saveAtServer = useServerSave();
  const notify = useNotify();
  const { me, client, resources } = useConsole();
  const { state, purpose, ...form } = request.form;
  const create = (formValues: MissionFormValues, team: readonly NewTeamMember[]): Promise<boolean> => {
    const { status: _planned, ...details } = formValues;
    return saveAtServer(client.missions.create({ ...details, team }), ({ log }) => {
      missionListResource(resources, client).reload();
      const link = { log, doc: null, item: null, title: details.title };
      const requestAct = { kind: 'link', id: crypto.randomUUID(), link } as const;
      onClose();
      void saveAtServer(client.actOnRequest(request.doc, requestAct, request.seen), () => {
        notify({
          meaning: 'good',
          text: (say) => say('console.mission.created', { title: details.title }),
          action: {
            label: 'console.mission.open',
            onPress: () => navigateTo({ screen: 'records', log, list: unfilteredRecordList }),
          },
        });
        onCreated();
      });
    });
  };
  return (
    <MissionFormView
      heading={translate('request.mission')}
      act={translate('console.missions.add')}
      start={emptyMissionForm}
      proposed={{
        ...emptyMissionForm,
        country: state,
        from: form['wanted-from'],
        to: form['wanted-to'],
        purpose,
      }}
      fields={newMissionFields}
      candidates={candidatesBeside(me, candidates)}
      note={translate('console.mission.add.text')}
      onSave={create}
      onClose={onClose}
    />
  );
}
