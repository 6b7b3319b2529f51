// Who may import whom: the table "Direction" of docs/architecture.md, as data. The first row that fits a file
// holds. A target is a path in this repository ("domain/ids.ts") or a package ("npm:zod", "node:fs"). An entry is
// the beginning of a path, a whole package name, or a pattern; `$1` stands for the feature's own name.

/**
 * @typedef {object} Layer
 * @property {string} name
 * @property {RegExp} files
 * @property {readonly (string | RegExp)[]} may
 * @property {readonly (string | RegExp)[]} [mayNot] exceptions from `may`
 * @property {string} why what the rule protects, said to whoever breaks it
 */

const pure = [
  'npm:zod',
  'npm:yjs',
  'npm:lib0',
  'npm:fractional-indexing',
  'npm:fflate',
  'npm:saxes',
  'npm:re2js',
  /^npm:@noble\//,
];
const react = [/^npm:react(-dom)?$/, /^npm:react-aria/, /^npm:@tiptap\/react$/];
const look = [
  ...react,
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
const fieldParts = [
  'renderer/field/',
  'renderer/words/',
  'renderer/form/',
  'renderer/report/',
  'renderer/ui/',
  'renderer/i18n/',
  'renderer/store/',
  'renderer/host/',
  'domain/',
  'sync/client/',
  'npm:comlink',
  'npm:uuid',
  'npm:qr',
  /^npm:@scure\/bip39/,
  /^npm:@zxcvbn-ts\//,
  ...look,
  ...pure,
];
const view = /^renderer\/.*-view\.tsx$/;

/** @type {readonly Layer[]} */
export const layers = [
  {
    name: 'domain',
    files: /^domain\//,
    may: ['domain/', ...pure],
    why: 'what is true needs no clock, network, screen or machine: it imports itself, zod and pure libraries',
  },
  {
    name: 'sync/protocol',
    files: /^sync\/protocol\//,
    may: ['domain/', 'sync/protocol/', 'npm:structured-headers', 'npm:fflate', ...pure],
    why: 'the wire knows neither the device nor the server',
  },
  {
    name: 'sync/recovery',
    files: /^sync\/recovery\//,
    may: ['domain/', 'sync/protocol/', 'sync/recovery/', 'npm:age-encryption', /^npm:@scure\/bip39/],
    why: 'key files are opened alike in the console and at the command line, without either',
  },
  {
    name: 'sync/client',
    files: /^sync\/client\//,
    may: ['domain/', 'sync/protocol/', 'sync/client/', ...pure],
    why: 'effects go through ports, and the device does not contain the judge',
  },
  {
    name: 'sync/server',
    files: /^sync\/server\//,
    may: ['domain/', 'sync/protocol/', 'sync/server/', ...pure],
    why: 'effects go through ports, and the judge does not contain the device',
  },
  {
    name: 'gallery',
    files: /^renderer\/ui\/gallery\//,
    may: [...look, 'renderer/ui/', 'renderer/i18n/', 'domain/', view, /^renderer\/.*-states\.tsx?$/],
    why: 'the gallery shows components and views with invented props; it has no store, host or network',
  },
  {
    name: 'views',
    files: /^(renderer\/.*)\/[^/]+-(?:view|states)\.tsx?$/,
    may: [
      ...look,
      'renderer/ui/',
      'renderer/i18n/',
      'renderer/words/',
      'domain/',
      'renderer/console/parts/',
      'renderer/field/parts/',
      'renderer/report/',
      /^renderer\/form\/(.*-view\.tsx|words-in\.ts)$/,
      '$1/',
    ],
    mayNot: [/^renderer\/(?!i18n\/|ui\/).*\/use-[^/]+$/, /-screen\.tsx$/, /^renderer\/(store|host)\//],
    why: 'a view looks: values and callbacks come in as props, nothing reads the store, the host or the network',
  },
  {
    name: 'renderer/ui',
    files: /^renderer\/ui\//,
    may: [...look, 'renderer/ui/', 'renderer/i18n/'],
    why: 'components know React and words, but no product data',
  },
  {
    name: 'renderer/form',
    files: /^renderer\/form\//,
    may: [...look, 'renderer/form/', 'renderer/ui/', 'renderer/i18n/', 'domain/'],
    why: 'a form looks the same in the field and in the console: it has no store, no host and no network',
  },
  {
    name: 'renderer/report',
    files: /^renderer\/report\//,
    may: [
      ...look,
      'renderer/report/',
      'renderer/ui/',
      'renderer/i18n/',
      'domain/',
      'npm:docx',
      'npm:write-excel-file',
    ],
    why: 'a report looks the same in the field, in the console and on paper: it has no store, no host and no network',
  },
  {
    name: 'renderer/words',
    files: /^renderer\/words\//,
    may: ['renderer/words/', 'renderer/i18n/', 'domain/'],
    why: 'words of the domain that the field and the console say alike: no screens, no product data',
  },
  {
    name: 'renderer/i18n',
    files: /^renderer\/i18n\//,
    may: [
      ...react,
      'npm:zod',
      'renderer/i18n/',
      'npm:intl-messageformat',
      /^npm:@internationalized\//,
      /^npm:@formatjs\//,
    ],
    why: 'messages are below everything that speaks',
  },
  {
    name: 'renderer/host',
    files: /^renderer\/host\//,
    may: ['renderer/host/', 'domain/', 'sync/protocol/', 'npm:zod', 'npm:react', 'npm:comlink'],
    why: 'the host contract is what the app asks of a shell; it contains neither',
  },
  {
    name: 'renderer/store',
    files: /^renderer\/store\//,
    may: ['renderer/store/', 'renderer/host/', 'domain/', 'sync/client/', 'sync/protocol/', /^npm:/],
    mayNot: [...react, /^npm:electron$/],
    why: 'the store runs in a worker: no React, no screens, no server',
  },
  {
    name: 'field features',
    files: /^renderer\/field\/features\/([^/]+)\//,
    may: fieldParts,
    mayNot: [/^renderer\/field\/features\/(?!$1\/)/],
    why: 'features are strangers to each other: what two of them need moves up, or they meet on a screen above',
  },
  {
    name: 'field parts',
    files: /^renderer\/field\/parts\//,
    may: [...look, 'renderer/field/parts/', 'renderer/words/', 'renderer/ui/', 'renderer/i18n/', 'domain/'],
    why: 'what views of several features share looks only: no store, no host',
  },
  {
    name: 'renderer/field',
    files: /^renderer\/field\//,
    may: fieldParts,
    why: 'the field app stands on the store and the host; it knows neither the console nor the server',
  },
  {
    name: 'console features',
    files: /^renderer\/console\/features\/([^/]+)\//,
    may: [
      'renderer/console/',
      'renderer/form/',
      'renderer/report/',
      'renderer/words/',
      'renderer/ui/',
      'renderer/i18n/',
      'domain/',
      ...look,
    ],
    mayNot: [/^renderer\/console\/features\/(?!$1\/)/],
    why: 'a console feature has ui, words, domain and the API client: no store, no host, no other feature',
  },
  {
    name: 'console parts',
    files: /^renderer\/console\/parts\//,
    may: [...look, 'renderer/console/parts/', 'renderer/words/', 'renderer/ui/', 'renderer/i18n/', 'domain/'],
    why: 'what several console views show alike: words and looks without the API',
  },
  {
    name: 'renderer/console',
    files: /^renderer\/console\//,
    may: [
      'renderer/console/',
      'renderer/words/',
      'renderer/ui/',
      'renderer/i18n/',
      'domain/',
      'sync/protocol/',
      'sync/recovery/',
      'npm:zod',
      'npm:@simplewebauthn/browser',
      ...look,
    ],
    why: 'the console speaks to the API; it has no store and no host',
  },
  {
    name: 'renderer',
    files: /^renderer\//,
    may: [],
    why: 'every file of the renderer belongs to ui, form, report, words, i18n, host, store, field or console',
  },
  {
    name: 'electron/hub',
    files: /^electron\/hub\//,
    may: [
      'electron/',
      'server/',
      'renderer/host/host-contract.ts',
      'domain/',
      'sync/protocol/',
      /^n(pm|ode):/,
    ],
    mayNot: [...react, 'npm:dexie'],
    why: 'the hub is the only part of the shell that contains a server',
  },
  {
    name: 'electron/orders',
    files: /^electron\/(orders|backup)\//,
    may: [
      'electron/',
      /^renderer\/store\/journal-(entry|state)\.ts$/,
      'sync/client/fit-pack.ts',
      'domain/',
      'sync/protocol/',
      /^n(pm|ode):/,
    ],
    mayNot: [...react, 'npm:dexie'],
    why: 'orders and backups go on without the page, so these alone read what the journal holds',
  },
  {
    name: 'electron',
    files: /^electron\//,
    may: ['electron/', 'renderer/host/host-contract.ts', 'domain/', 'sync/protocol/', /^n(pm|ode):/],
    mayNot: [...react, 'npm:dexie'],
    why: 'the shell plugs into the host contract and knows nothing else of the app',
  },
  {
    name: 'server',
    files: /^server\//,
    may: ['server/', 'domain/', 'sync/protocol/', 'sync/recovery/', 'sync/server/', /^n(pm|ode):/],
    mayNot: [...react, 'npm:dexie', 'npm:electron'],
    why: 'the server contains neither screens nor the shell nor the device side of sync',
  },
  {
    name: 'build',
    files: /^build\//,
    may: ['build/', /^n(pm|ode):/],
    why: 'tool scripts contain no product code',
  },
];
