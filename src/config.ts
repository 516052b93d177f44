/** The environment in, a frozen Config out: the only file that reads it. */
import { isIP, isIPv6 } from 'node:net';
import { basename, join, resolve } from 'node:path';
import { plainToInstance, Transform } from 'class-transformer';
import {
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  Min,
  MinLength,
  ValidateBy,
  validateSync,
} from 'class-validator';
import 'reflect-metadata';
import { placeOf } from './ledger/eventstore-url.js';
import { parseWitnesses, type Witness } from './proof/witnesspolicy.js';

const number = Transform(({ value }) => (/^\d+$/.test(String(value)) ? Number(value) : value));

const listOf = (text: string): string[] =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');

/** `10.0.0.0/8`, or one address. */
const isNetwork = (text: string): boolean => {
  const [address = '', prefix, ...more] = text.split('/');
  if (isIP(address) === 0 || more.length > 0) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (isIPv6(address) ? 128 : 32));
};

const networks = ValidateBy({
  name: 'networks',
  validator: {
    validate: (text) => typeof text === 'string' && listOf(text).every(isNetwork),
    defaultMessage: (its) => `${its?.property} must be networks such as 10.0.0.0/8 or 10.1.2.3, separated by commas`,
  },
});

const faultOf = (url: string): string | null => {
  try {
    placeOf(url);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
};

const eventStore = ValidateBy({
  name: 'eventStore',
  validator: {
    validate: (url) => faultOf(String(url)) === null,
    defaultMessage: (its) => `${its?.property}: ${faultOf(String(its?.value))}`,
  },
});

const witnessFault = (text: unknown): string | null => {
  try {
    parseWitnesses(String(text));
    return null;
  } catch (error) {
    return (error as Error).message;
  }
};

const witnesses = ValidateBy({
  name: 'witnesses',
  validator: {
    validate: (text) => witnessFault(text) === null,
    defaultMessage: (its) => `${its?.property}: ${witnessFault(its?.value)}`,
  },
});

export class Settings {
  /** Port to listen on. */
  @IsOptional() @number @IsInt() @Min(0) @Max(65_535) PORT = 4300;
  /** Address to listen on; behind a reverse proxy leave it at the loopback. */
  @IsOptional() @IsString() ALPR_HOST = '127.0.0.1';
  /** The one directory that holds everything. */
  @IsOptional() @IsString() @MinLength(1) ALPR_DATA_DIR = './data';
  /** EventStoreDB or KurrentDB; without it the ledger is embedded in the data directory. */
  @IsOptional() @eventStore EVENTSTORE_URL?: string;
  /** File with the passphrase of the root key; made at the first start when not given. */
  @IsOptional() @IsString() ALPR_PASSPHRASE_FILE?: string;
  /** The name under which the ledger is signed; made of the department's when the ledger is founded without one. */
  @IsOptional() @Matches(/^[^\s+\p{Z}]{1,120}$/u) ALPR_ORIGIN?: string;
  /** Witnesses that cosign the ledger: `<verifier key> <address>`, several separated by commas. */
  @IsOptional() @witnesses ALPR_WITNESSES = '';
  /** Time-stamping authorities (RFC 3161), by their addresses, separated by commas. */
  @IsOptional() @Matches(/^(\s*https?:\/\/[^\s,]+\s*(,|$))*$/) ALPR_TSA_URL = '';
  /** File with the certificates (PEM) that are trusted as roots of those authorities. */
  @IsOptional() @IsString() ALPR_TSA_CERTIFICATES?: string;
  /** Files (PEM) with the key and the certificate that sign reports; without them the house issues its own. */
  @IsOptional() @IsString() ALPR_REPORT_KEY?: string;
  @IsOptional() @IsString() ALPR_REPORT_CERTIFICATE?: string;
  /** The agency, as reports name it. */
  @IsOptional() @IsString() @MinLength(1) ALPR_DEPARTMENT = 'Palm Springs Police Department';
  /** Comma-separated networks of the Department's own equipment (430.7(f)), in CIDR notation. */
  @IsOptional()
  @networks
  ALPR_DEPARTMENT_NETWORKS = '127.0.0.0/8,::1/128,10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,fc00::/7';
  /** Comma-separated addresses or networks of reverse proxies whose word on a caller's address is taken. */
  @IsOptional() @networks ALPR_TRUSTED_PROXIES = '127.0.0.1,::1';
  /** Address under which people reach the server, for the links it prints. */
  @IsOptional() @Matches(/^https?:\/\/\S+$/) ALPR_PUBLIC_URL?: string;
  /** Mail server for notices (430.6(h)); without one they are shown as unsent. `?requireTLS=true` insists on TLS. */
  @IsOptional() @Matches(/^smtps?:\/\/[^\s/]+/) ALPR_SMTP_URL?: string;
  /** The Department's address from which notices are sent; needed with a mail server. */
  @IsOptional() @Matches(/^[^\s@<>,]+@[^\s@<>,]+$/) ALPR_MAIL_FROM?: string;
  /** Threads that read photographs. */
  @IsOptional() @number @IsInt() @Min(1) @Max(64) ALPR_READER_WORKERS = 1;
  /** Photographs that may wait to be read before a camera is told to try later. */
  @IsOptional() @number @IsInt() @Min(1) @Max(10_000) ALPR_READER_QUEUE = 64;
  @IsOptional() @IsIn(['silent', 'fatal', 'error', 'warn', 'info', 'debug']) ALPR_LOG_LEVEL = 'info';
  /** Marks every page and screen of a demonstration department. */
  @IsOptional() @IsIn(['yes', 'no']) ALPR_DEMONSTRATION = 'no';
}

export type Config = Readonly<{
  port: number;
  host: string;
  dataDir: string;
  eventStoreUrl: string | null;
  passphraseFile: string | null;
  /** The name under which the ledger is signed, where it was given; `usualOrigin` is for a ledger just founded. */
  origin: string | null;
  usualOrigin: string;
  witnesses: readonly Witness[];
  tsaUrls: readonly string[];
  tsaCertificates: string | null;
  /** Files with a key and its certificates, for reports. */
  reportSigning: { readonly key: string; readonly certificate: string } | null;
  department: string;
  departmentNetworks: readonly string[];
  trustedProxies: readonly string[];
  publicUrl: string;
  smtp: { readonly url: string; readonly from: string } | null;
  readerWorkers: number;
  readerQueue: number;
  logLevel: string;
  demonstration: boolean;
  /** The client of the event store prints passwords when DEBUG tells it to; the adapter refuses that. */
  debug: string | undefined;
}>;

/** A setting that is unknown or out of bounds; the message names it and says what it may be. */
export class BadSetting extends Error {
  readonly code = 'bad-setting';
}

const known = Object.keys(new Settings()).concat(
  'EVENTSTORE_URL',
  'ALPR_PASSPHRASE_FILE',
  'ALPR_PUBLIC_URL',
  'ALPR_SMTP_URL',
  'ALPR_MAIL_FROM',
  'ALPR_ORIGIN',
  'ALPR_TSA_CERTIFICATES',
  'ALPR_REPORT_KEY',
  'ALPR_REPORT_CERTIFICATE',
);

/**
 * Reads and checks the settings. Empty ones count as absent.
 * @throws BadSetting naming every setting that is unknown (`ALPR_…` or mistyped) or out of bounds
 */
export const readConfig = (environment: NodeJS.ProcessEnv = process.env): Config => {
  const unknown = Object.keys(environment).filter((name) => name.startsWith('ALPR_') && !known.includes(name));
  if (unknown.length > 0)
    throw new BadSetting(`Unknown setting ${unknown.join(', ')}. Known are ${[...new Set(known)].sort().join(', ')}.`);
  const given = Object.fromEntries(known.flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])));
  const settings = plainToInstance(Settings, given, { exposeDefaultValues: true });
  const wrong = validateSync(settings).flatMap(({ constraints }) => Object.values(constraints ?? {}));
  if ((settings.ALPR_SMTP_URL === undefined) !== (settings.ALPR_MAIL_FROM === undefined))
    wrong.push('ALPR_SMTP_URL and ALPR_MAIL_FROM must be set together');
  if ((settings.ALPR_REPORT_KEY === undefined) !== (settings.ALPR_REPORT_CERTIFICATE === undefined))
    wrong.push('ALPR_REPORT_KEY and ALPR_REPORT_CERTIFICATE must be set together');
  if (wrong.length > 0) throw new BadSetting(`Bad setting: ${wrong.join('; ')}.`);
  return frozen(settings, environment['DEBUG']);
};

