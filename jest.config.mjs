// Jest 30 can require() an ES module only on Node 24.9 and later, and Nest 12 ships ES modules only.
// So SWC turns our TypeScript, and every ESM-only package found in node_modules, into CommonJS for the tests.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';

/** The names of all packages, at any depth, whose package.json says "type": "module". */
const esmPackages = (dir) => {
  if (!existsSync(dir)) return [];
  const names = readdirSync(dir).flatMap((name) =>
    name.startsWith('@') ? readdirSync(join(dir, name)).map((scoped) => `${name}/${scoped}`) : name,
  );
  return names
    .filter((name) => !name.startsWith('.') && existsSync(join(dir, name, 'package.json')))
    .flatMap((name) => {
      const { type } = JSON.parse(readFileSync(join(dir, name, 'package.json'), 'utf8'));
      return [...(type === 'module' ? [name] : []), ...esmPackages(join(dir, name, 'node_modules'))];
    });
};
const esm = [...new Set(esmPackages(join(import.meta.dirname, 'node_modules')))].map((name) =>
  name.replace(/[.+]/g, '\\$&'),
);

const swc = (parser) => ({
  swcrc: false,
  sourceMaps: 'inline',
  module: { type: 'commonjs' },
  jsc: {
    target: 'es2022',
    parser,
    keepClassNames: true,
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: true },
  },
});

export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.spec.ts'],
  setupFiles: ['reflect-metadata'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': ['@swc/jest', swc({ syntax: 'typescript', decorators: true })],
    '^.+\\.m?js$': ['@swc/jest', swc({ syntax: 'ecmascript' })],
  },
  transformIgnorePatterns: [`/node_modules/(?!.*/node_modules/)(?!(?:${esm.join('|')})/)`],
  // Also on two cores two files run at a time: much of a test is waiting for a disk, a clock or a browser.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  testTimeout: 20000,
  collectCoverageFrom: ['src/**/*.ts'],
  coverageProvider: 'v8',
};
