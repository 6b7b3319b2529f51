import type { ReactElement } from 'react';
import type { ReadQuestionnaire } from '#renderer/console/features/instruments/workbench.ts';
import { WorkbenchView } from '#renderer/console/features/instruments/workbench-view.tsx';

const nothing = (): void => undefined;

/** A workbench with a workbook that cannot be used, and nothing behind its buttons. */
export function ProblemsHarness({ read }: { readonly read: ReadQuestionnaire }): ReactElement {
  return (
    <WorkbenchView
      read={read}
      comparison={{ kind: 'first' }}
      publishable="errors"
      isPublishing={false}
      preview={null}
      tree={null}
      language="en"
      onPublish={nothing}
      onPutAway={nothing}
    />
  );
}
