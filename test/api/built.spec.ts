/** What is shipped is tested: the built server starts on an empty directory, describes itself fully, and stops. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const main = join(__dirname, '../../dist/main.js');
const dataDir = mkdtempSync(join(tmpdir(), 'alpr-ledger-built-'));
let server: ChildProcess;
let url = '';
let said = '';

beforeAll(async () => {
  if (!existsSync(main)) throw new Error('There is no build. Run this through npm test, or npm run build first.');
  const env = { ...process.env, PORT: '0', ALPR_DATA_DIR: dataDir, ALPR_LOG_LEVEL: 'info' };
  server = spawn(process.execPath, [main], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  await new Promise<void>((resolve, reject) => {
    server.on('exit', () => reject(new Error(`The built server did not start:\n${said}`)));
    // Read to the end: a server whose log nobody takes stops at its next line.
    server.stderr!.on('data', (chunk) => {
      said += String(chunk);
      url ||= /serves at (http:\S+?);/.exec(said)?.[1] ?? '';
      if (url) resolve();
    });
  });
}, 60_000);
afterAll(() => {
  server.kill('SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
});

type Property = { type?: string; pattern?: string; enum?: string[]; example?: unknown; description?: string };
type Schema = { properties?: Record<string, Property>; required?: string[] };
type Operation = { summary?: string; responses: Record<string, { content?: Record<string, { schema: object }> }> };
type Description = {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
};

describe('the built server', () => {
  it('is ready, and has its page at the door', async () => {
    expect(await (await fetch(`${url}/health/ready`)).json()).toEqual({ ready: true, waitsFor: [], attention: [] });
    expect(await (await fetch(url)).text()).toContain('<h1>alpr-ledger</h1>');
    expect((await fetch(`${url}/home.css`)).headers.get('content-type')).toBe('text/css; charset=utf-8');
  });

  it('describes every operation in words, with a body for its success', async () => {
    const { paths } = (await (await fetch(`${url}/api/docs-json`)).json()) as Description;
    const operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, ...operation })),
    );
    expect(operations.length).toBeGreaterThan(30);
    expect(operations.filter(({ summary }) => !summary).map(({ name }) => name)).toEqual([]);
    const bare = operations.filter(
      ({ responses }) => !responses['204'] && !(responses['200'] ?? responses['201'])?.content,
    );
    expect(bare.map(({ name }) => name)).toEqual([]);
  });

  it('describes every field of every body from its rules and comments', async () => {
    const { components } = (await (await fetch(`${url}/api/docs-json`)).json()) as Description;
    expect(components.schemas).toMatchObject({
      EnrolmentBody: {
        required: ['username', 'name', 'position'],
        properties: {
          username: { type: 'string', example: 'officer.a', pattern: expect.any(String) },
          position: { enum: expect.arrayContaining(['police-officer', 'auditor']) },
        },
      },
      ActionBody: { properties: { action: { enum: expect.arrayContaining(['traffic-stop', 'arrest']) } } },
      EntryBody: { properties: { plate: { example: '7XYZ123', minLength: 1, maxLength: 20 } } },
      RefusalBody: {
        properties: { clauses: { type: 'array', items: { $ref: '#/components/schemas/BrokenClauseBody' } } },
      },
    });
    const untyped = Object.entries(components.schemas).flatMap(([name, { properties = {} }]) =>
      Object.entries(properties)
        .filter(([, property]) => Object.keys(property).length === 0)
        .map(([field]) => `${name}.${field}`),
    );
    expect(untyped).toEqual([]);
    const empty = Object.entries(components.schemas).filter(([, { properties }]) => !properties);
    expect(empty.map(([name]) => name)).toEqual([]);
  });

  it('serves the pages of that description with scripts of its own only', async () => {
    const page = await fetch(`${url}/api/docs`);
    expect([page.status, page.headers.get('content-security-policy')]).toEqual([
      200,
      expect.stringContaining("script-src 'self'"),
    ]);
    for (const [, script] of (await page.text()).matchAll(/<script src="([^"]+)"/g)) {
      const answer = await fetch(new URL(script!, `${url}/api/`));
      expect([script, answer.status]).toEqual([script, 200]);
    }
  });

  it('stops when told to', async () => {
    const began = Date.now();
    server.kill('SIGTERM');
    await once(server, 'exit');
    expect(Date.now() - began).toBeLessThan(5000);
  });
});
