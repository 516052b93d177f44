/** The environment in, a frozen Config out: every bound, every unknown name, and nothing secret in what is shown. */
import { networkOf } from '../src/app.module.js';
import { BadSetting, readConfig, shownConfig } from '../src/config.js';

const badly = (environment: Record<string, string>): string => {
  try {
    readConfig(environment);
  } catch (error) {
    expect(error).toBeInstanceOf(BadSetting);
    return (error as Error).message;
  }
  throw new Error(`taken: ${JSON.stringify(environment)}`);
};

describe('settings', () => {
  it('have a default each, so that nothing need be set', () => {
    expect(readConfig({})).toMatchObject({
      port: 4300,
      host: '127.0.0.1',
      eventStoreUrl: null,
      passphraseFile: null,
      department: 'Palm Springs Police Department',
      trustedProxies: ['127.0.0.1', '::1'],
      publicUrl: 'http://127.0.0.1:4300',
      readerWorkers: 1,
      readerQueue: 64,
      logLevel: 'info',
      demonstration: false,
    });
  });

  it('that are empty count as absent', () => {
    const empty = Object.fromEntries(
      ['PORT', 'EVENTSTORE_URL', 'ALPR_DATA_DIR', 'ALPR_DEPARTMENT', 'ALPR_LOG_LEVEL'].map((name) => [name, '']),
    );
    expect(readConfig(empty)).toEqual(readConfig({}));
  });

  it('are frozen', () => {
    expect(Object.isFrozen(readConfig({}))).toBe(true);
  });

  it.each([
    ['PORT', ['0', '1', '65535'], ['-1', '65536', 'abc', '80.5', '1e3', '0x50', ' 80', '99999999999999999999']],
    ['ALPR_READER_WORKERS', ['1', '64'], ['0', '65', '-1', 'two', '1.5']],
    ['ALPR_READER_QUEUE', ['1', '10000'], ['0', '10001', 'none']],
    ['ALPR_LOG_LEVEL', ['silent', 'fatal', 'error', 'warn', 'info', 'debug'], ['trace', 'INFO', 'loud']],
    ['ALPR_DEMONSTRATION', ['yes', 'no'], ['true', '1', 'YES']],
    ['ALPR_PUBLIC_URL', ['https://alpr.example', 'http://10.0.0.7:4300'], ['alpr.example', 'ftp://x', 'https://']],
    [
      'EVENTSTORE_URL',
      ['esdb://127.0.0.1:2113?tls=false', 'esdb+discover://node.example:2113'],
      ['http://127.0.0.1:2113', '127.0.0.1:2113', 'esdb://', 'esdb://admin:p@127.0.0.1:2113?tls=false'],
    ],
    [
      'ALPR_DEPARTMENT_NETWORKS',
      ['10.0.0.0/8', '10.1.2.3', '10.1.2.3/32, fc00::/7', '::1/128', '0.0.0.0/0'],
      ['10.0.0.0/33', 'fc00::/129', '10.0.0/8', 'station', '10.0.0.0/', '10.0.0.0/8/8', '10.0.0.0/-1', '10.0.0.0/a'],
    ],
    ['ALPR_SMTP_URL', [], ['http://mail.example', 'mail.example', 'smtp://', 'smtp:// x']],
    ['ALPR_MAIL_FROM', [], ['alpr', 'a@b@c', 'ALPR <alpr@department.example>', 'a@b,c@d']],
    ['ALPR_TRUSTED_PROXIES', ['127.0.0.1', '::1,10.0.0.0/24'], ['everyone', '10.0.0.0/64', '1.2.3']],
  ])('%s is taken within its bounds, and refused by name outside them', (name, good, bad) => {
    for (const value of good) expect(() => readConfig({ [name]: value })).not.toThrow();
    for (const value of bad) expect([value, badly({ [name]: value })]).toEqual([value, expect.stringContaining(name)]);
  });

  it('of the mail come together or not at all', () => {
    const [url, from] = ['smtps://alpr:s3cret@mail.example:465', 'alpr@department.example'];
    const { smtp } = readConfig({ ALPR_SMTP_URL: url, ALPR_MAIL_FROM: from });
    expect(smtp).toEqual({ url, from });
    expect(badly({ ALPR_SMTP_URL: url })).toMatch(/ALPR_SMTP_URL and ALPR_MAIL_FROM must be set together/);
    expect(badly({ ALPR_MAIL_FROM: from })).toMatch(/must be set together/);
  });

  it('that are wrong are all named at once', () => {
    const message = badly({ PORT: 'abc', ALPR_READER_QUEUE: '0', ALPR_LOG_LEVEL: 'loud' });
    for (const name of ['PORT', 'ALPR_READER_QUEUE', 'ALPR_LOG_LEVEL']) expect(message).toContain(name);
  });

  it('nobody knows are refused, and those there are are named', () => {
    const message = badly({ ALPR_FOO: 'bar', ALPR_DATADIR: '/srv' });
    expect(message).toMatch(/^Unknown setting ALPR_FOO, ALPR_DATADIR\. Known are .*ALPR_DATA_DIR/);
    expect(message).not.toContain('bar');
  });

  it('of other programs are left alone', () => {
    expect(() => readConfig({ PATH: '/bin', LANG: 'C', NODE_ENV: 'production' })).not.toThrow();
  });
});

