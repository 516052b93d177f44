/** Test only: who may do what: basic authentication and the store's access control lists. */
import type { Metadata } from '@grpc/grpc-js';
import type { Store, StreamMetadata } from './store.js';

export type Right = '$r' | '$w' | '$d' | '$mr' | '$mw';

/** A user of the node. Members of `$admins` may do everything, as on a real server. */
export type User = { readonly password: string; readonly groups: readonly string[] };

/** Decides by the stream's own list, then by `$settings`, then by the server's defaults. */
export class Access {
  constructor(
    private readonly users: Readonly<Record<string, User>> | null,
    private readonly store: () => Store,
  ) {}

  may(right: Right, stream: string, metadata: Metadata): boolean {
    if (this.users === null) return true;
    const roles = this.roles(metadata);
    if (roles === null) return false;
    if (roles.includes('$admins')) return true;
    const meta = stream.startsWith('$$') && stream !== '$$';
    const target = meta ? stream.slice(2) : stream;
    const asked: Right = meta ? (right === '$r' ? '$mr' : '$mw') : right;
    return this.allowed(target, asked).some((role) => role === '$all' || roles.includes(role));
  }

  private roles(metadata: Metadata): string[] | null {
    const [header] = metadata.get('authorization');
    const encoded = /^Basic (.+)$/.exec(String(header ?? ''))?.[1];
    if (!encoded) return null;
    const text = Buffer.from(encoded, 'base64').toString('utf8');
    const name = text.slice(0, text.indexOf(':'));
    const user = this.users?.[name];
    return user && user.password === text.slice(name.length + 1) ? [name, ...user.groups] : null;
  }

  private allowed(stream: string, right: Right): string[] {
    const own = this.store().streams.get(stream)?.metadata.$acl?.[right];
    if (own !== undefined) return list(own);
    if (stream.startsWith('$')) return ['$admins'];
    const granted = this.settings().$userStreamAcl?.[right];
    return granted === undefined ? ['$all'] : list(granted);
  }

  private settings(): StreamMetadata {
    const last = this.store().streams.get('$settings')?.events.at(-1);
    return last ? (JSON.parse(Buffer.from(last.data).toString('utf8')) as StreamMetadata) : {};
  }
}

const list = (roles: string | string[]): string[] => (Array.isArray(roles) ? roles : [roles]);
