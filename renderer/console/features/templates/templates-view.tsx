import { Download, LayoutTemplate, Upload } from 'lucide-react';
import type { ReactElement } from 'react';
import { FileTrigger } from 'react-aria-components';
import type { TemplateRow } from '#api/library-api.ts';
import type { TemplateSheetProblem } from '#domain/workshop/templates/template-sheet.ts';
import {
  templateLanguagesOf,
  templateTextIn,
  type WorkshopTemplate,
} from '#domain/workshop/templates/workshop-template.ts';
import { type ListColumn, ListTableView } from '#renderer/console/parts/list-filters-view.tsx';
import type { ListQuery } from '#renderer/console/parts/list-query.ts';
import { NameCell } from '#renderer/console/parts/table-cells.tsx';
import { type MessageKey, useLanguage, useTranslate } from '#renderer/i18n';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { Banner, Button, Card, EmptyState, MenuButton, PageSection, Pill, RelativeTime } from '#renderer/ui';
import type { ReadTemplateFile } from './read-template-file.ts';

interface TemplatePreviewViewProps {
  readonly read: Exclude<ReadTemplateFile, { readonly kind: 'unread' }>;
  readonly onPublish: (workshopTemplate: WorkshopTemplate) => void;
  readonly onClose: () => void;
}

const problemKeys = {
  missing: 'templates.problem.missing',
  notAccepted: 'templates.problem.notAccepted',
  unknownRow: 'templates.problem.unknownRow',
  unknownColumn: 'templates.problem.unknownColumn',
} as const satisfies { readonly [kind in TemplateSheetProblem['kind']]: MessageKey };

/** A file before it is published: its agenda, or each cell that is not taken. */
function TemplatePreviewView({ read, onPublish, onClose }: TemplatePreviewViewProps): ReactElement {
  const translate = useTranslate();
  if (read.kind === 'refused')
    return (
      <Banner
        meaning="bad"
        isAnnounced
        title={translate('templates.refused', { count: read.problems.length })}
        actions={<Button onPress={onClose}>{translate('ui.close')}</Button>}
      >
        <ul>
          {read.problems.slice(0, 200).map(({ row, column, kind }) => (
            <li key={`${row} ${column} ${kind}`}>
              {translate('templates.problem', { row, column })} {translate(problemKeys[kind])}
            </li>
          ))}
        </ul>
      </Banner>
    );
  return <AgendaPreview template={read.template} onPublish={onPublish} onClose={onClose} />;
}

interface AgendaPreviewProps extends Omit<TemplatePreviewViewProps, 'read'> {
  readonly template: WorkshopTemplate;
}