/** `Palm Springs Police Department` as `palm-springs-police-department`. */
const slugOf = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '') || 'department';

const frozen = (settings: Settings, debug: string | undefined): Config =>
  Object.freeze({
    port: settings.PORT,
    host: settings.ALPR_HOST,
    dataDir: resolve(settings.ALPR_DATA_DIR),
    eventStoreUrl: settings.EVENTSTORE_URL ?? null,
    passphraseFile: settings.ALPR_PASSPHRASE_FILE ?? null,
    origin: settings.ALPR_ORIGIN ?? null,
    usualOrigin: `${slugOf(settings.ALPR_DEPARTMENT)}/alpr-ledger`,
    witnesses: parseWitnesses(settings.ALPR_WITNESSES),
    tsaUrls: listOf(settings.ALPR_TSA_URL),
    tsaCertificates: settings.ALPR_TSA_CERTIFICATES ?? null,
    reportSigning:
      settings.ALPR_REPORT_KEY && settings.ALPR_REPORT_CERTIFICATE
        ? { key: settings.ALPR_REPORT_KEY, certificate: settings.ALPR_REPORT_CERTIFICATE }
        : null,
    department: settings.ALPR_DEPARTMENT,
    departmentNetworks: listOf(settings.ALPR_DEPARTMENT_NETWORKS),
    trustedProxies: listOf(settings.ALPR_TRUSTED_PROXIES),
    publicUrl: settings.ALPR_PUBLIC_URL ?? `http://${settings.ALPR_HOST}:${settings.PORT}`,
    smtp:
      settings.ALPR_SMTP_URL && settings.ALPR_MAIL_FROM
        ? { url: settings.ALPR_SMTP_URL, from: settings.ALPR_MAIL_FROM }
        : null,
    readerWorkers: settings.ALPR_READER_WORKERS,
    readerQueue: settings.ALPR_READER_QUEUE,
    logLevel: settings.ALPR_LOG_LEVEL,
    demonstration: settings.ALPR_DEMONSTRATION === 'yes',
    debug,
  });

/** The settings of a demonstration department: nothing of a real one is taken over but the port. */
export const demonstrationConfig = (dataDir: string, environment: NodeJS.ProcessEnv = process.env): Config =>
  readConfig({
    PORT: environment['PORT'],
    ALPR_DATA_DIR: dataDir,
    ALPR_DEMONSTRATION: 'yes',
    ALPR_DEPARTMENT: 'Demonstration Police Department',
    ALPR_LOG_LEVEL: 'silent',
  });

/** The settings as they are shown at the start, with nothing secret in them. */
export const shownConfig = (config: Config): Readonly<Record<string, unknown>> => ({
  ...config,
  eventStoreUrl: config.eventStoreUrl?.replace(/\/\/.*@/, '//***@') ?? null,
  smtp: config.smtp && { ...config.smtp, url: config.smtp.url.replace(/\/\/.*@/, '//***@') },
  passphraseFile: config.passphraseFile && join('…', basename(config.passphraseFile)),
  witnesses: config.witnesses.map(({ verifier, url }) => `${verifier.name} ${url}`),
});
