import type { ReactElement } from 'react';
import { attendanceOf, certificateRuleOf } from '#domain/workshop/attendance.ts';
import type { AttendanceMark } from '#domain/workshop/participant.ts';
import { noConsents } from '#domain/workshop/register.ts';
import { useTranslate } from '#renderer/i18n';
import { ScreenLayout, ScreenPage } from '#renderer/ui';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import { SampleRail } from '#renderer/ui/stories/sample-rail.tsx';
import { SampleStatus } from '#renderer/ui/stories/sample-status.tsx';
import { staticEditedText } from '../sample-workshop.ts';
import type { NamedCertificateLine } from './certificate-facts.ts';
import { CertificatesView } from './certificates-view.tsx';

export const about: StoriesAbout = { title: 'Workshop certificates', layout: 'page' };

const nothing = (): void => undefined;
const names = ['First participant', 'مشارك ثانٍ', ''];

function sampleLine(at: number, isIssued: boolean): NamedCertificateLine {
  const attended = at % 5 === 4 ? 5 : 8;
  const attendanceMarks = Array.from(
    { length: 8 },
    (_, block): AttendanceMark => (block < attended ? 'present' : 'absent'),
  );
  const participantAttendance = attendanceOf(attendanceMarks, certificateRuleOf(undefined));
  const code = `KT7-${[482, 137, 905, 266, 714, 351, 598][at] ?? 100}`;
  const isEarned = participantAttendance.prospect === 'reached';
  return {
    name: names[at % names.length] ?? '',
    number: isIssued && isEarned && at !== 2 ? (['K7QX-3MRT-9WBD', 'WJ49-TX99-C2LM'][at % 2] ?? null) : null,
    attendance: participantAttendance,
    isEarned,
    isNameless: names[at % names.length] === '' && at > 4,
    contested: 0,
    participant: {
      id: String(at),
      code,
      institution: at % 2 === 0 ? 'Ministry of Justice' : 'National Police Service',
      institutionRef: null,
      institutionType: at % 2 === 0 ? 'MIN' : 'POL',
      function: 'policy',
      isNominated: true,
      consents: noConsents,
      certificate: isIssued && isEarned && at !== 3 ? { on: '2026-11-27' } : null,
      withdrawnCertificate:
        isIssued && at === 3
          ? { on: '2026-11-27', withdrawn: { on: '2026-11-28', reason: 'misprint' } }
          : null,
      sealedName: null,
      sealedEmail: null,
      isRemoved: false,
    },
  };
}

interface SampleCertificatesProps {
  readonly count: number;
  /** Last day of the workshop while it lies ahead. */
  readonly lastDayAhead?: string | null;
  readonly isIssued?: boolean;
}

function SampleCertificates(props: SampleCertificatesProps): ReactElement {
  const { count, isIssued = false, lastDayAhead = null } = props;
  const translate = useTranslate();
  const lines = Array.from({ length: count }, (_, at) => sampleLine(at, isIssued));
  const earned = lines.filter(({ isEarned, participant }) => isEarned && participant.certificate === null);
  return (
    <ScreenLayout
      rail={<SampleRail />}
      title={translate('certificate.section')}
      status={<SampleStatus network="none" waiting={0} />}
    >
      <ScreenPage>
        <CertificatesView
          lines={lines}
          checks={{
            lastDayAhead,
            contested: 2,
            withoutName: isIssued ? 0 : 1,
            due: isIssued ? [] : earned.slice(1),
          }}
          onIssueAgain={nothing}
          onWithdraw={nothing}
          attendanceHref="#"
          registerHref="#"
          leastShare={0.8}
          texts={{
            programme: staticEditedText('Regional programme'),
            issuer: staticEditedText('Programme office'),
            signatory: staticEditedText('Head of the programme'),
          }}
          namesErasedAtMs={null}
          isReadOnly={false}
          onIssue={nothing}
          problem={null}
        />
      </ScreenPage>
    </ScreenLayout>
  );
}

export const Earned = (): ReactElement => <SampleCertificates count={7} />;
export const BeforeLastDay = (): ReactElement => <SampleCertificates count={7} lastDayAhead="2026-11-27" />;
export const Issued = (): ReactElement => <SampleCertificates count={7} isIssued />;
export const WithoutParticipants = (): ReactElement => <SampleCertificates count={0} />;
