import { type ReactElement, useMemo } from 'react';
import { certificateRuleOf } from '#domain/workshop/attendance.ts';
import { issueCertificates } from '#domain/workshop/certificates.ts';
import { editedTextOf, useDraft } from '#renderer/field/app/documents/use-draft.ts';
import { useWriteMode } from '#renderer/field/app/documents/use-document.ts';
import { useTranslate } from '#renderer/i18n';
import { localDayOf, ScreenPage, useNotify, useNowMs } from '#renderer/ui';
import { WorkshopReadOnlyBannerView } from '../agenda/workshop-details-view.tsx';
import { useParticipantCards } from '../register/use-participant-cards.ts';
import { useChangeWorkshop } from '../use-change-workshop.ts';
import { WorkshopFrame, type WorkshopSectionProps } from '../workshop-frame.tsx';
import { namedLinesOf } from './certificate-facts.ts';
import { CertificatesView } from './certificates-view.tsx';
import { PrintCertificatesButton } from './print-certificates-button.tsx';

/** Certificates of a workshop: earned by attendance, issued once, printed with the names of this laptop. */
export function CertificatesScreen(props: WorkshopSectionProps): ReactElement {
  const { answer } = props;
  const { log, document } = answer;
  const translate = useTranslate();
  const notify = useNotify();
  const today = localDayOf(useNowMs());
  const writeMode = useWriteMode()(answer.roles, document);
  const cards = useParticipantCards(log, document.doc);
  const lines = useMemo(() => namedLinesOf(document, cards), [document, cards]);
  const { change, problem } = useChangeWorkshop(log, document);
  const issue = async (): Promise<void> => {
    const values = issueCertificates(document, today);
    if (await change(values)) notify({ meaning: 'good', text: translate('certificate.issued') });
  };
  return (
    <WorkshopFrame
      of={props}
      actions={<PrintCertificatesButton log={log} document={document} lines={lines} />}
    >
      <ScreenPage>
        {writeMode !== 'open' && <WorkshopReadOnlyBannerView mode={writeMode} />}
        <CertificatesView
          lines={lines}
          leastShare={certificateRuleOf(document).leastShare}
          texts={{
            issuer: editedTextOf(useDraft(log, document, 'report/certificate-issuer')),
            signatory: editedTextOf(useDraft(log, document, 'report/certificate-signatory')),
          }}
          isReadOnly={writeMode !== 'open'}
          onIssue={() => void issue()}
          problem={problem}
        />
      </ScreenPage>
    </WorkshopFrame>
  );
}
