// Runs a file of ours from its source, where the runtime reads no TypeScript: threads and child processes of the tests.
// The built program never comes here.
const { existsSync, readFileSync } = require('node:fs');
const Module = require('node:module');
const { dirname, resolve } = require('node:path');
const { isMainThread, workerData } = require('node:worker_threads');
const { transformSync } = require('@swc/core');

const options = {
  swcrc: false,
  sourceMaps: 'inline',
  module: { type: 'commonjs' },
  jsc: { target: 'es2022', parser: { syntax: 'typescript', decorators: true } },
};

Module._extensions['.ts'] = (module, filename) =>
  module._compile(transformSync(readFileSync(filename, 'utf8'), { ...options, filename }).code, filename);

// Imports name the file that will be built; here its source stands in.
const builtName = Module._resolveFilename;
Module._resolveFilename = function (request, parent, ...rest) {
  if (request.startsWith('.') && request.endsWith('.js') && parent?.filename) {
    const source = resolve(dirname(parent.filename), request.replace(/js$/, 'ts'));
    if (existsSync(source)) return source;
  }
  return builtName.call(this, request, parent, ...rest);
};

if (!isMainThread) require(workerData.entry);
else if (require.main === module && process.argv[2]) require(resolve(process.argv[2]));
