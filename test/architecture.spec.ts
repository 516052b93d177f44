/** The house keeps its shape: which room may import which, what the domain may not say, and how long things may be. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import ts from 'typescript';

type Room = {
  readonly rooms: readonly string[];
  /** Rooms of which only types may be imported. */
  readonly types?: readonly string[];
  /** Single files of other rooms. */
  readonly files?: readonly string[];
  readonly packages: RegExp;
};

const outside = ['recognition', 'matching', 'intake', 'projections', 'reports'] as const;

/** This table is the architecture; ARCHITECTURE.md explains it. */
const house: Readonly<Record<string, Room>> = {
  domain: { rooms: [], packages: /^$/ },
  vault: { rooms: [], packages: /^(node:(crypto|fs|path|module|zlib)|libsql|@node-rs\/argon2)$/ },
  ledger: { rooms: ['vault'], packages: /^(node:.*|@eventstore\/db-client|libsql)$/ },
  proof: { rooms: ['ledger', 'vault'], packages: /^(node:.*|pkijs|asn1js)$/ },
  recognition: { rooms: [], types: ['domain'], packages: /^(node:.*|sharp|onnxruntime-(web|node)|tesseract\.js)$/ },
  matching: {
    rooms: [],
    types: ['domain'],
    packages: /^(node:crypto|csv-parse(\/.*)?|class-validator|class-transformer|reflect-metadata)$/,
  },
  intake: {
    rooms: [],
    types: ['domain'],
    packages: /^(node:crypto|csv-parse(\/.*)?|class-validator|class-transformer|reflect-metadata)$/,
  },
  projections: { rooms: ['domain', 'ledger', 'matching'], files: ['vault/sqlite.ts'], packages: /^node:/ },
  reports: { rooms: ['domain', 'projections'], packages: /^(node:.*|pdfkit|d3-scale|dejavu-fonts-ttf)$/ },
  handlers: {
    rooms: ['domain', 'ledger', 'proof', 'vault', ...outside],
    packages: new RegExp(
      '^(node:.*|@nestjs/(common|cqrs)|uuidv7|@node-rs/argon2|rxjs|' +
        'nodemailer|otplib|@simplewebauthn/server|age-encryption|pkijs|asn1js)$',
    ),
  },
  api: {
    rooms: ['handlers'],
    types: ['domain'],
    // The words of the policy and its lists of names, not its rules: a refusal quotes them.
    files: [
      'domain/actor.ts',
      'domain/device.ts',
      'domain/policy/clauses.ts',
      'domain/policy/lint.ts',
      'domain/policy/packs.ts',
      'domain/policy/settings.ts',
      'domain/positions.ts',
      'domain/registers.ts',
    ],
    packages: /^(node:.*|@nestjs\/.*|class-validator|class-transformer|fastify|@fastify\/.*|rxjs|pino.*|nestjs-pino)$/,
  },
  // What it knows of ours is generated from the description of the API.
  web: {
    rooms: [],
    packages: /^(react|react-dom\/client|@mantine\/.*|@tanstack\/react-.*|recharts|dayjs|openapi-fetch)(\/.*)?$/,
  },
};

/** One file for each command of the terminal: like the top of src, it may enter every room. */
const everywhere = ['terminal'];
/** It lets threads run from source in the tests; the built program never comes there. */
const neverBuilt = ['ledger/typescript.cjs'];

const limits = { file: 400, function: 60, column: 120, median: 110, p95: 240 } as const;
const unfinished = new RegExp(`\\b(${['TO', 'DO|FIX', 'ME'].join('')})\\b`);

type Source = { readonly path: string; readonly code: string; readonly tree: ts.SourceFile };

const source = (path: string, code: string): Source => ({
  path,
  code,
  tree: ts.createSourceFile(path, code, ts.ScriptTarget.ESNext, true),
});

const everyNode = (node: ts.Node): readonly ts.Node[] => {
  const found: ts.Node[] = [node];
  node.forEachChild((child) => void found.push(...everyNode(child)));
  return found;
};

