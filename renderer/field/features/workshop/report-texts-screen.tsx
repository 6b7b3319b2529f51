import type { ReactElement } from 'react';
import { ReportTexts } from '#renderer/field/app/documents/report-texts.tsx';
import { useChangeRecord, useWriteMode } from '#renderer/field/app/documents/use-document.ts';
import { fieldAddressOf } from '#renderer/field/parts/field-route.ts';
import { useTranslate } from '#renderer/i18n';
import { ScreenPage, TextLink } from '#renderer/ui';
import { WorkshopReadOnlyBannerView } from './agenda/workshop-details-view.tsx';
import { WorkshopFrame, type WorkshopSectionProps } from './workshop-frame.tsx';
import { WorkshopTextChecks } from './workshop-text-checks.tsx';

/** Words of a person for the reports of a workshop. */
export function ReportTextsScreen(props: WorkshopSectionProps): ReactElement {
  const { answer } = props;
  const { log, document } = answer;
  const translate = useTranslate();
  const { change } = useChangeRecord(log, document);
  const mode = useWriteMode()(answer.roles, document);
  return (
    <WorkshopFrame of={props}>
      <WorkshopTextChecks answer={answer} change={change}>
        <ScreenPage width="reading">
          {mode !== 'open' && <WorkshopReadOnlyBannerView mode={mode} />}
          <ReportTexts
            log={log}
            document={document}
            model={null}
            isReadOnly={mode !== 'open'}
            hasKeyMessages={false}
          />
          <p>
            <TextLink href={fieldAddressOf({ screen: 'reports', log })}>
              {translate('workshop.section.report.open')}
            </TextLink>
          </p>
        </ScreenPage>
      </WorkshopTextChecks>
    </WorkshopFrame>
  );
}
