import { Award } from 'lucide-react';
import type { ReactElement } from 'react';
import { type EditedText, textFieldPropsOf } from '#renderer/field/parts/text-field-props.ts';
import { type Message, useFormat, useTranslate } from '#renderer/i18n';
import { Banner, Button, EmptyState, PageSection, Pill, SortableTable, TextField } from '#renderer/ui';
import type { NamedCertificateLine } from './certificate-facts.ts';
import './certificates.css';

/** Words of the programme on every certificate. */
interface CertificateTexts {
  readonly issuer: EditedText;
  readonly signatory: EditedText;
}

interface CertificatesViewProps {
  readonly lines: readonly NamedCertificateLine[];
  /** Least share of attended half-days, 0 to 1. */
  readonly leastShare: number;
  readonly texts: CertificateTexts;
  /** Moment at which all names were erased; null while they may exist. */
  readonly namesErasedAtMs: number | null;
  readonly isReadOnly: boolean;
  readonly onIssue: () => void;
  readonly problem: Message | null;
}

/** Participants with their attendance, and the certificates that they earned. */
export function CertificatesView(props: CertificatesViewProps): ReactElement {
  const { lines, leastShare, texts, namesErasedAtMs, isReadOnly, onIssue, problem } = props;
  const translate = useTranslate();
  const format = useFormat();
  if (lines.length === 0) return <EmptyState icon={Award} title={translate('certificate.none')} />;
  const due = lines.filter(({ isEarned, participant }) => isEarned && participant.certificate === null);
  const elsewhere = lines.filter(({ isEarned, name }) => isEarned && name === '').length;
  return (
    <>
      {problem !== null && <Banner meaning="bad">{translate(problem)}</Banner>}
      <PageSection
        title={translate('certificate.list')}
        action={
          !isReadOnly && (
            <Button kind="primary" icon={Award} isDisabled={due.length === 0} onPress={onIssue}>
              {translate('certificate.issue', { count: due.length })}
            </Button>
          )
        }
      >
        <p>{translate('certificate.rule', { share: format.percent(leastShare) })}</p>
        {elsewhere > 0 && (
          <Banner meaning="info">
            {namesErasedAtMs === null
              ? translate('certificate.elsewhere', { count: elsewhere })
              : translate('register.namesErased', { date: format.date(namesErasedAtMs) })}
          </Banner>
        )}
        <SortableTable
          label={translate('certificate.list')}
          rows={lines}
          rowId={({ participant }) => participant.id}
          columns={[
            {
              id: 'code',
              title: translate('path.participant.code'),
              cell: ({ participant }) => participant.code,
            },
            {
              id: 'name',
              title: translate('register.name'),
              cell: ({ name }) =>
                name ||
                translate(namesErasedAtMs === null ? 'certificate.nameElsewhere' : 'register.nameErased'),
            },
            {
              id: 'institution',
              title: translate('path.institution.name'),
              cell: ({ participant }) => participant.institution,
            },
            {
              id: 'share',
              title: translate('certificate.share'),
              align: 'end',
              cell: ({ attendance }) => (attendance.share === null ? '–' : format.percent(attendance.share)),
            },
            {
              id: 'certificate',
              title: translate('path.participant.certificate'),
              cell: (certificateLine) => <CertificateMark line={certificateLine} />,
            },
          ]}
        />
      </PageSection>
      <PageSection title={translate('certificate.texts')}>
        <div className="certificate-texts">
          <TextField
            label={translate('certificate.issuer')}
            {...textFieldPropsOf(texts.issuer, translate)}
            maxLength={200}
            isReadOnly={isReadOnly}
          />
          <TextField
            label={translate('certificate.signatory')}
            description={translate('certificate.signatory.text')}
            {...textFieldPropsOf(texts.signatory, translate)}
            maxLength={200}
            isReadOnly={isReadOnly}
          />
        </div>
      </PageSection>
    </>
  );
}

function CertificateMark({ line }: { readonly line: NamedCertificateLine }): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  const { certificate } = line.participant;
  if (certificate !== null)
    return (
      <Pill
        meaning="good"
        text={
          line.number ?? translate('certificate.issuedOn', { day: format.date(Date.parse(certificate.on)) })
        }
      />
    );
  return line.isEarned ? (
    <Pill meaning="info" text={translate('certificate.earned')} />
  ) : (
    <span>{translate('certificate.notEarned')}</span>
  );
}
