/** The compose files hold what the guide promises: three nodes, TLS, nobody's default password, nothing called home. */
import { readFileSync } from 'node:fs';
import { load, YAML11_SCHEMA } from 'js-yaml';
import { placeOf } from '../../src/ledger/eventstore-url.js';

type Service = {
  image: string;
  environment?: Record<string, string>;
  ports?: string[];
  volumes?: string[];
  healthcheck?: object;
  depends_on?: Record<string, { condition: string }>;
};
type Compose = { services: Record<string, Service>; networks?: Record<string, { internal?: boolean }> };

const read = (name: string) => readFileSync(`docker/${name}`, 'utf8');
const compose = (name: string) => load(read(name), { schema: YAML11_SCHEMA }) as Compose;
const nodesOf = ({ services }: Compose) => Object.entries(services).filter(([name]) => /^store\d$/.test(name));

describe.each([
  ['compose.yaml', 'KURRENTDB', 'kurrentplatform/kurrentdb:26.0'],
  ['compose.bsd.yaml', 'EVENTSTORE', 'eventstore/eventstore:23.10.8'],
])('%s', (file, prefix, image) => {
  const nodes = nodesOf(compose(file));

  it('has three nodes of one release', () => {
    expect(nodes).toHaveLength(3);
    for (const [, node] of nodes) expect(node.image.startsWith(image)).toBe(true);
  });

  it.each(nodes)(
    '%s is one of three, speaks TLS with a key of its own, and calls nobody',
    (name, { environment = {} }) => {
      const setting = (key: string) => environment[`${prefix}_${key}`];
      expect(setting('CLUSTER_SIZE')).toBe('3');
      expect(setting('GOSSIP_SEED')?.split(',')).toHaveLength(2);
      expect(setting('GOSSIP_SEED')).not.toContain(setting('REPLICATION_IP'));
      expect(setting('CERTIFICATE_FILE')).toBe(`/certificates/${name}/node.crt`);
      expect(setting('CERTIFICATE_PRIVATE_KEY_FILE')).toBe(`/certificates/${name}/node.key`);
      expect(setting('TRUSTED_ROOT_CERTIFICATES_PATH')).toBe('/trust');
      expect(setting('INSECURE')).toBeUndefined();
      expect(setting('TELEMETRY_OPTOUT')).toBe('true');
      expect(setting('DEFAULT_ADMIN_PASSWORD')).toBe('${STORE_ADMIN_PASSWORD:?set it in .env}');
      expect(setting('DEFAULT_OPS_PASSWORD')).toBe('${STORE_OPS_PASSWORD:?set it in .env}');
    },
  );
});

describe('all of it', () => {
  const { services, networks } = compose('compose.yaml');

  it('has no password but those that must be given', () => {
    for (const file of ['compose.yaml', 'compose.bsd.yaml', 'compose.single.yaml']) {
      for (const [, given] of read(file).matchAll(/PASSWORD: (.*)/g))
        expect(given).toMatch(/^\$\{\w+:\?set it in .env\}$/);
      expect(read(file)).not.toMatch(/changeit|\$\{\w*PASSWORD:?-/);
    }
    for (const line of read('example.env').split('\n')) expect(line).toMatch(/^(?:#.*|\w+=|)$/);
  });

  it('lets the store be reached by nobody outside, and the server by this machine alone', () => {
    expect(networks?.['store']?.internal).toBe(true);
    for (const [, node] of nodesOf({ services })) expect(node.ports).toBeUndefined();
    for (const file of ['compose.yaml', 'compose.single.yaml']) {
      expect(compose(file).services['app']?.ports).toEqual(['127.0.0.1:4300:4300']);
    }
  });

  it('starts the server when users and access lists are made, and those when every node is well', () => {
    expect(services['app']?.depends_on).toEqual({ bootstrap: { condition: 'service_completed_successfully' } });
    expect(Object.keys(services['bootstrap']?.depends_on ?? {})).toEqual(['store1', 'store2', 'store3']);
    for (const [, node] of nodesOf({ services })) expect(node.healthcheck).toBeDefined();
  });

  it('keeps the authority’s key from all but the container that signs', () => {
    const holders = Object.entries(services).filter(([, { volumes }]) =>
      volumes?.some((one) => one.startsWith('authority:')),
    );
    expect(holders.map(([name]) => name)).toEqual(['certificates']);
  });

  it('gives the server an address which it understands', () => {
    const url = (services['app']?.environment?.['EVENTSTORE_URL'] ?? '').replace(/\$\{[^}]+\}/, 'f00d');
    expect(placeOf(url).hosts.split(',')).toHaveLength(3);
    expect(url).toContain('tls=true');
  });

  it('does not run as root, and says how it is', () => {
    expect(read('Dockerfile')).toMatch(/\nUSER node\n/);
    expect(read('Dockerfile')).toMatch(/\nHEALTHCHECK /);
  });
});
