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
  const act = useServerAction();
  const notify = useNotify();
  const { client, resources } = useConsole();
  const resource = resources.getOrCreate('templates', client.admin.listTemplates);
  const library = usePolledResource(resource);
  const [list, setList] = useListQuery();
  const [read, setRead] = useState<ReadTemplateFile | null>(null);
  const publish = (template: WorkshopTemplate): void =>
    act(client.admin.publishTemplate({ template }), () => {
      notify({
        meaning: 'good',
        text: (say) => say('templates.published', { ref: templateRefOf(template) }),
      });
      setRead(null);
      resource.reload();
    });
  return (
    <ConsoleFrame place="templates" head={{ title: translate('templates.title') }} shows={library}>
      <ResourceContent of={library} onTryAgain={resource.reload}>
        {({ templates }) => (
          <ScreenPage>
            <TemplatesView
              templates={[
                ...builtInTemplates.map((template) => ({
                  ref: templateRefOf(template),
                  template,
                  published: null,
                })),
                ...templates.map((row) => ({ ref: row.ref, template: row.template, published: row })),
              ]}
              read={read}
              list={list}
              onList={setList}
              onFile={(file) => void readTemplateFile(file).then(setRead, () => setRead({ kind: 'unread' }))}
              onDownload={(template, format) => void downloadTemplate(template, format)}
              onPublish={publish}
              onStatus={({ ref, status }) =>
                act(
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

async function downloadTemplate(template: WorkshopTemplate, format: TemplateFileFormat): Promise<void> {
  const name = `${template.code}-${template.version}.${format}`;
  if (format === 'json') {
    downloadInBrowser(name, new Blob([JSON.stringify(template, null, 2)], { type: 'application/json' }));
    return;
  }
  const { writeTableXlsx } = await import('#renderer/report/write/write-xlsx.ts');
  downloadInBrowser(name, await writeTableXlsx(template.code, templateSheetOf(template)));
}
