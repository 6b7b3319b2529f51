import { Printer } from 'lucide-react';
import { type ReactElement, useMemo, useState } from 'react';
import type { Document } from '#domain/document/document.ts';
import type { PathValue } from '#domain/document/op.ts';
import type { LogId } from '#domain/ids.ts';
import { writeModeOf } from '#domain/kinds/permit.ts';
import { namesExportNote } from '#domain/mission/export-note.ts';
import { certificateRuleOf } from '#domain/workshop/attendance.ts';
import {
  checkCertificates,
  issueAgain,
  issueCertificates,
  withdrawCertificate,
} from '#domain/workshop/certificates.ts';
import { useChangeRecord } from '#renderer/field/app/documents/use-document.ts';
import { editedTextOf, useDraft } from '#renderer/field/app/documents/use-draft.ts';
import { useNoteExport } from '#renderer/field/app/files/use-save-file.ts';
import { useFieldServices } from '#renderer/field/app/session/field-services.tsx';
import { fieldAddressOf } from '#renderer/field/parts/field-route.ts';
import { languageFacts, ScreenLanguage, useLanguage, useTranslate, useWordsIn } from '#renderer/i18n';
import {
  type CertificateOfOne,
  certificatePagesHtml,
} from '#renderer/report/certificate/certificate-pages.ts';
import { styleSheetsOf } from '#renderer/report/write/printable-report.ts';
import { Button, Checkbox, Dialog, localDayOf, ScreenPage, Select, useNotify, useNowMs } from '#renderer/ui';
import { AskedSealKeys } from '../register/asked-seal-keys.tsx';
import { useParticipantCards } from '../register/register-facts.ts';
import { useSealNames } from '../register/use-seal-names.ts';
import { useNamesErasedAtMs } from '../use-names-erased.ts';
import { WorkshopFrame, type WorkshopSectionProps } from '../workshop-frame.tsx';
import { WorkshopReadOnlyBannerView } from '../workshop-read-only-banner-view.tsx';
import {
  certificatesOf,
  certificateWordsOf,
  type NamedCertificateLine,
  namedLinesOf,
  namelessIn,
  printableLinesOf,
} from './certificate-facts.ts';
import { CertificatesView } from './certificates-view.tsx';
import { useCertificateNumbers } from './use-certificate-numbers.ts';
import '#renderer/report/certificate/certificate.css';

/** Certificates of a workshop: earned by attendance, issued once, printed with the names of this laptop. */
export function CertificatesScreen(props: WorkshopSectionProps): ReactElement {
  const { queryResult } = props;
  const { log, document } = queryResult;
  const notify = useNotify();
  const today = localDayOf(useNowMs());
  const writeMode = writeModeOf(queryResult.roles, document);
  const storedCards = useParticipantCards(log, document.doc);
  const certificateLines = useMemo(() => namedLinesOf(document, storedCards), [document, storedCards]);
  const { change, problem } = useChangeRecord(log, document);
  const numbers = useCertificateNumbers(queryResult, storedCards);
  const { asked } = useSealNames(queryResult, storedCards, writeMode !== 'open');
  const nameless = useMemo(() => namelessIn(certificateLines), [certificateLines]);
  const checks = useMemo(() => checkCertificates(document, today, nameless), [document, today, nameless]);
  const issue = async (participants: readonly string[], writes: readonly PathValue[]): Promise<void> => {
    const assignedCertificateNumbers = await numbers.assign(participants);
    if (assignedCertificateNumbers === null) return;
    if (await change([...writes, ...assignedCertificateNumbers.writes]))
      notify({ meaning: 'good', text: (translate) => translate('certificate.issued') });
  };
  const sectionHref = (section: 'attendance' | 'register'): string =>
    fieldAddressOf({ screen: 'workshop', log, doc: document.doc, section });
  return (
    <WorkshopFrame
      of={props}
      actions={
        <PrintCertificatesButton
          log={log}
          document={document}
          lines={certificateLines}
          onNumber={async (participants) => {
            const assignedCertificateNumbers = await numbers.assign(participants);
            if (
              assignedCertificateNumbers === null ||
              (assignedCertificateNumbers.writes.length > 0 &&
                !(await change(assignedCertificateNumbers.writes)))
            )
              return null;
            return assignedCertificateNumbers.byParticipant;
          }}
        />
      }
    >
      <ScreenPage>
        {writeMode !== 'open' && <WorkshopReadOnlyBannerView mode={writeMode} />}
        {writeMode === 'open' && storedCards.length > 0 && (
          <AskedSealKeys document={document} asked={asked} />
        )}
        <CertificatesView
          lines={certificateLines}
          leastShare={certificateRuleOf(document).leastShare}
          texts={{
            programme: editedTextOf(useDraft(log, document, 'report/certificate-programme')),
            issuer: editedTextOf(useDraft(log, document, 'report/certificate-issuer')),
            signatory: editedTextOf(useDraft(log, document, 'report/certificate-signatory')),
          }}
          namesErasedAtMs={useNamesErasedAtMs(document)}
          isReadOnly={writeMode !== 'open'}
          checks={checks}
          onIssue={() =>
            void issue(
              checks.due.map(({ participant }) => participant.id),
              issueCertificates(document, today, nameless),
            )
          }
          onIssueAgain={(participant) => void issue([participant], [issueAgain(participant, today)])}
          onWithdraw={(participant, reason) => {
            const line = certificateLines.find(
              (certificateLine) => certificateLine.participant.id === participant,
            );
            if (line !== undefined) void change(withdrawCertificate(line.participant, today, reason));
          }}
          attendanceHref={sectionHref('attendance')}
          registerHref={sectionHref('register')}
          problem={numbers.problem ?? problem}
        />
      </ScreenPage>
    </WorkshopFrame>
  );
}

