import { FileSpreadsheet, FileText, FileType } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import type { DocumentId } from '#domain/ids.ts';
import { isWorkshopReport, type ReportCode, reportCodes } from '#domain/report-codes.ts';
import { languageFacts, type MessageKey, ReportLanguage, useTranslate } from '#renderer/i18n';
import {
  Button,
  Checkbox,
  DateField,
  NavList,
  Select,
  type SelectOption,
  SplitColumns,
  TextField,
} from '#renderer/ui';
import type { ReportFormat } from '../write/create-report-file.ts';
import type { ReportChoice } from './report-choice.ts';
import './reports.css';

interface PartnerFieldsViewProps {
  readonly choice: ReportChoice;
  readonly onChoose: (reportChoice: ReportChoice) => void;
  readonly entities: readonly string[];
}

/**
 * Entity of a copy and its last day: with the purpose, the information-sharing note (docs/requirements.md E,
 * rule 5).
 */
function PartnerFieldsView({ choice, onChoose, entities }: PartnerFieldsViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <>
      <Select
        label={translate('report.screen.partner')}
        options={entities.map((name) => ({ id: name, label: name }))}
        value={choice.entity === '' ? null : choice.entity}
        onChange={(entity) => onChoose({ ...choice, entity })}
      />
      <DateField
        label={translate('report.screen.until')}
        description={translate('report.screen.until.text')}
        value={choice.until}
        onChange={(until) => onChoose({ ...choice, until })}
        isRequired
      />
    </>
  );
}

interface ReportsViewProps {
  readonly choice: ReportChoice;
  readonly onChoose: (reportChoice: ReportChoice) => void;
  /** Side on which the files are made: a browser prints to PDF by its own dialog. */
  readonly side: 'laptop' | 'headquarters';
  /** Assessments that R2 can be about. */
  readonly institutions: readonly SelectOption<DocumentId>[];
  /** Workshops that R6 to R8 can be about. */
  readonly workshops: readonly SelectOption<DocumentId>[];
  /** Chosen one of them; null for every other report. */
  readonly about: DocumentId | null;
  /** Entities that lead or support items of the plan. */
  readonly entities: readonly string[];
  /** Assessments that belong to this report and are unreadable. */
  readonly leftOut: number;
  /** Format of the file that is being made. */
  readonly saving: ReportFormat | null;
  readonly onSave: ((format: ReportFormat) => void) | null;
  /** The report itself, or the reason why there is none yet. */
  readonly children: ReactNode;
}

/** Reports of a mission: choice of report, audience and language, and a preview. */
export function ReportsView(props: ReportsViewProps): ReactElement {
  const { choice, onChoose, side, leftOut, children } = props;
  const translate = useTranslate();
  return (
    <SplitColumns
      label={translate('report.screen.preview')}
      start={{
        title: translate('report.screen.choose'),
        content: (
          <div className="reports-side">
            <NavList
              label={translate('report.screen.choose')}
              current={choice.code}
              onGo={(code) => onChoose({ ...choice, code, about: null })}
              items={reportCodes.map((reportCode) => ({
                id: reportCode,
                code: reportCode,
                title: translate(reportTextLabels[reportCode].title),
                note: translate(reportTextLabels[reportCode].about),
              }))}
            />
            <p className="reports-intro">{translate(introLabels[side])}</p>
          </div>
        ),
      }}
    >
      <div className="reports-main">
        <ReportControls {...props} />
        {leftOut > 0 && (
          <p className="reports-left-out">{translate(leftOutLabels[side], { count: leftOut })}</p>
        )}
        {children}
      </div>
    </SplitColumns>
  );
}

