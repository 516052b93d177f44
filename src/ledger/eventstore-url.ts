/** The connection string, checked before the client sees it: what it would misread, ignore or print is refused here. */

/** Where the store is, without credentials: fit for messages and logs. */
export type Place = { readonly hosts: string; readonly name: string };

const OPTIONS = new Set(
  [
    'userCertFile userKeyFile maxDiscoverAttempts connectionName defaultDeadline discoveryInterval gossipTimeout',
    'nodePreference tls tlsCAFile throwOnAppendFailure keepAliveInterval keepAliveTimeout',
  ].flatMap((names) => names.toLowerCase().split(' ')),
);
const LEAST_KEEP_ALIVE_MS = 10_000;
const ENCODED = /^(?:[\w.!~*'()+$,;=&-]|%[0-9a-f]{2})+$/i;

/**
 * Reads `esdb://[user:password@]host[:port][,host…][?options]` (or `esdb+discover://`).
 * @throws RangeError that never shows the string itself, since it may hold a password
 */
export const placeOf = (url: string): Place => {
  const parts = /^esdb(?:\+discover)?:\/\/([^?]*)(?:\?(.*))?$/s.exec(url.trim());
  if (!parts) throw new RangeError('EventStoreDB URL: it must begin with esdb:// or esdb+discover://');
  const [, authority = '', query = ''] = parts;
  const at = authority.lastIndexOf('@');
  const options = new Map(query.split('&').filter(Boolean).map(option));
  if (at >= 0) checkCredentials(authority.slice(0, at), options.get('tls') === 'false');
  checkOptions(options);
  const hosts = authority
    .slice(at + 1)
    .replace(/\/+$/, '')
    .split(',')
    .map(host);
  return { hosts: hosts.join(','), name: `EventStoreDB at ${hosts.join(',')}` };
};

const host = (text: string): string => {
  const [, name, port = '2113'] = /^([\w.-]+)(?::(\d{1,5}))?$/.exec(text.trim()) ?? [];
  if (!name) throw new RangeError('EventStoreDB URL: after the credentials there must be host:port');
  return `${name}:${port}`;
};

const option = (pair: string): [string, string] => {
  const [key = '', value = ''] = pair.split('=');
  return [key.toLowerCase().replace(/[_-]/g, ''), value];
};

/** The client cuts a password at its first colon, and leaves credentials unsent when the connection is not secure. */
const checkCredentials = (given: string, insecure: boolean): void => {
  const [user = '', password = '', ...more] = given.split(':');
  if (more.length > 0 || !ENCODED.test(user) || !ENCODED.test(password)) {
    throw new RangeError('EventStoreDB URL: user and password must be URI-encoded, as in esdb://user:p%3Ass@host:2113');
  }
  if (insecure)
    throw new RangeError('EventStoreDB URL: with tls=false credentials are never sent; leave out one of them');
};

const checkOptions = (options: ReadonlyMap<string, string>): void => {
  for (const key of options.keys()) {
    // The client would warn of it, and its warning quotes the whole string, password and all.
    if (!OPTIONS.has(key)) throw new RangeError(`EventStoreDB URL: the client does not know the option ${key}`);
  }
  if (options.get('throwonappendfailure') === 'false') {
    throw new RangeError('EventStoreDB URL: throwOnAppendFailure=false reports wrong revisions; leave it out');
  }
  const keepAlive = Number(options.get('keepaliveinterval') ?? LEAST_KEEP_ALIVE_MS);
  if (keepAlive < LEAST_KEEP_ALIVE_MS) {
    throw new RangeError(`EventStoreDB URL: keepAliveInterval must be ${LEAST_KEEP_ALIVE_MS} or more`);
  }
  if ((options.get('nodepreference') ?? 'leader').toLowerCase() !== 'leader') {
    throw new RangeError(
      'EventStoreDB URL: nodePreference must be leader, for a follower may not know the newest facts',
    );
  }
};

const LOGS = ['esdb', 'esdb:connection', 'esdb:command', 'esdb:command:grpc', 'esdb:events'];

/**
 * Refuses a DEBUG setting under which the client prints the connection string with its password, and event payloads.
 * @param debug the value of the environment variable DEBUG
 */
export const checkDebug = (debug: string | undefined): void => {
  const names = (debug ?? '').split(/[\s,]+/).filter(Boolean);
  const pattern = (name: string): RegExp =>
    new RegExp(`^${name.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*?')}$`);
  const [on, off] = [names.filter((name) => !name.startsWith('-')), names.filter((name) => name.startsWith('-'))];
  const printed = LOGS.filter((log) => on.some((name) => pattern(name).test(log)));
  const leaks = printed.filter((log) => !off.some((name) => pattern(name.slice(1)).test(log)));
  if (leaks.length > 0) {
    throw new RangeError('DEBUG makes the EventStoreDB client print its password: take esdb (and *) out of DEBUG');
  }
};