interface PrintCertificatesButtonProps {
  readonly log: LogId;
  readonly document: Document;
  readonly lines: readonly NamedCertificateLine[];
  /** Give numbers to certificates that another laptop issued; null when they were not saved. */
  readonly onNumber: (participants: readonly string[]) => Promise<ReadonlyMap<string, string> | null>;
}

/** Button that makes the issued certificates as PDF: one file with all of them, or one for each person. */
function PrintCertificatesButton({
  log,
  document: workshop,
  lines,
  onNumber,
}: PrintCertificatesButtonProps): ReactElement {
  const translate = useTranslate();
  const notify = useNotify();
  const { host } = useFieldServices();
  const noteExport = useNoteExport(log);
  const [language, setLanguage] = useState<ScreenLanguage>(useLanguage());
  const { translate: speak, language: shownLanguage } = useWordsIn(language);
  const [isOneFile, setIsOneFile] = useState(true);
  const [isOpen, setIsOpen] = useState(false);
  const [isMaking, setIsMaking] = useState(false);
  const printable = printableLinesOf(lines);

  const make = async (): Promise<void> => {
    setIsMaking(true);
    try {
      const certificateWords = certificateWordsOf(workshop, shownLanguage, speak);
      const save = async (certificateOfOnes: readonly CertificateOfOne[], name: string): Promise<boolean> => {
        const bytes = await host.ask('document.print', {
          html: certificatePagesHtml(certificateWords, certificateOfOnes, styleSheetsOf(document)),
          // A certificate has no page number and no running line.
          head: '',
          direction: certificateWords.direction,
          isLandscape: true,
        });
        return (await host.ask('document.save', { name: `${name.slice(0, 150)}.pdf`, bytes })) === 'saved';
      };
      const file = {
        what: 'certificates',
        about: workshop.doc,
        format: 'pdf',
        language: shownLanguage,
      } as const;
      if (!(await noteExport(namesExportNote(file))))
        return notify({ meaning: 'bad', text: (say) => say('report.screen.notNoted') });
      const unnumbered = printable.filter(({ number }) => number === null);
      const numbers = await onNumber(unnumbered.map(({ participant }) => participant.id));
      if (numbers === null) return notify({ meaning: 'bad', text: (say) => say('certificate.failed') });
      const numbered = printable.map((certificateLine) => ({
        ...certificateLine,
        number: certificateLine.number ?? numbers.get(certificateLine.participant.id) ?? null,
      }));
      const groups = isOneFile ? [numbered] : numbered.map((line) => [line]);
      let saved = 0;
      for (const group of groups) {
        const name = `${certificateWords.heading} - ${isOneFile ? certificateWords.title : (group[0]?.number ?? '')}`;
        // A person who cancels one dialog wants no further one.
        if (!(await save(certificatesOf(group, shownLanguage, speak), name))) break;
        saved += 1;
      }
      if (saved > 0) notify({ meaning: 'good', text: (say) => say('certificate.saved', { count: saved }) });
      setIsOpen(false);
    } catch (error) {
      // The shell logs problems of the disk; a bug of a writer must be visible to developers.
      reportError(error);
      notify({ meaning: 'bad', text: (say) => say('certificate.failed') });
    } finally {
      setIsMaking(false);
    }
  };

  return (
    <>
      <Button icon={Printer} isDisabled={printable.length === 0} onPress={() => setIsOpen(true)}>
        {translate('certificate.print')}
      </Button>
      {isOpen && (
        <Dialog
          title={translate('certificate.print')}
          isOpen
          onClose={() => setIsOpen(false)}
          actions={
            <>
              <Button kind="primary" onPress={() => void make()} isPending={isMaking}>
                {translate('certificate.pdf')}
              </Button>
              <Button onPress={() => setIsOpen(false)}>{translate('ui.cancel')}</Button>
            </>
          }
        >
          <div className="fb-form">
            <p>{translate('certificate.print.text', { count: printable.length })}</p>
            <Select
              label={translate('certificate.language')}
              value={language}
              onChange={setLanguage}
              options={ScreenLanguage.options.map((mailLanguage) => ({
                id: mailLanguage,
                label: languageFacts[mailLanguage].ownName,
              }))}
            />
            <Checkbox
              label={translate('certificate.oneFile')}
              state={isOneFile ? 'on' : 'off'}
              onChange={setIsOneFile}
            />
          </div>
        </Dialog>
      )}
    </>
  );
}
