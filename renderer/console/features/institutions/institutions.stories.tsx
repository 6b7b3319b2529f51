import type { ReactElement } from 'react';
import type { InstitutionsResponse } from '#api/programme-api.ts';
import { type Institution, registerOf } from '#domain/programme/institutions.ts';
import { type ListQuery, unfilteredList } from '#renderer/console/parts/list-query.ts';
import { ConsoleSampleFrame } from '#renderer/console/stories/sample-frame.tsx';
import { sampleDocumentId, sampleLog } from '#renderer/console/stories/sample-people.ts';
import { useTranslate } from '#renderer/i18n';
import { useSample } from '#renderer/ui/gallery/sample.ts';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import { type EditedInstitution, InstitutionDialog, SameAsDialog } from './institution-dialog.tsx';
import { InstitutionsView } from './institutions-view.tsx';

export const about: StoriesAbout = { title: 'Console institutions', layout: 'page' };

const idOf = (n: number): string => `00000000-0000-4000-8000-00000000000${n}`;
const ministry: Institution = {
  names: {
    en: 'Ministry of the Interior',
    fr: 'Ministère de l’Intérieur',
    ar: 'وزارة الداخلية',
    es: 'Ministerio del Interior',
  },
  otherNames: ['Ministry of Home Affairs', 'MoI'],
  type: 'MIN',
  level: 'national',
  state: 'UY',
  isClosed: false,
  mergedInto: null,
};
const row = (n: number, part: Partial<Institution>, records: number) => ({
  id: idOf(n),
  seen: [],
  records,
  value: { ...ministry, otherNames: [], ...part },
});

function useSampleResponse(): InstitutionsResponse {
  const { institution, mission } = useSample();
  const first = { log: sampleLog, doc: sampleDocumentId(1), mission };
  const proposal = { country: 'UY', first, problem: null, alike: [], type: 'JUD' };
  return {
    institutions: [
      row(1, { otherNames: ministry.otherNames }, 4),
      row(2, { names: { en: 'Interior, Ministry of the' } }, 1),
      row(
        3,
        {
          names: { en: 'Financial Intelligence Unit', fr: 'Cellule de renseignement financier' },
          type: 'FIU',
          state: 'FJ',
        },
        2,
      ),
      row(
        4,
        { names: { en: 'Regional Cybercrime Office' }, type: 'POL', level: 'regional', isClosed: true },
        0,
      ),
      row(5, { names: { en: 'Home Office' }, mergedInto: idOf(1) }, 0),
      row(6, { names: { en: 'UNODC' }, type: 'un-entity', level: null, state: null }, 0),
    ],
    states: [],
    proposed: [
      { ...proposal, name: institution, records: 3 },
      { ...proposal, name: 'Interior Ministry', type: 'MIN', records: 1, alike: [idOf(1)] },
      { ...proposal, name: 'Port authority', type: null, country: 'FJ', records: 1, problem: 'elsewhere' },
    ],
    moreProposed: 0,
    mayChange: true,
  };
}

const nothing = (): void => undefined;
const unsaved = (): Promise<boolean> => Promise.resolve(false);

interface StateProps {
  readonly response: InstitutionsResponse;
  readonly list?: Partial<ListQuery>;
}

function State({ response, list = {} }: StateProps): ReactElement {
  const translate = useTranslate();
  return (
    <ConsoleSampleFrame
      railItem="institutions"
      viewer="manager"
      head={{ title: translate('institutions.title') }}
    >
      <InstitutionsView
        response={response}
        list={{ ...unfilteredList, ...list }}
        edited={null}
        recordHref={() => '#'}
        onList={nothing}
        onEdit={nothing}
        onChange={unsaved}
      />
    </ConsoleSampleFrame>
  );
}

export function Register(): ReactElement {
  return <State response={useSampleResponse()} />;
}

export function ReadOnly(): ReactElement {
  const institutionsResponse = useSampleResponse();
  return <State response={{ ...institutionsResponse, mayChange: false }} list={{ status: 'duplicate' }} />;
}

export function Empty(): ReactElement {
  const institutionsResponse = useSampleResponse();
  return <State response={{ ...institutionsResponse, institutions: [], proposed: [] }} />;
}

function DialogState({ edited }: { readonly edited: EditedInstitution }): ReactElement {
  const institutionsResponse = useSampleResponse();
  return (
    <>
      <State response={institutionsResponse} />
      <InstitutionDialog
        register={registerOf(institutionsResponse.institutions)}
        edited={edited}
        onChange={unsaved}
        onClose={nothing}
      />
    </>
  );
}

export function Edit(): ReactElement {
  return <DialogState edited={{ kind: 'entry', entry: row(1, { otherNames: ministry.otherNames }, 4) }} />;
}

export function AddAlike(): ReactElement {
  const [, proposal = null] = useSampleResponse().proposed;
  return <DialogState edited={{ kind: 'new', id: idOf(9), proposal }} />;
}

export function SameAs(): ReactElement {
  const institutionsResponse = useSampleResponse();
  const [, proposal] = institutionsResponse.proposed;
  return (
    <>
      <State response={institutionsResponse} />
      {proposal && (
        <SameAsDialog
          register={registerOf(institutionsResponse.institutions)}
          proposal={proposal}
          onChange={unsaved}
          onClose={nothing}
        />
      )}
    </>
  );
}
