import type { ReactElement } from 'react';
import { builtInTemplates, nationalPolicyTemplate } from '#domain/workshop/templates/built-in-templates.ts';
import { templateRefOf } from '#domain/workshop/templates/publish-template.ts';
import { unfilteredList } from '#renderer/console/parts/list-query.ts';
import { ScreenPage } from '#renderer/ui';
import type { StoriesAbout } from '#renderer/ui/gallery/story-registry.ts';
import type { ReadTemplateFile } from './read-template-file.ts';
import { TemplatesView } from './templates-view.tsx';

export const about: StoriesAbout = { title: 'Console: workshop templates', layout: 'page' };

const nothing = (): void => undefined;

export function Templates(): ReactElement {
  return <TemplatesStory read={null} />;
}

export function TemplateToPublish(): ReactElement {
  return (
    <TemplatesStory read={{ kind: 'read', template: { ...nationalPolicyTemplate, version: '1.1.0' } }} />
  );
}

export function TemplateWithProblems(): ReactElement {
  return (
    <TemplatesStory
      read={{
        kind: 'refused',
        problems: [
          { row: 10, column: 'minutes', kind: 'missing' },
          { row: 11, column: 'objectives', kind: 'notAccepted' },
          { row: 14, column: 'row', kind: 'unknownRow' },
        ],
      }}
    />
  );
}

export function TemplateFileUnread(): ReactElement {
  return <TemplatesStory read={{ kind: 'unread' }} />;
}

function TemplatesStory({ read }: { readonly read: ReadTemplateFile | null }): ReactElement {
  const own = { ...nationalPolicyTemplate, version: '1.1.0' };
  const ref = templateRefOf(own);
  return (
    <ScreenPage>
      <TemplatesView
        templates={[
          ...builtInTemplates.map((workshopTemplate) => ({
            ref: templateRefOf(workshopTemplate),
            template: workshopTemplate,
            published: null,
          })),
          {
            ref,
            template: own,
            published: {
              ref,
              template: own,
              status: 'retired',
              publishedAtMs: Date.UTC(2026, 10, 2),
              publishedBy: null,
            },
          },
        ]}
        read={read}
        list={unfilteredList}
        onList={nothing}
        onFile={nothing}
        onDownload={nothing}
        onPublish={nothing}
        onStatus={nothing}
        onClose={nothing}
      />
    </ScreenPage>
  );
}
