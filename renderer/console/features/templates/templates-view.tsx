import { Download, LayoutTemplate, Upload } from 'lucide-react';
import type { ReactElement } from 'react';
import { FileTrigger } from 'react-aria-components';
import type { WorkshopTemplate } from '#domain/workshop/templates/workshop-template.ts';
import { templateLanguagesOf, templateTextIn } from '#domain/workshop/templates/workshop-template.ts';
import type { TemplateRow } from '#renderer/console/api/response-types.ts';
import { NameCell } from '#renderer/console/parts/table-cells.tsx';
import { useLanguage, useTranslate } from '#renderer/i18n';
import {
  Banner,
  Button,
  EmptyState,
  MenuButton,
  PageSection,
  Pill,
  RelativeTime,
  SortableTable,
  type TableColumn,
} from '#renderer/ui';
import type { ReadTemplateFile } from './read-template-file.ts';
import { TemplatePreviewView } from './template-preview-view.tsx';

/** Template in the list: built-in, or a published version. */
export interface ListedTemplate {
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
  readonly onFile: (file: File) => void;
  readonly onDownload: (template: WorkshopTemplate, format: TemplateFileFormat) => void;
  readonly onPublish: (template: WorkshopTemplate) => void;
  readonly onStatus: (row: TemplateRow) => void;
  readonly onClose: () => void;
}

/** Templates of workshops: a file under review, and all versions with their acts. */
export function TemplatesView(props: TemplatesViewProps): ReactElement {
  const { templates, read, onFile, onPublish, onClose } = props;
  const translate = useTranslate();
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
        <SortableTable
          label={translate('templates.title')}
          rows={templates}
          rowId={({ ref, published }) => `${published === null ? 'built-in' : 'published'} ${ref}`}
          columns={useTemplateColumns(props)}
          empty={<EmptyState icon={LayoutTemplate} title={translate('templates.title')} />}
        />
      </PageSection>
    </>
  );
}

function useTemplateColumns({
  onDownload,
  onStatus,
}: TemplatesViewProps): readonly TableColumn<ListedTemplate>[] {
  const translate = useTranslate();
  const language = useLanguage();
  return [
    {
      id: 'title',
      title: translate('path.title'),
      cell: ({ template }) => (
        <NameCell name={templateTextIn(template.title, language)} note={template.code} />
      ),
    },
    {
      id: 'version',
      title: translate('library.column.version'),
      cell: ({ template }) => <bdi>{template.version}</bdi>,
    },
    {
      id: 'days',
      title: translate('templates.column.days'),
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
            onChoose={(format: TemplateFileFormat) => onDownload(template, format)}
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