function AgendaPreview({ template, onPublish, onClose }: AgendaPreviewProps): ReactElement {
  const translate = useTranslate();
  const language = useLanguage();
  const { code, version, title, sessions } = template;
  const name = `${code}@${version}`;
  return (
    <Card label={name}>
      <h3 dir="auto">
        <bdi>{name}</bdi> {templateTextIn(title, language)}
      </h3>
      <table>
        <thead>
          <tr>
            <th scope="col">{translate('path.session.day')}</th>
            <th scope="col">{translate('path.session.kind')}</th>
            <th scope="col">{translate('path.session.minutes')}</th>
            <th scope="col">{translate('path.title')}</th>
            <th scope="col">{translate('path.session.method')}</th>
            <th scope="col">{translate('path.session.output')}</th>
          </tr>
        </thead>
        <tbody>
          {sessions.map((templateSession, at) => (
            <tr key={`${templateSession.day} ${at}`}>
              <td>{templateSession.day}</td>
              <td>{translate(valueLabels.sessionKind[templateSession.kind])}</td>
              <td className="fb-numbers">{templateSession.minutes}</td>
              <td dir="auto">{templateTextIn(templateSession.title, language)}</td>
              <td dir="auto">{templateTextIn(templateSession.method, language)}</td>
              <td dir="auto">{templateTextIn(templateSession.output, language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Button kind="primary" onPress={() => onPublish(template)}>
        {translate('templates.publish', { ref: name })}
      </Button>{' '}
      <Button onPress={onClose}>{translate('ui.cancel')}</Button>
    </Card>
  );
}

/** Template in the list: built-in, or a published version. */
interface ListedTemplate {
  readonly ref: string;
  readonly template: WorkshopTemplate;
  /** Null for a built-in one. */
  readonly published: TemplateRow | null;
}

export type TemplateFileFormat = 'xlsx' | 'json';

interface TemplatesViewProps {
  readonly templates: readonly ListedTemplate[];
  /** File under review; null without one. */
  readonly read: ReadTemplateFile | null;
  readonly list: ListQuery;
  readonly onList: (listQuery: ListQuery) => void;
  readonly onFile: (file: File) => void;
  readonly onDownload: (workshopTemplate: WorkshopTemplate, fileFormat: TemplateFileFormat) => void;
  readonly onPublish: (workshopTemplate: WorkshopTemplate) => void;
  readonly onStatus: (templateRow: TemplateRow) => void;
  readonly onClose: () => void;
}

/** Templates of workshops: a file under review, and all versions with their acts. */
export function TemplatesView(props: TemplatesViewProps): ReactElement {
  const { templates, read, list, onList, onFile, onPublish, onClose } = props;
  const translate = useTranslate();
  const language = useLanguage();
  return (
    <>
      <PageSection
        title={translate('templates.title')}
        description={translate('templates.text')}
        action={
          <FileTrigger
            acceptedFileTypes={['.xlsx', '.json']}
            onSelect={(files) => {
              const [file] = files === null ? [] : [...files];
              if (file) onFile(file);
            }}
          >
            <Button icon={Upload}>{translate('templates.upload')}</Button>
          </FileTrigger>
        }
      >
        {read?.kind === 'unread' && (
          <Banner meaning="bad" isAnnounced>
            {translate('templates.unread')}
          </Banner>
        )}
        {read !== null && read.kind !== 'unread' && (
          <TemplatePreviewView read={read} onPublish={onPublish} onClose={onClose} />
        )}
        <ListTableView
          label={translate('templates.title')}
          rows={templates}
          rowId={({ ref, published }) => `${published === null ? 'built-in' : 'published'} ${ref}`}
          columns={useTemplateColumns(props)}
          list={list}
          onList={onList}
          textsOf={({ template, published }) => [
            templateTextIn(template.title, language),
            template.code,
            template.version,
            published?.publishedBy?.name,
          ]}
          status={{
            label: translate('path.status'),
            anyLabel: translate('console.records.filter.anyStatus'),
            options: templateStatuses.map((id) => ({ id, label: translate(`library.state.${id}`) })),
            idsOf: ({ published }) => [published?.status ?? 'published'],
          }}
          empty={<EmptyState icon={LayoutTemplate} title={translate('templates.title')} />}
        />
      </PageSection>
    </>
  );
}

const templateStatuses = ['published', 'retired'] as const;

function useTemplateColumns({
  onDownload,
  onStatus,
}: TemplatesViewProps): readonly ListColumn<ListedTemplate>[] {
  const translate = useTranslate();
  const language = useLanguage();
  return [
    {
      id: 'title',
      title: translate('path.title'),
      sortBy: ({ template }) => templateTextIn(template.title, language),
      cell: ({ template }) => (
        <NameCell name={templateTextIn(template.title, language)} note={template.code} />
      ),
    },
    {
      id: 'version',
      title: translate('library.column.version'),
      sortBy: ({ template }) => template.version,
      cell: ({ template }) => <bdi>{template.version}</bdi>,
    },
    {
      id: 'days',
      title: translate('templates.column.days'),
      sortBy: ({ template }) => template.days,
      align: 'end',
      cell: ({ template }) => <span className="fb-numbers">{template.days}</span>,
    },
    {
      id: 'languages',
      title: translate('library.column.languages'),
      cell: ({ template }) => <bdi>{templateLanguagesOf(template).join(' · ')}</bdi>,
    },
    {
      id: 'published',
      title: translate('library.column.published'),
      sortBy: ({ published }) => published?.publishedAtMs ?? null,
      cell: ({ published }) =>
        published === null ? (
          translate('templates.builtIn')
        ) : (
          <>
            <RelativeTime atMs={published.publishedAtMs} />
            {published.publishedBy && (
              <>
                {' · '}
                <bdi>{published.publishedBy.name}</bdi>
              </>
            )}
          </>
        ),
    },
    {
      id: 'status',
      title: translate('path.status'),
      sortBy: ({ published }) => translate(`library.state.${published?.status ?? 'published'}`),
      cell: ({ published }) =>
        published?.status === 'retired' ? (
          <Pill text={translate('library.state.retired')} />
        ) : (
          <Pill text={translate('library.state.published')} meaning="good" />
        ),
    },
    {
      id: 'acts',
      title: translate('console.admin.acts'),
      isActions: true,
      cell: ({ template, published, ref }) => (
        <>
          <MenuButton
            label={translate('templates.download', { ref })}
            kind="quiet"
            icon={Download}
            choices={[
              { id: 'xlsx', label: translate('templates.download.xlsx') },
              { id: 'json', label: translate('templates.download.json') },
            ]}
            onChoose={(fileFormat: TemplateFileFormat) => onDownload(template, fileFormat)}
          />
          {published && (
            <Button
              kind="quiet"
              onPress={() => onStatus(published)}
              label={translate(
                published.status === 'published' ? 'library.retire.for' : 'library.restore.for',
                { title: template.code, version: template.version },
              )}
            >
              {translate(published.status === 'published' ? 'library.retire' : 'library.restore')}
            </Button>
          )}
        </>
      ),
    },
  ];
}
