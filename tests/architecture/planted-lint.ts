import { execFile } from 'node:child_process';
import { cp, mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { repositoryRoot } from '#tests/support/repository/source-files.ts';
import { makeFolder, removeFolder } from '#tests/support/temporary/make-folder.ts';

/** Findings of the linter about one planted file: rule and message of each. */
export interface Finding {
  readonly file: string;
  readonly code: string;
  readonly message: string;
}

/**
 * Lint invented files under the repository's own configuration, in a copy of its folder layout. A rule is seen to fire
 * without a wrong file in the tree. Keys are paths within the repository.
 */
export async function lintPlanted(
  sourceByFile: Readonly<Record<string, string>>,
): Promise<readonly Finding[]> {
  const folder = makeFolder('lint');
  try {
    for (const name of ['.oxlintrc.json', 'package.json', 'tsconfig.base.json', 'build/layers']) {
      await cp(path.join(repositoryRoot, name), path.join(folder, name), { recursive: true });
    }
    await symlink(path.join(repositoryRoot, 'node_modules'), path.join(folder, 'node_modules'));
    for (const [name, source] of Object.entries(sourceByFile)) {
      await mkdir(path.join(folder, path.dirname(name)), { recursive: true });
      await writeFile(path.join(folder, name), source);
    }
    return readFindings(await runOxlint(folder, Object.keys(sourceByFile)));
  } finally {
    await removeFolder(folder);
  }
}

function runOxlint(folder: string, files: readonly string[]): Promise<string> {
  const oxlint = path.join(repositoryRoot, 'node_modules/oxlint/bin/oxlint');
  return new Promise((resolve, reject) => {
    // With findings it leaves with 1: only an answer that is no JSON is a failure.
    execFile(
      process.execPath,
      [oxlint, '--format=json', ...files],
      { cwd: folder },
      (error, stdout, stderr) => {
        if (stdout.trimStart().startsWith('{')) resolve(stdout);
        else reject(new Error(`oxlint did not answer: ${stdout}${stderr}`, { cause: error }));
      },
    );
  });
}

function readFindings(json: string): readonly Finding[] {
  const answer = JSON.parse(json) as {
    readonly diagnostics: readonly {
      readonly filename: string;
      readonly code?: string;
      readonly message: string;
    }[];
  };
  return answer.diagnostics.map(({ filename, code, message }) => ({
    file: filename,
    code: code ?? '',
    message,
  }));
}
