// Builds the screens: types from the built server's own description of its API, then the bundle into dist/web/app.
// Needs a built server (npx nest build). `--types` makes the types alone.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import openapiTS, { astToString } from 'openapi-typescript';
import { build } from 'vite';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const web = join(root, 'src', 'web');
const generated = join(web, 'generated');
const cli = join(root, 'dist', 'cli.js');

const fail = (message) => {
  process.stderr.write(`${message}\n`);
  process.exit(1);
};

const describeApi = () => {
  if (!existsSync(cli)) fail('There is no built server. Run npx nest build first.');
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'openapi'], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (status !== 0) fail(`The built server does not describe its API:\n${stderr}`);
  return JSON.parse(stdout);
};

const makeTypes = async () => {
  mkdirSync(generated, { recursive: true });
  const types = astToString(await openapiTS(describeApi()));
  writeFileSync(join(generated, 'api.d.ts'), types);
};

/** As they travel: made once here, and not at every call. */
const compress = (folder) => {
  for (const name of readdirSync(folder).filter((one) => /\.(js|css)$/.test(one))) {
    const bytes = readFileSync(join(folder, name));
    writeFileSync(join(folder, `${name}.br`), brotliCompressSync(bytes));
    writeFileSync(join(folder, `${name}.gz`), gzipSync(bytes, { level: 9 }));
  }
};

await makeTypes();
if (!process.argv.includes('--types')) {
  await build({
    configFile: false,
    root: web,
    base: '/app/',
    logLevel: 'warn',
    build: {
      outDir: join(root, 'dist', 'web', 'app'),
      emptyOutDir: true,
      target: 'es2022',
      // A data address would need an exception in the content security policy.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 700,
      rollupOptions: {
        // "use client" speaks to servers that render; there is none here.
        onwarn: (warning, warn) => warning.code !== 'MODULE_LEVEL_DIRECTIVE' && warn(warning),
      },
    },
  });
  compress(join(root, 'dist', 'web', 'app', 'assets'));
}
