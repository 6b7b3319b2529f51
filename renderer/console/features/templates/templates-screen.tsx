import { type ReactElement, useState } from 'react';
import { builtInTemplates } from '#domain/workshop/templates/built-in-templates.ts';
import { templateRefOf } from '#domain/workshop/templates/publish-template.ts';
import { templateSheetOf } from '#domain/workshop/templates/template-sheet.ts';
import type { WorkshopTemplate } from '#domain/workshop/templates/workshop-template.ts';
import { useConsole, usePolledResource } from '#renderer/console/app/console-context.ts';
import { ConsoleFrame } from '#renderer/console/app/console-frame.tsx';
import { useListQuery } from '#renderer/console/app/console-route.ts';
import { downloadInBrowser } from '#renderer/console/app/download-in-browser.ts';
import { ResourceContent } from '#renderer/console/app/resource-content.tsx';
import { useServerAction } from '#renderer/console/app/server-action.ts';
import { useTranslate } from '#renderer/i18n';
import { ScreenPage, useNotify } from '#renderer/ui';
import { type ReadTemplateFile, readTemplateFile } from './read-template-file.ts';
import { type TemplateFileFormat, TemplatesView } from './templates-view.tsx';

/** Templates of workshops: download, change in a workbook, upload, publish and retire. */
export function TemplatesScreen(): ReactElement {
  const translate = useTranslate();
  const runServerAction = useServerAction();
  const notify = useNotify();
  const { client, resources } = useConsole();
  const resource = resources.getOrCreate('templates', client.admin.listTemplates);
  const libraryState = usePolledResource(resource);
  const [listQuery, setList] = useListQuery();
  const [read, setRead] = useState<ReadTemplateFile | null>(null);
  const publish = (workshopTemplate: WorkshopTemplate): void =>
    runServerAction(client.admin.publishTemplate({ template: workshopTemplate }), () => {
      notify({
        meaning: 'good',
        text: (say) => say('templates.published', { ref: templateRefOf(workshopTemplate) }),
      });
      setRead(null);
      resource.reload();
    });
  return (
    <ConsoleFrame railItem="templates" head={{ title: translate('templates.title') }} shows={libraryState}>
      <ResourceContent of={libraryState} onTryAgain={resource.reload}>
        {({ templates }) => (
          <ScreenPage>
            <TemplatesView
              templates={[
                ...builtInTemplates.map((workshopTemplate) => ({
                  ref: templateRefOf(workshopTemplate),
                  template: workshopTemplate,
                  published: null,
                })),
                ...templates.map((row) => ({ ref: row.ref, template: row.template, published: row })),
              ]}
              read={read}
              list={listQuery}
              onList={setList}
              onFile={(file) => void readTemplateFile(file).then(setRead, () => setRead({ kind: 'unread' }))}
              onDownload={(workshopTemplate, fileFormat) =>
                void downloadTemplate(workshopTemplate, fileFormat)
              }
              onPublish={publish}
              onStatus={({ ref, status }) =>
                runServerAction(
                  client.admin.changeTemplate({
                    ref,
                    status: status === 'published' ? 'retired' : 'published',
                  }),
                  resource.reload,
                )
              }
              onClose={() => setRead(null)}
            />
          </ScreenPage>
        )}
      </ResourceContent>
    </ConsoleFrame>
  );
}

async function downloadTemplate(
  workshopTemplate: WorkshopTemplate,
  fileFormat: TemplateFileFormat,
): Promise<void> {
  const name = `${workshopTemplate.code}-${workshopTemplate.version}.${fileFormat}`;
  if (fileFormat === 'json') {
    downloadInBrowser(
      name,
      new Blob([JSON.stringify(workshopTemplate, null, 2)], { type: 'application/json' }),
    );
    return;
  }
  const { writeTableXlsx } = await import('#renderer/report/write/write-xlsx.ts');
  downloadInBrowser(name, await writeTableXlsx(workshopTemplate.code, templateSheetOf(workshopTemplate)));
}