const lineOf = (tree: ts.SourceFile, position: number): number => tree.getLineAndCharacterOfPosition(position).line + 1;

const onlyTypes = (node: ts.ImportDeclaration | ts.ExportDeclaration): boolean => {
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  const { importClause } = node;
  if (!importClause || importClause.isTypeOnly) return importClause !== undefined;
  const named = importClause.namedBindings;
  return !importClause.name && named !== undefined && ts.isNamedImports(named)
    ? named.elements.every(({ isTypeOnly }) => isTypeOnly)
    : false;
};

type Import = { readonly from: string; readonly typeOnly: boolean };

/** Whatever a file takes from another, in any of the ways there are to say so. */
const importsOf = ({ tree }: Source): readonly Import[] =>
  everyNode(tree).flatMap((node): readonly Import[] => {
    const text = (from: ts.Node | undefined, typeOnly: boolean): readonly Import[] =>
      from && ts.isStringLiteral(from) ? [{ from: from.text, typeOnly }] : [];
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node))
      return text(node.moduleSpecifier, onlyTypes(node));
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return text(node.argument.literal, true);
    if (!ts.isCallExpression(node)) return [];
    const { expression } = node;
    const imports = expression.kind === ts.SyntaxKind.ImportKeyword;
    const requires = ts.isIdentifier(expression) && expression.text === 'require';
    return imports || requires ? text(node.arguments[0], false) : [];
  });

const roomOf = (path: string): string | undefined => (path.includes('/') ? path.split('/')[0] : undefined);

/** `path` is relative to src. */
const trespasses = (one: Source): readonly string[] => {
  const name = roomOf(one.path);
  if (name === undefined || everywhere.includes(name) || neverBuilt.includes(one.path)) return [];
  const room = house[name];
  if (!room) return [`${one.path} stands in no known room: ${[...Object.keys(house), ...everywhere].join(', ')}`];
  return importsOf(one)
    .filter(({ from, typeOnly }) => {
      if (!from.startsWith('.')) return !room.packages.test(from);
      const target = posix.join(posix.dirname(one.path), from).replace(/\.js$/, '.ts');
      const into = roomOf(target);
      if (into === name || room.files?.includes(target)) return false;
      return !(room.rooms.includes(into ?? '') || (typeOnly && room.types?.includes(into ?? '')));
    })
    .map(({ from, typeOnly }) => `${one.path} may not import ${typeOnly ? 'types of ' : ''}${from}`);
};

const impure = new Set(['Date', 'process', 'console', 'globalThis', 'performance', 'setTimeout', 'setInterval']);

/** The domain reads no clock, no chance and no environment; a word in a comment or a string says nothing. */
const impurities = ({ path, tree }: Source): readonly string[] =>
  roomOf(path) !== 'domain'
    ? []
    : everyNode(tree).flatMap((node) => {
        const at = `${path}:${lineOf(tree, node.getStart(tree))}`;
        if (ts.isPropertyAccessExpression(node) && node.getText(tree) === 'Math.random')
          return [`${at} may not say Math.random`];
        const named = node.parent && ts.isPropertyAccessExpression(node.parent) && node.parent.name === node;
        return ts.isIdentifier(node) && impure.has(node.text) && !named ? [`${at} may not say ${node.text}`] : [];
      });

