/** Rule numbers that a specification defines, without those under its heading "Not yet built". */
export function builtRules(markdown: string): readonly string[] {
  const sections = markdown.split(/^(?=#{1,6} )/m);
  const built = sections.filter((section) => !/^#{1,6} Not yet built/i.test(section)).join('');
  const unbuilt = new Set(definedRules(sections.filter((s) => /^#{1,6} Not yet built/i.test(s)).join('')));
  return definedRules(built).filter((rule) => !unbuilt.has(rule));
}

/** A definition begins a line, list item or heading: `- **M1** ...`, `### [M1] ...`. */
function definedRules(markdown: string): readonly string[] {
  const definition = /^[ \t]*(?:[-*] +|#{1,6} +)?(?:\*\*)?\[?([SMPJD]\d+)\]?(?:\*\*)?(?![\w.])/gm;
  return [...new Set([...markdown.matchAll(definition)].map((found) => found[1] ?? ''))];
}

/** Rule numbers in the titles of a test file: `test('[M1] ...')`, `describe('[M1, M2] ...')`. */
export function quotedRules(testSource: string): readonly string[] {
  const title = /\b(?:test|it|describe)(?:\.\w+)*(?:\([^'"`]*?\))?\(\s*(['"`])(.*?)\1/gs;
  return [...testSource.matchAll(title)].flatMap((found) =>
    [...(found[2] ?? '').matchAll(/\[([^\]]*)\]/g)].flatMap(
      (bracket) => (bracket[1] ?? '').match(/\b[SMPJD]\d+\b(?!\.)/g) ?? [],
    ),
  );
}
