// Lists of allowed targets that several rows of layer-table.mjs share, in the form of its entries.

export const purePackages = [
  'npm:zod',
  'npm:yjs',
  'npm:lib0',
  'npm:fractional-indexing',
  'npm:fflate',
  'npm:saxes',
  'npm:re2js',
  /^npm:@noble\//,
];
export const reactPackages = [/^npm:react(-dom)?$/, /^npm:react-aria/, /^npm:@tiptap\/react$/];
export const viewPackages = [
  ...reactPackages,
  /^npm:@react-(aria|stately|types)\//,
  /^npm:@internationalized\//,
  /^npm:@fontsource/,
  /^npm:@tiptap\//,
  /^npm:@tanstack\//,
  'npm:lucide-react',
  'npm:uqr',
  'npm:yjs',
  'npm:y-protocols',
  'npm:zod',
];
/** Outside of the component library, its one entry; stories also take samples and types of the gallery. */
export const uiEntries = ['renderer/ui/index.ts', 'renderer/ui/gallery/', 'renderer/ui/stories/'];
export const viewTargets = [
  ...viewPackages,
  ...uiEntries,
  'renderer/i18n/',
  'renderer/records/',
  'base/',
  'forms/',
  'domain/',
  'renderer/report/',
  /^renderer\/form\/.*-view\.tsx$/,
];
export const notForViews = [
  /^renderer\/(?!i18n\/|ui\/).*\/use-[^/]+$/,
  /-screen\.tsx$/,
  /^renderer\/(store|host)\//,
];
/** Shapes of parsed answers. Their schemas stay with the client, so that nothing else reads unchecked input. */
export const consoleAnswerTypes = ['api/', 'sync/protocol/', 'sync/recovery/', 'renderer/console/api/'];
/** Codes and notices of headquarters, for which a screen has sentences. */
export const noticeTypes = [
  'sync/protocol/refusal-codes.ts',
  'sync/protocol/laptop-own-codes.ts',
  'sync/protocol/access-notices.ts',
];
export const fieldTargets = [
  'renderer/field/',
  'renderer/records/',
  'renderer/form/',
  'renderer/report/',
  ...uiEntries,
  'renderer/i18n/',
  'renderer/store/',
  'renderer/host/',
  'base/',
  'forms/',
  'domain/',
  'sync/client/',
  'sync/seal/',
  'npm:comlink',
  'npm:uuid',
  'npm:qr',
  /^npm:@scure\/bip39/,
  /^npm:@zxcvbn-ts\//,
  ...viewPackages,
  ...purePackages,
];
export const viewFilePattern = /^renderer\/.*-view\.tsx$/;