function ReportControls({
  choice,
  onChoose,
  side,
  institutions,
  workshops,
  about,
  entities,
  saving,
  onSave,
}: ReportsViewProps): ReactElement {
  const translate = useTranslate();
  return (
    <div className="reports-controls">
      {isWorkshopReport(choice.code) && workshops.length > 0 && (
        <Select
          label={translate('report.doc.workshop')}
          options={workshops}
          value={about}
          onChange={(about) => onChoose({ ...choice, about })}
        />
      )}
      {choice.code === 'R2' && institutions.length > 0 && (
        <Select
          label={translate('path.institution.name')}
          options={institutions}
          value={about}
          onChange={(about) => onChoose({ ...choice, about })}
        />
      )}
      <Select
        label={translate('report.screen.language')}
        options={ReportLanguage.options.map((id) => ({ id, label: languageFacts[id].ownName }))}
        value={choice.language}
        onChange={(language) => onChoose({ ...choice, language })}
      />
      <Select
        label={translate('report.screen.audience')}
        options={[
          { id: 'programme', label: translate('report.screen.audience.programme') },
          { id: 'state', label: translate('report.screen.audience.state') },
          { id: 'donor', label: translate('report.screen.audience.donor') },
          { id: 'donor-agreed', label: translate('report.screen.audience.donorAgreed') },
          { id: 'partner', label: translate('report.screen.audience.partner') },
        ]}
        value={choice.audience}
        // The purpose of a copy is asked again for each audience.
        onChange={(audience) => onChoose({ ...choice, audience, purpose: '' })}
      />
      {choice.audience === 'partner' && (
        <PartnerFieldsView choice={choice} onChoose={onChoose} entities={entities} />
      )}
      {choice.audience !== 'programme' && (
        <div className="reports-purpose">
          <TextField
            label={translate('report.screen.purpose')}
            description={translate('report.screen.purpose.text')}
            draft="none"
            value={choice.purpose}
            onChange={(purpose) => onChoose({ ...choice, purpose })}
            maxLength={400}
            isRequired
          />
        </div>
      )}
      <div className="reports-purpose">
        <Checkbox
          label={translate('report.screen.appendix')}
          description={translate('report.screen.appendix.text')}
          state={choice.hasAppendix ? 'on' : 'off'}
          onChange={(hasAppendix) => onChoose({ ...choice, hasAppendix })}
        />
      </div>
      <div className="reports-save">
        {formatsBySide[side].map(({ format, text, icon }) => (
          <Button
            key={format}
            icon={icon}
            kind={format === 'docx' ? 'primary' : 'standard'}
            isDisabled={onSave === null || (saving !== null && saving !== format)}
            isPending={saving === format}
            onPress={() => onSave?.(format)}
          >
            {translate(saving === format ? 'report.screen.saving' : text)}
          </Button>
        ))}
      </div>
    </div>
  );
}

const docxFormat = { format: 'docx', text: 'report.screen.save.docx', icon: FileText } as const;
const xlsxFormat = { format: 'xlsx', text: 'report.screen.save.xlsx', icon: FileSpreadsheet } as const;
const formatsBySide = {
  laptop: [docxFormat, { format: 'pdf', text: 'report.screen.save.pdf', icon: FileType }, xlsxFormat],
  headquarters: [docxFormat, { format: 'pdf', text: 'report.screen.print', icon: FileType }, xlsxFormat],
} as const;

const leftOutLabels = {
  laptop: 'report.screen.leftOut',
  headquarters: 'report.screen.leftOut.headquarters',
} as const;

const introLabels = {
  laptop: 'report.screen.intro',
  headquarters: 'report.screen.intro.headquarters',
} as const;

const reportTextLabels: {
  readonly [C in ReportCode]: { readonly title: MessageKey; readonly about: MessageKey };
} = {
  R1: { title: 'report.r1.title', about: 'report.screen.about.R1' },
  R2: { title: 'report.r2.title', about: 'report.screen.about.R2' },
  R3: { title: 'report.r3.title', about: 'report.screen.about.R3' },
  R4: { title: 'report.r4.title', about: 'report.screen.about.R4' },
  R5: { title: 'report.r5.title', about: 'report.screen.about.R5' },
  R6: { title: 'report.r6.title', about: 'report.screen.about.R6' },
  R7: { title: 'report.r7.title', about: 'report.screen.about.R7' },
  R8: { title: 'report.r8.title', about: 'report.screen.about.R8' },
};
