/**
 * Request to the stand-in for fpm.
 * @typedef {object} DebCommand
 * @property {string} output the .deb to write
 * @property {string} compression as dpkg-deb names it
 * @property {readonly { from: string, to: string }[]} files
 * @property {Record<string, string>} scripts maintainer scripts by name
 * @property {readonly (readonly [field: string, value: string])[]} fields of the control file, in its order
 * @property {readonly string[]} description lines, the first is the summary
 */

/**
 * @param {{ values: Record<string, any>, positionals: readonly string[] }} parsed
 * @returns {DebCommand}
 */
export function readFpmCommand({ values, positionals }) {
  if (values['type'] !== 'deb')
    throw new Error(`this stand-in for fpm makes .deb only, not ${values['type']}`);
  const description = String(values['description'] ?? values['name'])
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return {
    output: values['package'],
    compression:
      { gz: 'gzip', store: 'none' }[String(values['deb-compression'])] ?? values['deb-compression'] ?? 'xz',
    files: positionals.map((word) => {
      const cut = word.lastIndexOf('=/');
      return { from: word.slice(0, cut), to: word.slice(cut + 1) };
    }),
    scripts: presentPairs([
      ['postinst', values['after-install']],
      ['postrm', values['after-remove']],
    ]),
    fields: Object.entries(
      presentPairs([
        ['Package', values['name']],
        ['Version', values['iteration'] ? `${values['version']}-${values['iteration']}` : values['version']],
        ['Architecture', values['architecture']],
        ['Maintainer', values['maintainer']],
        ['Depends', values['depends']?.join(', ')],
        ['Recommends', values['deb-recommends']?.join(', ')],
        ['Section', values['category'] ?? 'misc'],
        ['Priority', values['deb-priority'] ?? 'optional'],
        ['Homepage', values['url']],
      ]),
    ),
    description,
  };
}

/**
 * The text of DEBIAN/control.
 * @param {DebCommand} command
 * @param {number} installedKilobytes
 */
export function createControlFile({ fields, description }, installedKilobytes) {
  const [summary = '', ...rest] = description;
  return [
    ...fields.map(([field, value]) => `${field}: ${value}`),
    `Installed-Size: ${installedKilobytes}`,
    `Description: ${summary}`,
    ...rest.map((line) => ` ${line}`),
    '',
  ].join('\n');
}

/**
 * @param {readonly (readonly [string, string | undefined])[]} pairs
 * @returns {Record<string, string>}
 */
function presentPairs(pairs) {
  return Object.fromEntries(pairs.flatMap(([name, value]) => (value ? [[name, value]] : [])));
}