/** Only config.ts looks at the environment. */
const environments = ({ path, tree }: Source): readonly string[] =>
  path === 'config.ts'
    ? []
    : everyNode(tree).flatMap((node) => {
        const text =
          ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node) ? node.getText(tree) : '';
        const named = ts.isImportSpecifier(node) && (node.propertyName ?? node.name).text === 'env';
        return named || /^(process|globalThis\.process)(\.env|\[['"]env['"]\])$/.test(text)
          ? [`${path}:${lineOf(tree, node.getStart(tree))} reads the environment; only config.ts may`]
          : [];
      });

const drawers = ['utils', 'util', 'common', 'shared', 'core', 'libs', 'lib', 'helpers', 'misc'];

/** No room for what nobody thought about, and no file that only hides where things are. */
const drawersAndBarrels = ({ path, tree }: Source): readonly string[] => {
  const folders = path.split('/').slice(0, -1);
  const passesOn = tree.statements.every((one) => ts.isExportDeclaration(one) && one.moduleSpecifier);
  const everything = tree.statements.some(
    (one) => ts.isExportDeclaration(one) && one.moduleSpecifier && !one.exportClause,
  );
  return [
    ...folders.filter((name) => drawers.includes(name)).map((name) => `${path} lies in a drawer named ${name}`),
    ...(/(^|\/)index\.[cm]?[jt]sx?$/.test(path) || (tree.statements.length > 0 && passesOn) || everything
      ? [`${path} is a barrel: import from where things are`]
      : []),
  ];
};

const isFunction = (node: ts.Node): node is ts.FunctionLikeDeclaration =>
  ts.isFunctionLike(node) && 'body' in node && node.body !== undefined;

const calls = (node: ts.Node, what: RegExp): boolean =>
  ts.isCallExpression(node) && what.test(node.expression.getText());

/** A `describe`, one that needs a browser too, or a suite that consists of them, is a chapter and not a function. */
const isChapter = (node: ts.FunctionLikeDeclaration): boolean => {
  if (calls(node.parent, /^(describe|inBrowser)\b/)) return true;
  const { body } = node;
  if (!body || !ts.isBlock(body)) return body !== undefined && calls(body, /^describe\b/);
  return body.statements.some((one) => ts.isExpressionStatement(one) && calls(one.expression, /^describe\b/));
};

const linesIn = (code: string): number => code.replace(/\n$/, '').split('\n').length;

const oversizes = ({ path, code, tree }: Source): readonly string[] => {
  const lines = code.split('\n');
  const long = (node: ts.Node): number => lineOf(tree, node.end) - lineOf(tree, node.getStart(tree)) + 1;
  return [
    ...(linesIn(code) > limits.file ? [`${path} has ${linesIn(code)} lines, more than ${limits.file}`] : []),
    ...lines.flatMap((line, index) =>
      [...line].length > limits.column ? [`${path}:${index + 1} is wider than ${limits.column} columns`] : [],
    ),
    ...everyNode(tree)
      .filter((node) => isFunction(node) && !isChapter(node) && long(node) > limits.function)
      .map((node) => `${path}:${lineOf(tree, node.getStart(tree))} is a function of ${long(node)} lines`),
  ];
};

const unsaid = ({ path, code }: Source): readonly string[] => [
  ...(/\.tsx?$/.test(path) && !/^\/\*\* [A-Z`"\d][^]*?[.:] \*\/|^\/\*\*\n \* [A-Z`"\d]/.test(code)
    ? [`${path} does not open with a sentence: /** What it is. */`]
    : []),
  ...code
    .split('\n')
    .flatMap((line, index) => (unfinished.test(line) ? [`${path}:${index + 1} is unfinished: open an issue`] : [])),
];

const stores = (dependencies: Readonly<Record<string, string>>): readonly string[] =>
  Object.keys(dependencies).filter((name) => /event-?store|kurrent/i.test(name));

const root = join(__dirname, '..');
const walk = (folder: string): readonly string[] =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(folder, entry.name);
    if (entry.isDirectory())
      return ['node_modules', 'dist', 'coverage', 'generated'].includes(entry.name) ? [] : walk(path);
    return /\.[cm]?[jt]sx?$/.test(entry.name) ? [path] : [];
  });
const read = (folder: string, base: string): readonly Source[] =>
  walk(folder).map((path) => source(posix.relative(base, path), readFileSync(join(root, path), 'utf8')));

const ours = read('src', 'src');
const everything = ['src', 'test', 'bench', 'bin'].flatMap((folder) => read(folder, '.'));
const quantile = (sorted: readonly number[], q: number): number => sorted[Math.ceil(sorted.length * q) - 1] ?? 0;

describe('the house', () => {
  it('lets no room import what it may not', () => expect(ours.flatMap(trespasses)).toEqual([]));
  it('keeps clocks, chance and the environment out of the domain', () => expect(ours.flatMap(impurities)).toEqual([]));
  it('reads the environment in config.ts alone', () => expect(ours.flatMap(environments)).toEqual([]));
  it('has no drawers and no barrels', () => expect(everything.flatMap(drawersAndBarrels)).toEqual([]));
  it('keeps files, functions and lines short', () => expect(everything.flatMap(oversizes)).toEqual([]));
  it('says of every file what it is, and leaves nothing unfinished', () =>
    expect(everything.flatMap(unsaid)).toEqual([]));

  it('is made of files that fit on a screen or two', () => {
    const sizes = ours.map(({ code }) => linesIn(code)).toSorted((one, other) => one - other);
    const [median, p95, longest] = [quantile(sizes, 0.5), quantile(sizes, 0.95), sizes.at(-1)];
    process.stdout.write(`src: ${sizes.length} files; lines: median ${median}, p95 ${p95}, longest ${longest}\n`);
    expect(median).toBeLessThanOrEqual(limits.median);
    expect(p95).toBeLessThanOrEqual(limits.p95);
  });

  it('has one client of the event store', () => {
    const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      dependencies: Record<string, string>;
    };
    expect(stores(dependencies)).toEqual(['@eventstore/db-client']);
  });
});

