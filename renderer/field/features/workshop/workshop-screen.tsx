import type { ReactElement } from 'react';
import type { DocumentId, LogId } from '#domain/ids.ts';
import { NotFoundScreen, ScreenFrame, useMissionCrumbs } from '#renderer/field/app/frame/screen-frame.tsx';
import { useStoreQuery } from '#renderer/field/app/session/field-services.tsx';
import { fieldAddressOf, type WorkshopSection } from '#renderer/field/parts/field-route.ts';
import { useTranslate } from '#renderer/i18n';
import { PlaceLinks } from '#renderer/ui';
import { UncheckedTexts } from './unchecked-texts.tsx';
import { workshopSections } from './workshop-sections.ts';

interface WorkshopScreenProps {
  readonly log: LogId;
  readonly doc: DocumentId;
  readonly section?: WorkshopSection | undefined;
  readonly session?: string | undefined;
}

/** One workshop in the section of the address; the agenda without one. */
export function WorkshopScreen({ log, doc, section, session }: WorkshopScreenProps): ReactElement {
  const translate = useTranslate();
  const found = useStoreQuery('document', { log, doc });
  const crumbs = useMissionCrumbs(log, 'workshops');
  if (found.kind === 'loading')
    return (
      <ScreenFrame title="" crumbs={crumbs}>
        {null}
      </ScreenFrame>
    );
  if (found.answer === null) return <NotFoundScreen />;
  const { id: current, Screen } = workshopSections.find(({ id }) => id === section) ?? workshopSections[0];
  return (
    <Screen
      answer={found.answer}
      section={current}
      session={session}
      places={
        <>
          <PlaceLinks
            label={translate('workshop.sections')}
            current={current}
            links={workshopSections.map(({ id, label }) => ({
              id,
              label: translate(label),
              href: fieldAddressOf({ screen: 'workshop', log, doc, section: id }),
            }))}
          />
          <UncheckedTexts answer={found.answer} />
        </>
      }
    />
  );
}