describe('what is secret', () => {
  it.each([
    'esdb://admin:s3cret@node.example:2113',
    'esdb://admin:s3cr%40t@node.example:2113',
    'esdb+discover://admin:s3cret@node.example:2113?tls=true',
  ])('is not shown at the start: %s', (url) => {
    const shown = JSON.stringify(shownConfig(readConfig({ EVENTSTORE_URL: url })));
    expect(shown).toContain('node.example');
    expect(shown).not.toMatch(/s3cr|admin/);
  });

  it('of the mail server is not shown either', () => {
    const mail = { ALPR_SMTP_URL: 'smtp://alpr:s3@cret@mail.example', ALPR_MAIL_FROM: 'alpr@department.example' };
    const shown = JSON.stringify(shownConfig(readConfig(mail)));
    expect(shown).toContain('mail.example');
    expect(shown).not.toMatch(/s3|cret/);
  });

  it('is hidden even where a password holds an @ or a slash', () => {
    const config = { ...readConfig({}), eventStoreUrl: 'esdb://admin:a@b/s3cret@node.example:2113' };
    expect(JSON.stringify(shownConfig(config))).not.toMatch(/s3cret|admin/);
  });

  it('lies in a file whose place is not told either', () => {
    const shown = shownConfig(readConfig({ ALPR_PASSPHRASE_FILE: '/media/key/alpr.passphrase' }));
    expect(shown.passphraseFile).toBe('…/alpr.passphrase');
  });

  it('is not repeated by the message about a bad address', () => {
    for (const url of [
      'http://admin:s3cret@node.example',
      'esdb://admin:s3cret@node.example?tls=false',
      'esdb://s3cret',
    ])
      expect(url.length && tryMessage(url)).not.toContain('s3cret@');
  });

  const tryMessage = (url: string): string => {
    try {
      readConfig({ EVENTSTORE_URL: url });
      return '';
    } catch (error) {
      return (error as Error).message;
    }
  };
});

describe('the department’s networks', () => {
  it('hold one address where no width is given, and not the whole world', () => {
    const network = networkOf(['10.1.2.3', 'fc00::1']);
    expect(['10.1.2.3', '10.1.2.4', '203.0.113.9', 'fc00::1', 'fc00::2'].map((one) => network.includes(one))).toEqual([
      true,
      false,
      false,
      true,
      false,
    ]);
  });

  it('hold what is within their width', () => {
    const network = networkOf(readConfig({}).departmentNetworks);
    const inside = ['127.0.0.1', '10.255.0.1', '172.31.255.255', '192.168.1.1', '::1', 'fd12::9'];
    const outside = ['11.0.0.1', '172.32.0.1', '8.8.8.8', '2001:db8::1', 'nowhere', ''];
    expect([inside.filter((one) => !network.includes(one)), outside.filter((one) => network.includes(one))]).toEqual([
      [],
      [],
    ]);
  });

  it('hold an IPv4 address that is written as IPv6, as sockets give it', () => {
    expect(networkOf(['10.0.0.0/8']).includes('::ffff:10.1.2.3')).toBe(true);
  });
});