describe('each check can fail', () => {
  const long = (lines: number): string => `/** Long. */\n${'let x;\n'.repeat(lines - 1)}`;
  const lengthy = `/** Long. */\nexport const f = () => {\n${'  g();\n'.repeat(59)}};\n`;
  const trespass = (path: string, code: string, ...said: readonly string[]) => ({
    check: trespasses,
    path,
    code,
    said,
  });
  const word = (code: string, ...said: readonly string[]) => ({ check: impurities, path: 'domain/x.ts', code, said });

  it.each([
    trespass('shed/x.ts', '', 'shed/x.ts stands in no known room'),
    trespass('domain/x.ts', "import { Ledger } from '../ledger/ledger.js';", 'may not import ../ledger/ledger.js'),
    trespass('domain/x.ts', "import type { Ledger } from '../ledger/ledger.js';", 'may not import types of ../ledger'),
    trespass('domain/x.ts', "import 'node:fs';", 'may not import node:fs'),
    trespass('domain/x.ts', "export { x } from '../vault/x.js';", 'may not import ../vault/x.js'),
    trespass('vault/x.ts', "const x = await import('../ledger/x.js');", 'may not import ../ledger/x.js'),
    trespass('vault/x.ts', "const http = require('node:http');", 'may not import node:http'),
    trespass('vault/x.ts', "type X = import('../ledger/x.js').X;", 'may not import types of ../ledger/x.js'),
    trespass('reports/x.ts', "import { x } from '../ledger/x.js';", 'may not import ../ledger/x.js'),
    trespass('projections/x.ts', "import { x } from '../vault/keys.js';", 'may not import ../vault/keys.js'),
    trespass('projections/x.ts', "import { x } from '../vault/sqlite.js';"),
    trespass('api/x.ts', "import { x } from '../projections/x.js';", 'may not import ../projections/x.js'),
    trespass('api/x.ts', "import { type X, y } from '../domain/hit.js';", 'may not import ../domain/hit.js'),
    trespass('api/x.ts', "import { type X, type Y } from '../domain/hit.js';"),
    trespass('handlers/x.ts', "import { x } from '../config.js';", 'may not import ../config.js'),
    trespass('handlers/x.ts', "import { x } from '../../test/x.js';", 'may not import ../../test/x.js'),
    trespass('web/x.tsx', "import { x } from '../domain/hit.js';", 'may not import ../domain/hit.js'),
    trespass('web/x.tsx', "import type { X } from '../api/x.js';", 'may not import types of ../api/x.js'),
    trespass('web/x.tsx', "import { x } from '@nestjs/common';", 'may not import @nestjs/common'),
    trespass('web/x.tsx', "import { Text } from '@mantine/core'; import type { paths } from './generated/api.d.ts';"),
    trespass('main.ts', "import { x } from './ledger/x.js';"),
    word('const now = new Date();', 'domain/x.ts:1 may not say Date'),
    word('\nconst n = Math.random();', 'domain/x.ts:2 may not say Math.random'),
    word('const e = process.env.X;', 'domain/x.ts:1 may not say process'),
    word("console.log('x');", 'domain/x.ts:1 may not say console'),
    word("// Date, process, console\nconst said = 'Date'; const x = said.process;"),
    {
      check: environments,
      path: 'api/x.ts',
      code: 'const { env } = process; f(process.env.X);',
      said: ['only config.ts'],
    },
    { check: environments, path: 'x.ts', code: "import { env } from 'node:process';", said: ['only config.ts may'] },
    { check: environments, path: 'x.ts', code: "f(process['env']);", said: ['x.ts:1 reads the environment'] },
    { check: environments, path: 'config.ts', code: 'f(process.env.X);', said: [] },
    { check: drawersAndBarrels, path: 'src/utils/x.ts', code: '', said: ['lies in a drawer named utils'] },
    { check: drawersAndBarrels, path: 'src/api/index.ts', code: 'f();', said: ['is a barrel'] },
    { check: drawersAndBarrels, path: 'src/api/all.ts', code: "export { x } from './x.js';", said: ['is a barrel'] },
    { check: drawersAndBarrels, path: 'src/x.ts', code: "f();\nexport * from './x.js';", said: ['is a barrel'] },
    { check: oversizes, path: 'x.ts', code: long(400), said: [] },
    { check: oversizes, path: 'x.ts', code: long(401), said: ['has 401 lines, more than 400'] },
    { check: oversizes, path: 'x.ts', code: lengthy, said: ['x.ts:2 is a function of 61 lines'] },
    { check: oversizes, path: 'x.ts', code: `// ${'é'.repeat(117)}`, said: [] },
    { check: oversizes, path: 'x.ts', code: `// ${'é'.repeat(118)}`, said: ['x.ts:1 is wider than 120 columns'] },
    { check: unsaid, path: 'x.tsx', code: 'export const X = <p />;', said: ['does not open with a sentence'] },
    { check: unsaid, path: 'x.ts', code: 'export const x = 1;', said: ['does not open with a sentence'] },
    { check: unsaid, path: 'x.ts', code: '/** What it is. */\nexport const x = 1;', said: [] },
    { check: unsaid, path: 'x.ts', code: `/** It is. */\n// ${'TO'}${'DO'}: more`, said: ['x.ts:2 is unfinished'] },
  ])('$path: $said', ({ check, path, code, said }) => {
    const found = check(source(path, code));
    expect(found).toHaveLength(said.length);
    said.forEach((one, index) => expect(found[index]).toContain(one));
  });

  it('a second client of the event store is seen', () =>
    expect(stores({ '@eventstore/db-client': '6', '@kurrent/kurrentdb-client': '1', sharp: '0' })).toHaveLength(2));

  it('a suite of tests is a chapter, a long function in it is not', () => {
    const body = 'f();\n'.repeat(61);
    expect(oversizes(source('x.ts', `describe('x', () => {\n${body}});`))).toEqual([]);
    expect(oversizes(source('x.ts', `it('x', () => {\n${body}});`))).toHaveLength(1);
    expect(oversizes(source('x.ts', `export const suite = () => {\ndescribe('x', () => {\n${body}});\n};`))).toEqual(
      [],
    );
  });
});
