// Adds to package-lock.json the optional binaries of platforms other than this one, so that `npm ci` accepts the lock
// file everywhere. Run it after a change of dependencies: npm run lock.
import { readFileSync, writeFileSync } from 'node:fs';

const file = process.argv[2] ?? 'package-lock.json';
const lock = JSON.parse(readFileSync(file, 'utf8'));
const systems = ['darwin', 'linux', 'win32', 'android', 'freebsd', 'openbsd', 'netbsd', 'sunos', 'aix', 'openharmony'];
const processors = ['arm64', 'x64', 'ia32', 'arm', 'ppc64', 's390x', 'riscv64', 'loong64', 'mips64el'];

const entryOf = (name, version, owner) => {
  const short = name.split('/').at(-1);
  const system = systems.find((one) => short.includes(one));
  const processor = short.includes('wasm32') ? 'wasm32' : processors.find((one) => short.includes(one));
  return {
    version,
    ...(processor && { cpu: [processor] }),
    ...(owner.dev && { dev: true }),
    optional: true,
    ...(system && { os: [system] }),
    ...(owner.peer && { peer: true }),
  };
};

let added = 0;
for (const [path, owner] of Object.entries({ ...lock.packages })) {
  for (const [name, version] of Object.entries(owner.optionalDependencies ?? {})) {
    const nested = `${path ? `${path}/` : ''}node_modules/${name}`;
    const top = `node_modules/${name}`;
    if (lock.packages[nested] || lock.packages[top] || !/^\d/.test(version)) continue;
    lock.packages[top] = entryOf(name, version, owner);
    added += 1;
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added} optional packages of other platforms added`);
