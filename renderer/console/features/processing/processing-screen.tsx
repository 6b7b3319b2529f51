import { type ReactElement, useMemo } from 'react';
import { parseDayNumber } from '#base/calendar-day.ts';
import { buildProcessingRegister } from '#domain/privacy/processing-register.ts';
import { useConsole, usePolledResource } from '#renderer/console/app/console-context.ts';
import { ConsoleFrame } from '#renderer/console/app/console-frame.tsx';
import { useListQuery } from '#renderer/console/app/console-route.ts';
import { downloadInBrowser } from '#renderer/console/app/download-in-browser.ts';
import { ResourceContent } from '#renderer/console/app/resource-content.tsx';
import { useFormat, useTranslate } from '#renderer/i18n';
import { createRegisterFile } from './processing-rows.ts';
import { ProcessingView } from './processing-view.tsx';

/** Register of processing: the table of fields, with the days that follow from the programme's end. */
export function ProcessingScreen(): ReactElement {
  const translate = useTranslate();
  const { client, resources } = useConsole();
  const resource = resources.getOrCreate('programme', client.readProgramme);
  const loadState = usePolledResource(resource);
  return (
    <ConsoleFrame railItem="processing" head={{ title: translate('processing.title') }} shows={loadState}>
      <ResourceContent of={loadState} onTryAgain={resource.reload}>
        {({ programme }) => <LoadedRegister endsOn={programme?.endsOn ?? null} />}
      </ResourceContent>
    </ConsoleFrame>
  );
}

const dayLengthMs = 24 * 60 * 60_000;

function LoadedRegister({ endsOn }: { readonly endsOn: string | null }): ReactElement {
  const translate = useTranslate();
  const format = useFormat();
  const [listQuery, setList] = useListQuery();
  const registerLines = useMemo(
    () => buildProcessingRegister(endsOn === null ? null : parseDayNumber(endsOn) * dayLengthMs),
    [endsOn],
  );
  return (
    <ProcessingView
      lines={registerLines}
      endsOn={endsOn}
      list={listQuery}
      onList={setList}
      onSave={() => {
        const { name, content } = createRegisterFile(registerLines, translate, format);
        downloadInBrowser(name, content);
      }}
    />
  );
}
